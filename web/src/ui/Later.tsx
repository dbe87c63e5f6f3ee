import { useEffect, useState } from 'react';
import { useWords } from '../locales/useWords.ts';
import css from './Later.module.css';

const PATIENCE_MS = 300;

/** Says that something is on its way, but not before one would wonder. */
export function Later({ lines = 0 }: { lines?: number }) {
  const { t } = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div className={css.room} aria-busy="true" />;
  return (
    <div className={css.later} role="status">
      <span className={lines ? 'visually-hidden' : ''}>{t('ui.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
        <span key={line} className={css.line} aria-hidden />
      ))}
    </div>
  );
}
