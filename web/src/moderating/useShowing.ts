import { useMutation } from '@tanstack/react-query';
import { sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { tell } from '../ui/Toasts.tsx';
import { isMessage, type Target, useModerating } from './target.ts';

/** Shows again what was hidden. */
export function useShowing(target: Target, done?: () => void) {
  const { t } = useWords();
  const { show } = useModerating(target);
  return useMutation({
    mutationFn: show,
    onSuccess: () => {
      tell(isMessage(target) ? t('talk.hide.shown') : t('talk.hide.writingShown'));
      done?.();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
}
