import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { accountsPage, makeAccount } from '../../api/governing.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { AccountRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { AccountItem } from './AccountItem.tsx';
import css from './Running.module.css';

/** Everybody who has an account. */
export function AccountList() {
  const { t } = useWords();
  const [q, setQ] = useState('');
  const [adding, setAdding] = useState(false);
  const asked = useDeferredValue(q.trim());
  const list = usePaged<AccountRow>(keys.accounts(asked), accountsPage(asked));
  return (
    <>
      <Field label={t('running.findAccount')} value={q} onChange={setQ} type="search" />
      {adding ? (
        <NewAccount onDone={() => setAdding(false)} />
      ) : (
        <p>
          <Button onPress={() => setAdding(true)}>{t('running.newAccount')}</Button>
        </p>
      )}
      <Paged list={list} lines={5} empty={<Empty title={t('running.nobody')} />}>
        <ul className={css.rows}>
          {list.items.map((account) => (
            <AccountItem key={account.id} account={account} />
          ))}
        </ul>
      </Paged>
    </>
  );
}

function NewAccount({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: () => makeAccount(name.trim(), email.trim()),
    onSuccess: () => {
      tell(t('running.accountMade', { name: name.trim() }));
      void client.invalidateQueries({ queryKey: ['accounts'] });
      onDone();
    },
  });
  const refused = make.error instanceof ApiError ? make.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && email.trim()) make.mutate();
  };
  return (
    <form onSubmit={submit} className={css.form} noValidate>
      {make.error && !refused?.fields.length && (
        <Notice wrong>{sentence(make.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('running.name')}
        value={name}
        onChange={setName}
        error={tried && !name.trim() ? t('session.required') : refused?.field('/name')}
      />
      <Field
        label={t('running.email')}
        type="email"
        value={email}
        onChange={setEmail}
        error={tried && !email.trim() ? t('session.required') : refused?.field('/email')}
      />
      <p>
        <Button type="submit" isDisabled={make.isPending}>
          {t('running.makeAccount')}
        </Button>
      </p>
    </form>
  );
}
