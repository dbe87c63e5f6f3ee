import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useParams } from 'react-router';
import { askForReset, finishReset, passwordResetQuery } from '../../api/account.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { LetterPage } from '../../ui/LetterPage.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './ResetPage.module.css';

const LEAST = 15;

/** A forgotten password: first the address that a link is sent to, then, by the link, the new password. */
export function ResetPage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  return (
    <LetterPage title={t('session.reset.title')} more={<Link to="/logga-in">{t('session.title')}</Link>}>
      {token ? <Choose token={token} /> : <Ask />}
    </LetterPage>
  );
}

function Ask() {
  const { t } = useWords();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useMutation({ mutationFn: () => askForReset(email.trim()) });
  const refused = ask.error instanceof ApiError ? ask.error : null;
  if (ask.isSuccess) return <Notice>{t('session.reset.sent', { email: email.trim() })}</Notice>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim()) ask.mutate();
  };
  return (
    <>
      <p>{t('session.reset.lead')}</p>
      {ask.error && !refused?.fields.length && (
        <Notice wrong>{sentence(ask.error, t('ui.network.body'))}</Notice>
      )}
      <form onSubmit={submit} className={css.form} noValidate>
        <Field
          label={t('session.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={tried && !email.trim() ? t('session.required') : refused?.field('/email')}
        />
        <Button look="filled" type="submit" isDisabled={ask.isPending}>
          {t('session.reset.send')}
        </Button>
      </form>
    </>
  );
}

function Choose({ token }: { token: string }) {
  const { t } = useWords();
  const reset = useQuery(passwordResetQuery(token));
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const finish = useMutation({ mutationFn: () => finishReset(token, next) });
  const refused = finish.error instanceof ApiError ? finish.error : null;
  if (finish.isSuccess) return <Notice>{t('session.reset.done')}</Notice>;
  if (reset.error || refused?.status === 404)
    return (
      <>
        <Notice wrong>{t('session.reset.gone')}</Notice>
        <ButtonLink to="/nytt-losenord">{t('session.reset.again')}</ButtonLink>
      </>
    );
  if (!reset.data) return <Later lines={3} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ([...next].length >= LEAST) finish.mutate();
  };
  return (
    <>
      <p>{t('session.reset.for', { email: reset.data.email })}</p>
      {finish.error && !refused?.fields.length && (
        <Notice wrong>{sentence(finish.error, t('ui.network.body'))}</Notice>
      )}
      <form onSubmit={submit} className={css.form} noValidate>
        <input type="text" name="username" autoComplete="username" value={reset.data.email} readOnly hidden />
        <Field
          label={t('settings.next')}
          hint={t('settings.nextHint')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          error={tried && [...next].length < LEAST ? t('settings.tooShort') : refused?.field('/new')}
        />
        <Button look="filled" type="submit" isDisabled={finish.isPending}>
          {t('session.reset.save')}
        </Button>
      </form>
    </>
  );
}
