import { useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { changeSeat } from '../../api/seats.ts';
import type { SeatView } from '../../api/types.ts';
import { useSeatChange } from '../../inviting/useSeatChange.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './SeatPage.module.css';

/** What a seat is called and what it is for. */
export function ChangeSeat({ seat, onClose }: { seat: SeatView; onClose: () => void }) {
  const { t } = useWords();
  const [title, setTitle] = useState(seat.title);
  const [mandate, setMandate] = useState(seat.mandate);
  const change = useSeatChange(() => changeSeat(seat.id, seat.revision, { title, mandate }), onClose);
  return (
    <Dialog
      title={t('seat.change')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isPending={change.isPending} onPress={() => change.mutate()}>
            {t('seat.save')}
          </Button>
        </>
      }
    >
      <div className={css.fields}>
        {change.error && change.refused?.fields.length === 0 && (
          <Notice wrong>{sentence(change.error, t('ui.broken.body'))}</Notice>
        )}
        <Field
          label={t('seat.title')}
          hint={t('seat.titleHint')}
          value={title}
          onChange={setTitle}
          maxLength={120}
          error={change.refused?.field('/title')}
        />
        <Field
          label={t('seat.mandate')}
          hint={t('seat.mandateHint')}
          value={mandate}
          onChange={setMandate}
          rows={5}
          maxLength={2000}
          error={change.refused?.field('/mandate')}
        />
      </div>
    </Dialog>
  );
}
