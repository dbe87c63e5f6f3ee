import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { membershipQuery } from '../../api/membership.ts';
import { ApiError } from '../../api/problem.ts';
import type { Membership, Network } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { useWords } from '../../locales/useWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import css from './Membership.module.css';
import { MembershipRow } from './MembershipRow.tsx';
import { inQueue, type Wanted } from './rotation.ts';

const GROUPS = ['member', 'resting', 'observer'] as const;

/** Who is active, who rests, who waits; for coordinators, saying how it is to be from a day on. */
export function MembershipPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const found = useQuery({ ...membershipQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (found.error && !found.data)
    return <FailedPage error={found.error} retry={() => void found.refetch()} />;
  return (
    <Page
      title={`${t('membership.title')} · ${network.name}`}
      heading={t('membership.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('membership.lead')}
    >
      {found.data ? <Shown network={network} membership={found.data} /> : <Later lines={8} />}
    </Page>
  );
}

function Shown({ network, membership }: { network: Network; membership: Membership }) {
  const { t } = useWords();
  const [wanted, setWanted] = useState<Wanted>({});
  const { most, active, lines } = membership;
  const want = (id: string, state: Wanted[string] | null) => {
    const { [id]: _, ...others } = wanted;
    setWanted(state ? { ...others, [id]: state } : others);
  };
  const queue = inQueue(lines);
  const row = (one: Membership['lines'][number], place?: number) => (
    <MembershipRow
      key={one.organisation_id}
      line={one}
      place={place}
      may={membership.may_write}
      certificate={`/natverk/${network.slug}/intyg/${one.organisation_id}`}
      wanted={wanted[one.organisation_id] ?? null}
      onWant={(state) => want(one.organisation_id, state)}
    />
  );
  return (
    <>
      <p className={css.places}>
        {most === null
          ? t('membership.active', { count: active })
          : t('membership.ofMost', { count: active, most })}
        {most !== null &&
          active < most &&
          !network.closed &&
          ` ${t('membership.free', { count: most - active })}`}
      </p>
      {lines.length === 0 && (
        <Empty title={t('network.noParticipants')}>{t('network.noParticipantsHint')}</Empty>
      )}
      {GROUPS.map((state) => {
        const part = lines.filter((one) => one.state === state);
        return (
          part.length > 0 && (
            <Part key={state} title={t(`membership.groups.${state}`)}>
              <ul className={css.rows}>{part.map((one) => row(one))}</ul>
            </Part>
          )
        );
      })}
      {queue.length > 0 && (
        <Part title={t('membership.groups.queued')}>
          <ol className={css.rows}>{queue.map((one, index) => row(one, index + 1))}</ol>
        </Part>
      )}
      {membership.may_write && lines.length > 0 && (
        <ChangeForm
          network={network.id}
          membership={membership}
          wanted={wanted}
          onDone={() => setWanted({})}
        />
      )}
    </>
  );
}
