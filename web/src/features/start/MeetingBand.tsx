import { Link } from 'react-router';
import { useNetworks } from '../../api/networks.ts';
import type { MeetingSummary } from '../../api/types.ts';
import { daysUntil, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './StartPage.module.css';

/** The next meeting: where, when, and how long there is left. */
export function MeetingBand({ meeting }: { meeting: MeetingSummary }) {
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
    </section>
  );
}
