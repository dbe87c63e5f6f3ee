import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { answerRound, type RoundAnswer } from '../../api/seats.ts';
import type { SeatQuestion, SeatView } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** After an election: does one go on? A coordinator enters what they were told. */
export function Asked({
  seat,
  question,
  onPropose,
}: {
  seat: SeatView;
  question: SeatQuestion;
  onPropose: () => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const answer = useMutation({
    mutationFn: (said: RoundAnswer) => answerRound(question.round_id, seat.id, said),
    onSuccess: (shown) => {
      client.setQueryData(keys.seat(seat.id), shown);
      void client.invalidateQueries({ queryKey: keys.start });
      tell(t('round.thanks'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const own = seat.may.keep;
  return (
    <section className={css.asked} aria-labelledby="asked">
      <h2 id="asked" className={css.askedTitle}>
        {t(own ? 'round.question' : 'round.questionOf')}
      </h2>
      {question.note && <p>{question.note}</p>}
      <p className={css.quiet}>
        {question.answer
          ? t('round.yours', { said: t(`round.said.${question.answer}`) })
          : t('round.until', { date: date(question.due_on, language) })}
      </p>
      <div className={css.acts}>
        <Button
          look={own && !question.answer ? 'filled' : 'outlined'}
          isPending={answer.isPending}
          onPress={() => answer.mutate('continues')}
        >
          {t(own ? 'round.continues' : 'round.continuesOf')}
        </Button>
        {own && <Button onPress={onPropose}>{t('round.successor')}</Button>}
        <Button isPending={answer.isPending} onPress={() => answer.mutate('leaves')}>
          {t(own ? 'round.leaves' : 'round.leavesOf')}
        </Button>
      </div>
    </section>
  );
}
