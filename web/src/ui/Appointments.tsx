import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { appoint, appointmentsQuery, dismiss } from '../api/governing.ts';
import { keys } from '../api/keys.ts';
import { ApiError, sentence } from '../api/problem.ts';
import { date, daysFromNow, daysUntil } from '../locales/dates.ts';
import { personName } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import css from './Appointments.module.css';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';
import { tell } from './Toasts.tsx';

export interface Found {
  id: string;
  name: string | null;
  note: string | null;
}

type Role = 'coordinator' | 'working_group' | 'spokesperson';

const WORDS = {
  coordinator: {
    label: 'running.coordinators',
    none: 'running.noCoordinator',
    appoint: 'running.appointCoordinator',
  },
  working_group: {
    label: 'running.workingGroup',
    none: 'running.noWorkingGroup',
    appoint: 'running.appointMember',
  },
  spokesperson: {
    label: 'running.spokesperson',
    none: 'running.noSpokesperson',
    appoint: 'running.appointSpokesperson',
  },
} as const;

/** Who is appointed to something in a network; where one may, with a way to appoint others and to end it. */
export function Appointments({
  network,
  as: role,
  find,
}: {
  network: string;
  as: Role;
  /** Who can be appointed; without it one only looks. */
  find?: (q: string) => Promise<Found[]>;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const list = useQuery(appointmentsQuery(network));
  const [adding, setAdding] = useState(false);
  const again = () => void client.invalidateQueries({ queryKey: keys.appointments(network) });
  const end = useMutation({
    mutationFn: (one: { id: string; name: string }) => dismiss(network, one.id),
    onSuccess: (_, one) => {
      tell(t('running.dismissed', { name: one.name }));
      again();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const here = (list.data ?? []).filter((one) => one.role === role);
  const label = t(WORDS[role].label);
  const none = t(WORDS[role].none);
  return (
    <div className={css.part}>
      {list.data && here.length === 0 && <p className={css.none}>{none}</p>}
      {here.length > 0 && (
        <ul className={css.people} aria-label={label}>
          {here.map((one) => {
            const name = personName({ name: one.person }, t);
            return (
              <li key={one.id}>
                <span>
                  {name}
                  <span className={css.note}>
                    {role === 'coordinator' && find ? ` · ${t('terms.standing.coordinator')}` : ''}
                    {` · ${t(daysUntil(one.from) > 0 ? 'running.startsOn' : 'running.since', { date: date(one.from, language) })}`}
                    {one.to ? ` · ${t('settings.until', { date: date(one.to, language) })}` : ''}
                  </span>
                </span>
                {find && (
                  <Button
                    look="icon"
                    aria-label={t('running.dismiss', { name })}
                    isDisabled={end.isPending}
                    onPress={() => end.mutate({ id: one.id, name })}
                    icon={<X size={17} aria-hidden />}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {find &&
        (adding ? (
          <ChoosePerson network={network} as={role} find={find} onDone={() => setAdding(false)} />
        ) : (
          <p>
            <Button look="quiet" onPress={() => setAdding(true)}>
              {t(WORDS[role].appoint)}
            </Button>
          </p>
        ))}
    </div>
  );
}

/** Finds somebody and appoints them; whoever is to speak for the network for a term. */
export function ChoosePerson({
  network,
  as: role,
  find,
  from: first = daysFromNow(0),
  onDone,
}: {
  network: string;
  as: Role;
  find: (q: string) => Promise<Found[]>;
  /** The first day of the term that is suggested. */
  from?: string;
  onDone: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [q, setQ] = useState('');
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState('');
  const asked = useDeferredValue(q.trim());
  const found = useQuery({
    queryKey: [...keys.appointments(network), 'find', asked],
    queryFn: () => find(asked),
    enabled: asked.length > 1,
  });
  const term = role === 'spokesperson' ? { from: from || daysFromNow(0), to: to || null } : undefined;
  const give = useMutation({
    mutationFn: (one: { id: string; name: string }) => appoint(network, one.id, role, term),
    onSuccess: (_, one) => {
      tell(t('running.appointed', { name: one.name }));
      void client.invalidateQueries({ queryKey: keys.appointments(network), exact: true });
      void client.invalidateQueries({ queryKey: keys.desk });
      onDone();
    },
    onError: (error) => {
      if (!refusedTerm(error)) tell(sentence(error, t('ui.broken.body')));
    },
  });
  const refused = refusedTerm(give.error);
  return (
    <div className={css.choosing}>
      {term && (
        <>
          <Field
            label={t('running.termFrom')}
            type="date"
            value={from}
            onChange={setFrom}
            error={refused?.field('/from')}
          />
          <Field
            label={t('running.termTo')}
            hint={t('running.termHint')}
            type="date"
            value={to}
            onChange={setTo}
            error={refused?.field('/to')}
          />
        </>
      )}
      <Field label={t('running.findPerson')} value={q} onChange={setQ} type="search" />
      {role === 'coordinator' && <p className={css.note}>{t('running.announced')}</p>}
      {found.data?.length === 0 && <p className={css.none}>{t('running.nobody')}</p>}
      <ul className={css.people} aria-label={t('running.findPerson')}>
        {(found.data ?? []).map((one) => {
          const name = personName(one, t);
          return (
            <li key={one.id}>
              <span>
                {name}
                {one.note && <span className={css.note}> · {one.note}</span>}
              </span>
              <Button
                aria-label={t('running.choose', { name })}
                isDisabled={give.isPending}
                onPress={() => give.mutate({ id: one.id, name })}
              >
                {t('running.choose', { name: '' }).trim()}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const refusedTerm = (error: unknown): ApiError | null =>
  error instanceof ApiError && (error.field('/from') || error.field('/to')) ? error : null;
