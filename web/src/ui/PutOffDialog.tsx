import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { inSweden } from '../locales/later.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Field } from './Field.tsx';
import css from './PutOff.module.css';

const YEAR_MS = 366 * 86_400_000;

/** Chooses a day and a time of one's own. */
export function PutOffDialog({
  onChoose,
  onClose,
}: {
  onChoose: (until: Date) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [when, setWhen] = useState('');
  const [wrong, setWrong] = useState(false);
  const choose = () => {
    const [day, time] = when.split('T');
    const until = day && time ? inSweden(day, time.slice(0, 5)) : null;
    const ahead = until ? until.getTime() - Date.now() : Number.NaN;
    if (until && ahead > 0 && ahead < YEAR_MS) onChoose(until);
    else setWrong(true);
  };
  return (
    <Dialog title={t('inbox.otherTitle')} isOpen onClose={onClose}>
      <Form
        className={css.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        <Field
          label={t('inbox.when')}
          type="datetime-local"
          value={when}
          onChange={setWhen}
          error={wrong ? t('inbox.past') : undefined}
          autoFocus
        />
        <Button look="filled" type="submit">
          {t('inbox.choose')}
        </Button>
      </Form>
    </Dialog>
  );
}
