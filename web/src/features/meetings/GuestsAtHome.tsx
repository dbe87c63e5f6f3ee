import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { homeGroupQuery } from '../../api/people.ts';
import { ApiError } from '../../api/problem.ts';
import type { MeetingGuest } from '../../api/types.ts';
import { AddToHome } from '../../inviting/AddToHome.tsx';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { useGoingOn } from '../../ui/useGoingOn.ts';
import css from './Attending.module.css';

/** One does not keep the list, and so does not read it. */
const refused = (error: unknown) =>
  error instanceof ApiError && (error.status === 403 || error.status === 404);

/** Whom one's organisation brought along may go on following from home: shown to whoever keeps its home group. */
export function GuestsAtHome({ seats, guests }: { seats: string[]; guests: MeetingGuest[] }) {
  const { t } = useWords();
  const known = guests.some((guest) => guest.email);
  // one list for the organisation, read by whoever holds a seat of it: who stands in for one may hold another
  const asked = useQueries({
    queries: seats.map((seat) => ({ ...homeGroupQuery(seat), enabled: known, retry: false })),
  });
  const [adding, setAdding] = useState<{ name: string; email: string } | null>(null);
  const at = asked.findIndex((one) => one.data);
  const [seat, group] = [seats[at], asked[at]?.data];
  if (!seat || !group) {
    const failed = asked.find((one) => one.error && !refused(one.error));
    return failed ? <Failure error={failed.error} retry={() => void failed.refetch()} /> : null;
  }
  const there = new Set(group.map((one) => one.address.toLowerCase()));
  const left = guests.flatMap(({ id, name, email }) =>
    email && !there.has(email.toLowerCase()) ? [{ id, name, email }] : [],
  );
  if (left.length === 0) return null;
  return (
    <section className={css.guests} aria-label={t('people.home.guests')}>
      <h3 className={css.groupName}>{t('people.home.guests')}</h3>
      <p className={css.facts}>{t('people.home.guestsLead')}</p>
      <ul className={css.people}>
        {left.map((guest) => (
          <Guest key={guest.id} {...guest} onAdd={() => setAdding(guest)} />
        ))}
      </ul>
      {adding && <AddToHome seat={seat} known={adding} onClose={() => setAdding(null)} />}
    </section>
  );
}

function Guest({ name, email, onAdd }: { name: string; email: string; onAdd: () => void }) {
  const { t } = useWords();
  useGoingOn();
  return (
    <li>
      <span>
        {name}
        <span className={css.facts}> · {email}</span>
      </span>
      <Button aria-label={t('people.home.addNamed', { name })} onPress={onAdd}>
        {t('people.home.add')}
      </Button>
    </li>
  );
}
