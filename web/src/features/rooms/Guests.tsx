import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { roomGuestsQuery, sendGuestHome, withdrawGuest } from '../../api/rooms.ts';
import { date, daysUntil } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import sheet from '../../ui/Sheet.module.css';
import { tell } from '../../ui/Toasts.tsx';
import { InviteGuest } from './InviteGuest.tsx';
import css from './Rooms.module.css';

/** Its link leads somewhere, and what it lets in to is not over. */
const waits = (one: { expires_at: string; to: string }) =>
  Date.parse(one.expires_at) > Date.now() && daysUntil(one.to) >= 0;

/** Who is a guest in the room: everybody in it sees that. Whoever manages it invites others and sends them home. */
export function Guests({ room, manages }: { room: string; manages: boolean }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const found = useQuery(roomGuestsQuery(room));
  const [inviting, setInviting] = useState(false);
  const again = () => {
    void client.invalidateQueries({ queryKey: keys.audience(room) });
  };
  const act = useMutation({
    mutationFn: async (one: { withdraw: string } | { home: string }) =>
      'withdraw' in one ? withdrawGuest(one.withdraw) : sendGuestHome(one.home),
    onSuccess: (_, one) => tell(t('withdraw' in one ? 'guests.withdrawn' : 'guests.sentHome')),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: again,
  });
  if (found.error && !found.data)
    return (
      <Part title={t('guests.title')}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Part>
    );
  if (!found.data) return null;
  const { guests, invited, may_invite } = found.data;
  if (guests.length === 0 && invited.length === 0 && !may_invite) return null;
  return (
    <Part
      title={t('guests.title')}
      acts={
        may_invite && !inviting && <Button onPress={() => setInviting(true)}>{t('guests.invite')}</Button>
      }
    >
      {inviting && (
        <InviteGuest
          room={room}
          onDone={() => {
            setInviting(false);
            again();
          }}
          onCancel={() => setInviting(false)}
        />
      )}
      {guests.length === 0 && invited.length === 0 && <p className={sheet.quiet}>{t('guests.nobody')}</p>}
      <ul className={css.people} aria-label={t('guests.title')}>
        {guests.map((one) => {
          const name = personName({ name: one.name ?? null }, t);
          return (
            <li key={one.id}>
              <span>
                {name}
                <span className={sheet.quiet}>
                  {' · '}
                  {t(one.writes ? 'guests.writes' : 'guests.reads', { date: date(one.to, language) })}
                  {one.by && ` · ${t('guests.by', { name: one.by })}`}
                </span>
              </span>
              {manages && (
                <Button
                  look="quiet"
                  aria-label={t('guests.sendHomeOf', { name })}
                  isDisabled={act.isPending}
                  onPress={() => act.mutate({ home: one.id })}
                >
                  {t('guests.sendHome')}
                </Button>
              )}
            </li>
          );
        })}
        {invited.map((one) => (
          <li key={one.id}>
            <span>
              {one.name}, {one.email}
              <span className={sheet.quiet}>
                {' · '}
                {t(waits(one) ? 'guests.waits' : 'guests.ranOut', {
                  date: date(one.expires_at, language),
                })}
              </span>
            </span>
            <Button
              look="quiet"
              aria-label={t('guests.withdrawOf', { name: one.name })}
              isDisabled={act.isPending}
              onPress={() => act.mutate({ withdraw: one.id })}
            >
              {t('guests.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
