/**
 * A form over something that others may change meanwhile: what one has typed stays, what one has not touched becomes
 * theirs, and where both have changed the same it says so, with their words at hand.
 */
import { useState } from 'react';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What one has, on top of what it has become since one began: with the parts that both have changed. */
export function onTop<T extends object>(
  base: T,
  mine: T,
  theirs: T,
): { value: T; both: (keyof T)[]; changed: boolean } {
  const value = { ...theirs };
  const both: (keyof T)[] = [];
  let changed = false;
  for (const key of Object.keys(theirs) as (keyof T)[]) {
    const otherwise = !same(theirs[key], base[key]) && !same(theirs[key], mine[key]);
    changed ||= otherwise;
    if (same(mine[key], base[key])) continue;
    value[key] = mine[key];
    if (otherwise) both.push(key);
  }
  return { value, both, changed };
}

export interface Edited<T> {
  value: T;
  change: (part: Partial<T>) => void;
  /** The revision that what is here is on top of. */
  revision: number;
  /** Somebody changed something while one was writing. */
  meanwhile: boolean;
  /** What they and one oneself have changed. */
  both: (keyof T)[];
  /** How they have it. */
  theirs: T;
  /** It is saved as this: nothing is unsaved. */
  saved: (revision: number, value: T) => void;
}

/** `is` at its `revision`, as it is being changed here. */
export function useEdited<T extends object>(revision: number, is: T): Edited<T> {
  const [now, setNow] = useState({ revision, base: is, mine: is, meanwhile: false, both: [] as (keyof T)[] });
  if (revision > now.revision) {
    const { value, both, changed } = onTop(now.base, now.mine, is);
    const typed = !same(now.mine, now.base);
    setNow({ revision, base: is, mine: value, meanwhile: typed && changed, both });
  }
  return {
    value: now.mine,
    change: (part) => setNow((before) => ({ ...before, mine: { ...before.mine, ...part } })),
    revision: now.revision,
    meanwhile: now.meanwhile,
    both: now.both,
    theirs: now.base,
    saved: (next, value) => setNow({ revision: next, base: value, mine: value, meanwhile: false, both: [] }),
  };
}
