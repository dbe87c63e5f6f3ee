import { type RefObject, useEffect } from 'react';
import type { Conversation, Message } from '../../api/types.ts';
import { useLive } from '../../realtime/live.ts';
import { windowSeen } from '../../ui/useWindowSeen.ts';
import { ENDS_SEEN, LOOKED_AT_MS } from './lookedAt.ts';

/**
 * A message one had read calls on one since an edit: it is answered for once it has been on the screen for a moment while
 * the window was looked at.
 */
export function useCalled(
  { id, called_in, read_position }: Conversation,
  flow: RefObject<HTMLElement | null>,
  items: Message[],
): void {
  const live = useLive();
  const drawn = items.some((one) => one.position === called_in);
  useEffect(() => {
    const end = drawn && flow.current?.querySelector(`[data-position="${called_in}"]`);
    if (!end) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = false;
    // from the beginning whenever it comes on the screen or the window is looked at again
    const look = () => {
      clearTimeout(timer);
      if (shown && windowSeen())
        timer = setTimeout(() => live.sayRead(id, read_position, called_in), LOOKED_AT_MS);
    };
    const watch = new IntersectionObserver((entries) => {
      shown = entries.at(-1)?.isIntersecting ?? false;
      look();
    }, ENDS_SEEN);
    watch.observe(end);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [id, called_in, read_position, drawn, flow, live]);
}
