import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { accountsPage, makeAccount, setAdministrator, setSuspended } from '../../api/governing.ts';
import { keys } from '../../api/keys.ts';
import { protectAccount } from '../../api/people.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { AccountRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { EraseAccount } from './EraseAccount.tsx';
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
            <Account key={account.id} account={account} />
          ))}
        </ul>
      </Paged>
    </>
  );
}

function Account({ account }: { account: AccountRow }) {
  const { t } = useWords();
  const me = useMe();
  const [erasing, setErasing] = useState(false);
  const client = useQueryClient();
  const name = personName(account, t);
  const change = useMutation({
    mutationFn: (suspended: boolean) => setSuspended(account.id, suspended),
    onSuccess: (_, suspended) => {
      tell(t(suspended ? 'running.suspendedNow' : 'running.letBackNow', { name }));
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  // of somebody whose identity is protected the server gives no name
  const isProtected = account.name === null;
  const protect = useMutation({
    mutationFn: (on: boolean) => protectAccount(account.id, on),
    onSuccess: (_, on) => {
      tell(t(on ? 'running.protectedNow' : 'running.unprotectedNow'), () => protect.mutate(!on));
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const appoint = useMutation({
    mutationFn: (on: boolean) => setAdministrator(account.id, on),
    onSuccess: (_, on) => {
      tell(t(on ? 'running.madeAdministrator' : 'running.endedAdministrator', { name }), () =>
        appoint.mutate(!on),
      );
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const facts = [
    account.email,
    account.administrator ? t('running.administrator') : null,
    account.suspended ? t('running.suspended') : account.signs_in ? null : t('running.neverIn'),
  ];
  return (
    <li className={css.row}>
      <div className={css.account}>
        <p>
          <strong>{name}</strong>
          <br />
          <span className={css.facts}>{facts.filter(Boolean).join(' · ')}</span>
        </p>
        <div className={css.tools}>
          <Button
            look="quiet"
            isDisabled={protect.isPending}
            aria-label={`${t(isProtected ? 'running.unprotect' : 'running.protect')}: ${name}`}
            onPress={() => protect.mutate(!isProtected)}
          >
            {t(isProtected ? 'running.unprotect' : 'running.protect')}
          </Button>
          {account.id !== me.person.id && (account.administrator || !account.suspended) && (
            <Button
              look="quiet"
              isDisabled={appoint.isPending}
              aria-label={t(
                account.administrator ? 'running.endAdministratorNamed' : 'running.makeAdministratorNamed',
                { name },
              )}
              onPress={() => appoint.mutate(!account.administrator)}
            >
              {t(account.administrator ? 'running.endAdministrator' : 'running.makeAdministrator')}
            </Button>
          )}
          {account.id !== me.person.id && (
            <Button
              look="quiet"
              isDisabled={change.isPending}
              aria-label={t(account.suspended ? 'running.letBackNamed' : 'running.suspendNamed', { name })}
              onPress={() => change.mutate(!account.suspended)}
            >
              {t(account.suspended ? 'running.letBack' : 'running.suspend')}
            </Button>
          )}
          {account.suspended && (
            <Button
              look="quiet"
              aria-label={t('running.eraseNamed', { name })}
              onPress={() => setErasing(true)}
            >
              {t('running.erase')}
            </Button>
          )}
        </div>
      </div>
      {erasing && <EraseAccount account={account} onClose={() => setErasing(false)} />}
    </li>
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
