import { useState } from 'react';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import css from './AnswerPlace.module.css';

/** A word to those who plan the meeting. */
export function AnswerNote({
  said,
  isDisabled,
  onSave,
}: {
  said: string;
  isDisabled: boolean;
  onSave: (note: string) => void;
}) {
  const { t } = useWords();
  const [note, setNote] = useState(said);
  return (
    <div className={css.note}>
      <Field
        label={t('meeting.answer.note')}
        hint={t('meeting.answer.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={500}
      />
      {note.trim() !== said && (
        <Button onPress={() => onSave(note.trim())} isDisabled={isDisabled}>
          {t('meeting.answer.saveNote')}
        </Button>
      )}
    </div>
  );
}
