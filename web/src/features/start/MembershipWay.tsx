import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { conditionsQuery } from '../../api/conditions.ts';
import { useMe } from '../../api/session.ts';
import type { Me } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import css from './StartPage.module.css';

type Standing = Me['standings'][number];

/** How far one's organisation has come on its way from observer to member, for each network it observes. */
export function MembershipWay() {
  const seats = useMe().standings.filter((one) => one.kind === 'observer' && one.network && one.organisation);
  return seats.map((one) => <Way key={`${one.network?.id}${one.organisation?.id}`} seat={one} />);
}

function Way({ seat }: { seat: Standing }) {
  const { t } = useWords();
  const found = useQuery({
    ...conditionsQuery(seat.network?.id ?? '', seat.organisation?.id ?? ''),
    staleTime: 60_000,
  }).data;
  if (!found || !seat.network) return null;
  return (
    <SideBox title={t('start.way', { met: found.met, count: found.conditions.length })}>
      <p>
        <Link to={`/natverk/${seat.network.slug}/forutsattningar/${found.organisation.id}`}>
          {t(found.membership_asked ? 'start.wayAsked' : 'start.waySee')}
        </Link>
        <span className={css.muted}> {seat.network.name}</span>
      </p>
    </SideBox>
  );
}
