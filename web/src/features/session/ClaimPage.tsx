import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { addressClaimQuery, confirmAddress } from '../../api/account.ts';
import { sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './ResetPage.module.css';

/** Where the link to a new address leads: looking changes nothing, the button does. */
export function ClaimPage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  const claim = useQuery(addressClaimQuery(token));
  const confirm = useMutation({ mutationFn: () => confirmAddress(token) });
  useEffect(() => {
    document.title = `${t('session.claim.title')} · ${t('terms.appName')}`;
  }, [t]);
  return (
    <main className={css.page} id="content">
      <p className={css.brand}>{t('terms.appName')}</p>
      <h1>{t('session.claim.title')}</h1>
      {confirm.isSuccess ? (
        <Notice>{t('session.claim.done')}</Notice>
      ) : claim.error ? (
        <Notice wrong>{t('session.claim.gone')}</Notice>
      ) : !claim.data ? (
        <Later lines={2} />
      ) : (
        <div className={css.form}>
          <p>{t('session.claim.lead', { address: claim.data.address })}</p>
          {confirm.error && <Notice wrong>{sentence(confirm.error, t('ui.network.body'))}</Notice>}
          <Button look="filled" onPress={() => confirm.mutate()} isDisabled={confirm.isPending}>
            {t('session.claim.confirm')}
          </Button>
        </div>
      )}
      <p className={css.more}>
        <Link to="/">{t('ui.notFound.action')}</Link>
      </p>
    </main>
  );
}
