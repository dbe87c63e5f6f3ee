import { type FormEvent, useState } from 'react';
import type { CaseWord } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import css from './Dialogue.module.css';

/** What has been written in a case, by whom and when. */
export function Words({ words, applicant }: { words: CaseWord[]; applicant: string }) {
  const { t, language } = useWords();
  return (
    <ol className={css.words}>
      {words.map((word) => (
        <li key={word.id} className={`${css.word} ${word.from_applicant ? css.applicant : ''}`}>
          <p className={css.who}>
            <strong>
              {word.from_applicant
                ? t('joining.case.applicant', { name: applicant })
                : (word.by ?? t('joining.case.coordinator'))}
            </strong>
            {' · '}
            <time dateTime={word.at}>{moment(word.at, language)}</time>
            {word.by_mail && (
              <>
                {' · '}
                {t('joining.case.byMail', { name: word.by ?? t('joining.case.byCoordinator') })}
              </>
            )}
          </p>
          <p className={css.text}>{word.text}</p>
        </li>
      ))}
    </ol>
  );
}

/** A field that grows a case by a word. */
export function Say({
  label,
  hint,
  send,
  busy,
  onSend,
}: {
  label: string;
  hint?: string;
  send: string;
  busy: boolean;
  onSend: (text: string, done: () => void) => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!text.trim()) return;
    onSend(text.trim(), () => {
      setText('');
      setTried(false);
    });
  };
  return (
    <form className={css.write} onSubmit={submit} noValidate>
      <Field
        label={label}
        hint={hint}
        rows={4}
        maxLength={4000}
        value={text}
        onChange={setText}
        error={tried && !text.trim() ? t('joining.apply.required') : undefined}
      />
      <div>
        <Button type="submit" isPending={busy}>
          {send}
        </Button>
      </div>
    </form>
  );
}
