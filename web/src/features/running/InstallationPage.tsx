import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { installedQuery } from '../../api/governing.ts';
import { useWords } from '../../locales/useWords.ts';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Page } from '../../ui/Page.tsx';
import { AccountList } from './AccountList.tsx';
import { HealthPart } from './HealthPart.tsx';
import { LogList } from './LogList.tsx';
import { NetworkList } from './NetworkList.tsx';
import { OrganisationList } from './OrganisationList.tsx';
import { StatisticsPart } from './StatisticsPart.tsx';

/** For whoever runs the installation: its networks, its accounts, how its parts are, and the log of what was done. */
export function InstallationPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const part = params.get('visa') ?? 'natverk';
  const installed = useQuery({ ...installedQuery, enabled: part === 'statistik' });
  return (
    <Page title={t('running.title')} below={t('running.lead')} wide>
      <Filters>
        <OneOf
          label={t('running.parts')}
          value={part}
          onChange={(chosen) => setParams(chosen === 'natverk' ? {} : { visa: chosen }, { replace: true })}
          options={[
            { id: 'natverk', text: t('running.networks') },
            { id: 'organisationer', text: t('running.organisations.title') },
            { id: 'konton', text: t('running.accounts') },
            { id: 'lage', text: t('running.health.title') },
            { id: 'statistik', text: t('running.statistics.title') },
            { id: 'logg', text: t('running.log') },
          ]}
        />
      </Filters>
      {part === 'organisationer' ? (
        <OrganisationList />
      ) : part === 'konton' ? (
        <AccountList />
      ) : part === 'logg' ? (
        <LogList />
      ) : part === 'lage' ? (
        <>
          <HealthPart />
          <p>
            <Link to="/brevko">{t('running.health.mailQueue')}</Link>
          </p>
        </>
      ) : part === 'statistik' ? (
        <StatisticsPart networks={installed.data ?? []} />
      ) : (
        <NetworkList />
      )}
    </Page>
  );
}
