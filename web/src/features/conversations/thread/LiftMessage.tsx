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
import { Editor } from '../Editor.tsx';
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
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<ThreadKind>('question');
  const [text, setText] = useState<string>(() => t('thread.liftWords'));
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
      client.setQueryData(keys.conversation(thread.id), thread);
      void client.invalidateQueries({ queryKey: ['conversations'] });
      tell(t('thread.lifted'));
      void navigate(`/samtal/${thread.id}`);
    },
  });
  const submit = () => {
    setTried(true);
    if (title.trim() && text.trim()) lift.mutate();
  };
  const refused = lift.error instanceof ApiError ? lift.error : null;
  return (
    <Dialog
      title={t('thread.liftTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
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
      <Field
        label={t('conversation.title')}
        hint={t('conversation.titleHint')}
        value={title}
        onChange={setTitle}
        error={tried && !title.trim() ? t('conversation.titleRequired') : refused?.field('/title')}
        maxLength={200}
      />
      <SimilarWhileWriting network={conversation.room.network_id} title={title} />
      <Choose
        label={t('conversation.kind')}
        value={kind}
        onChange={(id) => setKind(id as ThreadKind)}
        options={kindOptions(t)}
      />
      <Editor label={t('conversation.text')} value={text} onChange={setText} onSend={submit} minRows={3} />
      <WrittenFor conversation={conversation.id} />
    </Dialog>
  );
}
