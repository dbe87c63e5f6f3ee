import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { linksQuery } from '../../api/linked.ts';
import { ApiError } from '../../api/problem.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { useWords } from '../../locales/useWords.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { ForwardingList } from './ForwardingList.tsx';
import { LinkList } from './LinkList.tsx';
import { Propose } from './Propose.tsx';

/** The networks that this one is linked with; for its coordinators also what is passed on between them. */
export function LinkedPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const links = useQuery({ ...linksQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (links.error && !links.data) return <FailedPage error={links.error} />;
  const coordinates = network.my_standings.includes('coordinator');
  return (
    <Page
      title={`${t('linked.title')} · ${network.name}`}
      heading={t('linked.title')}
      above={<Link to={`/natverk/${network.slug}/samtal`}>{network.name}</Link>}
      below={t('linked.lead')}
    >
      {!links.data ? (
        <Later lines={3} />
      ) : (
        <LinkList network={network.id} links={links.data} coordinates={coordinates} />
      )}
      {coordinates && !network.closed && <Propose network={network.id} />}
      {coordinates && (
        <Part title={t('linked.passed')}>
          <ForwardingList network={network} />
        </Part>
      )}
    </Page>
  );
}
