import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { checkOut, giveBack } from '../../api/together.ts';
import type { Document } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './DocumentPage.module.css';

/** "Utcheckad av Anna Berg, Örebro kommun …", and giving it back for those who may. */
export function CheckedOutNotice({ document }: { document: Document }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: () => giveBack(document.id),
    onSuccess: (shown) => client.setQueryData(keys.document(document.id), shown),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const held = document.checked_out;
  if (!held) return null;
  return (
    <Notice>
      <span className={css.held}>
        <span>
          <strong>{t('document.checkedOutBy', { who: nameOf(held.by, t) })}</strong>{' '}
          {moment(held.since, language)}. {held.reason}
        </span>
        {document.may.release && (
          <Button onPress={() => back.mutate()} isDisabled={back.isPending}>
            {t('document.giveBack')}
          </Button>
        )}
      </span>
    </Notice>
  );
}

/** Why one takes it out: everybody who reads it sees that. */
export function CheckOutDialog({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState(document.checked_out?.reason ?? '');
  const take = useMutation({
    mutationFn: () => checkOut(document.id, reason.trim()),
    onSuccess: (shown) => {
      client.setQueryData(keys.document(document.id), shown);
      onClose();
    },
  });
  return (
    <Dialog
      title={t('document.checkOut')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => take.mutate()} isDisabled={!reason.trim() || take.isPending}>
            {t('document.checkOut')}
          </Button>
        </>
      }
    >
      <p>{t('document.checkOutLead')}</p>
      {take.error && <Notice wrong>{sentence(take.error, t('ui.broken.body'))}</Notice>}
      <Field
        label={t('document.checkOutReason')}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={300}
      />
    </Dialog>
  );
}
