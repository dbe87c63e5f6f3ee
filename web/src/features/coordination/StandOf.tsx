import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { agreementsQuery } from '../../api/agreements.ts';
import { coverageQuery } from '../../api/conditions.ts';
import type { Network } from '../../api/types.ts';
import { phaseOf, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { SmallCountyTiles } from '../../ui/CountyTiles.tsx';
import { SideBox } from '../../ui/Page.tsx';
import css from './StandOf.module.css';

/** Of so many agreements in force it is said how far their decisions have come. */
const SHOWN = 3;

/** How a network stands, beside what waits in it: decisions, vacant seats, the next meeting and the counties. */
export function StandOf({
  network,
  vacant,
  alone,
}: {
  network: Network;
  /** How many of its seats are vacant. */
  vacant: number;
  alone: boolean;
}) {
  const { t, language } = useWords();
  const agreements = useQuery(agreementsQuery(network.id)).data ?? [];
  const counties = useQuery(coverageQuery(network.id, '')).data?.counties;
  const inForce = agreements.filter((one) => phaseOf(one) === 'inForce');
  const meeting = network.next_meeting;
  return (
    <SideBox title={alone ? t('desk.stand.title') : t('desk.stand.of', { network: network.name })}>
      <ul className={css.lines}>
        {inForce.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <Link to={`/overenskommelser/${one.id}`}>
              {t('desk.stand.decisions', { adopted: one.adopted, of: one.adopted + one.missing })}
              {inForce.length > 1 && ` · ${one.title}`}
            </Link>
          </li>
        ))}
        {inForce.length > SHOWN && (
          <li>
            <Link to={`/natverk/${network.slug}/overenskommelser`}>
              {t('desk.stand.agreements', { count: inForce.length })}
            </Link>
          </li>
        )}
        <li>
          <Link to={`/natverk/${network.slug}/deltagare`}>{t('desk.stand.vacant', { count: vacant })}</Link>
        </li>
        <li>
          {meeting ? (
            <>
              {t('desk.stand.next')} <Link to={`/traffar/${meeting.id}`}>{meeting.title}</Link>
              {`, ${span(meeting, language)}`}
            </>
          ) : (
            t('desk.stand.noMeeting')
          )}
        </li>
        {counties && (
          <li>
            <Link to={`/natverk/${network.slug}/lan`}>
              {t('conditions.coverage.heading', {
                count: counties.filter((one) => one.state === 'represented').length,
                of: counties.length,
              })}
            </Link>
            <SmallCountyTiles counties={counties} />
          </li>
        )}
      </ul>
    </SideBox>
  );
}
