import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, sentence } from '../../api/problem.ts';
import { inviteGuest } from '../../api/rooms.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PersonFields, usePersonFields } from '../../ui/PersonFields.tsx';
import { Radios } from '../../ui/Radios.tsx';
import sheet from '../../ui/Sheet.module.css';
import { tell } from '../../ui/Toasts.tsx';

/** Inviting a guest: who, to read or to write too, until when. */
export function InviteGuest({
  room,
  onDone,
  onCancel,
}: {
  room: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t, language } = useWords();
  const person = usePersonFields();
  const { name, email } = person;
  const [may, setMay] = useState<'read' | 'write'>('read');
  const [letter, setLetter] = useState<'sv' | 'en'>(language === 'en' ? 'en' : 'sv');
  const [to, setTo] = useState('');
  const send = useMutation({
    mutationFn: () => inviteGuest(room, { name, email, writes: may === 'write', to, language: letter }),
    onSuccess: () => {
      tell(t('seat.sent', { email }));
      onDone();
    },
  });
  const refused = send.error instanceof ApiError ? send.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={submit} className={sheet.form} noValidate>
      <p className={sheet.quiet}>{t('guests.lead')}</p>
      {send.error && !refused?.fields.length && (
        <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>
      )}
      <PersonFields person={person} refused={refused} autoFocus />
      <Radios
        label={t('guests.may')}
        value={may}
        onChange={setMay}
        options={[
          { id: 'read', text: t('guests.readOnly') },
          { id: 'write', text: t('guests.readAndWrite') },
        ]}
      />
      <Field
        label={t('guests.to')}
        hint={t('guests.toHint')}
        type="date"
        value={to}
        onChange={setTo}
        error={refused?.field('/to')}
      />
      <Radios
        label={t('seat.letter')}
        value={letter}
        onChange={setLetter}
        options={[
          { id: 'sv', text: t('seat.swedish') },
          { id: 'en', text: t('seat.english') },
        ]}
      />
      <p className={sheet.acts}>
        <Button look="filled" type="submit" isDisabled={send.isPending || !to}>
          {t('seat.send')}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </p>
    </form>
  );
}
