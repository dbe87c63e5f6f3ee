import type { BoardRow } from '../api/types.ts';
import { personName } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import css from './Adopting.module.css';

/** Who gets a letter, organisation by organisation; and where there is nobody to write to. */
export function Letters({ rows }: { rows: BoardRow[] }) {
  const { t } = useWords();
  const count = lettersTo(rows);
  if (count === 0) return <p className={css.facts}>{t('agreement.noLetters')}</p>;
  return (
    <>
      <p>{t('agreement.letters', { count })}</p>
      <ul className={css.rows}>
        {rows.map((row) => (
          <li key={row.organisation_id} className={css.line}>
            {row.organisation}
            <span className={row.recipients.length ? css.facts : css.missing}>
              {row.recipients.map((one) => personName(one, t)).join(', ') || t('agreement.nobodyAt')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How many letters that makes. */
export const lettersTo = (rows: BoardRow[]): number =>
  rows.reduce((sum, row) => sum + row.recipients.length, 0);
