import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { allOf, talkOf, usualTalk, verdict } from './balance.ts';
import css from './Programme.module.css';

/** How much of the programme is time to talk, beside how it used to be. */
export function BalanceLine({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const all = allOf(meeting.balance);
  if (all === 0) return null;
  const talk = talkOf(meeting.balance);
  const earlier = meeting.earlier.map((one) => one.balance);
  const said = verdict(meeting.balance, earlier);
  const long = (minutes: number) => {
    const parts = [
      minutes >= 60 && t('meeting.programme.hours', { count: Math.floor(minutes / 60) }),
      minutes % 60 > 0 && t('meeting.programme.minutes', { count: minutes % 60 }),
    ];
    return parts.filter(Boolean).join(' ') || t('meeting.programme.minutes', { count: 0 });
  };
  return (
    <div className={css.balance}>
      <p className={css.talk}>{t('meeting.programme.talk', { talk: long(talk), all: long(all) })}</p>
      <div className={css.bar} aria-hidden>
        <span className={css.barTalk} style={{ width: `${(100 * talk) / all}%` }} />
        <span className={css.barRest} style={{ width: `${(100 * meeting.balance.workshop) / all}%` }} />
      </div>
      <p className={css.muted}>
        {(['lecture', 'workshop', 'discussion', 'informal'] as const)
          .filter((kind) => meeting.balance[kind] > 0)
          .map((kind) => `${t(`meeting.itemKind.${kind}`)} ${long(meeting.balance[kind])}`)
          .join(' · ')}
      </p>
      {earlier.length > 0 && (
        <p className={css.muted}>{t('meeting.programme.usual', { talk: long(usualTalk(earlier)) })}</p>
      )}
      {said && meeting.may.plan && <p className={css.low}>{t(`meeting.programme.${said}`)}</p>}
    </div>
  );
}
