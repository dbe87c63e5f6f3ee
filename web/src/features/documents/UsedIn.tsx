import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { usesQuery } from '../../api/together.ts';
import type { Document } from '../../api/types.ts';
import { brief } from '../../locales/dates.ts';
import { nameOf, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Later } from '../../ui/Later.tsx';
import css from './Discussion.module.css';

/** Where the document is spoken of: messages that attach it or point to it, and the meeting it belongs to. */
export function UsedIn({ document }: { document: Document }) {
  const { t, language } = useWords();
  const uses = useQuery(usesQuery(document.id)).data;
  if (!uses) return <Later lines={2} />;
  if (uses.length === 0 && !document.meeting_id)
    return <p className={css.none}>{t('document.usedNowhere')}</p>;
  return (
    <ul className={css.uses}>
      {document.meeting_id && (
        <li>
          <Link to={`/traffar/${document.meeting_id}`}>{t('start.openMeeting')}</Link>
        </li>
      )}
      {uses.map((one) => (
        <li key={one.message_id}>
          <Link to={`/samtal/${one.conversation_id}?inlagg=${one.position}`}>
            {one.title ?? roomName(one.room, t)}
          </Link>
          <span className={css.quiet}>
            {nameOf(one.author, t)} · {brief(one.at, language)} · {roomName(one.room, t)}
          </span>
        </li>
      ))}
    </ul>
  );
}
