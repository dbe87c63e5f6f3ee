import { useState } from 'react';
import { cancelMeeting, holdAfterAll } from '../../api/hosting.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import { useMeetingChange } from './useMeetingChange.ts';

/** That a meeting is cancelled, and why; the coordinator holds it after all. */
export function Cancelled({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const hold = useMeetingChange(
    () => holdAfterAll(meeting),
    () => tell(t('cancelling.heldDone')),
  );
  if (!meeting.cancelled_at) return null;
  return (
    <Notice
      action={
        meeting.may.hold_after_all && (
          <Button
            isDisabled={hold.isPending}
            onPress={() =>
              hold.mutate(undefined, { onError: (error) => tell(sentence(error, t('ui.broken.body'))) })
            }
          >
            {t('cancelling.hold')}
          </Button>
        )
      }
    >
      <strong>{t('cancelling.is')}</strong>
      {meeting.cancelled_reason && <p>{meeting.cancelled_reason}</p>}
    </Notice>
  );
}

/** Cancelling: with a reason, which everybody it concerns is told. */
export function CancelMeeting({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const cancel = useMeetingChange(
    () => cancelMeeting(meeting, reason),
    () => {
      tell(t('cancelling.done'));
      onClose();
    },
  );
  const refused = cancel.error instanceof ApiError ? cancel.error : null;
  return (
    <Dialog
      title={t('cancelling.act')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={cancel.isPending} onPress={() => cancel.mutate(undefined)}>
            {t('cancelling.confirm')}
          </Button>
        </>
      }
    >
      {cancel.error && !refused?.fields.length && (
        <Notice wrong>{sentence(cancel.error, t('ui.broken.body'))}</Notice>
      )}
      <p>{t(meeting.state === 'planned' ? 'cancelling.meansPlanned' : 'cancelling.means')}</p>
      <Field
        label={t('cancelling.reason')}
        hint={<WrittenFor audience={meeting.room.audience} />}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={500}
        error={refused?.field('/reason')}
      />
    </Dialog>
  );
}
