import { useEffect, useState } from 'react';
import type { DraftHandle } from './draft.ts';

/** A field in which some words stand already: those are shown until one has written something else there, anywhere. */
export function useBegunWith(draft: DraftHandle, words: string): [string, (text: string) => void] {
  const [touched, setTouched] = useState(draft.text !== '');
  // A draft from before, or from another device, is gone on with.
  useEffect(() => {
    if (draft.generation > 0 && draft.text) setTouched(true);
  }, [draft.generation, draft.text]);
  const write = (text: string) => {
    setTouched(true);
    draft.write(text);
  };
  return [touched ? draft.text : words, write];
}
