import { useState } from 'react';
import type { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Field } from '../ui/Field.tsx';
import { documentOf } from './decision.ts';
import css from './Inviting.module.css';

/** The decision behind an appointment, as it is being written. */
export function useDecision() {
  const [by, setBy] = useState('');
  const [on, setOn] = useState('');
  const [reference, setReference] = useState('');
  const [document, setDocument] = useState('');
  return {
    by,
    setBy,
    on,
    setOn,
    reference,
    setReference,
    document,
    setDocument,
    wrong: document.trim() !== '' && !documentOf(document),
    said: () => ({
      appointed_by: by || null,
      appointed_on: on || null,
      reference: reference || null,
      document_id: documentOf(document),
    }),
  };
}

/** Who appointed somebody, when, and where the decision is. */
export function DecisionFields({
  decision,
  refused,
}: {
  decision: ReturnType<typeof useDecision>;
  refused: ApiError | null;
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
      <Field
        label={t('seat.documentField')}
        hint={t('seat.documentHint')}
        value={decision.document}
        onChange={decision.setDocument}
        error={decision.wrong ? t('seat.notADocument') : refused?.field('/document_id')}
      />
    </fieldset>
  );
}
