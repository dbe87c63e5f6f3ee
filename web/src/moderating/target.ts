/** What is reported or hidden: a message, or another writing of a conversation. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { flagMessage, hiddenWordsQuery, hideMessage, showMessage, unflagMessage } from '../api/messages.ts';
import {
  flagWriting,
  hiddenWritingQuery,
  hideWriting,
  showWriting,
  unflagWriting,
  type WritingRef,
} from '../api/writings.ts';
import { applyFrame } from '../realtime/bridge.ts';
import { ownChange } from '../realtime/frames.ts';

export type Target = { message: string } | WritingRef;

export const isMessage = (target: Target): target is { message: string } => 'message' in target;

/** What it says though it is hidden, for those who may see it. */
export const wordsOf = (target: Target) =>
  isMessage(target) ? hiddenWordsQuery(target.message) : hiddenWritingQuery(target);

/** What can be done with it; what is shown of it follows. */
export function useModerating(target: Target) {
  const client = useQueryClient();
  if (isMessage(target)) {
    const id = target.message;
    const put = async (kind: 'message_hidden' | 'message_shown', changed: ReturnType<typeof showMessage>) => {
      const message = await changed;
      applyFrame(client, ownChange({ kind, data: { message } }));
    };
    return {
      flag: (reason: string, handOverTo: string | null) => flagMessage(id, reason, handOverTo),
      unflag: () => unflagMessage(id),
      hide: (reason: string) => put('message_hidden', hideMessage(id, reason)),
      show: () => put('message_shown', showMessage(id)),
    };
  }
  const changed = async (act: Promise<void>) => {
    await act;
    again(client, target);
  };
  return {
    flag: (reason: string) => flagWriting(target, reason),
    unflag: () => unflagWriting(target),
    hide: (reason: string) => changed(hideWriting(target, reason)),
    show: () => changed(showWriting(target)),
  };
}

function again(client: QueryClient, { id, kind }: WritingRef) {
  const stale = { answer: keys.ask(id), reason: keys.proposal(id), summary: keys.conversation(id) }[kind];
  void client.invalidateQueries({ queryKey: stale });
}
