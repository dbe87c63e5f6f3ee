import { queryOptions } from '@tanstack/react-query';
import {
  deleteSavedSearchesById,
  getSavedSearches,
  postSavedSearches,
  postSavedSearchesByIdSeen,
  putSavedSearchesById,
} from './generated/sdk/saved-searches.gen.ts';
import { keys } from './keys.ts';
import type { Asked } from './search.ts';
import type { SavedSearch, Tells } from './types.ts';

export const savedSearchesQuery = queryOptions({
  queryKey: keys.savedSearches,
  queryFn: async () => (await getSavedSearches()).data.items,
  // What is new is told by the socket.
  staleTime: 60_000,
});

/** Keeps what is asked for; the order of the hits is not part of it. */
export async function keepSearch(name: string, asked: Asked, tells: Tells): Promise<SavedSearch> {
  const { q, network, room, kind, year, host, theme, article, organisation, from, to, published } = asked;
  const body = {
    name,
    tells,
    asked: {
      q,
      published: Boolean(published),
      network: network ?? null,
      room: room ?? null,
      kind: (kind ?? null) as SavedSearch['asked']['kind'],
      year: year ? Number(year) : null,
      host: host ?? null,
      theme: theme ?? null,
      article: article ? Number(article) : null,
      organisation: organisation ?? null,
      from: from ?? null,
      to: to ?? null,
    },
  };
  return (await postSavedSearches({ body })).data;
}

export const changeSearch = async (id: string, name: string, tells: Tells): Promise<SavedSearch> =>
  (await putSavedSearchesById({ path: { id }, body: { name, tells } })).data;
export const forgetSearch = async (id: string) => void (await deleteSavedSearchesById({ path: { id } }));
export const seeSearch = async (id: string) => void (await postSavedSearchesByIdSeen({ path: { id } }));

/** The address of the search itself: the same that anybody may be sent, for whoever opens it searches for themselves. */
export function addressOfSearch(search: SavedSearch): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search.asked)) if (value) params.set(name, String(value));
  params.set('sparad', search.id);
  return `/sok?${params}`;
}
