import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renewAgreement } from '../api/agreements.ts';
import { keys } from '../api/keys.ts';
import { sentence } from '../api/problem.ts';
import type { Agreement } from '../api/types.ts';
import { date } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { tell } from '../ui/Toasts.tsx';
import css from './Adopting.module.css';
import { Letters, lettersTo } from './Letters.tsx';

/** Preparing the next period: says who gets a letter before one goes, and lets the text be changed first. */
export function RenewDialog({
  agreement,
  to,
  beside,
  onClose,
  onDone,
}: {
  agreement: Agreement;
  /** The last day of the period. */
  to: string;
  /** What stands first in the foot, such as the way to the agreement. */
  beside?: ReactNode;
  onClose: () => void;
  /** The next period is there: an agreement of its own. */
  onDone: (id: string) => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  // all members decide anew, also those that have decided on this one
  const members = agreement.board.filter((row) => row.state);
  const renew = useMutation({
    mutationFn: (ask: boolean) => renewAgreement(agreement.id, ask),
    onSuccess: ({ id }, ask) => {
      tell(t(ask ? 'agreement.renewedAsked' : 'agreement.renewed'));
      void client.invalidateQueries({ queryKey: keys.agreements(agreement.network_id) });
      void client.invalidateQueries({ queryKey: keys.agreement(agreement.id) });
      void client.invalidateQueries({ queryKey: keys.desk });
      onDone(id);
    },
  });
  return (
    <Dialog
      title={t('agreement.renewTitle', { name: agreement.title })}
      isOpen
      onClose={onClose}
      footer={
        <>
          {beside}
          <Button isDisabled={renew.isPending} onPress={() => renew.mutate(false)}>
            {t('agreement.renewOnly')}
          </Button>
          <Button
            look="filled"
            isDisabled={renew.isPending || lettersTo(members) === 0}
            onPress={() => renew.mutate(true)}
          >
            {t('agreement.renewAsk')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {renew.error && <Notice wrong>{sentence(renew.error, t('ui.broken.body'))}</Notice>}
        <p>{t('agreement.renewLead', { to: date(to, language) })}</p>
        <Letters rows={members} />
        <p className={css.facts}>{t('agreement.renewLater')}</p>
      </div>
    </Dialog>
  );
}
