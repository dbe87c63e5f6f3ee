import type { ToldHome as Told } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Joining.module.css';

/** Whom the organisation has told at home, where that counts for a condition. */
export function ToldHome({ told }: { told: Told[] }) {
  const { t, language } = useWords();
  if (told.length === 0) return null;
  return (
    <div>
      <h3 className={css.toldHead}>{t('home.evidence')}</h3>
      <ul className={css.told}>
        {told.map((one, place) => {
          const when = date(one.told_on, language);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only read, and two may say the same
            <li key={place}>
              {one.way === 'mail'
                ? t('home.evidenceMail', { when, count: one.recipients })
                : t('home.evidenceTold', { when, told: one.told })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
