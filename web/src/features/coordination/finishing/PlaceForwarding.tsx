import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { forwardingQuery } from '../../../api/linked.ts';
import { ForwardedWords } from '../../../forwarding/ForwardedWords.tsx';
import { SettleForwarding } from '../../../forwarding/SettleForwarding.tsx';
import { date } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/** What a linked network passed on, and the room it is laid out in. */
export function PlaceForwarding({ matter, onClose, onDone }: Finishing) {
  const { t, language } = useWords();
  const forwarding = useQuery(forwardingQuery(matter.network.id, matter.subject_id)).data;
  if (!forwarding) return null;
  const done = () => {
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={forwarding.title}
      isOpen
      onClose={onClose}
      footer={<Link to={`/natverk/${matter.network.slug}/lankade`}>{t('desk.whole.passed')}</Link>}
    >
      <div className={css.form}>
        <p className={css.quiet}>
          {t('linked.cameFrom', {
            network: forwarding.network,
            by: forwarding.forwarded_by ?? t('terms.representative'),
            date: date(forwarding.forwarded_at, language),
          })}
        </p>
        <div className={css.said}>
          <ForwardedWords forwarding={forwarding} />
        </div>
        <SettleForwarding
          forwarding={forwarding}
          network={matter.network.id}
          onPlaced={done}
          onDeclined={done}
        />
      </div>
    </Dialog>
  );
}
