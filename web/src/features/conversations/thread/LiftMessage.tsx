import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { liftMessage } from '../../../api/threads.ts';
import type { Conversation, Message, ThreadKind } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choose } from '../../../ui/Choose.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Html } from '../../../ui/Html.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import { startLater } from '../../../writing/outbox.ts';
import { useBegunWith } from '../../../writing/useBegunWith.ts';
import { Editor } from '../Editor.tsx';
import { WriterNotes } from '../WriterNotes.tsx';
import { kindOptions } from './kinds.ts';
import css from './LiftMessage.module.css';
import { SimilarWhileWriting } from './SimilarWhileWriting.tsx';

/** Makes a thread of a chat message: it gets a title, and a link leads both ways. */
export function LiftMessage({
  message,
  conversation,
  onClose,
}: {
  message: Message;
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const place = `lift:${message.id}`;
  const draft = useDraft(place);
  const { title } = draft;
  const kind = draft.kind ?? 'question';
  const [text, write] = useBegunWith(draft, t('thread.liftWords'));
  const [round, setRound] = useState(0);
  const [tried, setTried] = useState(false);
  const [client_id] = useState(() => crypto.randomUUID());
  const lift = useMutation({
    mutationFn: () =>
      liftMessage(message.id, {
        kind,
        title: title.trim(),
        themes: [],
        articles: [],
        text: text.trim(),
        client_id,
      }),
    onSuccess: (thread) => {
      draft.clear();
      client.setQueryData(keys.conversation(thread.id), thread);
      void client.invalidateQueries({ queryKey: ['conversations'] });
      tell(t('thread.lifted'));
      void navigate(`/samtal/${thread.id}`);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.unreachable) wait();
    },
  });
  // Off the line it waits on the device, and is made when the line is back.
  const wait = () => {
    const at = `/samtal/${conversation.id}?inlagg=${message.position}`;
    startLater(
      client,
      {
        place,
        room: conversation.room.id,
        kind,
        title: title.trim(),
        themes: [],
        articles: [],
        as: { what: 'lift', message: message.id, at },
      },
      { client_id, text: text.trim(), attachments: [] },
    );
    draft.clear();
    onClose();
    tell(t('thread.waits'));
  };
  const submit = () => {
    setTried(true);
    if (!title.trim() || !text.trim()) return;
    if (navigator.onLine) lift.mutate();
    else wait();
  };
  const refused = lift.error instanceof ApiError ? lift.error : null;
  return (
    <Dialog
      title={t('thread.liftTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <DraftNote state={draft.state} />
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={submit} isDisabled={lift.isPending}>
            {t('thread.lift')}
          </Button>
        </>
      }
    >
      {lift.error && !refused?.fields.length && (
        <Notice wrong>{sentence(lift.error, t('ui.broken.body'))}</Notice>
      )}
      <p className={css.lead}>{t('thread.liftLead')}</p>
      <blockquote className={css.said}>
        <Html html={message.html} />
      </blockquote>
      <OtherDraft draft={draft} />
      <Field
        label={t('conversation.title')}
        hint={t('conversation.titleHint')}
        value={title}
        onChange={(written) => draft.write(text, written)}
        error={tried && !title.trim() ? t('conversation.titleRequired') : refused?.field('/title')}
        maxLength={200}
      />
      <SimilarWhileWriting network={conversation.room.network_id} title={title} />
      <Choose
        label={t('conversation.kind')}
        value={kind}
        onChange={(id) => draft.choose({ kind: id as ThreadKind })}
        options={kindOptions(t)}
      />
      <Editor
        key={`${draft.generation}-${round}`}
        label={t('conversation.text')}
        value={text}
        room={conversation.room.id}
        onChange={write}
        onSend={submit}
        minRows={3}
        autoFocus={round > 0}
      />
      <WriterNotes
        text={text}
        room={conversation.room.id}
        onChange={(words) => {
          write(words);
          setRound((number) => number + 1);
        }}
      />
      <WrittenFor conversation={conversation.id} />
    </Dialog>
  );
}
