import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { noteAdoption, withdrawAdoption } from '../api/agreements.ts';
import { keys } from '../api/keys.ts';
import { ApiError, sentence } from '../api/problem.ts';
import type { Agreement, BoardRow, Named } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Choose } from '../ui/Choose.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { tell } from '../ui/Toasts.tsx';
import { ScanField } from '../uploading/ScanField.tsx';
import css from './Adopting.module.css';

interface Props {
  agreement: Pick<Agreement, 'id' | 'network_id'> & { version?: number };
  organisation: Named;
  /** What is noted already; none where a decision is missing. */
  adoption: BoardRow['adoption'];
  /** What stands first in the foot, such as the way to the agreement. */
  beside?: ReactNode;
  onClose: () => void;
  onDone?: () => void;
}

/** Noting, correcting or taking back the decision of an organisation. What is noted for the first time can be undone. */
export function NoteDialog({ agreement, organisation, adoption, beside, onClose, onDone }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [body, setBody] = useState(adoption?.body ?? '');
  const [decidedOn, setDecidedOn] = useState(adoption?.decided_on ?? '');
  const [reference, setReference] = useState(adoption?.reference ?? '');
  const newest = agreement.version ?? 1;
  // a decision that is corrected is of the text it was of
  const [version, setVersion] = useState(adoption?.version ?? agreement.version);
  const [document, setDocument] = useState(adoption?.document_id ?? null);
  const [wrong, setWrong] = useState(false);
  const show = (next: Agreement) => {
    client.setQueryData(keys.agreement(agreement.id), next);
    void client.invalidateQueries({ queryKey: keys.agreement(agreement.id), exact: false });
    void client.invalidateQueries({ queryKey: keys.agreements(agreement.network_id) });
    void client.invalidateQueries({ queryKey: keys.desk });
  };
  const kept = (next: Agreement) => {
    show(next);
    onDone?.();
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      noteAdoption(agreement.id, organisation.id, {
        body: body.trim(),
        decided_on: decidedOn,
        reference: reference.trim(),
        document_id: document,
        version: version ?? null,
      }),
    onSuccess: (next) => {
      tell(t('agreement.noted'), adoption ? undefined : () => undo.mutate());
      kept(next);
    },
  });
  const withdraw = () => withdrawAdoption(agreement.id, organisation.id);
  const takeBack = useMutation({
    mutationFn: withdraw,
    onSuccess: (next) => {
      tell(t('agreement.takenBack'));
      kept(next);
    },
  });
  const undo = useMutation({
    mutationFn: withdraw,
    onSuccess: (next) => {
      tell(t('agreement.takenBack'));
      show(next);
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const error = save.error ?? takeBack.error;
  const refused = error instanceof ApiError ? error : null;
  return (
    <Dialog
      title={t('agreement.noteFor', { name: organisation.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          {beside}
          {adoption && (
            <Button isDisabled={takeBack.isPending} onPress={() => takeBack.mutate()}>
              {t('agreement.takeBack')}
            </Button>
          )}
          <Button
            look="filled"
            isDisabled={save.isPending || wrong || !body.trim() || !decidedOn}
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
        {newest > 1 && (
          <Choose
            label={t('agreement.ofText')}
            value={String(version)}
            onChange={(id) => setVersion(Number(id))}
            options={Array.from({ length: newest }, (_, at) => newest - at).map((number) => ({
              id: String(number),
              text: t(number === newest ? 'agreement.newestText' : 'agreement.earlierText', { number }),
            }))}
          />
        )}
        <ScanField
          label={t('agreement.scan')}
          network={agreement.network_id}
          room="coordination"
          value={document}
          onChange={setDocument}
          onWrong={setWrong}
        />
      </div>
    </Dialog>
  );
}
