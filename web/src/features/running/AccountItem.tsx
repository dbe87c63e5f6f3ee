import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setAdministrator, setSuspended } from '../../api/governing.ts';
import { protectAccount } from '../../api/people.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { AccountRow } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { type Choice, Menu } from '../../ui/Menu.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { EraseAccount } from './EraseAccount.tsx';
import css from './Running.module.css';

/** An account, and what may be done with it. */
export function AccountItem({ account }: { account: AccountRow }) {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [erasing, setErasing] = useState(false);
  const { name, protected: isProtected } = account;
  const isOther = account.id !== me.person.id;
  const onError = (error: Error) => tell(sentence(error, t('ui.broken.body')));
  const changed = (text: string, undo?: () => void) => {
    tell(text, undo);
    void client.invalidateQueries({ queryKey: ['accounts'] });
  };
  const suspend = useMutation({
    mutationFn: (on: boolean) => setSuspended(account.id, on),
    onSuccess: (_, on) => changed(t(on ? 'running.suspendedNow' : 'running.letBackNow', { name })),
    onError,
  });
  const protect = useMutation({
    mutationFn: (on: boolean) => protectAccount(account.id, on),
    onSuccess: (_, on) =>
      changed(t(on ? 'running.protectedNow' : 'running.unprotectedNow'), () => protect.mutate(!on)),
    onError,
  });
  const appoint = useMutation({
    mutationFn: (on: boolean) => setAdministrator(account.id, on),
    onSuccess: (_, on) =>
      changed(t(on ? 'running.madeAdministrator' : 'running.endedAdministrator', { name }), () =>
        appoint.mutate(!on),
      ),
    onError,
  });
  const facts = [
    isProtected ? t('running.protected') : null,
    account.email,
    account.administrator ? t('running.administrator') : null,
    account.suspended ? t('running.suspended') : account.signs_in ? null : t('running.neverIn'),
  ];
  const choices: (Choice | false)[] = [
    {
      id: 'protect',
      text: t(isProtected ? 'running.unprotect' : 'running.protect'),
      act: () => protect.mutate(!isProtected),
    },
    isOther &&
      (account.administrator || !account.suspended) && {
        id: 'administer',
        text: t(account.administrator ? 'running.endAdministrator' : 'running.makeAdministrator'),
        act: () => appoint.mutate(!account.administrator),
      },
    isOther && {
      id: 'suspend',
      text: t(account.suspended ? 'running.letBack' : 'running.suspend'),
      act: () => suspend.mutate(!account.suspended),
    },
    account.suspended && { id: 'erase', text: t('running.erase'), act: () => setErasing(true) },
  ];
  return (
    <li className={css.row}>
      <div className={css.account}>
        <p>
          <strong>{name}</strong>
          <br />
          <span className={css.facts}>{facts.filter(Boolean).join(' · ')}</span>
        </p>
        <Menu label={t('running.change', { name })} choices={choices.filter((choice) => choice !== false)} />
      </div>
      {erasing && <EraseAccount account={account} onClose={() => setErasing(false)} />}
    </li>
  );
}
