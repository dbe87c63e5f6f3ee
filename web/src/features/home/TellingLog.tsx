import type { TakeHome } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Part } from '../../ui/Page.tsx';
import css from './Home.module.css';

/** Who was told, when and by whom, and what it counts for. */
export function TellingLog({ page }: { page: TakeHome }) {
  const { t, language } = useWords();
  return (
    <div className="no-print">
      <Part title={t('home.log')}>
        {page.log.length === 0 ? (
          <p className={css.quiet}>{t('home.logEmpty')}</p>
        ) : (
          <ul className={css.log} aria-label={t('home.log')}>
            {page.log.map((one) => (
              <li key={one.id} className={css.line}>
                <p className={css.who}>
                  {one.way === 'mail' ? t('home.byMail', { count: one.recipients }) : one.told}
                </p>
                <p className={css.quiet}>
                  {[
                    date(one.told_on, language),
                    personName(one.person, t),
                    one.reported && t('home.reported'),
                    one.spread && t('home.spread'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}
