import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { installationQuery } from '../../api/session.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import css from './StatementPage.module.css';

/** Tillgänglighetsredogörelse, open to everybody, with a form to report faults. */
export function StatementPage() {
  const { t } = useWords();
  const [what, setWhat] = useState('');
  const [sent, setSent] = useState(false);
  const name = useQuery(installationQuery).data?.name ?? t('terms.appName');
  const lacks = t('statement.lacks', { returnObjects: true }) as readonly string[];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = `${what}\n\n${location.origin}\n${navigator.userAgent}`;
    location.href = `mailto:?subject=${encodeURIComponent(`${name}: ${t('statement.subject')}`)}&body=${encodeURIComponent(body)}`;
    setSent(true);
  };
  return (
    <div className={css.outside}>
      <Page title={t('statement.title')} above={<Link to="/">{t('terms.appName')}</Link>}>
        <p className={css.lead}>{t('statement.lead')}</p>
        <Part title={t('statement.howTitle')}>
          <p>{t('statement.how')}</p>
        </Part>
        <Part title={t('statement.lacksTitle')}>
          <ul className={css.list}>
            {lacks.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Part>
        <Part title={t('statement.testedTitle')}>
          <p>{t('statement.tested')}</p>
        </Part>
        <Part title={t('statement.reportTitle')}>
          <p>{t('statement.report')}</p>
          <form className={css.form} onSubmit={submit}>
            <Field
              label={t('statement.what')}
              hint={t('statement.whatHint')}
              rows={5}
              value={what}
              onChange={setWhat}
            />
            <div>
              <Button type="submit" isDisabled={!what.trim()}>
                {t('statement.prepare')}
              </Button>
            </div>
            {sent && <p role="status">{t('statement.prepared')}</p>}
          </form>
        </Part>
        <Part title={t('statement.supervisionTitle')}>
          <p>{t('statement.supervision')}</p>
        </Part>
      </Page>
    </div>
  );
}
