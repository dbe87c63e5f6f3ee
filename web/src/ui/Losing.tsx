import type { MoveOutlook } from '../api/types.ts';
import { personName } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import css from './Losing.module.css';

/** Who would no longer read what is moved: how many, and by name a press away. */
export function Losing({ outlook, words }: { outlook: MoveOutlook; words: string }) {
  const { t } = useWords();
  const { fewer_readers, losing } = outlook;
  if (fewer_readers === 0) return null;
  return (
    <details className={css.losing}>
      <summary>{words}</summary>
      <ul>
        {losing.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: those with a protected identity have nothing that tells them apart
          <li key={index}>{[personName(one, t), one.organisation].filter(Boolean).join(', ')}</li>
        ))}
        {losing.length < fewer_readers && <li>…</li>}
      </ul>
    </details>
  );
}
