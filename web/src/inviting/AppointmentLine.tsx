import { Link } from 'react-router';
import type { SeatProposal } from '../api/types.ts';
import { date } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import css from './Inviting.module.css';

/** Who appointed somebody to a seat, when, under what reference, and the decision itself; nothing where nothing is known. */
export function AppointmentLine({ appointment }: { appointment: SeatProposal['appointment'] }) {
  const { t, language } = useWords();
  const { by, on, reference, document } = appointment;
  const decided = [
    by && t('seat.appointedBy', { by }),
    on && t('seat.appointedOn', { date: date(on, language) }),
    reference,
  ].filter(Boolean);
  if (!decided.length && !document) return null;
  return (
    <p className={css.quiet}>
      {decided.join(' · ')}
      {document && (
        <>
          {decided.length > 0 && ' · '}
          <Link to={`/dokument/${document.id}`}>{document.name}</Link>
        </>
      )}
    </p>
  );
}
