import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { confirmStandIn, endStandIn, standIn } from '../../api/seats.ts';
import { useMe } from '../../api/session.ts';
import type { SeatView, SubstitutionView } from '../../api/types.ts';
import { useSeatChange } from '../../inviting/useSeatChange.ts';
import { date, daysFromNow, daysUntil } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Deputies who stand in now or later: all see it, and it ends by itself. */
export function StandingIn({ seat, onStart }: { seat: SeatView; onStart?: (() => void) | undefined }) {
  const { t } = useWords();
  return (
    <Part
      title={t('standIn.title')}
      acts={onStart && <Button onPress={onStart}>{t('standIn.start')}</Button>}
    >
      {seat.substitutions.length === 0 && <p className={css.quiet}>{t('standIn.nobody')}</p>}
      <ul className={css.lines}>
        {seat.substitutions.map((one) => (
          <Line key={one.id} seat={seat} substitution={one} />
        ))}
      </ul>
    </Part>
  );
}

function Line({ seat, substitution }: { seat: SeatView; substitution: SubstitutionView }) {
  const { t, language } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: async (what: 'confirm' | 'end') =>
      what === 'confirm' ? confirmStandIn(substitution.id) : endStandIn(substitution.id),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => client.invalidateQueries({ queryKey: keys.seat(seat.id) }),
  });
  const own = substitution.person_id === me.person.id;
  const days = { from: date(substitution.from, language), to: date(substitution.to, language) };
  const oneDay = substitution.from === substitution.to;
  const when =
    daysUntil(substitution.from) <= 0 ? 'standIn.now' : oneDay ? 'standIn.laterDay' : 'standIn.later';
  return (
    <li className={css.line}>
      <div>
        <p className={css.name}>{personName({ name: substitution.name ?? null }, t)}</p>
        <p className={css.quiet}>
          {t(when, days)}
          {substitution.meeting_id && (
            <>
              {' · '}
              <Link to={`/traffar/${substitution.meeting_id}`}>{t('standIn.atMeeting')}</Link>
            </>
          )}
        </p>
        {substitution.unconfirmed && <p className={css.odd}>{t('standIn.unconfirmed')}</p>}
      </div>
      <div className={css.acts}>
        {substitution.unconfirmed && seat.may.change && (
          <Button isPending={act.isPending} onPress={() => act.mutate('confirm')}>
            {t('standIn.confirm')}
          </Button>
        )}
        {(own || seat.may.keep || seat.may.change) && (
          <Button look="quiet" isPending={act.isPending} onPress={() => act.mutate('end')}>
            {t('standIn.end')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Which deputy stands in, and until when. */
export function StandIn({ seat, onClose }: { seat: SeatView; onClose: () => void }) {
  const { t } = useWords();
  const deputies = seat.holdings.filter((line) => line.role === 'deputy');
  const [person, setPerson] = useState(deputies[0]?.person.id ?? '');
  const [from, setFrom] = useState(() => daysFromNow(0));
  const [to, setTo] = useState(() => daysFromNow(14));
  const start = useSeatChange(
    () => standIn(seat.id, { person_id: person, from, to }),
    (shown) => {
      const waits = shown.substitutions.some((one) => one.person_id === person && one.unconfirmed);
      tell(t(waits ? 'standIn.asked' : 'standIn.started'));
      onClose();
    },
  );
  return (
    <Dialog
      title={t('standIn.start')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={start.isPending || !from || !to} onPress={() => start.mutate()}>
            {t('standIn.start')}
          </Button>
        </>
      }
    >
      <div className={css.fields}>
        <p>{t('standIn.lead')}</p>
        {start.error && !start.refused?.fields.length && (
          <Notice wrong>{sentence(start.error, t('ui.broken.body'))}</Notice>
        )}
        <Choose
          label={t('standIn.who')}
          value={person}
          onChange={setPerson}
          options={deputies.map((line) => ({ id: line.person.id, text: personName(line.person, t) }))}
        />
        <div className={css.two}>
          <Field
            label={t('seat.fromDay')}
            type="date"
            value={from}
            onChange={setFrom}
            error={start.refused?.field('/from')}
          />
          <Field
            label={t('seat.toDay')}
            type="date"
            value={to}
            onChange={setTo}
            error={start.refused?.field('/to')}
          />
        </div>
      </div>
    </Dialog>
  );
}
