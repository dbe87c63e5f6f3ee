import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askDocumentSeen, sayOpened, stopAskingDocumentSeen } from '../../api/documents.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { Document } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { tell } from '../../ui/Toasts.tsx';

/** The choice to ask which organisations open one's own document, or to stop; none for others. */
export function useSeenChoice(document: Document) {
  const { t } = useWords();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (ask: boolean) => (ask ? askDocumentSeen : stopAskingDocumentSeen)(document.id),
    onSuccess: (now) => {
      client.setQueryData(keys.document(now.id), now);
      void client.invalidateQueries({ queryKey: keys.seen(now.id) });
      tell(now.asks_seen ? t('document.seen.asked') : t('document.seen.stopped'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  if (!document.may.ask_seen) return [];
  const text = document.asks_seen ? t('document.seen.stop') : t('document.seen.ask');
  return [{ id: 'seen', text, act: () => change.mutate(!document.asks_seen) }];
}

/** Whoever looks at a document has opened it: said where its author asks, once for each version. */
export function useSayOpened({ id, version, asks_seen, may }: Document): void {
  const asked = asks_seen && !may.ask_seen ? version : null;
  useEffect(() => {
    // If it can't be said now it is said another time.
    if (asked !== null) void sayOpened(id).catch(() => undefined);
  }, [asked, id]);
}
