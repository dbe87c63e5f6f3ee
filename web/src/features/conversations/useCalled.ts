import { type RefObject, useEffect } from 'react';
import type { Conversation, Message } from '../../api/types.ts';
import { useLive } from '../../realtime/live.ts';

const LOOKED_AT_MS = 1_000;

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
    const watch = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer);
        if (!entries.at(-1)?.isIntersecting || document.visibilityState !== 'visible') return;
        timer = setTimeout(() => live.sayRead(id, read_position, called_in), LOOKED_AT_MS);
      },
      { rootMargin: '0px 0px -96px 0px' },
    );
    watch.observe(end);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
    };
  }, [id, called_in, read_position, drawn, flow, live]);
}
