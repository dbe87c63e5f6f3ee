import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { keys } from '../api/keys.ts';
import { sentence } from '../api/problem.ts';
import { type Inviting, inviteToSeat, seatQuery, withdrawInvitation } from '../api/seats.ts';
import type { Invitation, SeatView } from '../api/types.ts';
import { daysFromNow } from '../locales/dates.ts';
import { listed } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PersonFields, usePersonFields } from '../ui/PersonFields.tsx';
import { Radios } from '../ui/Radios.tsx';
import { tell } from '../ui/Toasts.tsx';
import { useRefusalShown } from '../ui/useRefusalShown.ts';
import { DecisionFields, useDecision } from './DecisionFields.tsx';
import { unusualHost } from './decision.ts';
import css from './Inviting.module.css';
import { useSeatChange } from './useSeatChange.ts';

/** What is asked for last, and is out of sight until it is asked for or refused. */
const LATER = new Set(['/to', '/appointed_by', '/appointed_on', '/reference', '/document_id']);

interface Props {
  seat: SeatView;
  /** Somebody who is to hold it, from a day on: who it is comes first, and the rest when it is asked for. */
  successor?: { from: string; title: string; beside: ReactNode };
  /** Somebody who was invited for a time that is over: who they are is filled in. */
  again?: Invitation | undefined;
  onClose: () => void;
  onDone?: () => void;
}

/** Who is to have the seat, from when, on whose decision: the mail goes out at once, and can be taken back. */
export function InviteToSeat({ seat, successor, again, onClose, onDone }: Props) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const person = usePersonFields(again);
  const { name, email } = person;
  const [role, setRole] = useState<Inviting['role']>(again?.role ?? 'holder');
  const [letter, setLetter] = useState<'sv' | 'en'>(again?.language ?? 'sv');
  const [from, setFrom] = useState(() => successor?.from ?? daysFromNow(0));
  const [to, setTo] = useState('');
  const decision = useDecision();
  const odd = unusualHost(email, seat.mail_hosts);
  const takeBack = async (invitation: string) => {
    try {
      await withdrawInvitation(invitation);
      tell(t('seat.withdrawn'));
    } catch (error) {
      tell(sentence(error, t('ui.broken.body')));
    }
    void client.invalidateQueries({ queryKey: keys.seat(seat.id) });
    void client.invalidateQueries({ queryKey: keys.desk });
  };
  const invite = useSeatChange(
    async () => {
      const made = await inviteToSeat(seat.id, {
        name,
        email,
        role,
        language: letter,
        from: from || null,
        to: to || null,
        ...decision.said(),
      });
      tell(t('seat.sent', { email: email.trim() }), () => void takeBack(made.id));
      return client.fetchQuery({ ...seatQuery(seat.id), staleTime: 0 });
    },
    () => {
      onDone?.();
      onClose();
    },
  );
  const refused = invite.refused;
  const form = useRefusalShown(invite.error);
  const begins = (
    <Field
      label={t('seat.fromDay')}
      type="date"
      value={from}
      onChange={setFrom}
      error={refused?.field('/from')}
    />
  );
  const ends = (
    <Field
      label={t('seat.toDay')}
      hint={t('seat.toDayHint')}
      type="date"
      value={to}
      onChange={setTo}
      error={refused?.field('/to')}
    />
  );
  const decided = (
    <DecisionFields decision={decision} refused={refused} network={seat.network.id} room="coordination" />
  );
  const written = (
    <Radios
      label={t('seat.letter')}
      value={letter}
      onChange={setLetter}
      options={[
        { id: 'sv', text: t('seat.swedish') },
        { id: 'en', text: t('seat.english') },
      ]}
    />
  );
  return (
    <Dialog
      title={successor?.title ?? t('seat.inviteTo')}
      isOpen
      onClose={onClose}
      footer={
        <>
          {successor?.beside}
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={invite.isPending || decision.wrong}
            onPress={() => invite.mutate()}
          >
            {t('seat.send')}
          </Button>
        </>
      }
    >
      <div ref={form} className={css.fields}>
        <p>{t('seat.inviteLead')}</p>
        {invite.error && !refused?.fields.length && (
          <Notice wrong>{sentence(invite.error, t('ui.broken.body'))}</Notice>
        )}
        <PersonFields person={person} refused={refused} autoFocus={Boolean(successor)} />
        {odd && (
          <Notice wrong>{t('seat.unusual', { host: odd, known: listed(seat.mail_hosts, language) })}</Notice>
        )}
        {successor ? (
          <>
            {begins}
            <details
              className={css.more}
              open={Boolean(refused?.fields.some((one) => LATER.has(one.pointer)))}
            >
              <summary>{t('seat.more')}</summary>
              <div className={css.fields}>
                {ends}
                {decided}
                {written}
              </div>
            </details>
          </>
        ) : (
          <>
            <Radios
              label={t('seat.role')}
              value={role}
              onChange={setRole}
              options={[
                { id: 'holder', text: t('seat.roles.holder') },
                { id: 'deputy', text: t('seat.roles.deputy') },
              ]}
            />
            <div className={css.two}>
              {begins}
              {ends}
            </div>
            {decided}
            {written}
          </>
        )}
      </div>
    </Dialog>
  );
}
