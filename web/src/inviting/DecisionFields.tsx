import { useState } from 'react';
import type { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Field } from '../ui/Field.tsx';
import { ScanField } from '../uploading/ScanField.tsx';
import css from './Inviting.module.css';

/** The decision behind an appointment, as it is being written. */
export function useDecision() {
  const [by, setBy] = useState('');
  const [on, setOn] = useState('');
  const [reference, setReference] = useState('');
  const [document, setDocument] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  return {
    by,
    setBy,
    on,
    setOn,
    reference,
    setReference,
    document,
    setDocument,
    wrong,
    setWrong,
    said: () => ({
      appointed_by: by || null,
      appointed_on: on || null,
      reference: reference || null,
      document_id: document,
    }),
  };
}

/** Who appointed somebody, when, and where the decision is. */
export function DecisionFields({
  decision,
  refused,
  network,
  room,
}: {
  decision: ReturnType<typeof useDecision>;
  refused: ApiError | null;
  network: string;
  /** Where the decision lies once it is uploaded here. */
  room: 'coordination' | 'members';
}) {
  const { t } = useWords();
  return (
    <fieldset className={css.decision}>
      <legend className={css.legend}>{t('seat.decision')}</legend>
      <Field
        label={t('seat.appointedByField')}
        hint={t('seat.appointedByHint')}
        value={decision.by}
        onChange={decision.setBy}
        maxLength={300}
        error={refused?.field('/appointed_by')}
      />
      <div className={css.two}>
        <Field label={t('seat.appointedOnField')} type="date" value={decision.on} onChange={decision.setOn} />
        <Field
          label={t('seat.reference')}
          value={decision.reference}
          onChange={decision.setReference}
          maxLength={300}
          error={refused?.field('/reference')}
        />
      </div>
      <ScanField
        label={t('seat.documentField')}
        network={network}
        room={room}
        value={decision.document}
        onChange={decision.setDocument}
        onWrong={decision.setWrong}
        error={refused?.field('/document_id')}
      />
    </fieldset>
  );
}
