import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { addToHomeGroup } from '../api/people.ts';
import { ApiError, sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { tell } from '../ui/Toasts.tsx';
import css from './Inviting.module.css';

/** Adds somebody at home to those whom the organisation passes things on to; who is known already stands there to begin with. */
export function AddToHome({
  seat,
  known,
  onClose,
}: {
  seat: string;
  known?: { name: string; address: string };
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState(known?.name ?? '');
  const [address, setAddress] = useState(known?.address ?? '');
  const [consent, setConsent] = useState('');
  const add = useMutation({
    mutationFn: () => addToHomeGroup(seat, { name, address, consent }),
    onSuccess: () => {
      tell(t('people.home.added', { name: name.trim() }));
      void client.invalidateQueries({ queryKey: keys.homeGroup(seat) });
      onClose();
    },
  });
  const refused = add.error instanceof ApiError ? add.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Dialog
      title={t('people.home.add')}
      isOpen
      onClose={onClose}
      footer={
        <Button look="filled" isDisabled={add.isPending} onPress={() => add.mutate()}>
          {t('people.home.add')}
        </Button>
      }
    >
      <form onSubmit={submit} className={css.fields} noValidate>
        {refused && !refused.fields.length && <Notice wrong>{sentence(refused, t('ui.broken.body'))}</Notice>}
        <Field
          label={t('people.home.name')}
          value={name}
          onChange={setName}
          error={refused?.field('/name')}
        />
        <Field
          label={t('people.home.address')}
          type="email"
          value={address}
          onChange={setAddress}
          error={refused?.field('/address')}
        />
        <Field
          label={t('people.home.consent')}
          hint={t('people.home.consentHint')}
          value={consent}
          onChange={setConsent}
          rows={2}
          error={refused?.field('/consent')}
        />
      </form>
    </Dialog>
  );
}
