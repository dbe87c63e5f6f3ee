import { Link } from 'react-router';
import type { ConversationRow } from '../../api/types.ts';
import { brief } from '../../locales/dates.ts';
import { nameOf, roomName, titleOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './ConversationList.module.css';

/** One conversation in a list: what it is, in which room, who wrote last, how many answers. */
export function Row({ row, withRoom = true }: { row: ConversationRow; withRoom?: boolean }) {
  const { t, language } = useWords();
  const chatty = row.kind !== 'thread';
  const answers = Math.max(0, row.message_count - 1);
  const last = row.last_message;
  return (
    <li className={`${css.row} ${row.unread > 0 ? css.unread : ''}`}>
      <div className={css.top}>
        <Link to={`/samtal/${row.id}`} className={css.title}>
          {titleOf(row, t)}
        </Link>
        {row.unread > 0 && (
          <span className={css.count}>
            <span className="visually-hidden">{t('ui.unread', { count: row.unread })}</span>
            <span aria-hidden>{row.unread}</span>
          </span>
        )}
      </div>
      {chatty && last && (
        <p className={css.excerpt}>
          <span className={css.by}>{nameOf(last.author, t)}:</span> {last.excerpt || t('talk.notShown')}
        </p>
      )}
      {row.unread > 0 && !chatty && row.first_unread_excerpt && (
        <p className={css.excerpt}>{row.first_unread_excerpt}</p>
      )}
      <p className={css.facts}>
        {row.thread_kind && <span className={css.kind}>{t(`terms.threadKind.${row.thread_kind}`)}</span>}
        {row.answered && <span className={css.answered}>{t('thread.answered')}</span>}
        {row.closed && <span>{t('thread.closed')}</span>}
        {withRoom && row.kind === 'thread' && <span>{roomName(row.room, t)}</span>}
        {row.kind === 'thread' && row.author && <span>{nameOf(row.author, t)}</span>}
        {row.kind === 'thread' && (
          <span>{answers === 0 ? t('network.answers_zero') : t('network.answers', { count: answers })}</span>
        )}
        {last && (
          <span>
            {row.kind === 'thread' && answers > 0 && (
              <>{t('network.lastBy', { name: nameOf(last.author, t) })}, </>
            )}
            <time dateTime={last.at}>{brief(last.at, language)}</time>
          </span>
        )}
      </p>
    </li>
  );
}
