import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { DocumentPage } from '../../api/types.ts';
import { type Hit, hitsOf, inStep, soughtIn } from '../../reading/find.ts';
import { FOUND_WORDS } from '../../ui/foundWords.ts';

export interface Hits {
  query: string;
  /** What of the address says with which words the search found the document, where they are others. */
  found: string;
  words: string[];
  all: Hit[];
  /** Which of them one stands at; -1 when at none. */
  current: number;
  /** The page one is at, as the address counts. */
  page: number;
  /** The same among the pages looked through. */
  at: number;
  go: (index: number) => void;
  goToPage: (page: number) => void;
  ask: (query: string) => void;
}

/**
 * The found passages, and which page and passage one is at: all of it in the address, so that a link copies it. The
 * address counts the pages of `counted`; what is looked through may be cut into other pages.
 */
export function useHits(
  pages: readonly DocumentPage[],
  query: string,
  counted: readonly DocumentPage[] = pages,
): Hits {
  const [params, setParams] = useSearchParams();
  const others = params.get(FOUND_WORDS) ?? '';
  const found = useMemo(() => others.split(' ').filter(Boolean), [others]);
  const all = useMemo(() => (query ? hitsOf(pages, query, found) : []), [pages, query, found]);
  const known = useMemo(
    () => (counted === pages ? all : query ? hitsOf(counted, query, found) : []),
    [all, counted, pages, query, found],
  );
  const words = useMemo(() => soughtIn(pages, query, found), [pages, query, found]);
  const given = Number(params.get('sida')) || 0;
  const asked = Number(params.get('traff')) || 0;
  const first = given || known[0]?.page || 1;
  const there = known.findIndex((hit) => hit.page === first);
  const current = asked > 0 && asked <= all.length ? asked - 1 : inStep(there, all.length);
  const at =
    counted === pages
      ? first
      : (all[current]?.page ?? Math.max(1, Math.round((first * pages.length) / Math.max(1, counted.length))));
  const set = (change: Record<string, string | null>) =>
    setParams(
      (held) => {
        for (const [name, value] of Object.entries(change)) {
          if (value === null) held.delete(name);
          else held.set(name, value);
        }
        return held;
      },
      { replace: true },
    );
  return {
    query,
    found: others,
    words,
    all,
    current,
    page: first,
    at,
    go: (index) => {
      const next = (index + all.length) % all.length;
      const place = known[inStep(next, known.length)];
      if (all[next]) set({ traff: String(next + 1), sida: String(place?.page ?? first) });
    },
    goToPage: (page) => set({ sida: String(page), traff: null }),
    ask: (next) => set({ q: next || null, [FOUND_WORDS]: null, traff: null, sida: null }),
  };
}
