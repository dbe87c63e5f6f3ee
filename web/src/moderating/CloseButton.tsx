import { useMutation, useQueryClient } from '@tanstack/react-query';
import { conversationQuery } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import { sentence } from '../api/problem.ts';
import { changeThread } from '../api/threads.ts';
import { useWords } from '../locales/useWords.ts';
import { applyFrame } from '../realtime/bridge.ts';
import { ownChange } from '../realtime/frames.ts';
import { Button } from '../ui/Button.tsx';
import { tell } from '../ui/Toasts.tsx';

interface Props {
  id: string;
  closed: boolean;
  done: () => void;
}

/** Closes a thread from where it is not open, or opens it again; either is undone from the notice that it is done. */
export function CloseButton({ id, closed, done }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: async (wanted: boolean) =>
      // what stands here may be older than the thread: its revision is asked for
      changeThread(await client.fetchQuery({ ...conversationQuery(id), staleTime: 0 }), { closed: wanted }),
    onSuccess: (now) => {
      applyFrame(client, ownChange({ kind: 'conversation_changed', data: { conversation: now } }));
      client.setQueryData(keys.conversation(now.id), now);
      done();
    },
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      done();
    },
  });
  const act = () =>
    change.mutate(!closed, {
      onSuccess: () =>
        tell(closed ? t('thread.reopenedDone') : t('thread.closedDone'), () => change.mutate(closed)),
    });
  return (
    <Button look="quiet" onPress={act} isDisabled={change.isPending}>
      {closed ? t('thread.reopen') : t('thread.close')}
    </Button>
  );
}
