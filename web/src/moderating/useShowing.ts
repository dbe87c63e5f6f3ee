import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showMessage } from '../api/messages.ts';
import { sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { applyFrame } from '../realtime/bridge.ts';
import { ownChange } from '../realtime/frames.ts';
import { tell } from '../ui/Toasts.tsx';

/** Shows a hidden message again. */
export function useShowing(done?: () => void) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: showMessage,
    onSuccess: (message) => {
      applyFrame(client, ownChange({ kind: 'message_shown', data: { message } }));
      tell(t('talk.hide.shown'));
      done?.();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
}
