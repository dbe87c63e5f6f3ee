import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { addressClaimQuery, confirmAddress } from '../../api/account.ts';
import { sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { LetterPage } from '../../ui/LetterPage.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './ResetPage.module.css';

/** Where the link to a new address leads: looking changes nothing, the button does. */
export function ClaimPage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  const claim = useQuery(addressClaimQuery(token));
  const confirm = useMutation({ mutationFn: () => confirmAddress(token) });
  return (
    <LetterPage title={t('session.claim.title')} more={<Link to="/">{t('ui.notFound.action')}</Link>}>
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
    </LetterPage>
  );
}
