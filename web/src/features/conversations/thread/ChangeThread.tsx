import { useState } from 'react';
import { ApiError } from '../../../api/problem.ts';
import type { Conversation, ThreadKind } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { ArticleChoice } from '../../../ui/ArticleChoice.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Choose } from '../../../ui/Choose.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { listed } from '../../../ui/themes.ts';
import { KINDS, kindOptions } from './kinds.ts';
import { useChangeThread } from './ThreadActs.tsx';

/** Another title, another kind, other tags. */
export function ChangeThread({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useWords();
  const [title, setTitle] = useState(conversation.title ?? '');
  const [kind, setKind] = useState<ThreadKind>(conversation.thread_kind ?? 'discussion');
  const [themes, setThemes] = useState(conversation.themes.join(', '));
  const [articles, setArticles] = useState(conversation.articles);
  // What carries more than words stays what it is.
  const plain = KINDS.some((one) => one === conversation.thread_kind);
  const change = useChangeThread(conversation);
  const refused = change.error instanceof ApiError ? change.error : null;
  const save = () => {
    if (!title.trim()) return;
    change.mutate(
      { title: title.trim(), ...(plain && { kind }), themes: listed(themes), articles },
      {
        onSuccess: () => {
          onClose();
          tell(t('thread.changed'));
        },
      },
    );
  };
  return (
    <Dialog
      title={t('thread.changeTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={save} isDisabled={change.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Field
        label={t('conversation.title')}
        value={title}
        onChange={setTitle}
        error={title.trim() ? refused?.field('/title') : t('conversation.titleRequired')}
        maxLength={200}
      />
      {plain && (
        <Choose
          label={t('conversation.kind')}
          value={kind}
          onChange={(id) => setKind(id as ThreadKind)}
          options={kindOptions(t)}
        />
      )}
      <Field
        label={t('conversation.themesLabel')}
        hint={t('conversation.themesHint')}
        value={themes}
        onChange={setThemes}
        error={refused?.field('/themes')}
      />
      <ArticleChoice value={articles} onChange={setArticles} />
    </Dialog>
  );
}
