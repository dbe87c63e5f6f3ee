import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { agreementsQuery } from '../../api/agreements.ts';
import { ApiError } from '../../api/problem.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { phaseOf } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Agreements.module.css';
import { WriteDialog } from './WriteDialog.tsx';
import { periodOf } from './words.ts';

/** What the organisations of a network have agreed on, period by period. */
export function AgreementList() {
  const { t, language } = useWords();
  const { network, known } = useNetworkHere();
  const list = useQuery({ ...agreementsQuery(network?.id ?? ''), enabled: Boolean(network) });
  const [writing, setWriting] = useState(false);
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (list.error && !list.data) return <FailedPage error={list.error} retry={() => void list.refetch()} />;
  const writes = network.my_standings.includes('coordinator') && !network.closed;
  return (
    <Page
      title={`${t('agreement.title')} · ${network.name}`}
      heading={t('agreement.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      acts={
        writes && (
          <Button look="filled" onPress={() => setWriting(true)}>
            {t('agreement.new')}
          </Button>
        )
      }
    >
      {!list.data ? (
        <Later lines={4} />
      ) : list.data.length === 0 ? (
        <Empty title={t('agreement.empty')}>{t('agreement.emptyHint')}</Empty>
      ) : (
        <ul className={css.rows}>
          {list.data.map((one) => (
            <li key={one.id} className={css.row}>
              <Link to={`/overenskommelser/${one.id}`} className={css.name ?? ''}>
                {one.title}
              </Link>
              <p className={css.facts}>
                {[
                  periodOf(one, t, language),
                  { coming: t('agreement.coming'), inForce: null, past: t('agreement.past') }[phaseOf(one)],
                  t('agreement.adoptedOf', { adopted: one.adopted, missing: one.missing }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {writing && <WriteDialog network={network.id} onClose={() => setWriting(false)} />}
    </Page>
  );
}
