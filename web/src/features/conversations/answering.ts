/** Which message one's next words answer, per conversation: chosen at the message, shown and sent by the composer. */
import { useSyncExternalStore } from 'react';
import type { Message } from '../../api/types.ts';

const chosen = new Map<string, Message>();
const watchers = new Set<() => void>();

export function answer(conversation: string, message: Message | null): void {
  if (message) chosen.set(conversation, message);
  else chosen.delete(conversation);
  for (const watcher of watchers) watcher();
}

export function useAnswering(conversation: string): Message | undefined {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    () => chosen.get(conversation),
  );
}
