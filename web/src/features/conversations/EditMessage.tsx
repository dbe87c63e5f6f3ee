import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { editMessage } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Conversation, Message } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { useDraft } from '../../writing/draft.ts';
import { putBack } from '../../writing/keptDraft.ts';
import { OtherDraft } from '../../writing/OtherDraft.tsx';
import { useBegunWith } from '../../writing/useBegunWith.ts';
import css from './EditMessage.module.css';
import { Editor } from './Editor.tsx';
import { WriterNotes } from './WriterNotes.tsx';

interface Props {
  message: Message;
  conversation: Conversation;
  /** With the message as it now stands, where it changed. */
  onDone: (changed: Message | null) => void;
  /** It was left, and is to be gone on with after all. */
  onAgain: () => void;
}

/** A new wording of one's own message: a composer like the others, with its draft, its audience and its caution. */
export function EditMessage({ message, conversation, onDone, onAgain }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const place = `message:${message.id}`;
  const draft = useDraft(place);
  const [text, write] = useBegunWith(draft, message.text);
  const [round, setRound] = useState(0);
  const edit = useMutation({
    mutationFn: (wording: string) => editMessage(message, wording),
    onSuccess: (changed) => {
      draft.clear();
      onDone(changed);
    },
    onError: (error) => {
      const refused = error instanceof ApiError ? error.field('/text') : undefined;
      tell(refused ?? sentence(error, t('ui.broken.body')));
      if (error instanceof ApiError && error.status === 412)
        void client.invalidateQueries({ queryKey: keys.messages(conversation.id) });
    },
  });
  const leave = () => {
    const left = text.trim() && text !== message.text ? text : null;
    draft.clear();
    onDone(null);
    if (left === null) return;
    tell(t('conversation.editLeft'), () => {
      putBack(place, { text: left });
      onAgain();
    });
  };
  const save = (written?: string) => {
    const wording = (written ?? text).trim();
    if (wording && wording !== message.text) edit.mutate(wording);
    else leave();
  };
  return (
    <div className={css.editing}>
      <p className={css.audience}>
        {conversation.kind === 'direct' ? t('conversation.directAudience') : conversation.audience.text}.{' '}
        {t('conversation.publicRecord')}
      </p>
      <WriterNotes
        text={text}
        room={conversation.room.id}
        onChange={(wording) => {
          write(wording);
          setRound((number) => number + 1);
        }}
      />
      <OtherDraft draft={draft} />
      <Editor
        key={`${draft.generation}-${round}`}
        label={t('conversation.edit')}
        value={text}
        room={conversation.room.id}
        onChange={write}
        onSend={save}
        autoFocus
      />
      <div className={css.acts}>
        <Button look="filled" onPress={() => save()} isDisabled={edit.isPending}>
          {t('ui.save')}
        </Button>
        <Button onPress={leave}>{t('ui.cancel')}</Button>
        <DraftNote state={draft.state} />
      </div>
    </div>
  );
}
