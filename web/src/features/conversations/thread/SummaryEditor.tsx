import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { fetchSummary, writeSummary } from '../../../api/threads.ts';
import type { Conversation, Summary } from '../../../api/types.ts';
import { nameOf } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Html } from '../../../ui/Html.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import { Editor } from '../Editor.tsx';
import css from './SummaryEditor.module.css';

/** Improving a summary. Who was second sees both wordings, goes on from there and has lost nothing. */
export function SummaryEditor({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft(`summary:${conversation.id}`);
  // What one began from stays what it was, whatever arrives meanwhile.
  const [from, setFrom] = useState(conversation.summary?.revision ?? 0);
  const [touched, setTouched] = useState(false);
  const [round, setRound] = useState(0);
  const [theirs, setTheirs] = useState<Summary | null>(null);
  const text = touched || draft.text ? draft.text : (conversation.summary?.text ?? '');
  const write = (words: string) => {
    setTouched(true);
    draft.write(words);
  };
  const done = (summary: Summary) => {
    draft.clear();
    client.setQueryData<Conversation>(keys.conversation(conversation.id), (held) =>
      held && held.summary_revision <= summary.revision
        ? { ...held, summary, summary_revision: summary.revision }
        : held,
    );
    void client.invalidateQueries({ queryKey: keys.summaryVersions(conversation.id) });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => writeSummary(conversation.id, from, text.trim()),
    onSuccess: (summary) => {
      done(summary);
      tell(t('thread.summarySaved'));
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const now = await fetchSummary(conversation.id).catch(() => null);
      if (!now) return;
      if (!touched) write(text);
      setTheirs(now);
      setFrom(now.revision);
    },
  });
  const take = () => {
    if (!theirs) return;
    write(`${text.trimEnd()}\n\n${theirs.text}`.trim());
    setRound((number) => number + 1);
  };
  const refused = save.error && !(save.error instanceof ApiError && save.error.status === 412);
  const editor = (
    <Editor
      key={`${draft.generation}-${round}`}
      label={theirs ? t('thread.summaryYours') : t('thread.summaryText')}
      value={text}
      onChange={write}
      onSend={() => save.mutate()}
      minRows={7}
      autoFocus
    />
  );
  return (
    <Dialog
      title={t('thread.summary')}
      isOpen
      onClose={onClose}
      shape={theirs ? 'wide' : 'dialog'}
      footer={
        <>
          <span className={css.state}>
            <DraftNote state={draft.state} />
          </span>
          {theirs && <Button onPress={() => done(theirs)}>{t('thread.summaryKeepTheirs')}</Button>}
          {!theirs && <Button onPress={onClose}>{t('ui.cancel')}</Button>}
          <Button look="filled" onPress={() => save.mutate()} isDisabled={save.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {refused && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
      <OtherDraft draft={draft} />
      {theirs ? (
        <>
          <Notice>
            {t('thread.summaryMeanwhile', { name: theirs.author ? nameOf(theirs.author, t) : '' })}
          </Notice>
          <div className={css.both}>
            <section className={css.one} aria-label={t('thread.summaryYours')}>
              <h3>{t('thread.summaryYours')}</h3>
              {editor}
            </section>
            <section className={css.one} aria-label={t('thread.summaryTheirs')}>
              <h3>{t('thread.summaryTheirs')}</h3>
              <div className={css.theirs}>
                <Html html={theirs.html} />
              </div>
              <Button onPress={take}>{t('thread.summaryTakeTheirs')}</Button>
            </section>
          </div>
        </>
      ) : (
        <>
          <p className={css.hint}>{t('thread.summaryHint')}</p>
          {editor}
        </>
      )}
      <WrittenFor conversation={conversation.id} />
    </Dialog>
  );
}
