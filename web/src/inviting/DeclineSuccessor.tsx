import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, sentence } from '../api/problem.ts';
import { declineProposal } from '../api/seats.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import css from './Inviting.module.css';

/** A no to a proposed successor, with the reason that goes to whoever proposed them. */
export function DeclineSuccessor({
  proposal,
  onClose,
  onDone,
}: {
  proposal: { id: string; name: string };
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const decline = useMutation({
    mutationFn: () => declineProposal(proposal.id, reason),
    onSuccess: onDone,
  });
  const refused = decline.error instanceof ApiError ? decline.error : null;
  return (
    <Dialog
      title={t('succession.declineOf', { name: proposal.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isPending={decline.isPending} onPress={() => decline.mutate()}>
            {t('succession.decline')}
          </Button>
        </>
      }
    >
      <div className={css.fields}>
        {decline.error && !refused?.fields.length && (
          <Notice wrong>{sentence(decline.error, t('ui.broken.body'))}</Notice>
        )}
        <Field
          label={t('succession.reason')}
          hint={t('succession.reasonHint')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={1000}
          autoFocus
          error={refused?.field('/reason')}
        />
      </div>
    </Dialog>
  );
}
