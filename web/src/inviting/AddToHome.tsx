import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { addToHomeGroup } from '../api/people.ts';
import { ApiError, sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PersonFields, usePersonFields } from '../ui/PersonFields.tsx';
import { tell } from '../ui/Toasts.tsx';
import css from './Inviting.module.css';

/** Adds somebody at home to those whom the organisation passes things on to; who is known already stands there to begin with. */
export function AddToHome({
  seat,
  known,
  onClose,
}: {
  seat: string;
  known?: { name: string; email: string };
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const person = usePersonFields(known);
  const { name, email } = person;
  const [consent, setConsent] = useState('');
  const add = useMutation({
    mutationFn: () => addToHomeGroup(seat, { name, address: email, consent }),
    onSuccess: () => {
      tell(t('people.home.added', { name: name.trim() }));
      void client.invalidateQueries({ queryKey: keys.homeGroup(seat) });
      onClose();
    },
  });
  const refused = add.error instanceof ApiError ? add.error : null;
  return (
    <Dialog
      title={t('people.home.add')}
      isOpen
      onClose={onClose}
      footer={
        <Button look="filled" isPending={add.isPending} onPress={() => add.mutate()}>
          {t('people.home.add')}
        </Button>
      }
    >
      <div className={css.fields}>
        {add.error && !refused?.fields.length && (
          <Notice wrong>{sentence(add.error, t('ui.broken.body'))}</Notice>
        )}
        <PersonFields person={person} refused={refused} addressAt="/address" />
        <Field
          label={t('people.home.consent')}
          hint={t('people.home.consentHint')}
          value={consent}
          onChange={setConsent}
          rows={2}
          error={refused?.field('/consent')}
        />
      </div>
    </Dialog>
  );
}
