import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { Message } from '../../api/types.ts';
import { useLive } from '../../realtime/live.ts';
import { windowSeen } from '../../ui/useWindowSeen.ts';
import { ENDS_SEEN, LOOKED_AT_MS } from './lookedAt.ts';

/**
 * Marks as read what has been on the screen while the window was looked at. Somebody who was sent into the middle of a
 * conversation, or to its end by writing there, has not read what comes before: until what is shown joins what has been
 * read, nothing is marked. Gives what says that the reader is being sent somewhere.
 */
export function useReadMark(
  conversation: string,
  read: number,
  flow: RefObject<HTMLElement | null>,
  items: Message[],
  sent: boolean,
): () => void {
  const live = useLive();
  const reached = useRef(read);
  const said = useRef(read);
  const leapt = useRef(sent);
  const first = items[0]?.position ?? 0;
  const last = items.at(-1)?.position ?? 0;
  useEffect(() => {
    // Read on another device, or leapt over by choice.
    reached.current = Math.max(reached.current, read);
  }, [read]);
  useEffect(() => {
    const root = flow.current;
    if (!root || last === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      timer = undefined;
      if (reached.current <= said.current || !windowSeen()) return;
      said.current = reached.current;
      live.sayRead(conversation, reached.current);
    };
    const watch = new IntersectionObserver((entries) => {
      if (first > reached.current + 1) return;
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        const position = Number((entry.target as HTMLElement).dataset.position);
        if (leapt.current && position > reached.current + 1) continue;
        leapt.current = false;
        reached.current = Math.max(reached.current, position);
      }
      timer ??= setTimeout(say, LOOKED_AT_MS);
    }, ENDS_SEEN);
    for (const mark of root.querySelectorAll('[data-position]')) watch.observe(mark);
    document.addEventListener('visibilitychange', say);
    return () => {
      watch.disconnect();
      document.removeEventListener('visibilitychange', say);
      if (timer) {
        clearTimeout(timer);
        say();
      }
    };
  }, [conversation, flow, first, last, live]);
  return useCallback(() => {
    leapt.current = true;
  }, []);
}
