/**
 * Between what is stored and what a plain field shows: a mention is stored as `[@Anna Berg](samrum:person/…)` and shown
 * as `@Anna Berg`, a quote as `[Citat: Anna Berg](samrum:message/…)` and `[Citat: Anna Berg]`. Nobody should have to look
 * at an address to write to somebody.
 */

/** What is shown → the reference it stands for. */
export type Known = Map<string, string>;

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const MENTION = `samrum:(?:person/${ID}|organisation/${ID}|role/[a-z_]+|everyone)`;
const QUOTE = `samrum:message/${ID}(?:@\\d+)?(?:#\\d+-\\d+)?`;
const LINK = new RegExp(`\\[(@?[^\\]\\n]{1,200})\\]\\((${MENTION}|${QUOTE})\\)`, 'g');

/** The stored text as the field shows it; what it shows is noted in `known`. */
export function shown(markdown: string, known: Known): string {
  if (!markdown.includes('](samrum:')) return markdown;
  return markdown.replace(LINK, (_, label: string, reference: string) => token(label, reference, known));
}

/** How a mention or quote is shown: as one that no other in the same text is shown as. */
export function token(label: string, reference: string, known: Known): string {
  const quote = reference.startsWith('samrum:message/');
  const plain = label.replaceAll(/[[\]()\n]/g, ' ').trim();
  for (let number = 1; ; number += 1) {
    const words = number === 1 ? plain : `${plain} ${number}`;
    const text = quote ? `[${words}]` : words;
    const held = known.get(text);
    if (held === undefined || held === reference) {
      known.set(text, reference);
      return text;
    }
  }
}

/** What the field shows as it is stored. */
export function stored(text: string, known: Known): string {
  if (known.size === 0) return text;
  const names = [...known.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(
    names.map((name) => `${escaped(name)}${name.endsWith(']') ? '' : '(?![\\p{L}\\p{N}])'}`).join('|'),
    'gu',
  );
  return text.replace(any, (name) => {
    const label = name.startsWith('[') ? name.slice(1, -1) : name;
    return `[${label}](${known.get(name)})`;
  });
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export interface Named {
  label: string;
  reference: string;
  /** All of it as it is stored. */
  whole: string;
}
function named(markdown: string, quotes: boolean): Named[] {
  if (!markdown.includes('](samrum:')) return [];
  const found = [...markdown.matchAll(LINK)].map(([whole, label = '', reference = '']) => ({
    label,
    reference,
    whole,
  }));
  return found.filter((one) => one.reference.startsWith('samrum:message/') === quotes);
}
/** Whom a stored text mentions, each once. */
export const mentionsIn = (markdown: string): Named[] => [
  ...new Map(named(markdown, false).map((one) => [one.reference, one])).values(),
];
/** What a stored text quotes. */
export const quotesIn = (markdown: string): Named[] => named(markdown, true);
/** The text without addresses, for where it is only looked at. */
export const plainly = (markdown: string): string => shown(markdown, new Map());

/** What has been written after an @ right before the caret: the beginning of a mention, or nothing. */
export function mentionBegun(before: string): { from: number; q: string } | null {
  const match = /(^|[\s(])@([^\s@[\]()][^@\n[\]()]{0,40})?$/u.exec(before);
  if (!match) return null;
  const q = match[2] ?? '';
  // A name has a few words; more is a sentence.
  if (q.split(' ').length > 3 || /[,;:!?]/.test(q)) return null;
  return { from: match.index + (match[1]?.length ?? 0), q };
}
