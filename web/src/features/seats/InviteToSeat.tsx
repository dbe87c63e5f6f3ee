import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { type Inviting, inviteToSeat, seatQuery } from '../../api/seats.ts';
import type { SeatView } from '../../api/types.ts';
import { daysFromNow } from '../../locales/dates.ts';
import { listed } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PersonFields, usePersonFields } from '../../ui/PersonFields.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { DecisionFields, useDecision } from './DecisionFields.tsx';
import { unusualHost } from './decision.ts';
import css from './SeatPage.module.css';
import { useSeatChange } from './useSeatChange.ts';

/** Who is to have the seat, from when, on whose decision: the mail goes out at once. */
export function InviteToSeat({ seat, onClose }: { seat: SeatView; onClose: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const person = usePersonFields();
  const { name, email } = person;
  const [role, setRole] = useState<Inviting['role']>('holder');
  const [letter, setLetter] = useState<'sv' | 'en'>('sv');
  const [from, setFrom] = useState(() => daysFromNow(0));
  const [to, setTo] = useState('');
  const decision = useDecision();
  const odd = unusualHost(email, seat.mail_hosts);
  const invite = useSeatChange(
    async () => {
      await inviteToSeat(seat.id, {
        name,
        email,
        role,
        language: letter,
        from: from || null,
        to: to || null,
        ...decision.said(),
      });
      return client.fetchQuery({ ...seatQuery(seat.id), staleTime: 0 });
    },
    () => {
      tell(t('seat.sent', { email: email.trim() }));
      onClose();
    },
  );
  const refused = invite.refused;
  return (
    <Dialog
      title={t('seat.inviteTo')}
      isOpen
      onClose={onClose}
      footer={
        <>
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
      <div className={css.fields}>
        <p>{t('seat.inviteLead')}</p>
        {invite.error && !refused?.fields.length && (
          <Notice wrong>{sentence(invite.error, t('ui.broken.body'))}</Notice>
        )}
        <PersonFields person={person} refused={refused} />
        {odd && (
          <Notice wrong>{t('seat.unusual', { host: odd, known: listed(seat.mail_hosts, language) })}</Notice>
        )}
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
          <Field
            label={t('seat.fromDay')}
            type="date"
            value={from}
            onChange={setFrom}
            error={refused?.field('/from')}
          />
          <Field
            label={t('seat.toDay')}
            hint={t('seat.toDayHint')}
            type="date"
            value={to}
            onChange={setTo}
            error={refused?.field('/to')}
          />
        </div>
        <DecisionFields decision={decision} refused={refused} />
        <Radios
          label={t('seat.letter')}
          value={letter}
          onChange={setLetter}
          options={[
            { id: 'sv', text: t('seat.swedish') },
            { id: 'en', text: t('seat.english') },
          ]}
        />
      </div>
    </Dialog>
  );
}
