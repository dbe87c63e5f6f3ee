import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsPage, installedQuery, setClosed } from '../../api/governing.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { InstalledNetwork } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Appointments } from '../../ui/Appointments.tsx';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { NewNetwork } from './NewNetwork.tsx';
import css from './Running.module.css';

/** All networks, each with its coordinators. */
export function NetworkList() {
  const { t } = useWords();
  const list = useQuery(installedQuery);
  const [making, setMaking] = useState(false);
  return (
    <>
      <p>
        <Button look="filled" onPress={() => setMaking(true)}>
          {t('running.newNetwork')}
        </Button>
      </p>
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={5} />
      ) : (
        <ul className={css.rows}>
          {list.data.map((network) => (
            <NetworkRow key={network.id} network={network} />
          ))}
        </ul>
      )}
      {making && <NewNetwork onClose={() => setMaking(false)} />}
    </>
  );
}

const findAccounts = async (q: string) =>
  (await accountsPage(q)(undefined, 8)).items
    .filter((one) => !one.suspended)
    .map((one) => ({ id: one.id, name: one.name, note: one.email }));

function NetworkRow({ network }: { network: InstalledNetwork }) {
  const { t } = useWords();
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: (closed: boolean) => setClosed(network.id, closed),
    onSuccess: (_, closed) => {
      tell(t(closed ? 'running.closedNow' : 'running.openedNow'), () => close.mutate(!closed));
      void client.invalidateQueries({ queryKey: keys.installed });
      void client.invalidateQueries({ queryKey: keys.networks });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const facts = [
    t(`running.kinds.${network.kind}`),
    t('running.members', { count: network.members }),
    t('running.observers', { count: network.observers }),
    network.closed ? t('running.closed') : null,
  ];
  return (
    <li className={css.row}>
      <div className={css.head}>
        <h2 className={css.name}>{network.name}</h2>
        <Menu
          label={network.name}
          choices={[
            {
              id: 'close',
              text: t(network.closed ? 'running.open' : 'running.close'),
              act: () => close.mutate(!network.closed),
            },
          ]}
        />
      </div>
      <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <Appointments network={network.id} as="coordinator" find={findAccounts} />
    </li>
  );
}
