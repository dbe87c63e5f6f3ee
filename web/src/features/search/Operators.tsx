import { useWords } from '../../locales/useWords.ts';
import css from './SearchPage.module.css';

/** What may be written besides words, in Swedish; the English words are understood as well. */
const OPERATORS = {
  sv: { from: 'från:', in: 'i:', before: 'före:', after: 'efter:', article: 'artikel:' },
  en: { from: 'from:', in: 'in:', before: 'before:', after: 'after:', article: 'article:' },
} as const;

/** The operator for who wrote it. */
export const FROM = { sv: OPERATORS.sv.from, en: OPERATORS.en.from } as const;

/** The ways to search more sharply, each put into the field by a press: nobody needs to know them by heart. */
export function Operators({ q, onWrite }: { q: string; onWrite: (q: string) => void }) {
  const { t, language } = useWords();
  const words = OPERATORS[language];
  const put = (text: string) => onWrite(`${q.trimEnd()}${q.trim() ? ' ' : ''}${text}`);
  const ways = [
    {
      text: '"',
      name: t('search.phrase'),
      write: () => onWrite(q.trim() ? `"${q.trim().replaceAll('"', '')}"` : '"'),
    },
    { text: '-', name: t('search.minus'), write: () => put('-') },
    { text: words.from, name: t('search.fromAuthor'), write: () => put(words.from) },
    { text: words.in, name: t('search.inPlace'), write: () => put(words.in) },
    { text: words.after, name: t('search.after'), write: () => put(words.after) },
    { text: words.before, name: t('search.before'), write: () => put(words.before) },
    { text: words.article, name: t('search.ofArticle'), write: () => put(words.article) },
  ];
  return (
    <details className={css.operators}>
      <summary>{t('search.tips')}</summary>
      <ul>
        {ways.map((way) => (
          <li key={way.text}>
            <button type="button" className={css.operator} onClick={way.write}>
              <code>{way.text}</code> <span>{way.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
