import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { writeAnswer } from '../../../api/asks.ts';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import type { Ask, AskAnswer, Named } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Html } from '../../../ui/Html.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import { castLater } from '../../../writing/outbox.ts';
import { useBegunWith } from '../../../writing/useBegunWith.ts';
import { Editor } from '../Editor.tsx';
import css from './Ask.module.css';

interface Props {
  ask: Ask;
  organisation: Named;
  answer: AskAnswer | null;
  onDone: () => void;
  onCancel?: () => void;
}

/** Where an organisation's answer is written. Two may write at once: the second gets both and loses nothing. */
export function AnswerEditor({ ask, organisation, answer, onDone, onCancel }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft(`answer:${ask.conversation_id}:${organisation.id}`);
  // What one began from; what comes meanwhile does not change it behind one's back.
  const [from] = useState(answer);
  const [text, write] = useBegunWith(draft, from?.text ?? '');
  const send = useMutation({
    mutationFn: (number: number) => writeAnswer(ask.conversation_id, organisation.id, number, text.trim()),
    onSuccess: () => {
      draft.clear();
      tell(t('asking.answerSaved'));
      onDone();
    },
    onError: (error, number) => {
      if (error instanceof ApiError && error.unreachable) wait(number);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.ask(ask.conversation_id) }),
  });
  // Off the line it waits on the device.
  const wait = (number: number) => {
    const answered = { conversation: ask.conversation_id, organisation: organisation.id, number };
    castLater(client, { what: 'answer', ...answered }, text.trim());
    draft.clear();
    tell(t('conversation.waiting'));
    onDone();
  };
  const refused = send.error instanceof ApiError ? send.error : null;
  const stale = refused?.status === 412;
  const theirs = stale && answer && answer.number !== from?.number ? answer : null;
  const submit = () => {
    if (!text.trim() || send.isPending) return;
    // once one has seen what the other wrote, that is what one starts from
    const number = (theirs ?? from)?.number ?? 0;
    if (navigator.onLine) send.mutate(number);
    else wait(number);
  };
  return (
    <>
      {stale && (
        <div role="alert">
          <p className={css.wrong}>{t('asking.stale')}</p>
          {theirs && (
            <section className={css.theirs} aria-label={t('asking.theirsNow')}>
              <Html html={theirs.html} small />
            </section>
          )}
        </div>
      )}
      {send.error && !stale && (
        <p className={css.wrong} role="alert">
          {refused?.field('/text') ?? sentence(send.error, t('ui.broken.body'))}
        </p>
      )}
      <OtherDraft draft={draft} />
      <Editor
        key={draft.generation}
        label={t('asking.answerLabel', { organisation: organisation.name })}
        value={text}
        onChange={write}
        onSend={submit}
        minRows={4}
      />
      <WrittenFor conversation={ask.conversation_id} />
      <div className={css.acts}>
        <Button look="filled" isDisabled={!text.trim() || send.isPending} onPress={submit}>
          {send.isPending ? t('asking.saving') : from ? t('asking.saveAnswer') : t('asking.sendAnswer')}
        </Button>
        {onCancel && (
          <Button
            onPress={() => {
              draft.clear();
              onCancel();
            }}
          >
            {t('ui.cancel')}
          </Button>
        )}
        <DraftNote state={draft.state} />
      </div>
    </>
  );
}
