import { Link } from 'react-router';
import type { Reference } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Quote.module.css';

/** A passage of somebody's message as it stood when it was quoted; taken away or out of reach, the quote says that. */
export function Quote({ label, found }: { label: string; found: Reference | undefined }) {
  const { t, language } = useWords();
  if (!found) return <span className={css.waiting}>{label}</span>;
  if (!found.found) return <span className={css.gone}>{t('conversation.quoteHidden')}</span>;
  const by = found.author && (
    <Link to={found.url ?? ''} className={css.by} preventScrollReset>
      {nameOf(found.author, t)}
      {found.written_at && <>, {moment(found.written_at, language)}</>}
    </Link>
  );
  if (found.deleted)
    return (
      <>
        {by}
        <span className={css.gone}>{t('conversation.quoteDeleted')}</span>
      </>
    );
  return (
    <>
      {by}
      <span className={css.passage}>{found.excerpt}</span>
      {found.changed && <span className={css.changed}>{t('conversation.quoteChanged')}</span>}
    </>
  );
}
