import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addAddress, addressesQuery, makePrimary, removeAddress } from '../../api/account.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SettingsPage.module.css';

/** One's addresses: which one mails go to, and a new one, which counts once its link has been used. */
export function Addresses() {
  const { t } = useWords();
  const client = useQueryClient();
  const list = useQuery(addressesQuery);
  const [adding, setAdding] = useState(false);
  const again = () => {
    void client.invalidateQueries({ queryKey: keys.addresses });
    void client.invalidateQueries({ queryKey: keys.me });
  };
  const failed = (error: unknown) => tell(sentence(error, t('ui.broken.body')));
  const primary = useMutation({ mutationFn: makePrimary, onSuccess: again, onError: failed });
  const remove = useMutation({
    mutationFn: removeAddress,
    onSuccess: () => {
      tell(t('settings.addresses.removed'));
      again();
    },
    onError: failed,
  });
  return (
    <Part title={t('settings.addresses.title')}>
      <p className={css.note}>{t('settings.addresses.lead')}</p>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={2} />
      ) : (
        <ul className={css.addresses} aria-label={t('settings.addresses.title')}>
          {list.data.map((one) => (
            <li key={one.address}>
              <span className={css.addressWords}>
                <strong>{one.address}</strong>
                {(one.is_primary || one.waits) && (
                  <span className={css.note}>
                    {t(one.waits ? 'settings.addresses.waits' : 'settings.addresses.primary')}
                  </span>
                )}
              </span>
              {!one.is_primary && !one.waits && (
                <Button
                  look="quiet"
                  aria-label={t('settings.addresses.makeNamed', { address: one.address })}
                  onPress={() => primary.mutate(one.address)}
                >
                  {t('settings.addresses.make')}
                </Button>
              )}
              {!one.is_primary && (
                <Button
                  look="quiet"
                  aria-label={t('settings.addresses.removeNamed', { address: one.address })}
                  onPress={() => remove.mutate(one.address)}
                >
                  {t('settings.addresses.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <AddAddress onAdded={again} />
      ) : (
        <p>
          <Button onPress={() => setAdding(true)}>{t('settings.addresses.add')}</Button>
        </p>
      )}
    </Part>
  );
}

function AddAddress({ onAdded }: { onAdded: () => void }) {
  const { t } = useWords();
  const [address, setAddress] = useState('');
  const [current, setCurrent] = useState('');
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: () => addAddress(address.trim(), current),
    onSuccess: () => {
      setCurrent('');
      onAdded();
    },
  });
  const refused = add.error instanceof ApiError ? add.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (address.trim() && current) add.mutate();
  };
  if (add.isSuccess) return <Notice>{t('settings.addresses.sent', { address: address.trim() })}</Notice>;
  return (
    <form onSubmit={submit} className={css.form} noValidate>
      {add.error && !refused?.fields.length && (
        <Notice wrong>{sentence(add.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('settings.addresses.address')}
        type="email"
        autoComplete="email"
        value={address}
        onChange={setAddress}
        error={tried && !address.trim() ? t('session.required') : refused?.field('/email')}
      />
      <Field
        label={t('settings.addresses.current')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={tried && !current ? t('session.required') : refused?.field('/current')}
      />
      <Button type="submit" isDisabled={add.isPending}>
        {t('settings.addresses.send')}
      </Button>
    </form>
  );
}
