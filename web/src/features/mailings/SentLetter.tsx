import { useEffect, useState } from 'react';
import type { Mailing } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import sheet from '../../ui/Sheet.module.css';
import { withWords } from './fields.ts';
import css from './Mailings.module.css';

/** A letter that was sent; while it lies it can be taken back. */
export function SentLetter({ letter, onTakeBack }: { letter: Mailing; onTakeBack: () => void }) {
  const { t, language } = useWords();
  const subject = withWords(letter.subject, t);
  const lies = useUntil(letter.taken_back_at ? null : letter.goes_at);
  return (
    <li className={`${sheet.row} ${css.sent}`}>
      <details>
        <summary className={css.subject}>{subject}</summary>
        <p className={css.written}>{withWords(letter.text, t)}</p>
      </details>
      <p className={sheet.quiet}>
        {[
          moment(letter.sent_at, language),
          letter.by,
          letter.taken_back_at ? t('mailing.takenBack') : t('mailing.to', { count: letter.recipients }),
          !letter.taken_back_at && letter.waiting > 0 && t('mailing.waiting', { count: letter.waiting }),
          !letter.taken_back_at && letter.not_sent > 0 && t('mailing.notSent', { count: letter.not_sent }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {lies && (
        <p>
          <Button look="quiet" onPress={onTakeBack} aria-label={t('mailing.takeBackOf', { subject })}>
            {t('mailing.takeBack')}
          </Button>
        </p>
      )}
    </li>
  );
}

/** Whether the time has not come yet. */
function useUntil(time: string | null): boolean {
  const left = () => (time ? Date.parse(time) - Date.now() : 0);
  const [, turn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time says when
  useEffect(() => {
    if (left() <= 0) return;
    const timer = setTimeout(() => turn((n) => n + 1), left() + 50);
    return () => clearTimeout(timer);
  }, [time]);
  return left() > 0;
}
