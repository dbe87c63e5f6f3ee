/** From a message that could not be sent back to the field it came from. */
import { useEffect } from 'react';
import type { Outgoing } from './outbox.ts';

type Take = (back: Outgoing) => void;
const heard = new Map<string, Take>();

/** Whether somebody took it. */
export function giveBack(back: Outgoing): boolean {
  const take = heard.get(back.conversation);
  take?.(back);
  return take !== undefined;
}

export function useGivenBack(conversation: string, take: Take): void {
  useEffect(() => {
    heard.set(conversation, take);
    return () => void heard.delete(conversation);
  }, [conversation, take]);
}
