import { useSearchParams } from 'react-router';
import { useWords } from '../../locales/useWords.ts';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Page } from '../../ui/Page.tsx';
import { AccountList } from './AccountList.tsx';
import { LogList } from './LogList.tsx';
import { NetworkList } from './NetworkList.tsx';

/** For whoever runs the installation: its networks, its accounts, and the log of what was done. */
export function InstallationPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const part = params.get('visa') ?? 'natverk';
  return (
    <Page title={t('running.title')} below={t('running.lead')}>
      <Filters>
        <OneOf
          label={t('running.parts')}
          value={part}
          onChange={(chosen) => setParams(chosen === 'natverk' ? {} : { visa: chosen }, { replace: true })}
          options={[
            { id: 'natverk', text: t('running.networks') },
            { id: 'konton', text: t('running.accounts') },
            { id: 'logg', text: t('running.log') },
          ]}
        />
      </Filters>
      {part === 'konton' ? <AccountList /> : part === 'logg' ? <LogList /> : <NetworkList />}
    </Page>
  );
}
