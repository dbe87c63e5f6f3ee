import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { decideCase } from '../../api/joining.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Case, DecideCase } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';

type Decision = DecideCase['decision'];

/** What becomes of a case, why, and which seats the organisation gets. */
export function Decide({
  found,
  onClose,
  onDone,
  onFailed,
}: {
  found: Case;
  onClose: () => void;
  onDone: (now: Case) => void;
  onFailed: (error: unknown) => void;
}) {
  const { t } = useWords();
  const all = found.met === found.conditions;
  const [decision, setDecision] = useState<Decision>(
    all || found.kind === 'membership' ? 'member' : 'observer',
  );
  const [reason, setReason] = useState('');
  const [seats, setSeats] = useState<string[]>(found.kind === 'membership' ? [] : ['official']);
  const [tried, setTried] = useState(false);
  const joins = decision === 'member' || decision === 'observer';
  const decide = useMutation({
    mutationFn: () =>
      decideCase(found, {
        decision,
        reason: reason.trim(),
        seats: !joins
          ? []
          : seats.map((kind) =>
              kind === 'elected'
                ? { kind: 'elected' as const, title: t('joining.case.electedTitle') }
                : {
                    kind: 'official' as const,
                    title: t(decision === 'member' ? 'joining.case.contact' : 'joining.case.observerContact'),
                  },
            ),
      }),
    onSuccess: onDone,
    onError: (error) => onFailed(error),
  });
  const options: { id: Decision; text: string; note: string }[] = [
    { id: 'member', text: t('joining.decision.member'), note: t('joining.case.memberNote') },
    { id: 'observer', text: t('joining.decision.observer'), note: t('joining.case.observerNote') },
    {
      id: 'queue',
      text: t('joining.decision.queue'),
      // an observer in the queue stays observer
      note: t(found.kind === 'membership' ? 'joining.case.queueNoteObserver' : 'joining.case.queueNote'),
    },
    { id: 'no', text: t('joining.decision.no'), note: t('joining.case.noNote') },
  ];
  const possible = options.filter(
    (one) =>
      !(one.id === 'queue' && found.decision === 'queue') &&
      !(found.kind === 'membership' && one.id === 'observer'),
  );
  const field = decide.error instanceof ApiError ? decide.error.field('/reason') : undefined;
  return (
    <Dialog
      title={t('joining.case.decideTitle', { organisation: found.organisation })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={decide.isPending}
            onPress={() => {
              setTried(true);
              if (reason.trim()) decide.mutate();
            }}
          >
            {t('joining.case.confirm')}
          </Button>
        </>
      }
    >
      {decide.error && !field && <Notice wrong>{sentence(decide.error, t('ui.broken.body'))}</Notice>}
      <Radios label={t('joining.case.becomes')} value={decision} onChange={setDecision} options={possible} />
      <Field
        label={t('joining.case.reason')}
        hint={t('joining.case.reasonHint')}
        rows={3}
        maxLength={4000}
        value={reason}
        onChange={setReason}
        error={tried && !reason.trim() ? t('joining.case.reasonRequired') : field}
      />
      {joins && (
        <Checks
          label={t('joining.case.seats')}
          value={seats}
          onChange={setSeats}
          options={[
            { id: 'official', text: t('joining.case.official') },
            { id: 'elected', text: t('joining.case.elected') },
          ]}
        />
      )}
    </Dialog>
  );
}
