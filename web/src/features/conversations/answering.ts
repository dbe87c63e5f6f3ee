/** From a message to the composer below it: one's next words answer that one. The composer keeps it with its draft. */
import { useEffect } from 'react';
import type { Message } from '../../api/types.ts';

const heard = new Map<string, (message: Message) => void>();

export const answer = (conversation: string, message: Message): void => heard.get(conversation)?.(message);

export function useAnswering(conversation: string, take: (message: Message) => void): void {
  useEffect(() => {
    heard.set(conversation, take);
    return () => void heard.delete(conversation);
  }, [conversation, take]);
}
