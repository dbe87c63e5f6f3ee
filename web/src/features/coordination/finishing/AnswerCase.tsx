import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { caseQuery, sayInCase } from '../../../api/joining.ts';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { moment } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/** What whoever asked has written after the decision, and the answer. */
export function AnswerCase({ matter, onClose, onDone }: Finishing) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const found = useQuery(caseQuery(matter.subject_id)).data;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const say = useMutation({
    mutationFn: () => sayInCase(matter.subject_id, text.trim()),
    onSuccess: (now) => {
      client.setQueryData(keys.case(now.id), now);
      tell(t('joining.case.sent', { name: now.name }));
      onDone();
      onClose();
    },
  });
  if (!found) return null;
  const refused = say.error instanceof ApiError ? say.error.field('/text') : undefined;
  // all since the coordinators' last word
  const words = found.words.slice(found.words.findLastIndex((word) => !word.from_applicant) + 1);
  return (
    <Dialog
      title={t('desk.answerTo', { organisation: found.organisation })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Link to={`/samordning/arenden/${found.id}`}>{t('desk.whole.case')}</Link>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isPending={say.isPending}
            onPress={() => {
              setTried(true);
              if (text.trim()) say.mutate();
            }}
          >
            {t('joining.case.send')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {say.error && !refused && <Notice wrong>{sentence(say.error, t('ui.broken.body'))}</Notice>}
        {words.map((word) => (
          <div key={word.id} className={css.said}>
            <p className={css.quiet}>
              {t('joining.case.applicant', { name: found.name })} · {moment(word.at, language)}
            </p>
            <p className={css.text}>{word.text}</p>
          </div>
        ))}
        <Field
          label={t('joining.case.write', { name: found.name })}
          hint={t('joining.case.writeHint', { email: found.email })}
          rows={4}
          maxLength={4000}
          value={text}
          onChange={setText}
          autoFocus
          error={tried && !text.trim() ? t('joining.apply.required') : refused}
        />
      </div>
    </Dialog>
  );
}
