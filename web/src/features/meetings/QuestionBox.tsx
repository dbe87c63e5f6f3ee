import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { askMeeting, forwardQuestion, questionBoxQuery, takeBackQuestion } from '../../api/meetings.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting, MeetingQuestion } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Part } from '../../ui/Page.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { useDraft } from '../../writing/draft.ts';
import { OtherDraft } from '../../writing/OtherDraft.tsx';
import css from './Beforehand.module.css';

/** What one wants to be talked about: asked by name, or by way of the coordinator where it is hard to ask. */
export function QuestionBox({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const draft = useDraft(`question:${meeting.id}`);
  const { text } = draft;
  const [how, setHow] = useState<'named' | 'quiet'>('named');
  const questions = useQuery(questionBoxQuery(meeting.id)).data ?? [];
  const again = () => void client.invalidateQueries({ queryKey: keys.questionBox(meeting.id) });
  const ask = useMutation({
    mutationFn: () => askMeeting(meeting.id, text, how === 'named'),
    onSuccess: (next) => {
      client.setQueryData(keys.questionBox(meeting.id), next);
      draft.clear();
      setOpen(false);
      tell(t(how === 'named' ? 'meeting.box.asked' : 'meeting.box.sent'));
    },
  });
  const wrong = (error: unknown) => tell(sentence(error, t('ui.broken.body')));
  const forward = useMutation({
    mutationFn: (id: string) => forwardQuestion(meeting.id, id),
    onSuccess: again,
    onError: wrong,
  });
  const takeBack = useMutation({
    mutationFn: (id: string) => takeBackQuestion(meeting.id, id),
    onSuccess: again,
    onError: wrong,
  });
  const refused = ask.error instanceof ApiError ? ask.error : null;
  const whose = (one: MeetingQuestion) =>
    one.person && (one.named || !one.mine)
      ? [one.person.name ?? t('terms.representative'), one.organisation?.name].filter(Boolean).join(', ')
      : t('meeting.box.quietly');
  return (
    <Part title={t('meeting.box.name')}>
      {questions.length > 0 && (
        <ul className={css.list}>
          {questions.map((one) => (
            <li key={one.id} className={css.one}>
              <p className={css.words}>{one.text}</p>
              <p className={css.facts}>
                {whose(one)}
                {!one.shown && ` · ${t('meeting.box.notShown')}`}
              </p>
              <div className={css.acts}>
                {!one.shown && meeting.may.keep_attendance && (
                  <Button onPress={() => forward.mutate(one.id)} isDisabled={forward.isPending}>
                    {t('meeting.box.forward')}
                  </Button>
                )}
                {one.mine && (
                  <Button
                    look="quiet"
                    onPress={() => takeBack.mutate(one.id)}
                    isDisabled={takeBack.isPending}
                  >
                    {t('meeting.box.takeBack')}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {!open && (
        <div className={css.begin}>
          {questions.length === 0 && <p className={css.facts}>{t('meeting.box.empty')}</p>}
          {meeting.room.may.write && <Button onPress={() => setOpen(true)}>{t('meeting.box.ask')}</Button>}
        </div>
      )}
      {open && (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate();
          }}
        >
          <OtherDraft draft={draft} />
          <Field
            label={t('meeting.box.question')}
            hint={
              how === 'named' ? (
                <WrittenFor audience={meeting.room.audience} />
              ) : (
                <WrittenFor readers={t('meeting.box.quietReaders')} />
              )
            }
            value={text}
            onChange={(written) => draft.write(written)}
            rows={3}
            error={refused ? (refused.field('/text') ?? refused.detail) : undefined}
            maxLength={2000}
          />
          <Radios
            label={t('meeting.box.how')}
            value={how}
            onChange={setHow}
            options={[
              { id: 'named', text: t('meeting.box.named'), note: t('meeting.box.namedHint') },
              { id: 'quiet', text: t('meeting.box.quiet'), note: t('meeting.box.quietHint') },
            ]}
          />
          <div className={css.acts}>
            <Button type="submit" isDisabled={ask.isPending}>
              {t('meeting.box.send')}
            </Button>
            <Button look="quiet" onPress={() => setOpen(false)}>
              {t('ui.cancel')}
            </Button>
            <DraftNote state={draft.state} />
          </div>
        </form>
      )}
    </Part>
  );
}
