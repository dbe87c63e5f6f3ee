import type { TFunction } from 'i18next';
import type { Noted, NotedFact } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import type { Language } from '../../locales/i18n.ts';

type Words = Record<'yes' | 'no' | 'of' | 'words', Record<string, string>>;

/** What a bare number among the facts of an act counts. */
const COUNTS: Record<string, string> = { mailing_sent: 'letters', home_told: 'told' };
const COUNTED = ['documents', 'letters', 'rooms', 'told'] as const;

function factWords({ of, value }: NotedFact, act: string, t: TFunction, language: Language): string {
  if (of === 'text') return value;
  const words: Words = t('log.facts', { returnObjects: true });
  const said = value === 'true' ? words.yes : value === 'false' ? words.no : {};
  if (of && said[of]) return said[of];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(value, language);
  const number = /^\d+$/.test(value);
  const counted = COUNTED.find((one) => one === (of ?? COUNTS[act]));
  if (number && counted) return t(`log.facts.${counted}`, { count: Number(value) });
  const word = words.words[value] ?? value;
  const before = of && words.of[of];
  return before ? `${before}${number ? '' : ':'} ${word}` : word;
}

/**
 * What an act of the log says beside what was done, in words. What somebody wrote stays as it is, and what its subject is
 * called says already is not said twice.
 */
export function factsOf(act: Noted, t: TFunction, language: Language): string {
  const words = act.facts.map((fact) => ({ fact, said: factWords(fact, act.act, t, language) }));
  const said = act.subject_name ? `, ${act.subject_name}` : '';
  return words
    .filter(({ fact, said: one }) => fact.of !== null || !said.endsWith(`, ${one}`))
    .map(({ said: one }) => one)
    .join(', ');
}
