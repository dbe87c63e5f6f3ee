import type { Condition, ConditionState } from '../../api/types.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { useWords } from '../../locales/useWords.ts';
import { Field } from '../../ui/Field.tsx';
import { Radios } from '../../ui/Radios.tsx';
import css from './Joining.module.css';

export const STATES = ['met', 'not_met', 'unclear'] as const;

export interface Given {
  state: ConditionState | null;
  text: string;
}

/** One answer for each condition. */
export function Answers({
  conditions,
  given,
  onChange,
  tried,
}: {
  conditions: Condition[];
  given: Record<string, Given>;
  onChange: (id: string, answer: Given) => void;
  tried: boolean;
}) {
  const { t } = useWords();
  return conditions.map((condition) => {
    const words = conditionWords(condition, t);
    const answer = given[condition.id] ?? { state: null, text: '' };
    const wrong = tried && !answer.state;
    return (
      <div key={condition.id} className={css.answer} data-wrong={wrong || undefined}>
        <Radios
          label={words.title}
          hint={words.explanation}
          value={answer.state}
          onChange={(state) => onChange(condition.id, { ...answer, state })}
          options={STATES.map((id) => ({ id, text: t(`joining.state.${id}`) }))}
        />
        {wrong && (
          <p className={css.wrong} role="alert">
            {t('joining.apply.choose')}
          </p>
        )}
        <Field
          label={t('joining.apply.how')}
          rows={2}
          maxLength={4000}
          value={answer.text}
          onChange={(text) => onChange(condition.id, { ...answer, text })}
        />
      </div>
    );
  });
}
