import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { bringGuest, leaveGuest } from '../../api/meetings.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting, MeetingGuest } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Attending.module.css';

/** Whom one's organisation brings along from home, as many as the meeting has room for. */
export function Guests({ meeting, guests }: { meeting: Meeting; guests: MeetingGuest[] }) {
  const seated = meeting.mine.map((place) => place.organisation).filter((one) => one !== null);
  const own = seated.filter((one, index) => seated.findIndex((other) => other.id === one.id) === index);
  return own.map((organisation) => (
    <OfOrganisation
      key={organisation.id}
      meeting={meeting}
      organisation={organisation}
      guests={guests.filter((guest) => guest.organisation.id === organisation.id)}
    />
  ));
}

function OfOrganisation({
  meeting,
  organisation,
  guests,
}: {
  meeting: Meeting;
  organisation: { id: string; name: string };
  guests: MeetingGuest[];
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const refresh = () => void client.invalidateQueries({ queryKey: keys.meetingAnswers(meeting.id) });
  const bring = useMutation({
    mutationFn: () => bringGuest(meeting.id, { organisation_id: organisation.id, name, email }),
    onSuccess: (answers) => {
      client.setQueryData(keys.meetingAnswers(meeting.id), answers);
      setName('');
      setEmail('');
      setOpen(false);
    },
  });
  const leave = useMutation({
    mutationFn: (id: string) => leaveGuest(meeting.id, id),
    onSuccess: refresh,
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const refused = bring.error instanceof ApiError ? bring.error : null;
  const left = meeting.guests_each - guests.length;
  return (
    <section
      className={css.guests}
      aria-label={t('meeting.guests.name', { organisation: organisation.name })}
    >
      <h3 className={css.groupName}>{t('meeting.guests.name', { organisation: organisation.name })}</h3>
      {guests.length > 0 && (
        <ul className={css.people}>
          {guests.map((guest) => (
            <li key={guest.id}>
              <span>
                {guest.name}
                {guest.email && <span className={css.facts}> · {guest.email}</span>}
              </span>
              <Button
                look="icon"
                aria-label={t('meeting.guests.remove', { name: guest.name })}
                onPress={() => leave.mutate(guest.id)}
                icon={<X size={16} aria-hidden />}
              />
            </li>
          ))}
        </ul>
      )}
      {left > 0 && !open && (
        <Button onPress={() => setOpen(true)}>{t('meeting.guests.bring', { count: left })}</Button>
      )}
      {open && (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            bring.mutate();
          }}
        >
          <Field
            label={t('meeting.guests.person')}
            value={name}
            onChange={setName}
            error={
              refused?.field('/name') ?? (refused && !refused.fields.length ? refused.detail : undefined)
            }
            maxLength={200}
          />
          <Field
            label={t('meeting.guests.email')}
            type="email"
            value={email}
            onChange={setEmail}
            error={refused?.field('/email')}
            maxLength={254}
          />
          <Button type="submit" isDisabled={bring.isPending}>
            {t('meeting.guests.add')}
          </Button>
        </form>
      )}
      <p className={css.facts}>{t('meeting.guests.hint')}</p>
    </section>
  );
}
