import { useDeferredValue, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DocumentFilter } from '../../api/keys.ts';
import { KINDS, STATES } from './kinds.ts';

/** The words of the address, so that a narrowed list can be linked to. */
export type Chosen =
  | 'ar'
  | 'arkiv'
  | 'slag'
  | 'lage'
  | 'tema'
  | 'artikel'
  | 'org'
  | 'vard'
  | 'ordning'
  | 'vy'
  | 'mapp';
const SORTS = ['name', 'dated', 'size'] as const;
const NARROWING = [
  'ar',
  'arkiv',
  'slag',
  'lage',
  'tema',
  'artikel',
  'org',
  'vard',
] as const satisfies readonly Chosen[];

const among = <T extends string>(words: readonly T[], word: string | null): T | undefined =>
  words.find((one) => one === word);

/** What the list is narrowed by and how it is ordered, kept in the address. */
export function useDocumentFilter() {
  const [params, setParams] = useSearchParams();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const set = (name: Chosen, value: string | null) =>
    setParams(
      (held) => {
        if (value) held.set(name, value);
        else held.delete(name);
        return held;
      },
      { replace: true },
    );
  const year = Number(params.get('ar')) || undefined;
  const article = Number(params.get('artikel')) || undefined;
  const narrowing: DocumentFilter = {
    ...(asked && { q: asked }),
    ...(params.get('arkiv') === '1' && { published: true }),
    year,
    article,
    kind: among(KINDS, params.get('slag')),
    state: among(STATES, params.get('lage')),
    theme: params.get('tema') ?? undefined,
    organisation: params.get('org') ?? undefined,
    host: params.get('vard') ?? undefined,
  };
  const isNarrowed = Boolean(asked) || NARROWING.some((name) => params.get(name));
  const clear = () => {
    setQ('');
    setParams(
      (held) => {
        for (const name of NARROWING) held.delete(name);
        return held;
      },
      { replace: true },
    );
  };
  const sort = among(SORTS, params.get('ordning'));
  const folder = params.get('mapp');
  const pictures = params.get('vy') === 'bilder';
  return { q, setQ, narrowing, isNarrowed, sort, folder, pictures, set, clear };
}
