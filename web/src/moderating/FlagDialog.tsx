import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNetworks } from '../api/networks.ts';
import { sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Choose } from '../ui/Choose.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { tell } from '../ui/Toasts.tsx';
import { WrittenFor } from '../ui/WrittenFor.tsx';
import css from './Moderating.module.css';
import { isMessage, type Target, useModerating } from './target.ts';

interface Props {
  target: Target;
  direct?: boolean;
  onClose: () => void;
}

/** Asks the coordinators to look at it. Out of a direct conversation this one message is handed over. */
export function FlagDialog({ target, direct = false, onClose }: Props) {
  const { t } = useWords();
  const moderating = useModerating(target);
  const networks = useNetworks();
  const [reason, setReason] = useState('');
  const [network, setNetwork] = useState(networks[0]?.id ?? '');
  const [missing, setMissing] = useState(false);
  const withdraw = useMutation({
    mutationFn: moderating.unflag,
    onSuccess: () => tell(t('talk.flag.withdrawn')),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const flag = useMutation({
    mutationFn: () => moderating.flag(reason, direct ? network : null),
    onSuccess: () => {
      tell(t('talk.flag.done'), () => withdraw.mutate());
      onClose();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const lead = isMessage(target) ? t('talk.flag.lead') : t('talk.flag.writingLead');
  const act = () => (reason.trim() ? flag.mutate() : setMissing(true));
  return (
    <Dialog
      title={isMessage(target) ? t('talk.flag.title') : t('talk.flag.writingTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={act} isDisabled={flag.isPending}>
            {direct ? t('talk.flag.handOver') : t('talk.flag.send')}
          </Button>
        </>
      }
    >
      <p className={css.lead}>{direct ? t('talk.flag.directLead') : lead}</p>
      {direct && (
        <Choose
          label={t('talk.flag.network')}
          value={network}
          onChange={setNetwork}
          options={networks.map((one) => ({ id: one.id, text: one.name }))}
        />
      )}
      <Field
        label={t('talk.flag.reason')}
        hint={
          <>
            <span>{t('talk.flag.reasonHint')}</span> <WrittenFor readers={t('talk.flag.readers')} />
          </>
        }
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={500}
        autoFocus
        error={missing && !reason.trim() ? t('talk.flag.reasonRequired') : undefined}
      />
    </Dialog>
  );
}
