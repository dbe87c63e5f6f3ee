import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { mentionedInQuery } from '../../../api/threads.ts';
import type { Conversation } from '../../../api/types.ts';
import { day } from '../../../locales/dates.ts';
import { nameOf, roomName } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { SideBox } from '../../../ui/Page.tsx';
import css from './SimilarThreads.module.css';

/** Which messages elsewhere point here. */
export function MentionedIn({ conversation }: { conversation: Conversation }) {
  const { t, language } = useWords();
  const mentions = useQuery(mentionedInQuery(conversation.id)).data ?? [];
  if (mentions.length === 0) return null;
  return (
    <SideBox title={t('thread.mentionedIn')}>
      <ul className={css.list}>
        {mentions.map((one) => (
          <li key={one.message_id}>
            <Link to={`/samtal/${one.conversation_id}?inlagg=${one.position}`}>
              {one.title ?? t('terms.chatIn', { room: roomName(one.room, t) })}
            </Link>
            <span className={css.facts}>
              {t('thread.mentionedBy', { name: nameOf(one.author, t), when: day(one.at, language) })}
            </span>
          </li>
        ))}
      </ul>
    </SideBox>
  );
}
