import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { archiveQuery } from '../../api/meetings.ts';
import { networksQuery } from '../../api/networks.ts';
import { monthOf } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './PeriodPage.module.css';

const ALL = 'all';
/** A period of agreement is three years in most networks. */
const USUAL = 3;

/** The meetings of a period and their themes as one table, as it stands last in a report; made to be printed. */
export function PeriodPage() {
  const { t, language } = useWords();
  const [params, setParams] = useSearchParams();
  const archive = useQuery(archiveQuery);
  const networks = useQuery(networksQuery).data ?? [];
  // what was cancelled was never held: a report does not name it
  const meetings = (archive.data?.years ?? [])
    .flatMap((year) => year.meetings)
    .filter((one) => !one.cancelled_at);
  const years = [...new Set(meetings.map((one) => one.year))].sort((a, b) => a - b);
  const held = meetings.filter((one) => one.state === 'archived').map((one) => one.year);
  const last = held.length ? Math.max(...held) : (years.at(-1) ?? new Date().getFullYear());
  const to = Number(params.get('till') ?? last);
  const from = Math.min(Number(params.get('fran') ?? to - USUAL + 1), to);
  const network = params.get('natverk') ?? ALL;
  const rows = meetings
    .filter((one) => one.year >= from && one.year <= to && (network === ALL || one.network_id === network))
    .sort((a, b) => a.year - b.year || (a.month ?? 13) - (b.month ?? 13));
  const set = (name: string, value: string) =>
    setParams(
      (now) => {
        if (value === ALL) now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  const span = [...new Set([...years, from, to])].sort((a, b) => a - b);
  const options = span.map((year) => ({ id: String(year), text: String(year) }));
  const several = network === ALL && new Set(rows.map((one) => one.network_id)).size > 1;
  const named = networks.find((one) => one.id === network);
  const heading =
    from === to ? t('finding.period.headingOne', { from }) : t('finding.period.heading', { from, to });
  return (
    <Page
      title={t('finding.period.title')}
      heading={heading}
      above={<Link to="/arkiv">{t('search.archiveTitle')}</Link>}
      below={named ? named.name : t('finding.period.lead')}
      acts={
        <Button
          look="filled"
          className="no-print"
          onPress={() => window.print()}
          icon={<Printer size={17} aria-hidden />}
        >
          {t('finding.period.print')}
        </Button>
      }
    >
      <div className={`${css.choices} no-print`}>
        <Choose
          label={t('finding.period.from')}
          value={String(from)}
          onChange={(year) => set('fran', year)}
          options={options.filter((one) => Number(one.id) <= to)}
        />
        <Choose
          label={t('finding.period.to')}
          value={String(to)}
          onChange={(year) => set('till', year)}
          options={options}
        />
        {networks.length > 1 && (
          <Choose
            label={t('finding.period.network')}
            value={network}
            onChange={(id) => set('natverk', id)}
            options={[
              { id: ALL, text: t('finding.period.all') },
              ...networks.map((one) => ({ id: one.id, text: one.name })),
            ]}
          />
        )}
      </div>
      {archive.error && !archive.data ? (
        <Failure error={archive.error} retry={() => void archive.refetch()} />
      ) : !archive.data ? (
        <Later lines={6} />
      ) : rows.length === 0 ? (
        <Empty title={t('finding.period.none')} />
      ) : (
        <table className={css.table}>
          <caption className="visually-hidden">{heading}</caption>
          <thead>
            <tr>
              <th scope="col">{t('finding.period.place')}</th>
              <th scope="col">{t('finding.period.time')}</th>
              <th scope="col">{t('finding.period.theme')}</th>
              {several && <th scope="col">{t('finding.period.network')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <th scope="row" data-label={t('finding.period.place')}>
                  <Link to={`/traffar/${one.id}`}>
                    {one.host.map((host) => host.name).join(', ') || one.place || one.title}
                  </Link>
                </th>
                <td data-label={t('finding.period.time')}>{monthOf(one.year, one.month, language)}</td>
                <td data-label={t('finding.period.theme')}>
                  {one.themes.length === 0 ? (
                    <span className={css.none}>
                      {t(one.state === 'archived' ? 'finding.period.noTheme' : 'finding.period.planned')}
                    </span>
                  ) : (
                    one.themes.map((theme) => (
                      <span key={theme} className={css.theme}>
                        {theme}
                      </span>
                    ))
                  )}
                </td>
                {several && (
                  <td data-label={t('finding.period.network')}>
                    {networks.find((net) => net.id === one.network_id)?.name}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
