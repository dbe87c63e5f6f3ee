import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { archiveQuery, periodQuery } from '../../api/meetings.ts';
import { networksQuery } from '../../api/networks.ts';
import type { PeriodMeeting } from '../../api/types.ts';
import { day, monthOf } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import css from './PeriodPage.module.css';

const ALL = 'all';
/** A period of agreement is three years in most networks. */
const USUAL = 3;

/** The meetings of a period as one table, as it stands last in a report, and what else was decided; made to be printed. */
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
  const period = useQuery({
    ...periodQuery(from, to, network === ALL ? undefined : network),
    enabled: Boolean(archive.data),
  });
  const rows = period.data?.meetings ?? [];
  const adopted = period.data?.adopted ?? [];
  const failed = archive.error ?? period.error;
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
  const several = network === ALL && new Set(rows.map((one) => one.meeting.network_id)).size > 1;
  const named = networks.find((one) => one.id === network);
  const heading =
    from === to ? t('finding.period.headingOne', { from }) : t('finding.period.heading', { from, to });
  return (
    <Page
      title={t('finding.period.title')}
      heading={heading}
      above={<Link to="/arkiv">{t('search.archiveTitle')}</Link>}
      below={named ? named.name : t('finding.period.lead')}
      wide
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
      {failed && !period.data ? (
        <Failure error={failed} retry={() => void (archive.error ? archive : period).refetch()} />
      ) : !period.data ? (
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
              <th scope="col">{t('finding.period.attended')}</th>
              <th scope="col">{t('finding.period.decided')}</th>
              {several && <th scope="col">{t('finding.period.network')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.meeting.id}
                row={row}
                network={
                  several ? (networks.find((net) => net.id === row.meeting.network_id)?.name ?? '') : null
                }
              />
            ))}
          </tbody>
        </table>
      )}
      {period.data?.cut && <p className={css.facts}>{t('finding.period.cut')}</p>}
      {adopted.length > 0 && (
        <Part title={t('finding.period.adopted')}>
          <ul className={css.adopted}>
            {adopted.map((one) => (
              <li key={one.id}>
                <Link to={`/beslut/${one.id}`}>{one.title}</Link>{' '}
                <span className={css.facts}>{day(one.decided_on, language)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </Page>
  );
}

/** A meeting: where, when, about what, who was there, what it decided. */
function Row({ row, network }: { row: PeriodMeeting; network: string | null }) {
  const { t, language } = useWords();
  const { meeting, attended, decisions } = row;
  const people = attended && attended.officials + attended.elected + attended.guests + attended.others;
  return (
    <tr>
      <th scope="row" data-label={t('finding.period.place')}>
        <Link to={`/traffar/${meeting.id}`}>
          {meeting.host.map((host) => host.name).join(', ') || meeting.place || meeting.title}
        </Link>
      </th>
      <td data-label={t('finding.period.time')}>{monthOf(meeting.year, meeting.month, language)}</td>
      <td data-label={t('finding.period.theme')}>
        {meeting.themes.length === 0 ? (
          <span className={css.none}>
            {t(meeting.state === 'archived' ? 'finding.period.noTheme' : 'finding.period.planned')}
          </span>
        ) : (
          meeting.themes.map((theme) => (
            <span key={theme} className={css.theme}>
              {theme}
            </span>
          ))
        )}
      </td>
      <td data-label={t('finding.period.attended')}>
        {attended ? (
          <>
            <span className={css.theme}>
              {t('finding.period.organisations', { count: attended.organisations })}
            </span>
            <span className={css.theme}>{t('finding.period.people', { count: people ?? 0 })}</span>
          </>
        ) : (
          <span className={css.none}>{t('finding.period.notNoted')}</span>
        )}
      </td>
      <td data-label={t('finding.period.decided')}>
        {decisions.length === 0 ? (
          <span className={css.none}>{t('finding.period.nothing')}</span>
        ) : (
          decisions.map((one) => (
            <Link key={one.id} className={css.decision} to={`/traffar/${meeting.id}#beslut-${one.id}`}>
              {one.wording}
            </Link>
          ))
        )}
      </td>
      {network !== null && <td data-label={t('finding.period.network')}>{network}</td>}
    </tr>
  );
}
