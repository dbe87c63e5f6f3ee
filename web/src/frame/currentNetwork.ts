/** Which network one is in, also on the page of an object that only knows its own network. */
import { useEffect, useSyncExternalStore } from 'react';
import { useMatch } from 'react-router';
import { useNetworks } from '../api/networks.ts';
import type { Network } from '../api/types.ts';

const REMEMBERED = 'samrum.network';
let current: string | null = null;
const watchers = new Set<() => void>();

/** Pages of objects say which network they lie in. */
export function useLiesIn(network: string | null | undefined): void {
  useEffect(() => {
    if (!network || current === network) return;
    current = network;
    localStorage.setItem(REMEMBERED, network);
    for (const watcher of watchers) watcher();
  }, [network]);
}

/** The network of the page shown (`open`), and the one to go to from pages outside networks (`near`). */
export function useCurrentNetwork(): { open: Network | undefined; near: Network | undefined } {
  const networks = useNetworks();
  const said = useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => current,
  );
  const slug = useMatch('/natverk/:slug/*')?.params.slug;
  const thread = useMatch('/samtal/:id');
  const document = useMatch('/dokument/:id');
  const meeting = useMatch('/traffar/:id');
  const bySlug = networks.find((one) => one.slug === slug);
  useLiesIn(bySlug?.id);
  const remembered = said ?? localStorage.getItem(REMEMBERED);
  const near = bySlug ?? networks.find((one) => one.id === remembered) ?? networks[0];
  const inObject = thread ?? document ?? meeting;
  return { open: bySlug ?? (inObject && said ? near : undefined), near };
}
