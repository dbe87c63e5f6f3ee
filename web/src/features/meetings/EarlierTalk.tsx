import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { allOf, talkOf } from './balance.ts';
import css from './Programme.module.css';
import { useLong } from './useLong.ts';

/** What was thought of the earlier meetings, and what was written of the time to talk at them: for who makes the next. */
export function EarlierTalk({ earlier }: { earlier: Meeting['earlier'] }) {
  const { t, language } = useWords();
  const long = useLong();
  const told = earlier.filter((one) => one.thought);
  if (told.length === 0) return null;
  return (
    <section className={css.earlier} aria-label={t('meeting.programme.thought')}>
      <h3 className={css.talk}>{t('meeting.programme.thought')}</h3>
      <ul className={css.thoughts}>
        {told.map(({ id, title, balance, thought }) => (
          <li key={id}>
            <p>{title}</p>
            <p className={css.muted}>
              {t('meeting.programme.talk', { talk: long(talkOf(balance)), all: long(allOf(balance)) })} ·{' '}
              {t('meeting.programme.scored', {
                count: thought?.answers ?? 0,
                score: (thought?.score ?? 0).toLocaleString(language, { maximumFractionDigits: 1 }),
              })}
            </p>
            {thought?.said.map((one) => (
              <p key={one.organisation.id} className={css.said}>
                ”{one.words}” <span className={css.muted}>{one.organisation.name}</span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
