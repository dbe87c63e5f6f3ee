import { Check } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Coming, OwnPlace } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { MenuLater } from '../ui/MenuLater.tsx';
import css from './AnswerPlace.module.css';
import { useAnswer } from './useAnswer.ts';

const AnswerNote = lazy(async () => ({ default: (await import('./AnswerNote.tsx')).AnswerNote }));

interface Props {
  meeting: string;
  place: OwnPlace;
  /** There are several places one answers for: each is named. */
  several: boolean;
  /** Room for a word to those who plan. */
  withNote?: boolean;
}

/** "Jag kommer", "Kan inte", "Ersättare går", for one place at a meeting. */
export function AnswerPlace({ meeting, place, several, withNote }: Props) {
  const { t } = useWords();
  const told = place.told;
  const answer = useAnswer(meeting, place.subject_id);
  const say = (what: Coming, stand_in: string | null = null, note = told?.note ?? '') =>
    answer.mutate({ answer: what, stand_in, note });
  const name = place.organisation?.name;
  const called = (person: { name: string | null }) => person.name ?? t('terms.representative');
  const look = (what: Coming) => ({
    'aria-pressed': told?.answer === what,
    isDisabled: answer.isPending,
    icon: told?.answer === what ? <Check size={17} aria-hidden /> : undefined,
    className: told?.answer === what ? (css.chosen ?? '') : '',
  });
  const only = place.deputies.length === 1 ? place.deputies[0] : undefined;
  return (
    <fieldset className={css.place}>
      <legend className={several ? css.whose : 'visually-hidden'}>
        {[name, place.seat_kind && t(`terms.seat.${place.seat_kind}`)].filter(Boolean).join(' · ') ||
          t('meeting.answer.yours')}
      </legend>
      <div className={css.acts}>
        <Button {...look('coming')} onPress={() => say('coming')}>
          {t('meeting.answer.coming')}
        </Button>
        <Button {...look('not_coming')} onPress={() => say('not_coming')}>
          {t('meeting.answer.not_coming')}
        </Button>
        {only ? (
          <Button {...look('deputy')} onPress={() => say('deputy', only.id)}>
            {t('meeting.answer.deputyNamed', { name: called(only) })}
          </Button>
        ) : (
          place.deputies.length > 1 && (
            <MenuLater
              label={t('meeting.answer.deputy')}
              button={<Button {...look('deputy')}>{t('meeting.answer.deputy')}</Button>}
              choices={place.deputies.map((deputy) => ({
                id: deputy.id,
                text: called(deputy),
                act: () => say('deputy', deputy.id),
              }))}
            />
          )
        )}
      </div>
      {told?.answer === 'deputy' && told.stand_in && (
        <p className={css.facts}>
          {t(told.unconfirmed ? 'meeting.answer.unconfirmed' : 'meeting.answer.standsIn', {
            name: called(told.stand_in),
          })}
        </p>
      )}
      {told?.by_coordinator && <p className={css.facts}>{t('meeting.answer.byCoordinator')}</p>}
      {withNote && told && (
        <Suspense fallback={null}>
          <AnswerNote
            said={told.note ?? ''}
            isDisabled={answer.isPending}
            onSave={(note) => say(told.answer, told.stand_in?.id ?? null, note)}
          />
        </Suspense>
      )}
    </fieldset>
  );
}
