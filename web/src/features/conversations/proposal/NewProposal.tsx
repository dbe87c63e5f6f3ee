import { useState } from 'react';
import { putProposal } from '../../../api/proposals.ts';
import type { Room, Voting } from '../../../api/types.ts';
import { daysFromNow, instantOf } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Field } from '../../../ui/Field.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import { inOrder } from '../../../ui/rooms.ts';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import type { Begun } from '../../../writing/outbox.ts';
import { BeginDialog } from '../BeginDialog.tsx';
import { askable } from '../ChooseRoom.tsx';
import { useBeginning } from '../useBeginning.ts';
import css from './Proposal.module.css';
import { wordingOf } from './wording.ts';

interface Props {
  rooms: Room[];
  room?: string | undefined;
  onClose: () => void;
}

/** Putting a proposal: the wording that will stand in the decision, why, who votes and until when. */
export function NewProposal({ rooms, room, onClose }: Props) {
  const { t } = useWords();
  const [voting, setVoting] = useState<Voting>('organisation');
  const beginning = useBeginning<Begun & { what: 'proposal' }>({
    what: 'proposal',
    rooms:
      voting === 'organisation'
        ? askable(rooms)
        : inOrder(rooms.filter((one) => one.may.write && one.kind !== 'direct')),
    room,
    put: putProposal,
    onBegun: () => words.clear(),
    onClose,
  });
  const words = useDraft(wordingOf(beginning.place));
  const { tried, refused } = beginning;
  const wording = words.text.trim();
  const [day, setDay] = useState(() => daysFromNow(14));
  const [time, setTime] = useState('17:00');
  const closes = day && time ? instantOf(day, time) : null;
  const late = !closes || Number.isNaN(closes.getTime()) || closes.getTime() <= Date.now();
  const submit = () => {
    const whole = wording && closes && !late;
    beginning.submit(whole ? { what: 'proposal', wording, voting, closes_at: closes.toISOString() } : null);
  };
  return (
    <BeginDialog
      beginning={beginning}
      title={t('asking.proposal.newTitle')}
      titleHint={t('conversation.titleHint')}
      first={
        <>
          <OtherDraft draft={words} />
          <Field
            label={t('asking.proposal.wording')}
            hint={t('asking.proposal.wordingHint')}
            value={words.text}
            onChange={(written) => words.write(written)}
            rows={3}
            error={tried && !wording ? t('asking.proposal.wordingRequired') : refused?.field('/wording')}
            maxLength={2000}
          />
        </>
      }
      text={{ label: t('asking.proposal.background'), hint: t('asking.proposal.backgroundHint') }}
      send={t('asking.proposal.put')}
      sending={t('asking.proposal.putting')}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </BeginDialog>
  );
}
