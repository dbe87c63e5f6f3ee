import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { keys } from '../../../api/keys.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { changeThread, type ThreadChange } from '../../../api/threads.ts';
import type { Conversation } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { applyFrame } from '../../../realtime/bridge.ts';
import { ownChange } from '../../../realtime/frames.ts';
import { type Choice, Menu } from '../../../ui/Menu.tsx';
import { tell } from '../../../ui/Toasts.tsx';

const ChangeThread = lazy(async () => ({ default: (await import('./ChangeThread.tsx')).ChangeThread }));
const MoveThread = lazy(async () => ({ default: (await import('./MoveThread.tsx')).MoveThread }));

/** Changes a thread and shows it as it is now; what can be undone is offered to be. */
export function useChangeThread(conversation: Conversation) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ThreadChange) => {
      const now = client.getQueryData<Conversation>(keys.conversation(conversation.id)) ?? conversation;
      return changeThread(now, change);
    },
    onSuccess: (now) => {
      applyFrame(client, ownChange({ kind: 'conversation_changed', data: { conversation: now } }));
      client.setQueryData(keys.conversation(now.id), now);
      if (now.network) void client.invalidateQueries({ queryKey: keys.tags(now.network.id) });
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      if (error instanceof ApiError && error.status === 412)
        void client.invalidateQueries({ queryKey: keys.conversation(conversation.id) });
    },
  });
}

/** What whoever started a thread, or manages its room, may do with it. */
export function ThreadActs({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const [open, setOpen] = useState<'change' | 'move' | null>(null);
  const change = useChangeThread(conversation);
  const { may, pinned, closed } = conversation;
  const put = (wanted: ThreadChange, done: string, back: ThreadChange) =>
    change.mutate(wanted, { onSuccess: () => tell(done, () => change.mutate(back)) });
  const choices: Choice[] = [
    ...(may.change ? [{ id: 'change', text: t('thread.change'), act: () => setOpen('change') }] : []),
    ...(may.shift ? [{ id: 'move', text: t('thread.move'), act: () => setOpen('move') }] : []),
    ...(may.keep
      ? [
          {
            id: 'pin',
            text: pinned ? t('thread.unpin') : t('thread.pin'),
            act: () =>
              put({ pinned: !pinned }, pinned ? t('thread.unpinnedDone') : t('thread.pinnedDone'), {
                pinned,
              }),
          },
          {
            id: 'close',
            text: closed ? t('thread.reopen') : t('thread.close'),
            act: () =>
              put({ closed: !closed }, closed ? t('thread.reopenedDone') : t('thread.closedDone'), {
                closed,
              }),
          },
        ]
      : []),
  ];
  if (choices.length === 0) return null;
  return (
    <>
      <Menu label={t('thread.acts')} choices={choices} />
      <Suspense fallback={null}>
        {open === 'change' && <ChangeThread conversation={conversation} onClose={() => setOpen(null)} />}
        {open === 'move' && <MoveThread conversation={conversation} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
