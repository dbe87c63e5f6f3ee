import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Paged } from './types.ts';

const MOST = 100;

/**
 * A list that grows by pages and is one plain list in the cache, so that realtime frames can be
 * applied to it. A refetch brings as much as was shown, at most a hundred rows.
 */
export function usePaged<T>(
  queryKey: QueryKey,
  fetchPage: (cursor?: string, limit?: number) => Promise<Paged<T>>,
  enabled = true,
) {
  const client = useQueryClient();
  const [fetchingMore, setFetchingMore] = useState(false);
  const query = useQuery({
    queryKey,
    enabled,
    queryFn: () => {
      const held = client.getQueryData<Paged<T>>(queryKey)?.items.length ?? 0;
      return held > 0 ? fetchPage(undefined, Math.min(MOST, Math.max(30, held))) : fetchPage();
    },
  });
  const cursor = query.data?.next_cursor ?? null;
  return {
    ...query,
    items: query.data?.items ?? [],
    hasMore: cursor !== null,
    fetchingMore,
    more: async () => {
      if (cursor === null || fetchingMore) return;
      setFetchingMore(true);
      try {
        const next = await fetchPage(cursor);
        client.setQueryData<Paged<T>>(queryKey, (held) =>
          held ? { ...held, items: [...held.items, ...next.items], next_cursor: next.next_cursor } : next,
        );
      } finally {
        setFetchingMore(false);
      }
    },
  };
}
