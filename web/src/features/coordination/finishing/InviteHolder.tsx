import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { seatQuery } from '../../../api/seats.ts';
import { InviteToSeat } from '../../../inviting/InviteToSeat.tsx';
import { daysFromNow, daysUntil } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import type { Finishing } from './finishing.ts';

/** The first day of whoever takes over: the one after the last of who leaves, and today where nobody does. */
export const firstDay = (lastDay: string | null, now = new Date()): string =>
  daysFromNow(lastDay ? Math.max(0, daysUntil(lastDay, now) + 1) : 0, now);

/** Who is to hold a seat that nobody holds, or that somebody leaves. */
export function InviteHolder({ matter, ...done }: Finishing) {
  const { t } = useWords();
  const seat = useQuery(seatQuery(matter.subject_id)).data;
  if (!seat) return null;
  return (
    <InviteToSeat
      seat={seat}
      successor={{
        from: firstDay(matter.due),
        title: t('desk.inviteTo', {
          seat: seat.title || t(`terms.seat.${seat.kind}`),
          organisation: seat.organisation.name,
        }),
        beside: <Link to={`/uppdrag/${seat.id}`}>{t('desk.whole.seat')}</Link>,
      }}
      {...done}
    />
  );
}
