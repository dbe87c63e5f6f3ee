import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { allConditionsQuery } from '../../api/conditions.ts';
import { ApiError } from '../../api/problem.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Joining.module.css';

/** How all who take part stand to the conditions, alphabetically: for the coordinators. */
export function ConditionsOverview() {
  const { t, language } = useWords();
  const { network, known } = useNetworkHere();
  const all = useQuery({ ...allConditionsQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (all.error && !all.data) return <FailedPage error={all.error} retry={() => void all.refetch()} />;
  if (!network && known) return <FailedPage error={new ApiError(404, {})} />;
  if (!all.data || !network) return <Later lines={6} />;
  return (
    <Page
      title={`${t('conditions.title')} · ${network.name}`}
      heading={t('conditions.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('conditions.allLead')}
      acts={
        !network.closed && (
          <ButtonLink to={`/natverk/${network.slug}/forutsattningar/andra`}>
            {t('conditions.edit.open')}
          </ButtonLink>
        )
      }
    >
      <ul className={css.rows}>
        {all.data.map((row) => (
          <li key={row.organisation.id} className={css.row}>
            <Link to={row.organisation.id}>{row.organisation.name}</Link>
            <span className={css.facts}>
              <span>
                {t(
                  `terms.standing.${row.state === 'observer' ? 'observer' : row.state === 'resting' ? 'resting' : 'member'}`,
                )}
              </span>
              <span className={row.met === row.conditions ? css.met : ''}>
                {t('conditions.metOf', { met: row.met, count: row.conditions })}
              </span>
              <span>
                {row.confirmed_at
                  ? t('conditions.confirmedOn', { date: date(row.confirmed_at.slice(0, 10), language) })
                  : t('conditions.never')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
