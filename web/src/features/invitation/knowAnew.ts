import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';

/**
 * Forgets what was known, by somebody else or by somebody with less, and asks again for what the page itself shows: that
 * has its watchers, who would wait in vain for one that was forgotten.
 */
export async function knowAnew(client: QueryClient, shown: QueryKey): Promise<void> {
  const kept = hashKey(shown);
  client.removeQueries({ predicate: (query) => query.queryHash !== kept });
  await client.invalidateQueries({ queryKey: shown });
}
