import type { CaseLink } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Joining.module.css';

/** What has been done in a case, and when. */
export function History({ kind, acts }: Pick<NonNullable<CaseLink['case']>, 'kind' | 'acts'>) {
  const { t, language } = useWords();
  const asked = kind === 'membership';
  return (
    <section className={css.part}>
      <h2>{t('joining.history')}</h2>
      <ol className={css.history}>
        {acts.map((act) => (
          <li key={`${act.act}${act.at}`}>
            <time dateTime={act.at} className={css.facts}>
              {moment(act.at, language)}
            </time>
            <span>
              {t(`joining.act.${asked && act.act === 'received' ? 'asked' : act.act}`, {
                decision: act.decision ? t(`joining.decision.${act.decision}`).toLowerCase() : '',
              })}
              {act.by && `, ${act.by}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
