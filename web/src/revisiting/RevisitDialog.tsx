import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../api/keys.ts';
import { ApiError, sentence } from '../api/problem.ts';
import { placeOf, type Revisited, setRevisit } from '../api/revisits.ts';
import { date } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { tell } from '../ui/Toasts.tsx';
import { inTwoYears } from './twoYears.ts';

interface Props {
  of: Revisited;
  /** The day that is set. */
  was: string | null;
  /** It has been looked over; else only the day is set. */
  done: boolean;
  /** Leads to the text itself, where one is not there already. */
  leads?: boolean;
  onClose: () => void;
  onDone?: () => void;
}

/** Says that a text has been looked over, and when next; or sets the day. */
export function RevisitDialog({ of, was, done, leads, onClose, onDone }: Props) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [on, setOn] = useState(done || !was ? inTwoYears() : was);
  const save = useMutation({
    mutationFn: () => setRevisit(of, { was, done, on: on || null }),
    onSuccess: (now) => {
      client.setQueryData(keys.revisit(of.what, of.id), now);
      void client.invalidateQueries({ queryKey: keys.desk });
      const next = now.on ? t('revisit.next', { date: date(now.on, language) }) : t('revisit.never');
      tell(done ? `${t('revisit.wasDone')} ${next}` : next);
      onDone?.();
      onClose();
    },
    onError: () => void client.invalidateQueries({ queryKey: keys.revisit(of.what, of.id) }),
  });
  const refused = save.error instanceof ApiError ? save.error.field('/on') : undefined;
  return (
    <Dialog
      title={t(done ? 'revisit.doneTitle' : 'revisit.setTitle', { title: of.title })}
      isOpen
      onClose={onClose}
      footer={
        <Button look="filled" isDisabled={save.isPending} onPress={() => save.mutate()}>
          {t(done ? 'revisit.done' : 'revisit.save')}
        </Button>
      }
    >
      {save.error && !refused && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
      {done && (
        <p>
          {t('revisit.doneHint')} {leads && <Link to={placeOf(of)}>{t('revisit.open')}</Link>}
        </p>
      )}
      <Field
        label={t('revisit.on')}
        hint={t('revisit.onHint')}
        type="date"
        value={on}
        onChange={setOn}
        error={refused}
        autoFocus
      />
    </Dialog>
  );
}
