import type { Start } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './OwnSeats.module.css';

/** One's own seats: where one is new, and whether one goes on where that is asked. */
export function OwnSeats({ seats }: { seats: Start['seats'] }) {
  const { t, language } = useWords();
  return (
    <div className={css.rows}>
      {seats.new.map((seat) => (
        <Notice key={seat} action={<ButtonLink to={`/borja-har/${seat}`}>{t('handover.title')}</ButtonLink>}>
          {t('handover.startLine')}
        </Notice>
      ))}
      {seats.asked.map((one) => (
        <Notice
          key={one.seat_id}
          action={<ButtonLink to={`/uppdrag/${one.seat_id}`}>{t('round.answer')}</ButtonLink>}
        >
          {t('round.startLine', {
            seat: one.title || t(`terms.seat.${one.kind}`),
            organisation: one.organisation,
            date: date(one.due_on, language),
          })}
        </Notice>
      ))}
    </div>
  );
}
