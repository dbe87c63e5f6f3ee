import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../../api/keys.ts';
import { sentence } from '../../../api/problem.ts';
import { acceptAnswer, withdrawAnswer } from '../../../api/threads.ts';
import type { Conversation, Message } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { applyFrame } from '../../../realtime/bridge.ts';
import { ownChange } from '../../../realtime/frames.ts';
import type { Choice } from '../../../ui/Menu.tsx';
import { tell } from '../../../ui/Toasts.tsx';

/** Whether a message is an answer that helped, and the choice to say so for who may. */
export function useAccepting(
  conversation: Conversation,
  message: Message,
): { accepted: boolean; choices: Choice[] } {
  const { t } = useWords();
  const client = useQueryClient();
  const accepted = conversation.answers.some((one) => one.message_id === message.id);
  const change = useMutation({
    mutationFn: () => (accepted ? withdrawAnswer : acceptAnswer)(conversation.id, message.id),
    onSuccess: (now) => {
      applyFrame(client, ownChange({ kind: 'conversation_changed', data: { conversation: now } }));
      client.setQueryData(keys.conversation(now.id), now);
      if (!accepted) tell(t('thread.acceptedDone'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const may = conversation.may.accept && message.position > 1 && !message.deleted;
  const text = accepted ? t('thread.withdraw') : t('thread.accept');
  return { accepted, choices: may ? [{ id: 'accept', text, act: () => change.mutate() }] : [] };
}
