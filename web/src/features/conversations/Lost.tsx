import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { draftsQuery } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { discardDraft } from '../../writing/draft.ts';
import { keptText } from '../../writing/keptDraft.ts';
import { LeftBehind } from '../../writing/LeftBehind.tsx';

/** What one had begun to write in a conversation that is no longer there for one. */
export function Lost({ conversation }: { conversation: string }) {
  const client = useQueryClient();
  const place = `conversation:${conversation}`;
  const stored = useQuery(draftsQuery).data?.find((one) => one.place === place)?.text;
  const [here, setHere] = useState(() => keptText(place));
  const discard = async () => {
    setHere('');
    await discardDraft(place);
    void client.invalidateQueries({ queryKey: keys.drafts });
  };
  return <LeftBehind text={here || (stored ?? '')} onDiscard={() => void discard()} />;
}
