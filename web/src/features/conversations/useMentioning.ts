import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { mentionsQuery } from '../../api/mentions.ts';
import type { MentionSuggestion } from '../../api/types.ts';

const NONE: MentionSuggestion[] = [];

const fold = (text: string) => text.normalize('NFC').toLowerCase();
/** One of the words of a name begins so, as the server has it. */
const begins = (name: string | null, sought: string) => {
  const folded = fold(name ?? '');
  return folded.startsWith(sought) || folded.includes(` ${sought}`) || folded.includes(`-${sought}`);
};

/** Of those who were found for less than what is written by now: nobody else is chosen while the answer is on its way. */
export const stillMeant = (found: MentionSuggestion[], written: string): MentionSuggestion[] => {
  const sought = fold(written.trim());
  return found.filter((one) => begins(one.name, sought) || begins(one.organisation, sought));
};

/** The list of whom one may mention while a name is being written, and the keys that choose in it. */
export function useMentioning(room: string | undefined, choose: (one: MentionSuggestion) => void) {
  const id = useId();
  const [begun, setBegun] = useState<string | null>(null);
  // By its reference: it stays the same one when the list becomes another.
  const [chosen, setChosen] = useState<string | null>(null);
  const q = useDeferredValue(begun);
  const found = useQuery({
    ...mentionsQuery(room ?? '', q ?? ''),
    enabled: room !== undefined && q !== null,
    placeholderData: (before) => before,
  });
  const known = begun !== null && room !== undefined ? (found.data ?? NONE) : NONE;
  const items = found.isPlaceholderData || q !== begun ? stillMeant(known, begun ?? '') : known;
  const here = Math.max(
    0,
    items.findIndex((one) => one.reference === chosen),
  );
  const stand = (place: number) => setChosen(items[(place + items.length) % items.length]?.reference ?? null);
  const take = (one: MentionSuggestion) => {
    setBegun(null);
    choose(one);
  };
  return {
    id,
    items,
    at: here,
    open: items.length > 0,
    /** What has been written after the @; null where no mention is being written. */
    begin: (written: string | null) => {
      if (written !== begun) setChosen(null);
      setBegun(written);
    },
    take,
    /** Whether the key was for the list. */
    key: (event: { key: string; shiftKey: boolean; isComposing?: boolean }): boolean => {
      if (items.length === 0 || event.isComposing) return false;
      const one = items[here];
      if (event.key === 'ArrowDown') stand(here + 1);
      else if (event.key === 'ArrowUp') stand(here - 1);
      else if (event.key === 'Escape') setBegun(null);
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && one) take(one);
      else return false;
      return true;
    },
    /** What the field says of the list to those who listen. */
    attributes:
      items.length > 0
        ? {
            'aria-controls': id,
            'aria-activedescendant': `${id}-${here}`,
            'aria-autocomplete': 'list' as const,
          }
        : { 'aria-autocomplete': 'list' as const },
  };
}
export type Mentioning = ReturnType<typeof useMentioning>;
