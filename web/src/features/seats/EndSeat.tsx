import { useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { endHolding, endSeat } from '../../api/seats.ts';
import type { SeatHolding, SeatView } from '../../api/types.ts';
import { useSeatChange } from '../../inviting/useSeatChange.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Ends a seat, or one person's holding of it: on a day or at once. It can't be undone, so it is asked. */
export function EndSeat({
  seat,
  holding,
  onClose,
}: {
  seat: SeatView;
  holding?: SeatHolding;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [last, setLast] = useState('');
  const name = holding ? personName(holding.person, t) : '';
  const end = useSeatChange(
    () => (holding ? endHolding(seat.id, holding.id, last || null) : endSeat(seat.id, last || null)),
    () => {
      tell(holding ? t('seat.endedFor', { name }) : t('seat.ended'));
      onClose();
    },
  );
  const title = holding ? t('seat.endOf', { name }) : t('seat.end');
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isPending={end.isPending} onPress={() => end.mutate()}>
            {t('seat.end')}
          </Button>
        </>
      }
    >
      <div className={css.fields}>
        <p>{holding ? t('seat.endOfLead', { name }) : t('seat.endLead')}</p>
        {end.error && <Notice wrong>{sentence(end.error, t('ui.broken.body'))}</Notice>}
        <Field
          label={t('seat.lastDay')}
          hint={t('seat.lastDayHint')}
          type="date"
          value={last}
          onChange={setLast}
        />
      </div>
    </Dialog>
  );
}
