import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { addToHomeGroup, homeGroupQuery, removeFromHomeGroup } from '../../api/people.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Those at home whom the organisation passes things on to: kept by whoever holds the seat. */
export function HomeGroup({ seat }: { seat: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const group = useQuery(homeGroupQuery(seat));
  const [adding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: (one: { id: string; name: string }) => removeFromHomeGroup(seat, one.id),
    onSuccess: (_, one) => tell(t('people.home.removed', { name: one.name })),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => client.invalidateQueries({ queryKey: keys.homeGroup(seat) }),
  });
  return (
    <Part
      title={t('people.home.title')}
      acts={<Button onPress={() => setAdding(true)}>{t('people.home.add')}</Button>}
    >
      <p className={css.quiet}>{t('people.home.lead')}</p>
      {group.data && group.data.length > 0 && (
        <ul className={css.lines} aria-label={t('people.home.title')}>
          {group.data.map((one) => (
            <li key={one.id} className={css.line}>
              <div>
                <p className={css.name}>{one.name}</p>
                <p className={css.quiet}>{one.address}</p>
                <p className={css.quiet}>{one.consent}</p>
              </div>
              <Button
                look="quiet"
                aria-label={t('people.home.removeNamed', { name: one.name })}
                isDisabled={remove.isPending}
                onPress={() => remove.mutate(one)}
              >
                {t('people.home.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <Add seat={seat} onClose={() => setAdding(false)} />}
    </Part>
  );
}

function Add({ seat, onClose }: { seat: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
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
