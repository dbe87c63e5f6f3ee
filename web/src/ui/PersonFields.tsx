import { useState } from 'react';
import type { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Field } from './Field.tsx';

/** Somebody who is to get a letter: what they are called and where it goes. */
export function usePersonFields(known: { name: string; email: string } = { name: '', email: '' }) {
  const [name, setName] = useState(known.name);
  const [email, setEmail] = useState(known.email);
  return { name, email, setName, setEmail, empty: !name.trim() || !email.trim() };
}

interface Props {
  person: ReturnType<typeof usePersonFields>;
  refused: ApiError | null;
  /** What the name is asked for with, where "Namn" would not say whose. */
  label?: string;
  /** Where what is refused about the address is named. */
  addressAt?: string;
  autoFocus?: boolean;
}

/** Name and address of somebody, with what was refused about each. */
export function PersonFields({ person, refused, label, addressAt = '/email', autoFocus }: Props) {
  const { t } = useWords();
  return (
    <>
      <Field
        label={label ?? t('seat.name')}
        value={person.name}
        onChange={person.setName}
        maxLength={200}
        autoFocus={autoFocus ?? false}
        error={refused?.field('/name')}
      />
      <Field
        label={t('seat.email')}
        type="email"
        value={person.email}
        onChange={person.setEmail}
        maxLength={254}
        error={refused?.field(addressAt)}
      />
    </>
  );
}
