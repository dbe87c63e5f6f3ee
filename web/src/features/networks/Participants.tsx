import { useMutation, useQuery } from '@tanstack/react-query';
import { MessageSquare } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { startDirect } from '../../api/conversations.ts';
import { participationsQuery } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Participation, PersonLine, Seat } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { ConditionLinks } from './ConditionLinks.tsx';
import css from './Participants.module.css';

const NewSeat = lazy(async () => ({ default: (await import('./NewSeat.tsx')).NewSeat }));

const STATES = [
  ['member', 'members'],
  ['observer', 'observers'],
  ['resting', 'resting'],
  ['queued', 'queued'],
] as const;

/** Which organisations take part, through whom, and how to reach them. */
export function Participants() {
  const { t } = useWords();
  const { network } = useNetworkHere();
  const [q, setQ] = useState('');
  const [onlyVacant, setOnlyVacant] = useState(false);
  const [making, setMaking] = useState(false);
  const all = useQuery({ ...participationsQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (all.error && !all.data) return <Failure error={all.error} retry={() => void all.refetch()} />;
  if (!all.data) return <Later lines={6} />;
  if (all.data.length === 0)
    return (
      <Empty
        title={t('network.noParticipants')}
        action={
          network?.may_seat && (
            <ButtonLink to={`/natverk/${network.slug}/lan`}>{t('network.whomToInvite')}</ButtonLink>
          )
        }
      >
        {t('network.noParticipantsHint')}
      </Empty>
    );
  const wanted = q.trim().toLowerCase();
  const vacant = all.data.flatMap((one) => one.seats).filter(isVacant).length;
  // the last one may be filled while only those are shown: then all are
  const narrowed = onlyVacant && vacant > 0;
  const shown = all.data
    .filter((one) => !wanted || wordsOf(one).includes(wanted))
    .filter((one) => !narrowed || one.seats.some(isVacant));
  return (
    <div className={css.list}>
      {network && <ConditionLinks network={network} />}
      <div className={css.find}>
        <Field label={t('network.filterPeople')} value={q} onChange={setQ} type="search" />
        {(vacant > 0 || network?.may_seat) && (
          <div className={css.findActs}>
            {network?.may_seat && (
              <>
                <Button onPress={() => setMaking(true)}>{t('seat.new')}</Button>
                <ButtonLink look="quiet" to={`/natverk/${network.slug}/utskick`}>
                  {t('mailing.link')}
                </ButtonLink>
                <ButtonLink look="quiet" to={`/natverk/${network.slug}/valskifte`}>
                  {t('round.title')}
                </ButtonLink>
              </>
            )}
            {vacant > 0 && (
              <Button look="quiet" aria-pressed={narrowed} onPress={() => setOnlyVacant(!narrowed)}>
                {narrowed ? t('seat.showAll') : t('seat.showVacant', { count: vacant })}
              </Button>
            )}
          </div>
        )}
      </div>
      {shown.length === 0 && (
        <Empty
          title={t('network.noMatch', { q: q.trim() })}
          action={
            <Button
              onPress={() => {
                setQ('');
                setOnlyVacant(false);
              }}
            >
              {t('seat.showAll')}
            </Button>
          }
        >
          {t(narrowed ? 'network.noMatchVacant' : 'network.noMatchHint')}
        </Empty>
      )}
      {STATES.map(([state, word]) => {
        const part = shown.filter((one) => one.state === state);
        if (part.length === 0) return null;
        return (
          <Part
            key={state}
            title={t(`network.${word}`)}
            acts={<span className={css.count}>{t('network.participantsLead', { count: part.length })}</span>}
          >
            <ul className={css.organisations}>
              {part.map((one) => (
                <Organisation key={one.organisation.id} participation={one} onlyVacant={onlyVacant} />
              ))}
            </ul>
          </Part>
        );
      })}
      {making && network && (
        <Suspense fallback={null}>
          <NewSeat
            network={network.id}
            organisations={all.data.map((one) => one.organisation)}
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Nobody holds it, and nobody is on the way. */
const isVacant = (seat: Seat) => seat.state === 'vacant';

const wordsOf = (one: Participation) =>
  [
    one.organisation.name,
    one.organisation.county,
    ...one.seats.flatMap((seat) => [
      seat.title,
      ...[...seat.holders, ...seat.deputies].map((person) => person.name),
    ]),
  ]
    .join(' ')
    .toLowerCase();

function Organisation({ participation, onlyVacant }: { participation: Participation; onlyVacant: boolean }) {
  const { t, language } = useWords();
  const { organisation } = participation;
  const seats = onlyVacant ? participation.seats.filter(isVacant) : participation.seats;
  return (
    <li className={css.organisation}>
      <div className={css.head}>
        <h3 className={css.name}>{organisation.name}</h3>
        <p className={css.county}>{organisation.county}</p>
      </div>
      {seats.length === 0 && <p className={css.county}>{t('network.noSeats')}</p>}
      <ul className={css.seats}>
        {seats.map((seat) => (
          <li key={seat.id} className={css.seat}>
            <Link
              to={`/uppdrag/${seat.id}`}
              className={css.seatKind}
              aria-label={`${seat.title || t(`terms.seat.${seat.kind}`)}, ${organisation.name}`}
            >
              {seat.title || t(`terms.seat.${seat.kind}`)}
            </Link>
            <span className={css.people}>
              {seat.holders.length === 0 && (
                <span className={css.vacant}>{t(`seat.state.${seat.state}`)}</span>
              )}
              {seat.holders.map((person) => (
                <Person
                  key={person.id}
                  person={person}
                  note={
                    seat.held_until
                      ? t('seat.heldUntil', { date: date(seat.held_until, language) })
                      : undefined
                  }
                />
              ))}
              {seat.deputies.map((person) => (
                <Person
                  key={person.id}
                  person={person}
                  note={t(seat.standing_in.includes(person.id) ? 'network.standsIn' : 'network.deputy')}
                />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Person({ person, note }: { person: PersonLine; note?: string | undefined }) {
  const { t } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const write = useMutation({
    mutationFn: () => startDirect([person.id]),
    onSuccess: (conversation) => void navigate(`/samtal/${conversation.id}`),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const allowed = person.id !== me.person.id;
  return (
    <span className={css.person}>
      <span>
        <Link to={`/personer/${person.id}`}>{personName(person, t)}</Link>
        {note && <span className={css.note}> · {note}</span>}
      </span>
      {allowed && (
        <Button
          look="icon"
          aria-label={t('network.writeTo', { name: personName(person, t) })}
          isDisabled={write.isPending}
          onPress={() => write.mutate()}
          icon={<MessageSquare size={16} aria-hidden />}
        />
      )}
    </span>
  );
}
