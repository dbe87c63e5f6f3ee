import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { startConversation } from '../../../api/conversations.ts';
import { sentence } from '../../../api/problem.ts';
import type { Meeting } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { copyText } from '../../../ui/copy.ts';
import { Notice } from '../../../ui/Notice.tsx';
import css from './Notes.module.css';

interface Props {
  meeting: Meeting;
  words: string;
  /** It is taken care of, and need not be kept here. */
  onDone(): void;
}

/** What somebody wrote that never came into the notes: to copy, or to say in the meeting's room instead. */
export function Late({ meeting, words, onDone }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [once] = useState(() => crypto.randomUUID());
  const post = useMutation({
    mutationFn: () =>
      startConversation(meeting.room.id, {
        kind: 'discussion',
        title: t('dossier.notes.late.title', { meeting: meeting.title }).slice(0, 200),
        themes: [],
        articles: [],
        text: words,
        client_id: once,
        attachments: [],
      }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['conversations'] }),
  });
  return (
    <section className={css.late} aria-label={t('dossier.notes.late.name')}>
      <Notice wrong>
        <strong>{t('dossier.notes.late.name')}</strong>
        <p>
          {t(meeting.state === 'archived' ? 'dossier.notes.late.published' : 'dossier.notes.late.closed')}{' '}
          {words ? t('dossier.notes.late.kept') : t('dossier.notes.late.only')}
        </p>
      </Notice>
      {words && <pre className={css.left}>{words}</pre>}
      {post.error && <Notice wrong>{sentence(post.error, t('ui.broken.body'))}</Notice>}
      {post.data && (
        <p role="status">
          <Link to={`/samtal/${post.data.id}`}>{t('dossier.notes.late.posted')}</Link>
        </p>
      )}
      <span className={css.acts}>
        {words && <Button onPress={() => copyText(words, t)}>{t('copying.text')}</Button>}
        {words && meeting.room.may.write && !post.data && (
          <Button onPress={() => post.mutate()} isDisabled={post.isPending}>
            {t('dossier.notes.late.post')}
          </Button>
        )}
        <Button look="quiet" onPress={onDone}>
          {t('dossier.notes.late.done')}
        </Button>
      </span>
    </section>
  );
}
