import { Link } from 'react-router';
import { useNetworks } from '../../api/networks.ts';
import type { MeetingSummary, Start } from '../../api/types.ts';
import { AnswerPlace } from '../../attending/AnswerPlace.tsx';
import { day, daysUntil, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './StartPage.module.css';

/** The next meeting: where, when, how long there is left, and whether one comes. */
export function MeetingBand({
  meeting,
  places,
  answerBy,
}: {
  meeting: MeetingSummary;
  places: Start['meeting_places'];
  answerBy: Start['meeting_answer_by'];
}) {
  const { t, language } = useWords();
  const network = useNetworks().find((one) => one.id === meeting.network_id);
  const left = meeting.starts_on ? daysUntil(meeting.starts_on) : null;
  const host = meeting.host.map((one) => one.name).join(', ');
  const count =
    left === null
      ? null
      : left < 0
        ? t('start.ongoing')
        : left === 0
          ? t('start.daysLeft_zero')
          : t('start.daysLeft', { count: left });
  return (
    <section className={css.band} aria-label={t('start.nextMeeting')}>
      <p className={css.bandLabel}>
        {t('start.nextMeeting')}
        {network && <> · {network.name}</>}
      </p>
      <p className={css.bandTitle}>
        <Link to={`/traffar/${meeting.id}`}>
          {host || meeting.title} {span(meeting, language)}
        </Link>
      </p>
      <p className={css.bandLine}>
        {[count, meeting.place, meeting.themes.join(', ')].filter(Boolean).join(' · ')}
      </p>
      {places.length > 0 && (
        <div className={css.bandAnswers}>
          {answerBy && places.some((place) => !place.told) && (
            <p className={css.bandDue}>{t('meeting.answerBy', { when: day(answerBy, language) })}</p>
          )}
          {places.map((place) => (
            <AnswerPlace
              key={place.subject_id}
              meeting={meeting.id}
              place={place}
              several={places.length > 1}
            />
          ))}
        </div>
      )}
    </section>
  );
}
