import { useSyncExternalStore } from 'react';

/** Small habits kept on this device only. */
const watchers = new Set<() => void>();
const name = (what: string) => `samrum.preference.${what}`;

export function usePreference(
  what: 'richEditor' | 'enterSends' | 'thumbnails',
  usual: boolean,
): [boolean, (on: boolean) => void] {
  const held = useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => localStorage.getItem(name(what)),
  );
  const set = (on: boolean) => {
    localStorage.setItem(name(what), on ? '1' : '0');
    for (const watcher of watchers) watcher();
  };
  return [held === null ? usual : held === '1', set];
}
