import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { hostOrderQuery } from '../../api/hosting.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './Handover.module.css';

const WriteHostOrder = lazy(async () => ({ default: (await import('./WriteHostOrder.tsx')).WriteHostOrder }));

/** In which order members are to host, as agreed; the coordinator writes it. */
export function HostOrder({
  network,
  members,
}: {
  network: string;
  members: { id: string; name: string }[];
}) {
  const { t } = useWords();
  const [writing, setWriting] = useState(false);
  const order = useQuery(hostOrderQuery(network)).data;
  if (!order || (order.turns.length === 0 && !order.may_write)) return null;
  return (
    <div>
      <h3 className={css.head}>{t('hosting.order')}</h3>
      {order.turns.length === 0 ? (
        <p className={css.facts}>{t('hosting.orderEmpty')}</p>
      ) : (
        <ol aria-label={t('hosting.order')}>
          {order.turns.map((turn) => (
            <li key={turn.organisation.id}>
              {turn.organisation.name}
              {turn.note && <span className={css.facts}> · {turn.note}</span>}
            </li>
          ))}
        </ol>
      )}
      {order.may_write && (
        <div className={css.acts}>
          <Button onPress={() => setWriting(true)}>{t('hosting.writeOrder')}</Button>
        </div>
      )}
      <Suspense fallback={null}>
        {writing && (
          <WriteHostOrder
            network={network}
            order={order}
            members={members}
            onClose={() => setWriting(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
