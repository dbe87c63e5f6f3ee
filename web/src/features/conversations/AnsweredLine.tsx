import { CornerUpLeft } from 'lucide-react';
import { Link } from 'react-router';
import type { Answered } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './AnsweredLine.module.css';

/** Above an answer: whom it answers and the beginning of what they said, as it stands now. */
export function AnsweredLine({ answered, conversation }: { answered: Answered; conversation: string }) {
  const { t } = useWords();
  const name = personName(answered, t);
  const whom = answered.organisation ? `${name}, ${answered.organisation}` : name;
  const address = `/samtal/${conversation}?inlagg=${answered.position}`;
  return (
    <p className={css.answered}>
      <CornerUpLeft size={15} aria-hidden className={css.icon} />
      <Link to={address} preventScrollReset className={css.link}>
        <span className={css.whom}>{t('talk.answerTo', { name: whom })}</span>
        {': '}
        <span className={answered.deleted ? css.gone : css.excerpt}>
          {answered.deleted ? t('talk.answersGone') : answered.excerpt}
        </span>
      </Link>
    </p>
  );
}
