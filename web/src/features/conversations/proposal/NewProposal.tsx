import { useState } from 'react';
import { putProposal } from '../../../api/proposals.ts';
import type { Room, Voting } from '../../../api/types.ts';
import { daysFromNow, instantOf, wallOf } from '../../../locales/dates.ts';
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

interface Moment {
  date: string;
  time: string;
}

const votingOf = ({ voting }: { voting: Voting | null }): Voting => voting ?? 'organisation';

/** The instant of what two fields hold; none while one is half written. */
function closing({ date, time }: Moment): Date | null {
  if (!/^\d{4}-/.test(date) || !time) return null;
  const at = instantOf(date, time);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Putting a proposal: the wording that will stand in the decision, why, who votes and until when. */
export function NewProposal({ rooms, room, onClose }: Props) {
  const { t } = useWords();
  const beginning = useBeginning<Begun & { what: 'proposal' }>({
    what: 'proposal',
    rooms: (chosen) =>
      votingOf(chosen) === 'organisation'
        ? askable(rooms)
        : inOrder(rooms.filter((one) => one.may.write && one.kind !== 'direct')),
    room,
    put: putProposal,
    onBegun: () => words.clear(),
    onClose,
  });
  const words = useDraft(wordingOf(beginning.place));
  const { draft, tried, refused } = beginning;
  const voting = votingOf(draft);
  const wording = words.text.trim();
  // What is being typed, until the draft is another's.
  const [typed, setTyped] = useState<Moment & { on: number }>();
  const usual = draft.closesAt ? wallOf(draft.closesAt) : { date: daysFromNow(14), time: '17:00' };
  const { date, time } = typed?.on === draft.generation ? typed : usual;
  const closes = closing({ date, time });
  const late = !closes || closes.getTime() <= Date.now();
  const close = (part: Partial<Moment>) => {
    const now = { date, time, ...part };
    setTyped({ ...now, on: draft.generation });
    draft.choose({ closesAt: closing(now)?.toISOString() ?? null });
  };
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
        onChange={(voting) => draft.choose({ voting })}
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
          value={date}
          onChange={(date) => close({ date })}
          error={tried && late ? t('asking.proposal.closesRequired') : refused?.field('/closes_at')}
        />
        <Field
          label={t('asking.proposal.closesAt')}
          type="time"
          value={time}
          onChange={(time) => close({ time })}
        />
      </div>
    </BeginDialog>
  );
}
