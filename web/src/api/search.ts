import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';
import type { SearchAnswer } from './types.ts';

/** What is asked for; empty fields are left out of the request. */
export interface Asked {
  q: string;
  network?: string | undefined;
  room?: string | undefined;
  kind?: string | undefined;
  year?: string | undefined;
  host?: string | undefined;
  theme?: string | undefined;
  organisation?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  order?: 'relevance' | 'date' | undefined;
  published?: boolean | undefined;
  /** How the hits are spread is counted for a page of them, not while one types. */
  facets?: boolean | undefined;
}

export const MIN_LETTERS = 2;

export async function searchPage(asked: Asked, limit: number, cursor?: string): Promise<SearchAnswer> {
  const { q, year, published, ...rest } = asked;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
  return (
    await sdk.getSearch({
      query: {
        q,
        ...given,
        ...(year && { year: Number(year) }),
        ...(published && { published: true }),
        limit,
        ...(cursor && { cursor }),
      } as NonNullable<Parameters<typeof sdk.getSearch>[0]>['query'],
    })
  ).data;
}

export const searchQuery = (asked: Asked, limit: number) =>
  queryOptions({
    queryKey: keys.search({ ...asked, limit }),
    queryFn: () => searchPage(asked, limit),
    enabled: asked.q.trim().length >= MIN_LETTERS,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
