import type { Waiting } from '../../api/types.ts';
import { day, daysUntil } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import css from './WaitingForYou.module.css';

const WORDS = {
  answer: ['asking.waitingAnswer', 'asking.doAnswer'],
  vote: ['asking.waitingVote', 'asking.doVote'],
  state: ['asking.waitingState', 'asking.doState'],
  review: ['asking.waitingReview', 'asking.doReview'],
} as const;

/** What waits for one's answer or voice, at most five, each with its verb. */
export function WaitingForYou({ waiting }: { waiting: Waiting[] }) {
  const { t, language } = useWords();
  if (waiting.length === 0) return null;
  // one's organisation is only named where one speaks for several
  const several = new Set(waiting.map((one) => one.organisation?.id).filter(Boolean)).size > 1;
  return (
    <Part title={t('asking.waiting')}>
      <ul className={css.list}>
        {waiting.map((one) => {
          const [kind, verb] = WORDS[one.act];
          const count =
            one.asked === null
              ? one.act === 'answer'
                ? null
                : t('asking.heardPeople', { count: one.heard })
              : one.act === 'answer' || one.act === 'review'
                ? t('asking.answered', { answered: one.heard, asked: one.asked })
                : t('asking.heard', { heard: one.heard, asked: one.asked });
          const late = one.act === 'state' || daysUntil(one.due_on) < 0;
          return (
            <li key={`${one.conversation_id}${one.organisation?.id ?? ''}`} className={css.one}>
              <p className={css.words}>
                <span className={css.title}>
                  {t(kind)}: {one.title}
                </span>
                <span className={css.facts}>
                  {[
                    several && one.organisation
                      ? t('asking.forOrganisation', { organisation: one.organisation.name })
                      : null,
                    count,
                  ]
                    .filter(Boolean)
                    .map((words) => `${words} · `)}
                  <span className={late ? css.late : ''}>
                    {one.act === 'state'
                      ? t('asking.timeOver')
                      : t('asking.dueShort', { when: day(one.due_on, language) })}
                  </span>
                </span>
              </p>
              <ButtonLink
                to={
                  one.document_id
                    ? `/dokument/${one.document_id}`
                    : `/samtal/${one.conversation_id}?visa=svar`
                }
                aria-label={`${t(verb)}: ${one.title}${several && one.organisation ? `, ${one.organisation.name}` : ''}`}
              >
                {t(verb)}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
