import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { answerMeeting } from '../api/meetings.ts';
import { sentence } from '../api/problem.ts';
import type { Coming } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { tell } from '../ui/Toasts.tsx';

/** Answers for a place at a meeting; the last answer counts, so that another one is its undoing. */
export function useAnswer(meeting: string, subject: string) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: { answer: Coming; stand_in: string | null; note: string }) =>
      answerMeeting(meeting, subject, said),
    onSuccess: (_, { answer }) => {
      void client.invalidateQueries({ queryKey: keys.start });
      void client.invalidateQueries({ queryKey: keys.meeting(meeting) });
      tell(t(`meeting.answer.said.${answer}`));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
}
