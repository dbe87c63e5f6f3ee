import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type MeetingFacts, meetingsQuery } from '../../api/meetings.ts';
import { participationsQuery } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting, MeetingSummary } from '../../api/types.ts';
import { monthOf, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { ArticleChoice } from '../../ui/ArticleChoice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { listed } from '../../ui/themes.ts';
import css from './MeetingForm.module.css';

const KINDS = ['meeting', 'officials_meeting', 'study_visit', 'seminar', 'training'] as const;
const AUDIENCES = ['whole_network', 'members', 'officials', 'elected'] as const;
const NONE = 'none';

export type Begin = { audience: (typeof AUDIENCES)[number]; like: string | null };

interface Props {
  title: string;
  network: string;
  /** What is changed; without it one begins a new one. */
  meeting?: Meeting;
  save: string;
  pending: boolean;
  error: unknown;
  onSave: (facts: MeetingFacts, begin: Begin, reason: string | null) => void;
  onClose: () => void;
}

/** What is said of a meeting: kind, time as exactly as it is known, place, host, themes, and what those invited read. */
export function MeetingForm({ title, network, meeting, save, pending, error, onSave, onClose }: Props) {
  const { t, language } = useWords();
  const [kind, setKind] = useState<MeetingSummary['kind']>(meeting?.kind ?? 'meeting');
  const [name, setName] = useState(meeting?.title ?? '');
  const [exact, setExact] = useState<'days' | 'month'>(meeting && !meeting.starts_on ? 'month' : 'days');
  const [first, setFirst] = useState(meeting?.starts_on ?? '');
  const [last, setLast] = useState(meeting?.ends_on ?? '');
  const [month, setMonth] = useState(
    meeting?.month ? `${meeting.year}-${String(meeting.month).padStart(2, '0')}` : '',
  );
  const [place, setPlace] = useState(meeting?.place ?? '');
  const [link, setLink] = useState(meeting?.link ?? '');
  const [hosts, setHosts] = useState<string[]>(meeting?.host.map((one) => one.id) ?? []);
  const [themes, setThemes] = useState(meeting?.themes.join(', ') ?? '');
  const [articles, setArticles] = useState<number[]>(meeting?.articles ?? []);
  const [invitation, setInvitation] = useState(meeting?.invitation ?? '');
  const [answerBy, setAnswerBy] = useState(meeting?.answer_by ?? '');
  const [guests, setGuests] = useState(String(meeting?.guests_each ?? 0));
  const [observers, setObservers] = useState<'yes' | 'no'>(meeting?.observers_invited ? 'yes' : 'no');
  const [audience, setAudience] = useState<Begin['audience']>('whole_network');
  const [like, setLike] = useState(NONE);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const participations = useQuery(participationsQuery(network)).data ?? [];
  const earlier = useQuery({ ...meetingsQuery(network), enabled: !meeting }).data ?? [];
  const refused = error instanceof ApiError ? error : null;

  // A network with a host at a time has a name: it is written for one as long as nobody writes another.
  const host = participations.find((one) => one.organisation.id === hosts[0])?.organisation.name;
  const time =
    exact === 'days'
      ? first && monthOf(Number(first.slice(0, 4)), Number(first.slice(5, 7)), language)
      : month && monthOf(Number(month.slice(0, 4)), Number(month.slice(5, 7)), language);
  const usual = [host?.replace(/s? kommun$| stad$/, ''), time].filter(Boolean).join(' ');
  const named = name.trim() || usual;
  const timeless = exact === 'days' ? !first : !month;

  const submit = () => {
    setTried(true);
    if (!named || timeless) return;
    const when =
      exact === 'days'
        ? { starts_on: first, ends_on: last || null, year: null, month: null }
        : {
            starts_on: null,
            ends_on: null,
            year: Number(month.slice(0, 4)),
            month: Number(month.slice(5, 7)),
          };
    const facts: MeetingFacts = {
      kind,
      title: named,
      ...when,
      place: place.trim() || null,
      link: link.trim() || null,
      themes: listed(themes),
      articles,
      invitation,
      answer_by: answerBy || null,
      observers_invited: observers === 'yes',
      guests_each: Number(guests) || 0,
      hosts,
    };
    onSave(facts, { audience, like: like === NONE ? null : like }, reason.trim() || null);
  };

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={submit} isDisabled={pending}>
            {save}
          </Button>
        </>
      }
    >
      {error !== null && error !== undefined && !refused?.fields.length && (
        <Notice wrong>{sentence(error, t('ui.broken.body'))}</Notice>
      )}
      <Choose
        label={t('meeting.form.kind')}
        value={kind}
        onChange={(id) => {
          const chosen = KINDS.find((one) => one === id) ?? 'meeting';
          setKind(chosen);
          if (chosen === 'officials_meeting') setAudience('officials');
        }}
        options={KINDS.map((id) => ({ id, text: t(`terms.meetingKind.${id}`) }))}
      />
      <Radios
        label={t('meeting.when')}
        value={exact}
        onChange={setExact}
        options={[
          { id: 'days', text: t('meeting.form.days') },
          { id: 'month', text: t('meeting.form.onlyMonth'), note: t('meeting.form.onlyMonthHint') },
        ]}
      />
      {exact === 'days' ? (
        <div className={css.two}>
          <Field
            label={t('meeting.form.firstDay')}
            type="date"
            value={first}
            onChange={(day) => {
              setFirst(day);
              if (last && last < day) setLast(day);
            }}
            error={tried && timeless ? t('meeting.form.whenRequired') : refused?.field('/starts_on')}
          />
          <Field
            label={t('meeting.form.lastDay')}
            type="date"
            value={last}
            onChange={setLast}
            error={refused?.field('/ends_on')}
          />
        </div>
      ) : (
        <Field
          label={t('meeting.form.month')}
          hint={t('meeting.form.monthHint')}
          type="month"
          value={month}
          onChange={setMonth}
          error={
            tried && timeless
              ? t('meeting.form.whenRequired')
              : (refused?.field('/month') ?? refused?.field('/starts_on'))
          }
        />
      )}
      <Checks
        label={t('meeting.form.hosts')}
        value={hosts}
        onChange={setHosts}
        error={refused?.field('/hosts')}
        options={participations.map((one) => ({ id: one.organisation.id, text: one.organisation.name }))}
      />
      <Field
        label={t('meeting.form.title')}
        hint={usual && !name ? t('meeting.form.titleUsual', { title: usual }) : t('meeting.form.titleHint')}
        value={name}
        onChange={setName}
        error={tried && !named ? t('meeting.form.titleRequired') : refused?.field('/title')}
        maxLength={200}
      />
      <Field
        label={t('meeting.place')}
        value={place}
        onChange={setPlace}
        error={refused?.field('/place')}
        maxLength={300}
      />
      <Field
        label={t('meeting.form.link')}
        hint={t('meeting.form.linkHint')}
        value={link}
        onChange={setLink}
        error={refused?.field('/link')}
        maxLength={300}
      />
      <Field
        label={t('meeting.themes')}
        hint={t('conversation.themesHint')}
        value={themes}
        onChange={setThemes}
        error={refused?.field('/themes')}
      />
      <ArticleChoice value={articles} onChange={setArticles} />
      <Field
        label={t('meeting.form.invitation')}
        hint={t('meeting.form.invitationHint')}
        value={invitation}
        onChange={setInvitation}
        rows={4}
        error={refused?.field('/invitation')}
        maxLength={5000}
      />
      <div className={css.two}>
        <Field
          label={t('meeting.form.answerBy')}
          type="date"
          value={answerBy}
          onChange={setAnswerBy}
          error={refused?.field('/answer_by')}
        />
        <Field
          label={t('meeting.form.guests')}
          hint={t('meeting.form.guestsHint')}
          type="number"
          value={guests}
          onChange={setGuests}
          error={refused?.field('/guests_each')}
        />
      </div>
      <Radios
        label={t('meeting.form.observers')}
        value={observers}
        onChange={setObservers}
        options={[
          { id: 'no', text: t('meeting.form.observersNo') },
          { id: 'yes', text: t('meeting.form.observersYes') },
        ]}
      />
      {!meeting && (
        <>
          <Choose
            label={t('meeting.form.audience')}
            value={audience}
            onChange={(id) => setAudience(AUDIENCES.find((one) => one === id) ?? 'whole_network')}
            options={AUDIENCES.map((id) => ({ id, text: t(`meeting.form.audiences.${id}`) }))}
          />
          {earlier.length > 0 && (
            <Choose
              label={t('meeting.form.like')}
              value={like}
              onChange={setLike}
              options={[
                { id: NONE, text: t('meeting.form.likeNone') },
                ...earlier.map((one) => ({ id: one.id, text: one.title, note: span(one, language) })),
              ]}
            />
          )}
        </>
      )}
      {meeting?.state === 'archived' && (
        <Field
          label={t('meeting.form.reason')}
          hint={t('meeting.form.reasonHint')}
          value={reason}
          onChange={setReason}
          error={refused?.field('/reason')}
          maxLength={500}
        />
      )}
    </Dialog>
  );
}
