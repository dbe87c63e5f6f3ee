import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { casesQuery } from '../../api/joining.ts';
import { useNetworks } from '../../api/networks.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, SideBox } from '../../ui/Page.tsx';
import css from './Joining.module.css';

/** The cases of the networks one coordinates: each row one sentence, and the way to what finishes it. */
export function CaseList() {
  const { t, language } = useWords();
  const [over, setOver] = useState(false);
  const cases = useInfiniteQuery(casesQuery(over));
  const coordinated = useNetworks().filter((one) => one.my_standings.includes('coordinator') && !one.closed);
  const rows = cases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('joining.cases.title')}
      above={<Link to="/samordning">{t('talk.queue.title')}</Link>}
      below={t('joining.cases.lead')}
      aside={
        coordinated.length > 0 && (
          <SideBox title={t('joining.apply.title')}>
            <p>{t('joining.cases.form')}</p>
            <ul>
              {coordinated.map((one) => (
                <li key={one.id}>
                  <Link to={`/anmalan/${one.slug}`}>{one.name}</Link>
                </li>
              ))}
            </ul>
          </SideBox>
        )
      }
    >
      <Filters>
        <OneOf
          label={t('joining.cases.title')}
          value={over ? 'over' : 'waiting'}
          onChange={(chosen) => setOver(chosen === 'over')}
          options={[
            { id: 'waiting', text: t('joining.cases.waiting') },
            { id: 'over', text: t('joining.cases.over') },
          ]}
        />
      </Filters>
      {cases.error && !cases.data ? (
        <Failure error={cases.error} retry={() => void cases.refetch()} />
      ) : !cases.data ? (
        <Later lines={4} />
      ) : rows.length === 0 ? (
        over ? (
          <Empty title={t('joining.cases.overEmpty')} />
        ) : (
          <Empty title={t('joining.cases.empty')}>{t('joining.cases.emptyHint')}</Empty>
        )
      ) : (
        <ul className={css.rows}>
          {rows.map((row) => {
            const sentence = t(
              row.kind === 'membership' ? 'joining.cases.wantsMembership' : 'joining.cases.wants',
              { organisation: row.organisation, met: row.met, count: row.conditions },
            );
            return (
              <li key={row.id} className={css.row}>
                <div>
                  <h2>{sentence}</h2>
                  <p className={css.facts}>
                    <span>{row.network}</span>
                    <span>
                      {row.decision
                        ? t(`joining.decision.${row.decision}`)
                        : t(`joining.caseState.${row.state}`)}
                    </span>
                    {row.answered && !over && <span className={css.mark}>{t('joining.cases.answered')}</span>}
                    <time dateTime={row.changed_at}>{moment(row.changed_at, language)}</time>
                  </p>
                </div>
                <ButtonLink
                  to={`/samordning/arenden/${row.id}`}
                  aria-label={`${t('joining.cases.open')}: ${row.organisation}`}
                >
                  {t('joining.cases.open')}
                </ButtonLink>
              </li>
            );
          })}
        </ul>
      )}
      {cases.hasNextPage && (
        <Button onPress={() => void cases.fetchNextPage()} isDisabled={cases.isFetchingNextPage}>
          {t('ui.more')}
        </Button>
      )}
    </Page>
  );
}
