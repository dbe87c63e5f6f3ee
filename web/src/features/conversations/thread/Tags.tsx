import { Link } from 'react-router';
import type { Conversation } from '../../../api/types.ts';
import { articleName } from '../../../locales/articles.ts';
import { useWords } from '../../../locales/useWords.ts';
import css from './Tags.module.css';

/** What a thread is about, as plain words that lead to what else is about the same. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const { themes, articles, network } = conversation;
  if (themes.length === 0 && articles.length === 0) return null;
  const list = network ? `/natverk/${network.slug}/samtal` : null;
  const to = (query: string, words: string) => (list ? <Link to={`${list}?${query}`}>{words}</Link> : words);
  return (
    <ul className={css.tags} aria-label={t('conversation.themes')}>
      {themes.map((theme) => (
        <li key={theme}>{to(`tema=${encodeURIComponent(theme)}`, theme)}</li>
      ))}
      {articles.map((number) => (
        <li key={number}>{to(`artikel=${number}`, articleName(number, t))}</li>
      ))}
    </ul>
  );
}
