import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { changePassword, useMe } from '../../api/session.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import css from './SettingsPage.module.css';

const LEAST = 15;

/** A new password; every other sign-in ends with the old one. */
export function ChangePassword() {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      setTried(false);
      void client.invalidateQueries({ queryKey: keys.sessions });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current && [...next].length >= LEAST) change.mutate();
  };
  const refused = change.error instanceof ApiError ? change.error : null;
  return (
    <Part title={t('settings.password')}>
      {change.isSuccess && <Notice>{t('settings.changed')}</Notice>}
      {change.error && !refused?.fields.length && (
        <Notice wrong>{sentence(change.error, t('ui.broken.body'))}</Notice>
      )}
      <form onSubmit={submit} className={css.form} noValidate>
        <input type="text" name="username" autoComplete="username" value={me.person.email} readOnly hidden />
        <Field
          label={t('settings.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={tried && !current ? t('session.required') : refused?.field('/current')}
        />
        <Field
          label={t('settings.next')}
          hint={t('settings.nextHint')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          error={tried && [...next].length < LEAST ? t('settings.tooShort') : refused?.field('/new')}
        />
        <Button type="submit" isDisabled={change.isPending}>
          {t('settings.change')}
        </Button>
      </form>
    </Part>
  );
}
