import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { confirmImport, giveUpImport, importQuery } from '../../api/imports.ts';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import type { Import } from '../../api/types.ts';
import { useLiesIn } from '../../frame/currentNetwork.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Importing.module.css';
import { Report } from './Report.tsx';
import { Review } from './Review.tsx';

/** An import: listed, looked through and put right, taken in, told of. */
export function ImportPage() {
  const { id = '' } = useParams();
  const query = useQuery(importQuery(id));
  useLiesIn(query.data?.network_id);
  if (query.error && !query.data)
    return <FailedPage error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Later lines={6} />;
  return <Shown one={query.data} />;
}

function Shown({ one }: { one: Import }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const network = useNetworks().find((known) => known.id === one.network_id);
  const list = network ? `/natverk/${network.slug}/import` : '/';
  const confirm = useMutation({
    mutationFn: () => confirmImport(one),
    onSuccess: (next) => client.setQueryData(keys.import(one.id), next),
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: keys.import(one.id) });
    },
  });
  const giveUp = useMutation({
    mutationFn: () => giveUpImport(one.id),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: keys.imports(one.network_id) });
      await navigate(list);
      tell(t('bringing.givenUp', { name: one.name }));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const all = Object.values(one.files).reduce((sum, count) => sum + count, 0);
  const due = all - one.files.left_out;
  const ready = due - one.files.waiting;
  return (
    <Page
      title={one.name}
      above={<Link to={list}>{t('bringing.title')}</Link>}
      below={t(`bringing.explain.${one.state}`)}
      wide
      acts={
        one.state === 'review' && (
          <>
            <Button onPress={() => giveUp.mutate()} isDisabled={giveUp.isPending}>
              {t('bringing.giveUp')}
            </Button>
            <Button
              look="filled"
              onPress={() => confirm.mutate()}
              isDisabled={confirm.isPending || one.files.waiting === 0}
            >
              {t('bringing.confirm', { count: one.files.waiting })}
            </Button>
          </>
        )
      }
    >
      {one.state === 'listing' && <Progress label={t('bringing.state.listing')} />}
      {one.state === 'taking' && (
        <div className={css.sending}>
          <span role="status">{t('bringing.progress', { ready, count: due })}</span>
          <Progress label={t('bringing.state.taking')} share={due > 0 ? ready / due : 0} />
        </div>
      )}
      {one.state === 'failed' && (
        <Notice wrong>
          {one.fault === 'not_a_zip' ? t('bringing.notAZip') : t('bringing.broken')}{' '}
          <Button onPress={() => giveUp.mutate()}>{t('bringing.giveUp')}</Button>
        </Notice>
      )}
      {one.state === 'review' && <Review one={one} />}
      {one.state === 'done' && <Report one={one} />}
    </Page>
  );
}
