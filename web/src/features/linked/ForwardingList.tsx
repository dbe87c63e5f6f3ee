import { keys } from '../../api/keys.ts';
import { forwardingsPage } from '../../api/linked.ts';
import type { Forwarding, Network } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { ForwardingItem } from './ForwardingItem.tsx';
import css from './Linked.module.css';

/** What came from linked networks and what went to them, the latest first. */
export function ForwardingList({ network }: { network: Network }) {
  const { t } = useWords();
  const found = usePaged<Forwarding>(keys.forwardings(network.id), forwardingsPage(network.id));
  if (found.error && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Later lines={4} />;
  if (found.items.length === 0) return <Empty title={t('linked.nothing')}>{t('linked.nothingHint')}</Empty>;
  return (
    <>
      <ul className={css.rows} aria-label={t('linked.passed')}>
        {found.items.map((one) => (
          <ForwardingItem key={one.id} forwarding={one} network={network} />
        ))}
      </ul>
      {found.hasMore && (
        <p>
          <Button look="quiet" isDisabled={found.fetchingMore} onPress={() => void found.more()}>
            {t('linked.more')}
          </Button>
        </p>
      )}
    </>
  );
}
