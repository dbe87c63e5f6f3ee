import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inviteOrganisation } from '../../api/candidates.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Named } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PersonFields, usePersonFields } from '../../ui/PersonFields.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Candidates.module.css';

/** A letter to somebody at an organisation: it leads to the form where it says that it would like to join. */
export function InviteOrganisation({
  network,
  organisation,
  onClose,
}: {
  network: string;
  organisation: Named;
  onClose: () => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const person = usePersonFields();
  const { name, email } = person;
  const [word, setWord] = useState('');
  const invite = useMutation({
    mutationFn: () =>
      inviteOrganisation(network, { organisation_id: organisation.id, name, email, word, language }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.candidates(network) });
      tell(t('candidates.done', { name: organisation.name }));
      onClose();
    },
  });
  const refused = invite.error instanceof ApiError ? invite.error : null;
  return (
    <Dialog
      title={t('candidates.inviteOf', { name: organisation.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={person.empty || invite.isPending} onPress={() => invite.mutate()}>
            {t('candidates.send')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {refused && !refused.fields.length && <Notice wrong>{sentence(refused, t('ui.broken.body'))}</Notice>}
        <p>{t('candidates.rules')}</p>
        <PersonFields person={person} refused={refused} label={t('candidates.name')} />
        <Field
          label={t('candidates.word')}
          value={word}
          onChange={setWord}
          rows={4}
          maxLength={4000}
          error={refused?.field('/word')}
        />
      </div>
    </Dialog>
  );
}
