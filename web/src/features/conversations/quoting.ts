/** From a message to the composer below it: what is to be quoted, as a reference and no copy. */
import { useEffect } from 'react';
import type { Message } from '../../api/types.ts';
import { rangeIn } from './textPlaces.ts';

const heard = new Map<string, (label: string, reference: string) => void>();

interface Selected {
  message: string;
  from: number;
  to: number;
}
let selected: Selected | null = null;

/** Remembers what was selected last: pressing a button may let go of the selection. */
function remember(): void {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const root = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-message]');
  if (range.collapsed) {
    // A click in a message lets go of it; a click elsewhere may be on the button.
    if (root) selected = null;
    return;
  }
  const found = root && rangeIn(root, range);
  selected = root && found ? { message: root.dataset.message ?? '', ...found } : null;
}

/** Quotes the message, or the passage of it that is selected. */
export function sayQuote(conversation: string, message: Message, label: string): void {
  const part = selected?.message === message.id ? `#${selected.from}-${selected.to}` : '';
  selected = null;
  heard.get(conversation)?.(label, `samrum:message/${message.id}@${message.revision}${part}`);
}

export function useQuotes(conversation: string, take: (label: string, reference: string) => void): void {
  useEffect(() => {
    heard.set(conversation, take);
    document.addEventListener('selectionchange', remember);
    return () => {
      heard.delete(conversation);
      document.removeEventListener('selectionchange', remember);
    };
  }, [conversation, take]);
}
