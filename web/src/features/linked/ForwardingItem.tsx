import { useNavigate } from 'react-router';
import type { Forwarding, Network } from '../../api/types.ts';
import { ForwardedWords } from '../../forwarding/ForwardedWords.tsx';
import { SettleForwarding } from '../../forwarding/SettleForwarding.tsx';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Linked.module.css';

/** Something passed on: what it says, whose it is, and what becomes of it. */
export function ForwardingItem({ forwarding, network }: { forwarding: Forwarding; network: Network }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { incoming, state } = forwarding;
  return (
    <li className={css.row}>
      <p className={css.name}>{forwarding.title}</p>
      <p className={css.quiet}>
        {t(incoming ? 'linked.cameFrom' : 'linked.wentTo', {
          network: forwarding.network,
          by: forwarding.forwarded_by ?? t('terms.representative'),
          date: date(forwarding.forwarded_at, language),
        })}
        {' · '}
        {t(`linked.state.${state}`)}
      </p>
      {incoming && state === 'waiting' && (
        <>
          <ForwardedWords forwarding={forwarding} />
          {!network.closed && (
            <SettleForwarding
              forwarding={forwarding}
              network={network.id}
              onPlaced={(placed) =>
                void navigate(
                  placed.conversation_id
                    ? `/samtal/${placed.conversation_id}`
                    : `/dokument/${placed.document_id}`,
                )
              }
            />
          )}
        </>
      )}
    </li>
  );
}
