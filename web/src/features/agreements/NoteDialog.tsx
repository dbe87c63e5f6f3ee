import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noteAdoption, withdrawAdoption } from '../../api/agreements.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Agreement, BoardRow } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { ScanField } from '../../uploading/ScanField.tsx';
import css from './Agreements.module.css';

/** Noting, correcting or taking back the decision of an organisation. */
export function NoteDialog({
  agreement,
  row,
  onClose,
}: {
  agreement: Agreement;
  row: BoardRow;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [body, setBody] = useState(row.adoption?.body ?? '');
  const [decidedOn, setDecidedOn] = useState(row.adoption?.decided_on ?? '');
  const [reference, setReference] = useState(row.adoption?.reference ?? '');
  const [document, setDocument] = useState(row.adoption?.document_id ?? null);
  const kept = (next: Agreement) => {
    client.setQueryData(keys.agreement(agreement.id), next);
    void client.invalidateQueries({ queryKey: keys.agreement(agreement.id), exact: false });
    void client.invalidateQueries({ queryKey: keys.agreements(agreement.network_id) });
    void client.invalidateQueries({ queryKey: keys.desk });
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      noteAdoption(agreement.id, row.organisation_id, {
        body: body.trim(),
        decided_on: decidedOn,
        reference: reference.trim(),
        document_id: document,
      }),
    onSuccess: (next) => {
      tell(t('agreement.noted'));
      kept(next);
    },
  });
  const takeBack = useMutation({
    mutationFn: () => withdrawAdoption(agreement.id, row.organisation_id),
    onSuccess: (next) => {
      tell(t('agreement.takenBack'));
      kept(next);
    },
  });
  const error = save.error ?? takeBack.error;
  const refused = error instanceof ApiError ? error : null;
  return (
    <Dialog
      title={t('agreement.noteFor', { name: row.organisation })}
      isOpen
      onClose={onClose}
      footer={
        <>
          {row.adoption && (
            <Button isDisabled={takeBack.isPending} onPress={() => takeBack.mutate()}>
              {t('agreement.takeBack')}
            </Button>
          )}
          <Button
            look="filled"
            isDisabled={save.isPending || !body.trim() || !decidedOn}
            onPress={() => save.mutate()}
          >
            {t('agreement.save')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {error && !refused?.fields.length && <Notice wrong>{sentence(error, t('ui.broken.body'))}</Notice>}
        <Field
          label={t('agreement.body')}
          hint={t('agreement.bodyHint')}
          value={body}
          onChange={setBody}
          error={refused?.field('/body')}
          autoFocus
        />
        <Field
          label={t('agreement.decidedOn')}
          type="date"
          value={decidedOn}
          onChange={setDecidedOn}
          error={refused?.field('/decided_on')}
        />
        <Field
          label={t('agreement.reference')}
          value={reference}
          onChange={setReference}
          error={refused?.field('/reference')}
        />
        <ScanField
          label={t('agreement.scan')}
          network={agreement.network_id}
          room="coordination"
          value={document}
          onChange={setDocument}
        />
      </div>
    </Dialog>
  );
}
