import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { attendanceQuery } from '../../api/meetings.ts';
import { span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Part } from '../../ui/Page.tsx';
import css from './Attending.module.css';

/** How the meetings were attended, in numbers by role: a look at the network, at nobody in it. */
export function AttendanceOverTime({ network }: { network: string }) {
  const { t, language } = useWords();
  const rows = useQuery({ ...attendanceQuery(network), retry: false }).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Part title={t('meeting.attendance.overTime')}>
      <table className={css.table}>
        <caption className="visually-hidden">{t('meeting.attendance.overTime')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('meeting.attendance.meeting')}</th>
            <th scope="col">{t('meeting.attendance.organisations')}</th>
            <th scope="col">{t('meeting.attendance.official')}</th>
            <th scope="col">{t('meeting.attendance.elected')}</th>
            <th scope="col">{t('meeting.attendance.guest')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.meeting_id}>
              <th scope="row">
                <Link to={`/traffar/${row.meeting_id}`}>{row.title}</Link>
                {row.starts_on && <span className={css.facts}> {span(row, language)}</span>}
              </th>
              <td data-label={t('meeting.attendance.organisations')}>{row.organisations}</td>
              <td data-label={t('meeting.attendance.official')}>{row.officials}</td>
              <td data-label={t('meeting.attendance.elected')}>{row.elected}</td>
              <td data-label={t('meeting.attendance.guest')}>{row.guests || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
