import { useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { proposeSuccessor } from '../../api/seats.ts';
import type { SeatView } from '../../api/types.ts';
import { DecisionFields, useDecision } from '../../inviting/DecisionFields.tsx';
import { useSeatChange } from '../../inviting/useSeatChange.ts';
import { daysFromNow } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PersonFields, usePersonFields } from '../../ui/PersonFields.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { useRefusalShown } from '../../ui/useRefusalShown.ts';
import css from './SeatPage.module.css';

/** Who takes over one's seat: a coordinator confirms, and the successor is invited. */
export function ProposeSuccessor({ seat, onClose }: { seat: SeatView; onClose: () => void }) {
  const { t } = useWords();
  const person = usePersonFields();
  const { name, email } = person;
  const [from, setFrom] = useState(() => daysFromNow(0));
  const [last, setLast] = useState('');
  const [note, setNote] = useState('');
  const decision = useDecision();
  const propose = useSeatChange(
    () =>
      proposeSuccessor(seat.id, {
        name,
        email,
        from: from || null,
        last_day: last || null,
        note,
        ...decision.said(),
      }),
    () => {
      tell(t('succession.sent'));
      onClose();
    },
  );
  const refused = propose.refused;
  const form = useRefusalShown(propose.error);
  return (
    <Dialog
      title={t('succession.propose')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={propose.isPending || decision.wrong}
            onPress={() => propose.mutate()}
          >
            {t('succession.send')}
          </Button>
        </>
      }
    >
      <div ref={form} className={css.fields}>
        <p>{t('succession.lead')}</p>
        {propose.error && !refused?.fields.length && (
          <Notice wrong>{sentence(propose.error, t('ui.broken.body'))}</Notice>
        )}
        <PersonFields person={person} refused={refused} />
        <div className={css.two}>
          <Field label={t('succession.from')} type="date" value={from} onChange={setFrom} />
          <Field
            label={t('succession.last')}
            hint={t('succession.lastHint')}
            type="date"
            value={last}
            onChange={setLast}
            error={refused?.field('/last_day')}
          />
        </div>
        <DecisionFields decision={decision} refused={refused} network={seat.network.id} room="members" />
        <Field
          label={t('succession.note')}
          value={note}
          onChange={setNote}
          rows={3}
          maxLength={2000}
          error={refused?.field('/note')}
        />
      </div>
    </Dialog>
  );
}
