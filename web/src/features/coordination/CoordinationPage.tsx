import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { deskQuery } from '../../api/desk.ts';
import { useNetworks } from '../../api/networks.ts';
import type { Desk } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { FlagQueue } from './FlagQueue.tsx';
import { MatterList } from './MatterList.tsx';
import { NewMailing } from './NewMailing.tsx';
import { StandOf } from './StandOf.tsx';
import { UnheardList } from './UnheardList.tsx';

/** How many seats of a network are vacant: more than the rows that are shown of them. */
const vacantIn = (desk: Desk, network: string) =>
  desk.vacant.find((one) => one.network_id === network)?.number ?? 0;

/** What waits for a coordinator, in all the networks they coordinate: each row has the button that finishes it. */
export function CoordinationPage() {
  const { t } = useWords();
  if (useNetworks().some((one) => one.my_standings.includes('coordinator'))) return <DeskPage />;
  return (
    <Page title={t('talk.queue.title')}>
      <Empty title={t('desk.notYours')} action={<ButtonLink to="/">{t('ui.notFound.action')}</ButtonLink>}>
        {t('desk.notYoursHint')}
      </Empty>
    </Page>
  );
}

function DeskPage() {
  const { t } = useWords();
  const [settled, setSettled] = useState(false);
  // who has no keys is told of none
  const phone = useMedia('(width < 50rem)');
  const desk = useQuery(deskQuery);
  const networks = useNetworks().filter((one) => one.my_standings.includes('coordinator') && !one.closed);
  return (
    <Page
      title={t('talk.queue.title')}
      below={phone ? t('desk.lead') : `${t('desk.lead')} ${t('desk.leadKeys')}`}
      acts={<NewMailing networks={networks} />}
      asideName={t('desk.stand.title')}
      aside={
        desk.data &&
        networks.length > 0 &&
        networks.map((one) => (
          <StandOf
            key={one.id}
            network={one}
            vacant={vacantIn(desk.data, one.id)}
            alone={networks.length === 1}
          />
        ))
      }
    >
      {desk.error && !desk.data ? (
        <Failure error={desk.error} retry={() => void desk.refetch()} />
      ) : !desk.data ? (
        <Later lines={6} />
      ) : (
        <MatterList matters={desk.data.matters} askedAt={desk.dataUpdatedAt} />
      )}
      <Part title={t('talk.queue.flagged_part')}>
        <Filters>
          <OneOf
            label={t('talk.queue.flagged_part')}
            value={settled ? 'settled' : 'waiting'}
            onChange={(chosen) => setSettled(chosen === 'settled')}
            options={[
              { id: 'waiting', text: t('talk.queue.waiting') },
              { id: 'settled', text: t('talk.queue.settled') },
            ]}
          />
        </Filters>
        <FlagQueue settled={settled} />
      </Part>
      {desk.data && <UnheardList unheard={desk.data.unheard} />}
      <p>
        <Link to="/samordning/arenden">{t('desk.cases')}</Link>
      </p>
      <p>
        <Link to="/samordning/ord">{t('finding.words.title')}</Link>
      </p>
    </Page>
  );
}
