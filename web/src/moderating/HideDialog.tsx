import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hideMessage } from '../api/messages.ts';
import { sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { applyFrame } from '../realtime/bridge.ts';
import { ownChange } from '../realtime/frames.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { tell } from '../ui/Toasts.tsx';
import css from './Moderating.module.css';
import { useShowing } from './useShowing.ts';

/** Hides a message for a reason that everybody sees; undone from the notice that it is done. */
export function HideDialog({ id, onClose, done }: { id: string; onClose: () => void; done?: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState<string>(t('talk.hide.usual'));
  const [missing, setMissing] = useState(false);
  const show = useShowing(done);
  const hide = useMutation({
    mutationFn: () => hideMessage(id, reason),
    onSuccess: (message) => {
      applyFrame(client, ownChange({ kind: 'message_hidden', data: { message } }));
      tell(t('talk.hide.done'), () => show.mutate(id));
      done?.();
      onClose();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const act = () => (reason.trim() ? hide.mutate() : setMissing(true));
  return (
    <Dialog
      title={t('talk.hide.title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={act} isDisabled={hide.isPending}>
            {t('talk.hide.act')}
          </Button>
        </>
      }
    >
      <p className={css.lead}>{t('talk.hide.lead')}</p>
      <Field
        label={t('talk.hide.reason')}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={500}
        error={missing && !reason.trim() ? t('talk.hide.reasonRequired') : undefined}
      />
    </Dialog>
  );
}
