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

/** The words of a query that is one "phrase", as one entry; none where it is not. */
function phraseOf(query: string): string[] {
  const quoted = /^\s*["”](.+)["”]\s*$/su.exec(query)?.[1];
  const all = [...(quoted ?? '').toLowerCase().normalize('NFC').matchAll(WORD)].map(([word]) => word);
  return all.length > 1 ? [all.join(' ')] : [];
}

/**
 * What is looked for in the pages: a "phrase" where it stands there whole, else the words that matter, and those that the
 * search found for them.
 */
export function soughtIn(
  pages: readonly { text: string }[],
  query: string,
  found: readonly string[] = [],
): string[] {
  const phrase = phraseOf(query);
  const whole = phrase.length > 0 && pages.some((page) => rangesOf(page.text, phrase).length > 0);
  return whole ? phrase : [...wordsOf(query), ...found];
}

/** What is written in a query besides words to find: what is left out, and who, where and when. */
const NARROWS =
  /(^|\s)(?:-(?=["\p{L}\p{N}])|(?:från|from|före|before|efter|after):\s*(?=\S)|(?:i|in|artikel|article):(?=\S))(?:"[^"]*"?|\S+)/giu;

/** The words that matter of what was searched for. */
export function wordsOf(query: string): string[] {
  const plain = query
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(NARROWS, '$1');
  const all = [...plain.matchAll(WORD)].map(([word]) => word);
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

/** Every place in the text where one of the words stands, or all words of an entry of several one after another. */
export function rangesOf(text: string, words: readonly string[]): Range[] {
  if (words.length === 0) return [];
  const ranges: Range[] = [];
  const sought = words.map((entry) => entry.split(' '));
  const all = [...text.toLowerCase().matchAll(WORD)];
  // The last letters of a word being typed are not there yet.
  const meets = (one: string, word: string) =>
    sameWord(one, word) || (one.length >= SHORTEST_STEM && word.startsWith(one));
  for (let at = 0; at < all.length; at += 1) {
    const entry = sought.find((one) => one.every((part, n) => meets(part, all[at + n]?.[0] ?? '')));
    const [first, last] = [all[at], all[at + (entry?.length ?? 0) - 1]];
    if (!entry || !first || !last) continue;
    ranges.push({ from: first.index, to: last.index + last[0].length });
    at += entry.length - 1;
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
export function hitsOf(
  pages: readonly { number: number; text: string }[],
  query: string,
  found: readonly string[] = [],
): Hit[] {
  const words = soughtIn(pages, query, found);
  return pages.flatMap((page) =>
    passagesOf(rangesOf(page.text, words)).map((_, index) => ({ page: page.number, index })),
  );
}

/**
 * Which of so many passages answers to one of another cutting of the same text into pages: the one as far on, for what
 * stands on every page of one of them may be found there once more. -1 where there is none.
 */
export const inStep = (index: number, count: number): number => Math.min(index, count - 1);
