import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { MIN_LETTERS } from '../../api/search.ts';

/** What is typed is asked for when one pauses so long. */
const PAUSE_MS = 300;

/** What stands in the field of the page: the address follows it as one types, and it follows the address. */
export function useTyped(asked: string, onAsk: (words: string) => void) {
  const [q, setQ] = useState(asked);
  // What the field asked for itself: when the address says so it must not take away what was typed meanwhile.
  const own = useRef(asked.trim());
  useEffect(() => {
    if (asked.trim() === own.current) return;
    own.current = asked.trim();
    setQ(asked);
  }, [asked]);
  const ask = useEffectEvent((words: string) => {
    own.current = words;
    onAsk(words);
  });
  useEffect(() => {
    const words = q.trim();
    if (words === own.current || (words.length > 0 && words.length < MIN_LETTERS)) return;
    const timer = setTimeout(() => ask(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q]);
  return { q, setQ };
}
