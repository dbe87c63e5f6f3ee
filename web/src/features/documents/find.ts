/**
 * Where a document's text holds what was searched for. The server found the document by its own Swedish
 * analysis; here the words are marked, other inflections of them too: two words count as the same when
 * they share a long beginning and differ only in a short ending.
 */
export interface Range {
  from: number;
  to: number;
}

const WORD = /[\p{L}\p{N}]+/gu;
const SMALL = new Set(
  'och i att som det en ett av för på med till den är om the of and to in a for'.split(' '),
);
const LONGEST_ENDING = 6;
const SHORTEST_STEM = 4;

/** The words that matter of what was searched for. */
export function wordsOf(query: string): string[] {
  const all = [...query.toLowerCase().normalize('NFC').matchAll(WORD)].map(([word]) => word);
  const large = all.filter((word) => !SMALL.has(word));
  return large.length > 0 ? large : all;
}

export function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST_STEM) return false;
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  if (shared < SHORTEST_STEM || shared < Math.ceil(shorter * 0.7)) return false;
  return a.length - shared <= LONGEST_ENDING && b.length - shared <= LONGEST_ENDING;
}

/** Every place in the text where one of the words stands. */
export function rangesOf(text: string, words: readonly string[]): Range[] {
  if (words.length === 0) return [];
  const ranges: Range[] = [];
  for (const found of text.toLowerCase().matchAll(WORD)) {
    const [word] = found;
    // The last letters of a word being typed are not there yet.
    if (words.some((one) => sameWord(one, word) || (one.length >= SHORTEST_STEM && word.startsWith(one)))) {
      ranges.push({ from: found.index, to: found.index + word.length });
    }
  }
  return ranges;
}

const NEAR = 48;

/** Ranges close to one another are one passage. */
export function passagesOf(ranges: readonly Range[]): Range[] {
  const passages: Range[] = [];
  for (const range of ranges) {
    const last = passages.at(-1);
    if (last && range.from - last.to <= NEAR) last.to = range.to;
    else passages.push({ ...range });
  }
  return passages;
}

export interface Hit {
  /** The page's number, from 1. */
  page: number;
  /** Which passage of its page, from 0. */
  index: number;
}

/** Every passage of a document in order; the best pages first decide where one lands, see `bestHit`. */
export function hitsOf(pages: readonly { number: number; text: string }[], query: string): Hit[] {
  const words = wordsOf(query);
  return pages.flatMap((page) =>
    passagesOf(rangesOf(page.text, words)).map((_, index) => ({ page: page.number, index })),
  );
}

/**
 * Which of so many passages answers to one of another cutting of the same text into pages: the one as far on, for what
 * stands on every page of one of them may be found there once more. -1 where there is none.
 */
export const inStep = (index: number, count: number): number => Math.min(index, count - 1);
