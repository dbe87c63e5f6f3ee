import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { eraseAccount } from '../../api/governing.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { AccountRow } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Running.module.css';

/** Erases somebody who takes part in nothing any more. It can't be undone, so it says first what goes and what stays. */
export function EraseAccount({ account, onClose }: { account: AccountRow; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const erase = useMutation({
    mutationFn: () => eraseAccount(account.id, reason.trim()),
    onSuccess: () => {
      tell(t('running.erasing.done'));
      void client.invalidateQueries({ queryKey: ['accounts'] });
      onClose();
    },
  });
  const refused = erase.error instanceof ApiError ? erase.error.field('/reason') : undefined;
  return (
    <Dialog
      title={t('running.eraseTitle', { name: account.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={erase.isPending}
            onPress={() => {
              setTried(true);
              if (reason.trim()) erase.mutate();
            }}
          >
            {t('running.erasing.confirm')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {erase.error && !refused && <Notice wrong>{sentence(erase.error, t('ui.broken.body'))}</Notice>}
        <p>{t('running.erasing.goes')}</p>
        <p>{t('running.erasing.stays')}</p>
        <p className={css.facts}>{t('running.erasing.backups')}</p>
        <Field
          label={t('running.erasing.reason')}
          hint={t('running.erasing.reasonHint')}
          maxLength={500}
          value={reason}
          onChange={setReason}
          autoFocus
          error={tried && !reason.trim() ? t('session.required') : refused}
        />
      </div>
    </Dialog>
  );
}
