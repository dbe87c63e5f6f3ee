import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statisticsQuery } from '../../api/running.ts';
import type { Statistics } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { size } from '../../ui/size.ts';
import css from './Running.module.css';

const KINDS = ['threads', 'messages', 'asks', 'answers', 'decisions', 'documents', 'meetings'] as const;

/** What was done in a year, by month and kind, and what is stored. Never a person. */
export function StatisticsPart({
  networks,
  network,
}: {
  networks: { id: string; name: string }[];
  network?: string;
}) {
  const { t } = useWords();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const found = useQuery({ ...statisticsQuery(network, year), placeholderData: keepPreviousData });
  return (
    <>
      <p className={css.lead}>{t('running.statistics.lead')}</p>
      <p className={css.tools}>
        <Button onPress={() => setYear(year - 1)}>{year - 1}</Button>
        <strong role="status">{year}</strong>
        <Button onPress={() => setYear(year + 1)} isDisabled={year >= new Date().getFullYear()}>
          {year + 1}
        </Button>
      </p>
      {found.error && !found.data ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Later lines={8} />
      ) : (
        <>
          {networks.map((one) => (
            <Year key={one.id} name={one.name} id={one.id} found={found.data} />
          ))}
          {!network && <Direct found={found.data} />}
        </>
      )}
    </>
  );
}

function Year({ name, id, found }: { name: string; id: string; found: Statistics }) {
  const { t, language } = useWords();
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const of = (kind: string) =>
    found.counts.find((one) => one.network === id && one.kind === kind)?.months ?? Array<number>(12).fill(0);
  const used = KINDS.map((kind) => ({ kind, months: of(kind) })).filter(({ months }) => months.some(Boolean));
  const stored = found.stored.find((one) => one.network === id);
  const month = (at: number, form: 'short' | 'long') =>
    new Date(2001, at, 1).toLocaleDateString(locale, { month: form });
  return (
    <section className={css.year}>
      <h2 className={css.name}>{name}</h2>
      {used.length === 0 ? (
        <Empty title={t('running.statistics.nothing', { year: found.year })} />
      ) : (
        <table className={css.counts}>
          <thead>
            <tr>
              <td />
              {used[0]?.months.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a month is its number
                <th key={at} scope="col">
                  {month(at, 'short').replace('.', '')}
                </th>
              ))}
              <th scope="col">{t('running.statistics.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ kind, months }) => (
              <tr key={kind}>
                <th scope="row">{t(`running.statistics.kinds.${kind}`)}</th>
                {months.map((n, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a month is its number
                  <td key={at} data-label={month(at, 'long')} data-none={n === 0 || undefined}>
                    {n.toLocaleString(locale)}
                  </td>
                ))}
                <td data-label={t('running.statistics.sum')}>
                  <strong>{months.reduce((sum, n) => sum + n, 0).toLocaleString(locale)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {stored && (
        <p className={css.facts}>
          {t('running.statistics.stored', {
            documents: stored.documents.toLocaleString(locale),
            versions: stored.versions.toLocaleString(locale),
            size: size(stored.bytes, language),
          })}
        </p>
      )}
    </section>
  );
}

function Direct({ found }: { found: Statistics }) {
  const { t, language } = useWords();
  const stored = found.stored.find((one) => !one.network);
  if (!stored) return null;
  return (
    <p className={css.facts}>{t('running.statistics.direct', { size: size(stored.bytes, language) })}</p>
  );
}
