/** In the address of a document: the words that a search found there. */
export const FOUND_WORDS = 'ord';

/** A passage has few; more would be no address. */
const MOST = 12;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * The words that are marked in a passage, each whole: they may be compounds, synonyms or spelt otherwise than what was
 * searched for, and only the search knows which they are.
 */
export function foundWords(passage: readonly { text: string; marked: boolean }[]): string {
  let at = 0;
  const marked = passage.map((piece) => {
    const from = at;
    at += piece.text.length;
    return { from, to: at, marked: piece.marked };
  });
  const text = passage.map((piece) => piece.text).join('');
  const words = [...text.matchAll(WORD)]
    .filter(({ index, 0: word }) =>
      marked.some((piece) => piece.marked && piece.from < index + word.length && piece.to > index),
    )
    .map(([word]) => word.toLowerCase().normalize('NFC'));
  return [...new Set(words)].slice(0, MOST).join(' ');
}
