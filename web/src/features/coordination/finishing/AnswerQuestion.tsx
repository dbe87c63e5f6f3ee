import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { conversationQuery, firstMessageQuery, postMessage } from '../../../api/conversations.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { audienceWords } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { useLive } from '../../../realtime/live.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Html } from '../../../ui/Html.tsx';
import { PersonLine } from '../../../ui/Lines.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import { sendMessage } from '../../../writing/outbox.ts';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/** A question nobody has answered, and the first answer. What is begun here goes on in the thread, and the other way round. */
export function AnswerQuestion({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const live = useLive();
  const client = useQueryClient();
  const id = matter.subject_id;
  const conversation = useQuery(conversationQuery(id)).data;
  const question = useQuery(firstMessageQuery(id)).data;
  const draft = useDraft(`conversation:${id}`);
  const [tried, setTried] = useState(false);
  // sent once more after a broken line it is the same answer
  const once = useRef(crypto.randomUUID());
  const text = draft.text.trim();
  // What is begun in the thread may answer a message of it, and ask who sees it.
  const manner = {
    ...(draft.answers && { answers: draft.answers }),
    ...(draft.askSeen && { ask_seen: true }),
    ...(question && { read_to: question.position }),
  };
  // Off the line it waits on the device, under the name it may have arrived by already.
  const wait = () => {
    const waiting = conversation && draft.files.length > 0;
    const files = waiting && { files: draft.files, room: conversation.room.id };
    sendMessage(client, id, text, draft.attachments, { ...manner, ...files }, once.current);
    draft.clear();
    tell(t('conversation.waiting'));
    onClose();
  };
  const send = useMutation({
    mutationFn: () =>
      postMessage(id, {
        client_id: once.current,
        text,
        attachments: draft.attachments,
        ...manner,
      }),
    onSuccess: () => {
      draft.clear();
      tell(t('desk.answer.done'));
      onDone();
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.unreachable) wait();
    },
  });
  const unread = question && conversation && conversation.read_position < question.position;
  // who sees it here has read it
  useEffect(() => {
    if (unread) live.sayRead(id, 1);
  }, [unread, id, live]);
  if (!conversation || !question) return null;
  const refused = send.error instanceof ApiError ? send.error.field('/text') : undefined;
  return (
    <Dialog
      title={matter.title ?? ''}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Link to={`/samtal/${id}`}>{t('desk.whole.thread')}</Link>
          <DraftNote state={draft.state} />
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={send.isPending || !conversation.may.write}
            onPress={() => {
              setTried(true);
              if (!text) return;
              if (navigator.onLine) send.mutate();
              else wait();
            }}
          >
            {t('desk.answer.send')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {send.error && !refused && <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>}
        <div className={css.said}>
          <p className={css.quiet}>
            <PersonLine author={question.author} at={question.created_at} />
          </p>
          {question.deleted ? (
            <p className={css.quiet}>{t('talk.gone')}</p>
          ) : (
            <Html html={question.html} small />
          )}
        </div>
        <OtherDraft draft={draft} />
        {conversation.may.write ? (
          <Field
            label={t('conversation.answerIn')}
            hint={`${audienceWords(conversation.audience, t)}. ${t('conversation.publicRecord')}`}
            rows={5}
            value={draft.text}
            onChange={(written) => draft.write(written)}
            autoFocus
            error={tried && !text ? t('desk.answer.required') : refused}
          />
        ) : (
          <Notice>{t(conversation.closed ? 'thread.closedNotice' : 'conversation.readOnly')}</Notice>
        )}
      </div>
    </Dialog>
  );
}
