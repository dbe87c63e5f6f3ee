import type { Balance, Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { allOf, talkOf, usualTalk, verdict } from './balance.ts';
import css from './Programme.module.css';
import { useLong } from './useLong.ts';

/** How much of a programme is time to talk, beside how it used to be. */
export function BalanceLine({
  balance,
  earlier: before,
  plans,
}: {
  balance: Balance;
  earlier: Meeting['earlier'];
  /** Whoever plans is told when there is little of it. */
  plans: boolean;
}) {
  const { t } = useWords();
  const long = useLong();
  const all = allOf(balance);
  if (all === 0) return null;
  const talk = talkOf(balance);
  const earlier = before.map((one) => one.balance);
  const said = verdict(balance, earlier);
  return (
    <div className={css.balance}>
      <p className={css.talk}>{t('meeting.programme.talk', { talk: long(talk), all: long(all) })}</p>
      <div className={css.bar} aria-hidden>
        <span className={css.barTalk} style={{ width: `${(100 * talk) / all}%` }} />
        <span className={css.barRest} style={{ width: `${(100 * balance.workshop) / all}%` }} />
      </div>
      <p className={css.muted}>
        {(['lecture', 'workshop', 'discussion', 'informal'] as const)
          .filter((kind) => balance[kind] > 0)
          .map((kind) => `${t(`meeting.itemKind.${kind}`)} ${long(balance[kind])}`)
          .join(' · ')}
      </p>
      {earlier.length > 0 && (
        <p className={css.muted}>{t('meeting.programme.usual', { talk: long(usualTalk(earlier)) })}</p>
      )}
      {said && plans && <p className={css.low}>{t(`meeting.programme.${said}`)}</p>}
    </div>
  );
}
