/**
 * A frame may arrive while a request is under way whose answer was read before it: the answer would then put the
 * old state back. So frames are remembered a little while, and those that came since a request began are applied
 * again to its answer. Applying is idempotent, and a whole tail of frames always ends at the newest state.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { ChangeFrame } from './frames.ts';

/** Longer than any request may take. */
const KEEP_MS = 60_000;
const MOST = 1_000;

export interface Replay {
  remember(frame: ChangeFrame): void;
  stop(): void;
}

export function startReplay(
  client: QueryClient,
  apply: (frames: ChangeFrame[]) => void,
  now: () => number,
): Replay {
  let recent: { at: number; frame: ChangeFrame }[] = [];
  const begun = new Map<string, number>();
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type === 'removed') begun.delete(event.query.queryHash);
    if (event.type !== 'updated') return;
    const { queryHash } = event.query;
    if (event.action.type === 'fetch') begun.set(queryHash, now());
    if (event.action.type !== 'success' || event.action.manual) return;
    const since = begun.get(queryHash);
    begun.delete(queryHash);
    if (since === undefined) return;
    const missed = recent.filter((one) => one.at >= since).map((one) => one.frame);
    if (missed.length > 0) apply(missed);
  });
  return {
    remember(frame) {
      const at = now();
      recent = [...recent.filter((one) => at - one.at < KEEP_MS), { at, frame }].slice(-MOST);
    },
    stop,
  };
}
