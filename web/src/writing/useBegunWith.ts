import { useState } from 'react';
import type { DraftHandle } from './draft.ts';

/**
 * A field in which some words stand already: those are shown until one has written something else there, anywhere. A draft
 * from another device is there as soon as the field starts over for it: an editor reads its words only then.
 */
export function useBegunWith(draft: DraftHandle, words: string): [string, (text: string) => void] {
  const [touched, setTouched] = useState(draft.text !== '');
  const begun = touched || (draft.generation > 0 && draft.text !== '');
  const write = (text: string) => {
    setTouched(true);
    draft.write(text);
  };
  return [begun ? draft.text : words, write];
}
