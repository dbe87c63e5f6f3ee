import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { DocumentPage } from '../../api/types.ts';
import { type Hit, hitsOf, wordsOf } from './find.ts';

export interface Hits {
  query: string;
  words: string[];
  all: Hit[];
  /** Which of them one stands at; -1 when at none. */
  current: number;
  page: number;
  go: (index: number) => void;
  goToPage: (page: number) => void;
  ask: (query: string) => void;
}

/** The found passages, and which page and passage one is at: all of it in the address, so that a link copies it. */
export function useHits(pages: readonly DocumentPage[], query: string): Hits {
  const [params, setParams] = useSearchParams();
  const all = useMemo(() => (query ? hitsOf(pages, query) : []), [pages, query]);
  const words = useMemo(() => wordsOf(query), [query]);
  const given = Number(params.get('sida')) || 0;
  const asked = Number(params.get('traff')) || 0;
  const first = given || all[0]?.page || 1;
  const current = asked > 0 && asked <= all.length ? asked - 1 : all.findIndex((hit) => hit.page === first);
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
    words,
    all,
    current,
    page: first,
    go: (index) => {
      const hit = all[(index + all.length) % all.length];
      if (hit) set({ traff: String(all.indexOf(hit) + 1), sida: String(hit.page) });
    },
    goToPage: (page) => set({ sida: String(page), traff: null }),
    ask: (next) => set({ q: next || null, traff: null, sida: null }),
  };
}
