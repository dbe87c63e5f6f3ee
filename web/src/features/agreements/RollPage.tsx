import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { rollFile, rollQuery } from '../../api/agreements.ts';
import { ApiError } from '../../api/problem.ts';
import type { RollLine } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { date, daysFromNow } from '../../locales/dates.ts';
import { fullDate } from '../../locales/paperDates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, FileLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Agreements.module.css';

const COLUMNS = ['organisation', 'state', 'since', 'seat', 'person'] as const;

/** Who took part on a day: the list that goes with an agreement, to print or take along. */
export function RollPage() {
  const { t, language } = useWords();
  const { network, known } = useNetworkHere();
  const [params, setParams] = useSearchParams();
  const on = params.get('dag') ?? '';
  const day = on || daysFromNow(0);
  const roll = useQuery({
    ...rollQuery(network?.id ?? '', on),
    enabled: Boolean(network),
    placeholderData: keepPreviousData,
  });
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (roll.error && !roll.data) return <FailedPage error={roll.error} retry={() => void roll.refetch()} />;
  const organisations = new Set(roll.data?.map((line) => line.organisation_id)).size;
  const person = (line: RollLine) =>
    line.person ?? (line.held ? t('terms.representative') : line.seat_id ? t('agreement.vacant') : '');
  return (
    <Page
      title={`${t('agreement.roll')} · ${network.name}`}
      heading={t('agreement.roll')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('agreement.rollLead', { date: fullDate(day, language) })}
      wide
    >
      <div className={css.tools}>
        <Field
          label={t('agreement.on')}
          type="date"
          value={day}
          onChange={(day) => setParams(day ? { dag: day } : {}, { replace: true })}
        />
        <FileLink href={rollFile(network.id, on, 'xlsx')} download>
          {t('agreement.download')}
        </FileLink>
        <FileLink look="quiet" href={rollFile(network.id, on, 'csv')} download>
          {t('agreement.downloadCsv')}
        </FileLink>
        <Button look="quiet" onPress={() => window.print()}>
          {t('agreement.print')}
        </Button>
      </div>
      {!roll.data ? (
        <Later lines={8} />
      ) : roll.data.length === 0 ? (
        <Empty title={t('agreement.rollEmpty')} />
      ) : (
        <>
          <p className={css.facts} role="status">
            {t('agreement.rollCount', { count: organisations })}
          </p>
          <table className={css.table}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`agreement.columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {roll.data.map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a seat held by two has two lines alike
                <tr key={`${line.organisation_id}${line.seat_id ?? ''}${at}`}>
                  <th scope="row">{line.organisation}</th>
                  <td data-label={t('agreement.columns.state')}>
                    {t(`terms.standing.${line.state as 'member'}`)}
                  </td>
                  <td data-label={t('agreement.columns.since')}>{date(line.since, language)}</td>
                  <td data-label={t('agreement.columns.seat')}>
                    {line.seat_kind
                      ? [t(`terms.seat.${line.seat_kind}`), line.title].filter(Boolean).join(' · ')
                      : ''}
                  </td>
                  <td data-label={t('agreement.columns.person')}>{person(line)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Page>
  );
}
