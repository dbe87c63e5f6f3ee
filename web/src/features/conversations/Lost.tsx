import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { draftsQuery } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { tell } from '../../ui/Toasts.tsx';
import { discardDraft } from '../../writing/draft.ts';
import { keptText } from '../../writing/keptDraft.ts';
import { LeftBehind } from '../../writing/LeftBehind.tsx';

/** What one had begun to write in a conversation that is no longer there for one. */
export function Lost({ conversation }: { conversation: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const place = `conversation:${conversation}`;
  const stored = useQuery(draftsQuery).data?.find((one) => one.place === place)?.text;
  const [here, setHere] = useState(() => keptText(place));
  const discard = useMutation({
    mutationFn: () => discardDraft(place),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.drafts });
      setHere('');
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return <LeftBehind text={here || (stored ?? '')} onDiscard={() => discard.mutate()} />;
}
