import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Link, useLocation, useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { installationQuery, signIn } from '../../api/session.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OtherLanguage } from '../../ui/OtherLanguage.tsx';
import css from './SignInPage.module.css';

/** Only paths of our own: a link must not be able to send one elsewhere after signing in. */
function safeBack(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) && !back.startsWith('/logga-in') ? back : '/';
}

const ROLES = [
  'coordinator',
  'official',
  'elected',
  'deputy',
  'working_group',
  'observer',
  'resting',
  'guest',
  'two_networks',
  'other_network',
  'administrator',
] as const;

/** A demo person's role in words; the code itself for one without. */
function roleOf(code: string, t: TFunction): string {
  const known = ROLES.find((one) => one === code);
  return known ? t(`terms.demoRole.${known}`) : code;
}

/** Signing in; in the demonstration with its people to choose among. */
export function SignInPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const state = useLocation().state as { back?: string; ended?: boolean } | null;
  const installation = useQuery(installationQuery).data;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  useEffect(() => {
    document.title = `${t('session.title')} · ${t('terms.appName')}`;
  }, [t]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!email.trim() || !password) return;
    setBusy(true);
    setRefusal(null);
    try {
      const me = await signIn(email.trim(), password);
      client.clear();
      client.setQueryData(keys.me, me);
      await navigate(safeBack(state?.back), { replace: true });
    } catch (error) {
      setRefusal(sentence(error, t('ui.network.body')));
      setBusy(false);
    }
  };
  const people = installation?.demo_people ?? [];
  return (
    <div className={css.page}>
      <main className={`${css.sheet} ${people.length ? css.two : ''}`} id="content">
        <div className={css.form}>
          <p className={css.brand}>{installation?.name ?? t('terms.appName')}</p>
          <p className={css.lead}>{t('session.lead')}</p>
          <h1 className={css.title}>{t('session.title')}</h1>
          {state?.ended && !refusal && <Notice>{t('session.ended')}</Notice>}
          {refusal && <Notice wrong>{refusal}</Notice>}
          <form onSubmit={submit} className={css.fields} noValidate>
            <Field
              label={t('session.email')}
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
              error={tried && !email.trim() ? t('session.required') : undefined}
            />
            <Field
              label={t('session.password')}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              error={tried && !password ? t('session.required') : undefined}
            />
            <Button look="filled" type="submit" isDisabled={busy} className={css.submit ?? ''}>
              {busy ? t('session.submitting') : t('session.submit')}
            </Button>
          </form>
          <p className={css.help}>
            <Link to="/nytt-losenord">{t('session.forgot')}</Link>
          </p>
          <p className={css.help}>{t('session.help')}</p>
          <p className={css.help}>
            <Link to="/om">{t('session.networks')}</Link>
          </p>
        </div>
        {people.length > 0 && (
          <section className={css.demo} aria-labelledby="demo">
            <h2 id="demo" className={css.demoTitle}>
              {t('session.demoTitle')}
            </h2>
            <p className={css.help}>{t('session.demoLead')}</p>
            <ul className={css.people}>
              {people.map((person) => (
                <li key={person.email}>
                  <AriaButton
                    className={css.person ?? ''}
                    onPress={() => {
                      setEmail(person.email);
                      setPassword(installation?.demo_password ?? '');
                    }}
                  >
                    <span>
                      <span className={css.role}>{roleOf(person.role, t)}</span> · {person.name}
                    </span>
                    <span className={css.email}>{person.email}</span>
                  </AriaButton>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <footer className={css.foot}>
        <OtherLanguage />
        <Link to="/tillganglighet">{t('frame.accessibility')}</Link>
      </footer>
    </div>
  );
}
