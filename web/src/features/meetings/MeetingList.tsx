import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link, useSearchParams } from 'react-router';
import { meetingsQuery } from '../../api/meetings.ts';
import type { MeetingSummary } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { daysUntil, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { ahead, stateWord } from '../../ui/meetingState.ts';
import { Failure } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { Act } from '../../ui/PageActs.tsx';
import { AttendanceOverTime } from './AttendanceOverTime.tsx';
import { Hosting } from './Hosting.tsx';
import css from './MeetingList.module.css';

const NewMeeting = lazy(async () => ({ default: (await import('./NewMeeting.tsx')).NewMeeting }));

const FAR = Number.MAX_SAFE_INTEGER;
const order = (one: MeetingSummary) =>
  one.starts_on
    ? Date.parse(one.starts_on)
    : one.month
      ? Date.UTC(one.year, one.month - 1, 28)
      : Date.UTC(one.year, 11, 31);

/** A network's meetings: the coming ones first, then the past as a timeline by year with their themes. */
export function MeetingList() {
  const { t } = useWords();
  const { network } = useNetworkHere();
  const meetings = useQuery({ ...meetingsQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (meetings.error && !meetings.data)
    return <Failure error={meetings.error} retry={() => void meetings.refetch()} />;
  if (!meetings.data) return <Later lines={6} />;
  if (meetings.data.length === 0)
    return (
      <>
        <Begin />
        <Empty title={t('meeting.empty')}>{t('meeting.emptyHint')}</Empty>
      </>
    );
  const coming = meetings.data
    .filter((one) => ahead(one))
    .sort((a, b) => (order(a) || FAR) - (order(b) || FAR));
  const past = meetings.data.filter((one) => !coming.includes(one)).sort((a, b) => order(b) - order(a));
  const years = [...new Set(past.map((one) => one.year))];
  return (
    <div className={css.list}>
      <Begin />
      {coming.length > 0 && (
        <Part title={t('meeting.planned')}>
          <ul className={css.coming}>
            {coming.map((one) => (
              <Coming key={one.id} meeting={one} />
            ))}
          </ul>
        </Part>
      )}
      {past.length > 0 && (
        <Part title={t('meeting.past')}>
          <ol className={css.years}>
            {years.map((year) => (
              <li key={year} className={css.year}>
                <h3 className={css.yearName}>{year}</h3>
                <ul className={css.of}>
                  {past
                    .filter((one) => one.year === year)
                    .map((one) => (
                      <Past key={one.id} meeting={one} />
                    ))}
                </ul>
              </li>
            ))}
          </ol>
        </Part>
      )}
      {network && <Hosting network={network.id} meetings={meetings.data} />}
      {network && <AttendanceOverTime network={network.id} />}
    </div>
  );
}

/** Beginning a new one, for those who may; at an address of its own, so that one can be sent there. */
function Begin(): ReactNode {
  const { t } = useWords();
  const { network } = useNetworkHere();
  const [query, setQuery] = useSearchParams();
  if (!network?.may_plan) return null;
  return (
    <>
      <Act>
        <Button look="filled" onPress={() => setQuery({ ny: 'traff' })}>
          {t('meeting.new')}
        </Button>
      </Act>
      {query.get('ny') === 'traff' && (
        <Suspense fallback={null}>
          <NewMeeting network={network.id} onClose={() => setQuery({}, { replace: true })} />
        </Suspense>
      )}
    </>
  );
}

/** What a meeting is called: by its host when it has one, as people do. */
function useName(meeting: MeetingSummary): string {
  return meeting.host.map((one) => one.name).join(', ') || meeting.title;
}

function Coming({ meeting }: { meeting: MeetingSummary }) {
  const { t, language } = useWords();
  const name = useName(meeting);
  const left = meeting.starts_on ? daysUntil(meeting.starts_on) : null;
  const count =
    left === null || left < 0
      ? null
      : left === 0
        ? t('start.daysLeft_zero')
        : t('start.daysLeft', { count: left });
  return (
    <li className={css.card}>
      <p className={css.kind}>
        {t(`terms.meetingKind.${meeting.kind}`)} ·{' '}
        {meeting.cancelled_at ? t('cancelling.is') : t(`terms.meetingState.${meeting.state}`)}
      </p>
      <p className={css.title}>
        <Link to={`/traffar/${meeting.id}`}>{name}</Link>
      </p>
      <p>{[span(meeting, language), count].filter(Boolean).join(' · ')}</p>
      <p className={css.themes}>
        {meeting.themes.length > 0 ? meeting.themes.join(' · ') : t('meeting.noTheme')}
      </p>
    </li>
  );
}

function Past({ meeting }: { meeting: MeetingSummary }) {
  const { t, language } = useWords();
  const name = useName(meeting);
  return (
    <li className={css.past}>
      <p className={css.pastHead}>
        <Link to={`/traffar/${meeting.id}`} className={css.pastName}>
          {name}
        </Link>
        <span className={css.when}>{span(meeting, language)}</span>
        {meeting.state !== 'archived' && (
          <span className={css.when}>
            {meeting.cancelled_at ? t('cancelling.is') : stateWord(meeting, t)}
          </span>
        )}
      </p>
      <p className={css.themes}>
        {meeting.themes.length > 0 ? meeting.themes.join(' · ') : t('meeting.noThemeKept')}
      </p>
      {meeting.documents > 0 && (
        <p className={css.when}>{t('meeting.documents', { count: meeting.documents })}</p>
      )}
    </li>
  );
}
