import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { acceptGuest, acceptInvitation } from '../../api/seats.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './InvitationPage.module.css';
import { knowAnew } from './knowAnew.ts';

/** What is accepted: a seat, or to be a guest in a room. */
export type What = 'seat' | 'guest';

/** Where a guest goes: to the meeting, where the room is a meeting's own. */
export const placeOf = (into: { room_id: string; meeting_id?: string | null }): string =>
  into.meeting_id ? `/traffar/${into.meeting_id}` : `/rum/${into.room_id}`;

function useAccept(token: string, what: What, begins: string | null) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (account: { name: string; password: string } | null) =>
      what === 'guest'
        ? placeOf(await acceptGuest(token, account))
        : `/borja-har/${(await acceptInvitation(token, account)).seat_id}`,
    onSuccess: async (place) => {
      // before the first day the network is not there for them: the page of the invitation says when it is
      if (begins) return knowAnew(client, keys.invitationLink(token));
      client.clear();
      await navigate(place, { replace: true });
    },
    onError: (error) => {
      // it may have been used or taken back meanwhile: the page says which
      if (error instanceof ApiError && error.status === 409)
        void client.invalidateQueries({
          queryKey: what === 'guest' ? keys.guestLink(token) : keys.invitationLink(token),
        });
    },
  });
}

interface Way {
  token: string;
  what: What;
  /** The first day of what is accepted, where that is to come. */
  begins: string | null;
}

/** Whoever is signed in has the address: one press. */
export function AcceptAsMe({ token, what, begins }: Way) {
  const { t } = useWords();
  const accept = useAccept(token, what, begins);
  return (
    <div className={css.box}>
      <p>{t('invitation.mine')}</p>
      {accept.error && <Notice wrong>{sentence(accept.error, t('ui.broken.body'))}</Notice>}
      <Button look="filled" isPending={accept.isPending} onPress={() => accept.mutate(null)}>
        {accept.isPending ? t('invitation.accepting') : t('invitation.accept')}
      </Button>
    </div>
  );
}

/** Somebody new: a name and a password. */
export function AcceptAsNew({ token, link, what, begins }: Way & { link: { name: string; email: string } }) {
  const { t } = useWords();
  const [name, setName] = useState(link.name);
  const [password, setPassword] = useState('');
  const accept = useAccept(token, what, begins);
  const refused = accept.error instanceof ApiError ? accept.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate({ name, password });
  };
  return (
    <form onSubmit={submit} className={css.fields} noValidate>
      {accept.error && !refused?.fields.length && (
        <Notice wrong>{sentence(accept.error, t('ui.broken.body'))}</Notice>
      )}
      {/* password managers keep the password with the address */}
      <input
        className="visually-hidden"
        type="email"
        name="email"
        autoComplete="username"
        value={link.email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <Field
        label={t('invitation.name')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={200}
        error={refused?.field('/account/name')}
      />
      <Field
        label={t('invitation.password')}
        hint={t('invitation.passwordHint')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={refused?.field('/account/password')}
      />
      <Button look="filled" type="submit" isPending={accept.isPending}>
        {accept.isPending ? t('invitation.accepting') : t('invitation.accept')}
      </Button>
    </form>
  );
}
