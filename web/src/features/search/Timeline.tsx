import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { networksQuery } from '../../api/networks.ts';
import type { Archive } from '../../api/types.ts';
import { span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { stateWord } from '../../ui/meetingState.ts';
import css from './ArchivePage.module.css';

/** So many years are too many to scroll through. */
const MANY_YEARS = 8;
/** So many meetings, the latest, are told of at once. */
const MOST = 500;

const placeOf = (year: number): string => `ar-${year}`;

/** The meetings year by year on one line through time: where, when, about what; what has not been held yet is open. */
export function Timeline({ years }: { years: Archive['years'] }) {
  const { t, language } = useWords();
  const networks = useQuery(networksQuery).data ?? [];
  const several = new Set(years.flatMap((year) => year.meetings.map((one) => one.network_id))).size > 1;
  const told = years.reduce((sum, year) => sum + year.meetings.length, 0);
  return (
    <>
      {years.length >= MANY_YEARS && (
        <nav aria-label={t('search.toYear')}>
          <ol className={css.jump}>
            {years.map((year) => (
              <li key={year.year}>
                <a href={`#${placeOf(year.year)}`} className={css.jumpYear}>
                  {year.year}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <ol className={css.years}>
        {years.map((year) => (
          <li key={year.year} className={css.year} id={placeOf(year.year)}>
            <h3 className={css.yearName}>{year.year}</h3>
            <ul className={css.meetings}>
              {year.meetings.map((meeting) => {
                const network = networks.find((one) => one.id === meeting.network_id);
                const hosts = meeting.host.map((host) => host.name).join(', ');
                const facts = [
                  span(meeting, language),
                  meeting.place && !hosts.includes(meeting.place) ? meeting.place : null,
                  several ? network?.name : null,
                  meeting.state === 'archived' ? null : stateWord(meeting, t),
                ];
                return (
                  <li key={meeting.id} className={css.meeting} data-held={meeting.state === 'archived'}>
                    <Link to={`/traffar/${meeting.id}`} className={css.name}>
                      {hosts || meeting.title}
                    </Link>
                    <span className={css.when}>{facts.filter(Boolean).join(' · ')}</span>
                    <span className={css.about}>{meeting.themes.join(' · ')}</span>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      {told >= MOST && (
        <p className={css.lead}>
          {t('search.timelineCut', { count: MOST })}{' '}
          <Link to="/arkiv/perioden">{t('finding.period.link')}</Link>
        </p>
      )}
    </>
  );
}
