import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../api/types.ts';

/** Where to look: at a message, at the line where the new begins, at the end, or at the very beginning. */
export type Aim = { at: number; block: 'center' | 'start' } | 'new' | 'end' | 'top';

/** So long pictures and quotes may still come and move what was aimed at. */
const SETTLE_MS = 1_500;

/** What is seen begins below the rows that stay at the top. */
const BELOW_TOP_PX = 80;

const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });

/** Looks at a place as soon as it is drawn, and stays there until everything has found its size. */
export function useAim(items: Message[], first: Aim | null) {
  const [aim, setAim] = useState<{ aim: Aim; n: number } | null>(first && { aim: first, n: 0 });
  const settled = useRef<number>(-1);
  useLayoutEffect(() => {
    if (!aim || settled.current === aim.n || items.length === 0) return;
    if (!look(aim.aim)) return;
    settled.current = aim.n;
    // Who chose to go there goes on from there with the keys, too; who was only let in here keeps the focus where it is.
    if (aim.n > 0) stand(aim.aim);
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

function stand(aim: Aim): void {
  const flow = document.querySelector('[data-flow]');
  const all = flow?.querySelectorAll<HTMLElement>('article[id]');
  const there =
    aim === 'end'
      ? all?.[all.length - 1]
      : aim === 'new'
        ? flow?.querySelector<HTMLElement>('#nytt + article')
        : aim === 'top'
          ? all?.[0]
          : document.getElementById(`inlagg-${aim.at}`);
  // Whoever is finding, or writing, goes on with that.
  if (!document.activeElement?.closest('search, textarea')) there?.focus({ preventScroll: true });
}

/** What had the focus is closed: one stands at the first message that is seen. */
export function standHere(): void {
  requestAnimationFrame(() => {
    const all = document.querySelectorAll<HTMLElement>('[data-flow] article[id]');
    const seen = [...all].find((one) => one.getBoundingClientRect().bottom > BELOW_TOP_PX);
    seen?.focus({ preventScroll: true });
  });
}
