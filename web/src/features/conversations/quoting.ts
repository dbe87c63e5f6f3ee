/** From a message to the composer below it: what is to be quoted. */
import { useEffect } from 'react';
import type { Message } from '../../api/types.ts';

const heard = new Map<string, (markdown: string) => void>();
const MOST_LETTERS = 600;

/** The quotation as Markdown, with a link to where it was said. */
export function quotation(message: Message, name: string): string {
  const words =
    message.text.length > MOST_LETTERS ? `${message.text.slice(0, MOST_LETTERS)} …` : message.text;
  const lines = words.split('\n').map((line) => `> ${line}`);
  return `> [${name}](/samtal/${message.conversation_id}?inlagg=${message.position}):\n>\n${lines.join('\n')}\n\n`;
}

export function sayQuote(conversation: string, message: Message, name: string): void {
  heard.get(conversation)?.(quotation(message, name));
}

export function useQuotes(conversation: string, take: (markdown: string) => void): void {
  useEffect(() => {
    heard.set(conversation, take);
    return () => void heard.delete(conversation);
  }, [conversation, take]);
}
