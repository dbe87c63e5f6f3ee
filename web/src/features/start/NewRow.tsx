import { Check } from 'lucide-react';
import { Link } from 'react-router';
import { addressOfRow } from '../../api/readMarks.ts';
import type { StartRow } from '../../api/types.ts';
import { brief } from '../../locales/dates.ts';
import { nameOf, roomName, titleOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { toNextRow } from '../../ui/nextRow.ts';
import { PutOff } from '../../ui/PutOff.tsx';
import css from './StartPage.module.css';

/** One conversation with something new: title, audience, who wrote last, the first unread sentence, and why it is here. */
export function NewRow({ row, onRead }: { row: StartRow; onRead: () => void }) {
  const { t, language } = useWords();
  const title = titleOf(row, t);
  return (
    <li className={css.row}>
      <div className={css.words}>
        <p className={css.head}>
          <Link to={addressOfRow(row)} className={css.title}>
            {title}
          </Link>
          {row.unread > 0 && (
            <span className={css.count}>
              <span className="visually-hidden">{t('ui.unread', { count: row.unread })}</span>
              <span aria-hidden>{row.unread}</span>
            </span>
          )}
        </p>
        {row.first_unread_excerpt && <p className={css.excerpt}>{row.first_unread_excerpt}</p>}
        <p className={css.line}>
          <span className={css.why}>{t(`start.why.${row.why}`)}</span>
          {row.kind !== 'direct' && <> · {roomName(row.room, t)}</>}
          {row.last_message && (
            <>
              {' · '}
              {nameOf(row.last_message.author, t)}
              {' · '}
              <time dateTime={row.last_message.at}>{brief(row.last_message.at, language)}</time>
            </>
          )}
        </p>
      </div>
      <PutOff conversation={row.id} title={title} />
      <Button
        look="quiet"
        onPress={({ target }) => {
          toNextRow(target);
          onRead();
        }}
        icon={<Check size={16} aria-hidden />}
        aria-label={`${t('start.markRead')}: ${title}`}
      >
        {t('start.markRead')}
      </Button>
    </li>
  );
}
