import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { mentionsQuery } from '../../api/mentions.ts';
import type { MentionSuggestion } from '../../api/types.ts';

const NONE: MentionSuggestion[] = [];

/** The list of whom one may mention while a name is being written, and the keys that choose in it. */
export function useMentioning(room: string | undefined, choose: (one: MentionSuggestion) => void) {
  const id = useId();
  const [begun, setBegun] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const q = useDeferredValue(begun);
  const found = useQuery({
    ...mentionsQuery(room ?? '', q ?? ''),
    enabled: room !== undefined && q !== null,
    placeholderData: (before) => before,
  });
  const items = begun !== null && room !== undefined ? (found.data ?? NONE) : NONE;
  const here = Math.min(at, items.length - 1);
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
      if (written !== begun) setAt(0);
      setBegun(written);
    },
    take,
    /** Whether the key was for the list. */
    key: (event: { key: string; shiftKey: boolean; isComposing?: boolean }): boolean => {
      if (items.length === 0 || event.isComposing) return false;
      const one = items[here];
      if (event.key === 'ArrowDown') setAt((here + 1) % items.length);
      else if (event.key === 'ArrowUp') setAt((here - 1 + items.length) % items.length);
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
