import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { homeGroupQuery } from '../../api/people.ts';
import type { MeetingGuest } from '../../api/types.ts';
import { AddToHome } from '../../inviting/AddToHome.tsx';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { useGoingOn } from '../../ui/useGoingOn.ts';
import css from './Attending.module.css';

/** Whom one's organisation brought along may go on following from home: shown to whoever keeps its home group. */
export function GuestsAtHome({ seat, guests }: { seat: string; guests: MeetingGuest[] }) {
  const { t } = useWords();
  const known = guests.some((guest) => guest.email);
  const group = useQuery({ ...homeGroupQuery(seat), enabled: known, retry: false }).data;
  const [adding, setAdding] = useState<{ name: string; email: string } | null>(null);
  // Whoever stands in for the seat's holder does not read the list.
  if (!group) return null;
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
