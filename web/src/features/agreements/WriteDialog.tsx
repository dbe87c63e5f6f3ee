import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { rewriteAgreement, writeAgreement } from '../../api/agreements.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Agreement } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { ScanField } from '../../uploading/ScanField.tsx';
import css from './Agreements.module.css';

/** Writing an agreement, new or again. */
export function WriteDialog({
  network,
  of,
  onClose,
}: {
  network: string;
  of?: Agreement;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState(of?.title ?? '');
  const [text, setText] = useState(of?.text ?? '');
  const [from, setFrom] = useState(of?.from ?? '');
  const [to, setTo] = useState(of?.to ?? '');
  const [document, setDocument] = useState(of?.document_id ?? null);
  const [wrong, setWrong] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      const body = { title: title.trim(), text, from, to: to || null, document_id: document };
      return of
        ? (await rewriteAgreement(of.id, of.revision, body)).id
        : (await writeAgreement(network, body)).id;
    },
    onSuccess: (id) => {
      tell(t('agreement.saved'));
      void client.invalidateQueries({ queryKey: keys.agreements(network) });
      void client.invalidateQueries({ queryKey: keys.agreement(id) });
      onClose();
      if (!of) void navigate(`/overenskommelser/${id}`);
    },
    // changed by another meanwhile: what one wrote stays, and is saved upon theirs if one says so once more
    onError: () => of && void client.invalidateQueries({ queryKey: keys.agreement(of.id), exact: true }),
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  return (
    <Dialog
      title={of ? t('agreement.change') : t('agreement.new')}
      isOpen
      onClose={onClose}
      footer={
        <Button
          look="filled"
          isDisabled={save.isPending || wrong || !title.trim() || !text.trim() || !from}
          onPress={() => save.mutate()}
        >
          {t('agreement.save')}
        </Button>
      }
    >
      <div className={css.form}>
        {save.error && !refused?.fields.length && (
          <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>
        )}
        <Field
          label={t('agreement.name')}
          value={title}
          onChange={setTitle}
          error={refused?.field('/title')}
        />
        <div className={css.two}>
          <Field
            label={t('agreement.from')}
            type="date"
            value={from}
            onChange={setFrom}
            error={refused?.field('/from')}
          />
          <Field
            label={t('agreement.to')}
            hint={t('agreement.toHint')}
            type="date"
            value={to}
            onChange={setTo}
            error={refused?.field('/to')}
          />
        </div>
        <Field
          label={t('agreement.text')}
          hint={t('agreement.textHint')}
          value={text}
          onChange={setText}
          rows={12}
          error={refused?.field('/text')}
        />
        <ScanField
          label={t('agreement.signed')}
          network={network}
          room="whole_network"
          value={document}
          onChange={setDocument}
          onWrong={setWrong}
          error={refused?.field('/document_id')}
        />
        {of && <p className={css.facts}>{t('agreement.signedHint')}</p>}
      </div>
    </Dialog>
  );
}
