import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Letters, lettersTo } from '../../adopting/Letters.tsx';
import { askForDecisions } from '../../api/agreements.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { Agreement } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Agreements.module.css';

/** Asking by letter for the decisions that are missing: the first time, or again. */
export function AskDialog({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const missing = agreement.board.filter((row) => row.state && !row.adoption);
  const ask = useMutation({
    mutationFn: () => askForDecisions(agreement.id),
    onSuccess: (now) => {
      client.setQueryData(keys.agreement(agreement.id), now);
      tell(t('agreement.asked'));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('agreement.askTitle')}
      isOpen
      onClose={onClose}
      footer={
        <Button
          look="filled"
          isDisabled={ask.isPending || lettersTo(missing) === 0}
          onPress={() => ask.mutate()}
        >
          {t('agreement.send')}
        </Button>
      }
    >
      <div className={css.form}>
        {ask.error && <Notice wrong>{sentence(ask.error, t('ui.broken.body'))}</Notice>}
        <p>{t('agreement.askLead')}</p>
        <Letters rows={missing} />
      </div>
    </Dialog>
  );
}
