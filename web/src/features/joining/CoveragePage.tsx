import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { coverageQuery } from '../../api/conditions.ts';
import { ApiError } from '../../api/problem.ts';
import type { Coverage } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { useWords } from '../../locales/useWords.ts';
import { CountyTiles } from '../../ui/CountyTiles.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import { Candidates } from './Candidates.tsx';
import css from './CoveragePage.module.css';

type County = Coverage['counties'][number];

/** Which counties a network has somebody from: tiles as on a map, and a table that says the same. */
export function CoveragePage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const [day, setDay] = useState('');
  const found = useQuery({
    ...coverageQuery(network?.id ?? '', day),
    enabled: Boolean(network),
    placeholderData: (before) => before,
  });
  if (found.error && !found.data)
    return <FailedPage error={found.error} retry={() => void found.refetch()} />;
  if (!network && known) return <FailedPage error={new ApiError(404, {})} />;
  if (!found.data || !network) return <Later lines={6} />;
  const { counties, elsewhere } = found.data;
  const count = counties.filter((one) => one.state === 'represented').length;
  return (
    <Page
      title={`${t('conditions.coverage.title')} · ${network.name}`}
      heading={t('conditions.coverage.heading', { count, of: counties.length })}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('conditions.coverage.lead')}
      wide
    >
      <div className={css.day}>
        <Field
          label={t('conditions.coverage.day')}
          type="date"
          value={day || found.data.day}
          onChange={setDay}
        />
      </div>
      <div className={css.both}>
        <div>
          <CountyTiles counties={counties} />
        </div>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('conditions.coverage.county')}</th>
              <th scope="col">{t('conditions.coverage.state')}</th>
              <th scope="col">{t('conditions.coverage.who')}</th>
            </tr>
          </thead>
          <tbody>
            {counties.map((county) => (
              <tr key={county.code} id={`lan-${county.code}`}>
                <th scope="row">{county.name}</th>
                <td className={county.state === 'missing' ? css.muted : ''}>
                  {t(`conditions.coverage.${county.state}`)}
                </td>
                <td>
                  <Who organisations={county.organisations} />
                </td>
              </tr>
            ))}
            {elsewhere.length > 0 && (
              <tr>
                <th scope="row">{t('conditions.coverage.elsewhere')}</th>
                <td />
                <td>
                  <Who organisations={elsewhere} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {network.my_standings.includes('coordinator') && <Candidates network={network} />}
    </Page>
  );
}

function Who({ organisations }: { organisations: County['organisations'] }) {
  const { t } = useWords();
  return organisations
    .map((one) => {
      const note =
        one.state === 'member'
          ? one.held
            ? ''
            : t('network.vacant').toLowerCase()
          : one.state === 'queued'
            ? t('network.queued').toLowerCase()
            : t(`terms.standing.${one.state === 'observer' ? 'observer' : 'resting'}`);
      return note ? `${one.organisation.name} (${note})` : one.organisation.name;
    })
    .join(', ');
}
