import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { castVoice } from '../../../api/proposals.ts';
import type { Choice, OwnVoice } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { useGivenBack } from '../../../writing/givenBack.ts';
import { joined } from '../../../writing/keptDraft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import { castLater, castQueue, useOutbox } from '../../../writing/outbox.ts';
import { OutgoingVoice } from './OutgoingVoice.tsx';
import css from './Proposal.module.css';

const CHOICES: readonly Choice[] = ['agree', 'consent', 'abstain', 'disagree'];

interface Props {
  conversation: string;
  own: OwnVoice;
}

/** One's own vote, or that of one's organisation; it can be changed until the time is over. */
export function Vote({ conversation, own }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const draft = useDraft(`reason:${conversation}${own.organisation ? `:${own.organisation.id}` : ''}`);
  const [touched, setTouched] = useState(false);
  const writing = touched || draft.text !== '';
  const choice = chosen ?? own.voice?.choice ?? null;
  const reason = writing ? draft.text : (own.voice?.reason ?? '');
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: (choice: Choice) =>
      castVoice(conversation, {
        organisation_id: own.organisation?.id ?? null,
        choice,
        reason: reason.trim(),
      }),
    onSuccess: (proposal) => {
      client.setQueryData(keys.proposal(conversation), proposal);
      setChosen(null);
      setTouched(false);
      draft.clear();
      setTried(false);
      tell(t('asking.proposal.voted'));
    },
    onError: (error, choice) => {
      if (error instanceof ApiError && error.unreachable) wait(choice);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.proposal(conversation) }),
  });
  // Off the line it waits on the device; voted anew, that is what waits.
  const where = { what: 'voice', conversation, organisation: own.organisation?.id ?? null } as const;
  const outgoing = useOutbox(castQueue(where));
  const wait = (choice: Choice) => {
    castLater(client, { ...where, choice }, reason.trim());
    send.reset();
    setChosen(null);
    setTouched(false);
    draft.clear();
    setTried(false);
  };
  const { write, text: held } = draft;
  useGivenBack(
    castQueue(where),
    useCallback(
      ({ text, cast }) => {
        if (text) write(joined(held, text));
        setTouched(true);
        if (cast?.what === 'voice') setChosen(cast.choice);
      },
      [write, held],
    ),
  );
  const silent = choice === 'disagree' && !reason.trim();
  const refused = send.error instanceof ApiError ? send.error : null;
  const heading = `vote-${own.organisation?.id ?? 'self'}`;
  return (
    <section className={css.own} aria-labelledby={heading}>
      <h2 id={heading} className={css.ownTitle}>
        {own.organisation
          ? t('asking.proposal.yourVoteFor', { organisation: own.organisation.name })
          : t('asking.proposal.yourVote')}
      </h2>
      <Radios
        label={own.organisation ? t('asking.proposal.stand') : t('asking.proposal.standSelf')}
        value={choice}
        onChange={setChosen}
        options={CHOICES.map((id) => ({
          id,
          text: t(`asking.proposal.choice.${id}`),
          note: t(`asking.proposal.choiceHint.${id}`),
        }))}
      />
      {outgoing.map((one) => (
        <OutgoingVoice key={one.client_id} outgoing={one} />
      ))}
      <OtherDraft draft={draft} />
      <Field
        label={choice === 'disagree' ? t('asking.proposal.reason') : t('asking.proposal.reasonOptional')}
        value={reason}
        onChange={(text) => {
          setTouched(true);
          draft.write(text);
        }}
        rows={2}
        maxLength={1000}
        error={tried && silent ? t('asking.proposal.reasonRequired') : refused?.field('/reason')}
      />
      <WrittenFor conversation={conversation} />
      {refused && !refused.fields.length && (
        <p className={css.wrong} role="alert">
          {sentence(refused, t('ui.broken.body'))}
        </p>
      )}
      <div className={css.acts}>
        <Button
          look="filled"
          isDisabled={!choice || send.isPending || (own.voice !== null && !chosen && !writing)}
          onPress={() => {
            setTried(true);
            if (!choice || silent) return;
            if (navigator.onLine) send.mutate(choice);
            else wait(choice);
          }}
        >
          {own.voice ? t('asking.proposal.changeVote') : t('asking.proposal.vote')}
        </Button>
        <DraftNote state={draft.state} />
      </div>
    </section>
  );
}
