import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../api/types.ts';

/** Where to look: at a message, at the line where the new begins, at the end, or at the very beginning. */
export type Aim = { at: number; block: 'center' | 'start' } | 'new' | 'end' | 'top';

/** So long pictures and quotes may still come and move what was aimed at. */
const SETTLE_MS = 1_500;

const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });

/** Looks at a place as soon as it is drawn, and stays there until everything has found its size. */
export function useAim(items: Message[], first: Aim | null) {
  const [aim, setAim] = useState<{ aim: Aim; n: number } | null>(first && { aim: first, n: 0 });
  const settled = useRef<number>(-1);
  useLayoutEffect(() => {
    if (!aim || settled.current === aim.n || items.length === 0) return;
    if (!look(aim.aim)) return;
    settled.current = aim.n;
    // What comes late (thumbnails, quotes) must not push it away; whoever scrolls is left in peace.
    const flow = document.querySelector('[data-flow]');
    if (!flow || typeof ResizeObserver === 'undefined') return;
    const again = new ResizeObserver(() => look(aim.aim));
    const stop = () => {
      again.disconnect();
      clearTimeout(timer);
      for (const kind of KINDS) window.removeEventListener(kind, stop);
    };
    const timer = setTimeout(stop, SETTLE_MS);
    for (const kind of KINDS) window.addEventListener(kind, stop, { passive: true });
    again.observe(flow);
    return stop;
  }, [aim, items]);
  return useCallback((to: Aim) => setAim((held) => ({ aim: to, n: (held?.n ?? 0) + 1 })), []);
}

const KINDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Whether the place was there to be looked at. */
function look(aim: Aim): boolean {
  if (aim === 'end') toEnd();
  else if (aim === 'top') window.scrollTo({ top: 0 });
  else {
    const id = aim === 'new' ? 'nytt' : `inlagg-${aim.at}`;
    const place = document.getElementById(id);
    if (!place) return false;
    place.scrollIntoView({ block: aim === 'new' ? 'start' : aim.block });
  }
  return true;
}
