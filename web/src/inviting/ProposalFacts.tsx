import type { SeatProposal, SeatView } from '../api/types.ts';
import { date } from '../locales/dates.ts';
import { listed } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import { Notice } from '../ui/Notice.tsx';
import { AppointmentLine } from './AppointmentLine.tsx';
import { unusualHost } from './decision.ts';
import css from './Inviting.module.css';

/** All there is to know of whom somebody proposes: the address, which may look strange, the days, the decision, the words. */
export function ProposalFacts({ seat, proposal }: { seat: SeatView; proposal: SeatProposal }) {
  const { t, language } = useWords();
  const odd = proposal.state === 'open' ? unusualHost(proposal.email, seat.mail_hosts) : null;
  const facts = [
    proposal.email,
    t('succession.fromDay', { date: date(proposal.from, language) }),
    proposal.last_day && t('succession.until', { date: date(proposal.last_day, language) }),
  ].filter(Boolean);
  return (
    <>
      <p className={css.quiet}>{facts.join(' · ')}</p>
      <AppointmentLine appointment={proposal.appointment} />
      {proposal.note && <p className={css.quiet}>”{proposal.note}”</p>}
      {odd && (
        <Notice wrong>
          {t('succession.unusual', { host: odd, known: listed(seat.mail_hosts, language) })}
        </Notice>
      )}
    </>
  );
}
