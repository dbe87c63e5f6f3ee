import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { appointmentsQuery } from '../../api/governing.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import css from './NetworkPage.module.css';

/** Whom one turns to: the coordinators by name; nothing where the hosts coordinate. */
export function CoordinatorBox({ network }: { network: string }) {
  const { t } = useWords();
  const found = useQuery({ ...appointmentsQuery(network), staleTime: 60_000 }).data ?? [];
  const coordinators = found.filter((one) => one.role === 'coordinator');
  if (coordinators.length === 0) return null;
  return (
    <SideBox title={t('running.coordinators')}>
      <ul className={css.rooms}>
        {coordinators.map((one) => (
          <li key={one.id}>
            <Link to={`/personer/${one.person_id}`} className={css.room ?? ''}>
              {personName({ name: one.person }, t)}
            </Link>
          </li>
        ))}
      </ul>
    </SideBox>
  );
}
