import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { startAsk } from '../../../api/asks.ts';
import { keys } from '../../../api/keys.ts';
import { participationsQuery } from '../../../api/networks.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import type { Room } from '../../../api/types.ts';
import { daysFromNow } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checks } from '../../../ui/Checks.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { type Start, startLater } from '../../../writing/outbox.ts';
import { AttachField } from '../AttachField.tsx';
import { askable, ChooseRoom } from '../ChooseRoom.tsx';
import { DraftNote } from '../DraftNote.tsx';
import { Editor } from '../Editor.tsx';
import css from '../NewThread.module.css';
import { useFirstFiles } from '../useFirstFiles.ts';
import { Alike } from './Alike.tsx';

interface Props {
  network: string;
  rooms: Room[];
  room?: string | undefined;
  onClose: () => void;
}

/** Asking the network: what was asked before comes up while one writes, and one sees who will read before one sends. */
export function NewAsk({ network, rooms, room, onClose }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const possible = askable(rooms);
  const usual = possible.find((one) => one.id === room) ?? possible[0];
  const [picked, setPicked] = useState(usual?.id ?? '');
  const [place] = useState(`ask:${usual?.id ?? ''}`);
  const draft = useDraft(place);
  const files = useFirstFiles(draft, possible, picked);
  const chosen = files.room;
  const [due, setDue] = useState(() => daysFromNow(14));
  const [whom, setWhom] = useState<'all' | 'some'>('all');
  const [some, setSome] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [once] = useState(() => crypto.randomUUID());
  const participations = useQuery(participationsQuery(network)).data ?? [];
  const members = participations.filter((one) => one.state === 'member' || one.state === 'resting');
  const asked = whom === 'some' ? some : null;
  // Off the line it waits on the device, and is asked when the line is back.
  const wait = () => {
    const { title, text, attachments } = draft;
    const start: Start = {
      place,
      room: chosen,
      kind: 'ask',
      title: title.trim(),
      themes: [],
      articles: [],
      as: { what: 'ask', due_on: due, organisations: asked },
    };
    startLater(client, start, { client_id: once, text: text.trim(), attachments });
    draft.clear();
    onClose();
    tell(t('thread.waits'));
  };
  const send = useMutation({
    mutationFn: () =>
      startAsk(chosen, {
        title: draft.title.trim(),
        text: draft.text.trim(),
        due_on: due,
        organisations: asked,
        attachments: draft.attachments,
        client_id: once,
      }),
    onSuccess: (conversation) => {
      draft.clear();
      client.setQueryData(keys.conversation(conversation.id), conversation);
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void navigate(`/samtal/${conversation.id}`, { replace: true });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.unreachable) wait();
    },
  });
  const late = !due || due < daysFromNow(0);
  const nobody = whom === 'some' && some.length === 0;
  const submit = () => {
    setTried(true);
    if (!draft.title.trim() || !draft.text.trim() || !chosen || late || nobody || files.busy) return;
    if (navigator.onLine) send.mutate();
    else wait();
  };
  const refused = send.error instanceof ApiError ? send.error : null;
  return (
    <Dialog
      title={t('asking.newTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <span className={css.state}>
            <DraftNote state={draft.state} />
          </span>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={submit} isDisabled={send.isPending || files.busy}>
            {send.isPending ? t('asking.sending') : t('asking.send')}
          </Button>
        </>
      }
    >
      {send.error && !refused?.fields.length && (
        <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('conversation.title')}
        hint={t('asking.titleHint')}
        value={draft.title}
        onChange={(title) => draft.write(draft.text, title)}
        error={tried && !draft.title.trim() ? t('conversation.titleRequired') : refused?.field('/title')}
        maxLength={200}
      />
      <Alike network={network} title={draft.title} />
      <AttachField {...files.field}>
        <span className={css.label} id="new-ask-text">
          {t('asking.question')}
        </span>
        <span className={css.caution}>{t('asking.questionHint')}</span>
        <Editor
          key={draft.generation}
          labelledBy="new-ask-text"
          value={draft.text}
          onChange={(text) => draft.write(text)}
          onSend={submit}
          minRows={4}
        />
        {tried && !draft.text.trim() && <p className={css.error}>{t('conversation.textRequired')}</p>}
        <p className={css.caution}>{t('conversation.publicRecord')}</p>
      </AttachField>
      <Field
        label={t('asking.dueOn')}
        type="date"
        value={due}
        onChange={setDue}
        error={tried && late ? t('asking.dueRequired') : refused?.field('/due_on')}
      />
      <Radios
        label={t('asking.whom')}
        value={whom}
        onChange={setWhom}
        options={[
          { id: 'all', text: t('asking.whomAll'), note: t('asking.whomAllHint') },
          { id: 'some', text: t('asking.whomSome'), note: t('asking.whomSomeHint') },
        ]}
      />
      {whom === 'some' && (
        <Checks
          label={t('asking.whomSome')}
          value={some}
          onChange={setSome}
          error={tried && nobody ? t('asking.whomRequired') : refused?.field('/organisations')}
          options={members.map((one) => ({ id: one.organisation.id, text: one.organisation.name }))}
        />
      )}
      <ChooseRoom rooms={possible} value={chosen} onChange={setPicked} held={files.held} />
    </Dialog>
  );
}
