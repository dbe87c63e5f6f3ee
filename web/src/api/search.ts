import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getSearch } from './generated/sdk/search.gen.ts';
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
  article?: string | undefined;
  organisation?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  order?: 'relevance' | 'date' | undefined;
  published?: boolean | undefined;
  /** How the hits are spread is counted for a page of them, not while one types. */
  facets?: boolean | undefined;
  /** The first three of each kind, instead of one list. */
  grouped?: boolean | undefined;
}

export const MIN_LETTERS = 2;

export async function searchPage(asked: Asked, limit: number, cursor?: string): Promise<SearchAnswer> {
  const { q, year, article, published, ...rest } = asked;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
  return (
    await getSearch({
      query: {
        q,
        ...given,
        ...(year && { year: Number(year) }),
        ...(article && { article: Number(article) }),
        ...(published && { published: true }),
        limit,
        ...(cursor && { cursor }),
      } as NonNullable<Parameters<typeof getSearch>[0]>['query'],
    })
  ).data;
}

/** What narrows a search, in the order its words are shown. */
export const NARROWING = [
  'network',
  'room',
  'kind',
  'year',
  'host',
  'theme',
  'article',
  'organisation',
  'from',
  'to',
] as const;

/** Whether there is anything to look for: words, or something chosen that shows all there is of it. */
export const isAsked = (asked: Asked): boolean =>
  asked.q.trim().length >= MIN_LETTERS || NARROWING.some((name) => asked[name]);

export const searchQuery = (asked: Asked, limit: number) =>
  queryOptions({
    queryKey: keys.search({ ...asked, limit }),
    queryFn: () => searchPage(asked, limit),
    enabled: isAsked(asked),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
