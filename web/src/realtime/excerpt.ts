const MOST = 160;
const MARK = /[*_#>`~|]/;
const MARKS = /^[*_#>`~|]+|[*_#>`~|]+$/g;
/** A point of a list, the box of a task, or what parts the rows of a table: no word. */
const MARKS_ONLY = /^(?:-|\[|\]|\[x\]|(?=[-:]*\||---)[-|:]+)$/i;
const OPENS = /^[(”"]*/;
const ENDS = /[,.;:!?)”"]*$/;

/** The beginning of a text in one line without marks: the same as the server's `text::excerpt`, character for character. */
export function excerptOf(markdown: string, most = MOST): string {
  let line = '';
  for (const raw of withoutQuotes(markdown).split(/\s+/u)) {
    if (MARKS_ONLY.test(raw)) continue;
    const word = withoutMarks(stripLink(raw));
    if (word === '') continue;
    line += line === '' ? word : ` ${word}`;
    const letters = [...line];
    if (letters.length > most) return `${letters.slice(0, most - 1).join('')}…`;
  }
  return line;
}

/** `**word**,` → `word,`: what is set apart inside a word, and at its edges behind what opens or ends a sentence. */
function withoutMarks(word: string): string {
  if (!MARK.test(word)) return word;
  const plain = word.replaceAll('**', '').replaceAll('~~', '').replaceAll('`', '');
  const opens = OPENS.exec(plain)?.[0] ?? '';
  const rest = plain.slice(opens.length);
  const ends = ENDS.exec(rest)?.[0] ?? '';
  return opens + rest.slice(0, rest.length - ends.length).replace(MARKS, '') + ends;
}

/** `[text](address)` → `text`, for links within one word; a link of several words loses its ends. */
function stripLink(word: string): string {
  const open = word.indexOf('[');
  const middle = word.indexOf('](');
  if (middle < 0) return word.replace(/^\[+/, '');
  const end = word.indexOf(')', middle);
  const after = end < 0 ? '' : word.slice(end + 1);
  return open >= 0 && open < middle
    ? word.slice(0, open) + word.slice(open + 1, middle) + after
    : word.slice(0, middle) + after;
}

const QUOTE = '](samrum:message/';

/** The text without its quotes, whose words are others': `[…](samrum:message/…)`. */
function withoutQuotes(markdown: string): string {
  let left = '';
  let rest = markdown;
  for (let at = rest.indexOf(QUOTE); at >= 0; at = rest.indexOf(QUOTE)) {
    const open = rest.lastIndexOf('[', at);
    const end = rest.indexOf(')', at);
    left += rest.slice(0, open < 0 ? at : open);
    rest = end < 0 ? '' : rest.slice(end + 1);
  }
  return left + rest;
}
