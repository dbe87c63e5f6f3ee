import type { Meeting, ProgrammeItem } from '../../api/types.ts';
import { day } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { BalanceLine } from './BalanceLine.tsx';
import css from './Programme.module.css';

/** The date of a meeting's day by number, where its days are known. */
function dateOf(meeting: Meeting, number: number): string | null {
  if (!meeting.starts_on) return null;
  const at = new Date(`${meeting.starts_on}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + number - 1);
  return at.toISOString().slice(0, 10);
}

/** What happens when, by day, and how much of it is time to talk. */
export function Programme({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const days = [...new Set(meeting.programme.map((item) => item.day))];
  const clock = (time: string) => (language === 'sv' ? time.replace(':', '.') : time);
  return (
    <div className={css.programme}>
      {days.map((number) => {
        const on = dateOf(meeting, number);
        return (
          <section key={number} className={css.day}>
            <h3 className={css.dayName}>
              {t('meeting.programme.day', { number })}
              {on && <span className={css.date}>{day(on, language)}</span>}
            </h3>
            <ol className={css.items}>
              {meeting.programme
                .filter((item) => item.day === number)
                .map((item) => (
                  <Item key={item.id} item={item} clock={clock} />
                ))}
            </ol>
          </section>
        );
      })}
      <BalanceLine balance={meeting.balance} earlier={meeting.earlier} plans={meeting.may.plan} />
    </div>
  );
}

function Item({ item, clock }: { item: ProgrammeItem; clock: (time: string) => string }) {
  const { t } = useWords();
  return (
    <li className={`${css.item} ${css[item.kind]}`}>
      <p className={css.time}>
        {clock(item.starts_at)}–{clock(item.ends_at)}
      </p>
      <div>
        <p className={css.title}>{item.title}</p>
        <p className={css.facts}>
          {[t(`meeting.itemKind.${item.kind}`), item.who].filter(Boolean).join(' · ')}
        </p>
        {item.about && <p className={css.about}>{item.about}</p>}
      </div>
    </li>
  );
}
