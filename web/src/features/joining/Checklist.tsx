import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkCondition } from '../../api/joining.ts';
import type { Case, Condition, ConditionState } from '../../api/types.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { useWords } from '../../locales/useWords.ts';
import { Choose } from '../../ui/Choose.tsx';
import { Field } from '../../ui/Field.tsx';
import { Part } from '../../ui/Page.tsx';
import { STATES } from './Answers.tsx';
import css from './Joining.module.css';

interface Props {
  found: Case;
  open: boolean;
  onDone: (now: Case) => void;
  onFailed: (error: unknown) => void;
}

/** Each condition with what they say of it, and what the coordinators hold. */
export function Checklist(props: Props) {
  const { t } = useWords();
  return (
    <Part title={t('joining.case.checklist')}>
      <ul className={css.part}>
        {props.found.asked.map((condition) => (
          <Checked key={condition.id} condition={condition} {...props} />
        ))}
      </ul>
    </Part>
  );
}

function Checked({ condition, found, open, onDone, onFailed }: Props & { condition: Condition }) {
  const { t } = useWords();
  const words = conditionWords(condition, t);
  const answer = found.answers.find((one) => one.condition_id === condition.id);
  const check = found.checks.find((one) => one.condition_id === condition.id);
  const [note, setNote] = useState(check?.note ?? '');
  const said = answer?.state ?? 'unclear';
  const set = useMutation({
    mutationFn: (body: { state: ConditionState; note: string }) =>
      checkCondition(found.id, condition.id, body),
    onSuccess: onDone,
    onError: onFailed,
  });
  const state = check?.state ?? said;
  return (
    <li className={css.answer}>
      <h3>{words.title}</h3>
      <p className={said === 'met' ? css.met : css.quiet}>
        {t('joining.case.said', { state: t(`joining.state.${said}`).toLowerCase() })}
      </p>
      <p className={answer?.text ? css.reason : css.quiet}>{answer?.text || t('joining.case.noText')}</p>
      {found.files
        .filter((file) => file.condition_id === condition.id)
        .map((file) => (
          <a key={file.id} href={`/api/v1/cases/${found.id}/files/${file.id}`}>
            {file.name}
          </a>
        ))}
      {open && (
        <>
          <Choose
            label={t('joining.case.yours')}
            value={state}
            onChange={(to) => set.mutate({ state: to as ConditionState, note: note.trim() })}
            options={STATES.map((one) => ({ id: one, text: t(`joining.state.${one}`) }))}
          />
          <Field
            label={t('joining.case.note')}
            value={note}
            onChange={setNote}
            maxLength={4000}
            onBlur={() => note.trim() !== (check?.note ?? '') && set.mutate({ state, note: note.trim() })}
          />
        </>
      )}
    </li>
  );
}
