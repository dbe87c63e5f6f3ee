import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { participationsQuery } from '../../api/networks.ts';
import type { MeetingSummary } from '../../api/types.ts';
import { daysFromNow, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Part } from '../../ui/Page.tsx';
import css from './Hosting.module.css';
import { HostOrder } from './HostOrder.tsx';
import { trio, turns } from './hosting.ts';

/** Who hosted last, who hosts next, and whose turn it is after that. */
export function Hosting({ network, meetings }: { network: string; meetings: MeetingSummary[] }) {
  const { t, language } = useWords();
  const participations = useQuery({ ...participationsQuery(network), retry: false }).data ?? [];
  const members = participations.filter((one) => one.state === 'member').map((one) => one.organisation);
  const hosted = meetings.some((one) => one.kind === 'meeting' && one.host.length > 0);
  if (!hosted || members.length === 0) return null;
  const { previous, current, next } = trio(meetings, daysFromNow(0));
  const places = [
    [t('meeting.hosting.previous'), previous],
    [t('meeting.hosting.current'), current],
    [t('meeting.hosting.next'), next],
  ] as const;
  return (
    <Part title={t('meeting.hosting.name')}>
      <dl className={css.trio}>
        {places.map(([name, one]) => (
          <div key={name} className={css.place}>
            <dt className={css.facts}>{name}</dt>
            <dd>
              {one ? (
                <>
                  <Link to={`/traffar/${one.id}`}>
                    {one.host.map((host) => host.name).join(', ') || t('meeting.noHost')}
                  </Link>
                  <span className={css.facts}> {span(one, language)}</span>
                </>
              ) : (
                t('meeting.hosting.nobody')
              )}
            </dd>
          </div>
        ))}
      </dl>
      <HostOrder network={network} members={members} />
      <details className={css.turns}>
        <summary>{t('meeting.hosting.turns')}</summary>
        <p className={css.facts}>{t('meeting.hosting.turnsHint')}</p>
        <ol>
          {turns(members, meetings, daysFromNow(0)).map((one) => (
            <li key={one.id}>
              {one.name}
              <span className={css.facts}>
                {' · '}
                {one.last
                  ? t(one.coming ? 'meeting.hosting.planned' : 'meeting.hosting.last', {
                      when: span(one.last, language),
                    })
                  : t('meeting.hosting.never')}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </Part>
  );
}
