import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { putProposal } from '../../../api/proposals.ts';
import type { Room, Voting } from '../../../api/types.ts';
import { daysFromNow, instantOf } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import { inOrder } from '../../../ui/rooms.ts';
import { tell } from '../../../ui/Toasts.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { type Start, startLater } from '../../../writing/outbox.ts';
import { AttachField } from '../AttachField.tsx';
import { askable, ChooseRoom } from '../ChooseRoom.tsx';
import { DraftNote } from '../DraftNote.tsx';
import { Editor } from '../Editor.tsx';
import form from '../NewThread.module.css';
import { useFirstFiles } from '../useFirstFiles.ts';
import css from './Proposal.module.css';

interface Props {
  rooms: Room[];
  room?: string | undefined;
  onClose: () => void;
}

/** Putting a proposal: the wording that will stand in the decision, why, who votes and until when. */
export function NewProposal({ rooms, room, onClose }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [voting, setVoting] = useState<Voting>('organisation');
  const possible =
    voting === 'organisation'
      ? askable(rooms)
      : inOrder(rooms.filter((one) => one.may.write && one.kind !== 'direct'));
  const usual = possible.find((one) => one.id === room) ?? possible[0];
  const [picked, setPicked] = useState(usual?.id ?? '');
  const [place] = useState(`proposal:${usual?.id ?? ''}`);
  const draft = useDraft(place);
  const wanted = possible.some((one) => one.id === picked) ? picked : (usual?.id ?? '');
  const files = useFirstFiles(draft, possible, wanted);
  const chosen = files.room;
  const words = useDraft(place.replace('proposal:', 'wording:'));
  const wording = words.text;
  const [day, setDay] = useState(() => daysFromNow(14));
  const [time, setTime] = useState('17:00');
  const [tried, setTried] = useState(false);
  const [once] = useState(() => crypto.randomUUID());
  const closes = day && time ? instantOf(day, time) : null;
  const late = !closes || Number.isNaN(closes.getTime()) || closes.getTime() <= Date.now();
  // Off the line it waits on the device, and is put when the line is back; the wording stays in its draft until then.
  const wait = (closes: Date) => {
    const { title, text, attachments } = draft;
    const start: Start = {
      place,
      room: chosen,
      kind: 'proposal',
      title: title.trim(),
      themes: [],
      articles: [],
      as: { what: 'proposal', wording: wording.trim(), voting, closes_at: closes.toISOString() },
    };
    startLater(client, start, { client_id: once, text: text.trim(), attachments });
    draft.clear();
    onClose();
    tell(t('thread.waits'));
  };
  const send = useMutation({
    mutationFn: (closes: Date) =>
      putProposal(chosen, {
        title: draft.title.trim(),
        text: draft.text.trim(),
        wording: wording.trim(),
        voting,
        closes_at: closes.toISOString(),
        client_id: once,
        attachments: draft.attachments,
      }),
    onSuccess: (conversation) => {
      draft.clear();
      words.clear();
      client.setQueryData(keys.conversation(conversation.id), conversation);
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void navigate(`/samtal/${conversation.id}`, { replace: true });
    },
    onError: (error, closes) => {
      if (error instanceof ApiError && error.unreachable) wait(closes);
    },
  });
  const submit = () => {
    setTried(true);
    const said = draft.title.trim() && draft.text.trim() && wording.trim();
    if (!said || !chosen || !closes || late || files.busy) return;
    if (navigator.onLine) send.mutate(closes);
    else wait(closes);
  };
  const refused = send.error instanceof ApiError ? send.error : null;
  return (
    <Dialog
      title={t('asking.proposal.newTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <span className={form.state}>
            <DraftNote state={draft.state} />
          </span>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={submit} isDisabled={send.isPending || files.busy}>
            {send.isPending ? t('asking.proposal.putting') : t('asking.proposal.put')}
          </Button>
        </>
      }
    >
      {send.error && !refused?.fields.length && (
        <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('conversation.title')}
        hint={t('conversation.titleHint')}
        value={draft.title}
        onChange={(title) => draft.write(draft.text, title)}
        error={tried && !draft.title.trim() ? t('conversation.titleRequired') : refused?.field('/title')}
        maxLength={200}
      />
      <Field
        label={t('asking.proposal.wording')}
        hint={t('asking.proposal.wordingHint')}
        value={wording}
        onChange={(written) => words.write(written)}
        rows={3}
        error={tried && !wording.trim() ? t('asking.proposal.wordingRequired') : refused?.field('/wording')}
        maxLength={2000}
      />
      <AttachField {...files.field}>
        <span className={form.label} id="new-proposal-text">
          {t('asking.proposal.background')}
        </span>
        <span className={form.caution}>{t('asking.proposal.backgroundHint')}</span>
        <Editor
          key={draft.generation}
          labelledBy="new-proposal-text"
          value={draft.text}
          onChange={(text) => draft.write(text)}
          onSend={submit}
          minRows={4}
        />
        {tried && !draft.text.trim() && <p className={form.error}>{t('conversation.textRequired')}</p>}
        <p className={form.caution}>{t('conversation.publicRecord')}</p>
      </AttachField>
      <Radios
        label={t('asking.proposal.voting')}
        value={voting}
        onChange={setVoting}
        options={[
          {
            id: 'organisation',
            text: t('asking.proposal.byOrganisation'),
            note: t('asking.proposal.byOrganisationHint'),
          },
          { id: 'person', text: t('asking.proposal.byPerson'), note: t('asking.proposal.byPersonHint') },
        ]}
      />
      <div className={css.moment}>
        <Field
          label={t('asking.proposal.closesOn')}
          type="date"
          value={day}
          onChange={setDay}
          error={tried && late ? t('asking.proposal.closesRequired') : refused?.field('/closes_at')}
        />
        <Field label={t('asking.proposal.closesAt')} type="time" value={time} onChange={setTime} />
      </div>
      <ChooseRoom rooms={possible} value={chosen} onChange={setPicked} held={files.held} />
    </Dialog>
  );
}
