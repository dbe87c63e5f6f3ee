/** From a message that could not be sent back to the field it came from. */
import { useEffect } from 'react';

type Take = (text: string, attachments: string[]) => void;
const heard = new Map<string, Take>();

/** Whether somebody took it. */
export function giveBack(conversation: string, text: string, attachments: string[]): boolean {
  const take = heard.get(conversation);
  take?.(text, attachments);
  return take !== undefined;
}

export function useGivenBack(conversation: string, take: Take): void {
  useEffect(() => {
    heard.set(conversation, take);
    return () => void heard.delete(conversation);
  }, [conversation, take]);
}
