import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { tell } from '../ui/Toasts.tsx';
import { WrittenFor } from '../ui/WrittenFor.tsx';
import css from './Moderating.module.css';
import { isMessage, type Target, useModerating } from './target.ts';
import { useShowing } from './useShowing.ts';

interface Props {
  target: Target;
  /** Where it stands: those who read there see the reason. */
  conversation: string | undefined;
  onClose: () => void;
  done?: () => void;
}

/** Hides it for a reason that everybody sees; undone from the notice that it is done. */
export function HideDialog({ target, conversation, onClose, done }: Props) {
  const { t } = useWords();
  const moderating = useModerating(target);
  const [reason, setReason] = useState<string>(t('talk.hide.usual'));
  const [missing, setMissing] = useState(false);
  const show = useShowing(target, done);
  const hide = useMutation({
    mutationFn: () => moderating.hide(reason),
    onSuccess: () => {
      const told = isMessage(target) ? t('talk.hide.done') : t('talk.hide.writingDone');
      tell(told, () => show.mutate());
      done?.();
      onClose();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const act = () => (reason.trim() ? hide.mutate() : setMissing(true));
  return (
    <Dialog
      title={isMessage(target) ? t('talk.hide.title') : t('talk.hide.writingTitle')}
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
        hint={conversation && <WrittenFor conversation={conversation} />}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={500}
        error={missing && !reason.trim() ? t('talk.hide.reasonRequired') : undefined}
      />
    </Dialog>
  );
}
