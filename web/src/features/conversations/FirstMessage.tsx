import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { firstMessageQuery } from '../../api/conversations.ts';
import type { Conversation } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { Html } from '../../ui/Html.tsx';
import { Later } from '../../ui/Later.tsx';
import { PersonLine } from '../../ui/Lines.tsx';
import css from './FirstMessage.module.css';

/** The message a thread began with, where it stands by itself: the question of an ask, the background of a proposal. */
export function FirstMessage({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const live = useLive();
  const { id, read_position } = conversation;
  const first = useQuery(firstMessageQuery(id)).data;
  const shown = Boolean(first);
  // who sees it here has read it
  useEffect(() => {
    if (shown && read_position < 1) live.sayRead(id, 1);
  }, [shown, read_position, id, live]);
  if (!first) return <Later lines={3} />;
  return (
    <article className={css.first}>
      <p className={css.by}>
        <PersonLine author={first.author} at={first.created_at} />
      </p>
      {first.deleted ? <p className={css.by}>{t('talk.gone')}</p> : <Html html={first.html} />}
    </article>
  );
}
