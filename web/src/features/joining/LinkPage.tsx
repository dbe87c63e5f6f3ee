import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { caseLinkQuery, confirmExpression } from '../../api/joining.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import css from './Joining.module.css';
import { LinkedCase } from './LinkedCase.tsx';
import { Outside } from './Outside.tsx';

/** Where the link of a letter about a case leads: looking changes nothing; nobody has to sign in. */
export function LinkPage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  const client = useQueryClient();
  const link = useQuery(caseLinkQuery(token));
  const confirm = useMutation({
    mutationFn: () => confirmExpression(token),
    onSuccess: (now) => client.setQueryData(keys.caseLink(token), now),
  });
  const title = t(
    link.data?.case?.kind === 'membership' ? 'joining.link.membershipTitle' : 'joining.link.title',
  );
  return (
    <Outside title={title} arrived={confirm.isSuccess}>
      {link.error instanceof ApiError && link.error.status === 404 ? (
        <>
          <h1>{title}</h1>
          <Empty title={t('joining.link.gone')}>{t('joining.link.goneHint')}</Empty>
        </>
      ) : link.error && !link.data ? (
        <Failure error={link.error} retry={() => void link.refetch()} />
      ) : !link.data ? (
        <Later lines={4} />
      ) : link.data.case ? (
        <>
          <div>
            <h1>{title}</h1>
            <p className={css.quiet}>{`${link.data.organisation} · ${link.data.network}`}</p>
          </div>
          {confirm.isSuccess && link.data.case.state === 'received' && (
            <Notice>{t('joining.link.confirmed')}</Notice>
          )}
          <LinkedCase token={token} link={link.data} found={link.data.case} />
        </>
      ) : (
        <>
          <h1>{t('joining.link.confirmHeading')}</h1>
          <p className={css.lead}>
            {t('joining.link.confirmLead', {
              name: link.data.name,
              organisation: link.data.organisation,
              network: link.data.network,
            })}
          </p>
          {confirm.error && <Notice wrong>{sentence(confirm.error, t('ui.broken.body'))}</Notice>}
          <div>
            <Button look="filled" isPending={confirm.isPending} onPress={() => confirm.mutate()}>
              {t(confirm.isPending ? 'joining.link.confirming' : 'joining.link.confirm')}
            </Button>
          </div>
          <p className={css.quiet}>{t('joining.link.notYou')}</p>
        </>
      )}
    </Outside>
  );
}
