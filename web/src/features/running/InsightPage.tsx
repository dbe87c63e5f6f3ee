import { Link, useSearchParams } from 'react-router';
import { ApiError } from '../../api/problem.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { useWords } from '../../locales/useWords.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import { LogList } from './LogList.tsx';
import { ReadersOn } from './ReadersOn.tsx';
import { StatisticsPart } from './StatisticsPart.tsx';

/** For a network's coordinators: what was done, how much is used, and who could read a room on a day. */
export function InsightPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const [params, setParams] = useSearchParams();
  const part = params.get('visa') ?? 'logg';
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (!network.my_standings.includes('coordinator')) return <FailedPage error={new ApiError(404, {})} />;
  return (
    <Page
      title={`${t('running.insight.title')} · ${network.name}`}
      heading={t('running.insight.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('running.insight.lead')}
      wide
    >
      <Filters>
        <OneOf
          label={t('running.parts')}
          value={part}
          onChange={(chosen) => setParams(chosen === 'logg' ? {} : { visa: chosen }, { replace: true })}
          options={[
            { id: 'logg', text: t('running.log') },
            { id: 'lasare', text: t('running.insight.readers') },
            { id: 'statistik', text: t('running.statistics.title') },
          ]}
        />
      </Filters>
      {part === 'lasare' ? (
        <ReadersOn network={network.id} />
      ) : part === 'statistik' ? (
        <StatisticsPart networks={[{ id: network.id, name: network.name }]} network={network.id} />
      ) : (
        <LogList network={network.id} />
      )}
    </Page>
  );
}
