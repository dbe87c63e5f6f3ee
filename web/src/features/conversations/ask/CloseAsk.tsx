import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { closeAsk } from '../../../api/asks.ts';
import { keys } from '../../../api/keys.ts';
import { sentence } from '../../../api/problem.ts';
import type { Ask } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import { Editor } from '../Editor.tsx';
import css from './Ask.module.css';

/** Closing an ask with what it gave: a message, and a document that is found in five years. */
export function CloseAsk({ ask, onClose }: { ask: Ask; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft(`closing:${ask.conversation_id}`);
  const { text } = draft;
  const [once] = useState(() => crypto.randomUUID());
  const close = useMutation({
    mutationFn: () => closeAsk(ask, text.trim() ? { client_id: once, text: text.trim() } : null),
    onSuccess: () => {
      draft.clear();
      tell(t('asking.closedDone'));
      onClose();
    },
    // an answer may have come meanwhile: it is shown, and what one wrote stays
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.ask(ask.conversation_id) });
      void client.invalidateQueries({ queryKey: keys.messages(ask.conversation_id) });
    },
  });
  return (
    <Dialog
      title={t('asking.closeTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <DraftNote state={draft.state} />
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={close.isPending} onPress={() => close.mutate()}>
            {close.isPending ? t('asking.closing') : t('asking.closeNow')}
          </Button>
        </>
      }
    >
      {close.error && <Notice wrong>{sentence(close.error, t('ui.broken.body'))}</Notice>}
      <p className={css.note}>{t('asking.closeHint')}</p>
      <OtherDraft draft={draft} />
      <Editor
        key={draft.generation}
        label={t('asking.summaryLabel')}
        placeholder={t('asking.summaryLabel')}
        value={text}
        onChange={(written) => draft.write(written)}
        onSend={() => close.mutate()}
        minRows={6}
      />
      <WrittenFor conversation={ask.conversation_id} />
    </Dialog>
  );
}
