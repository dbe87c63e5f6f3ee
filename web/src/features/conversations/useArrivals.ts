import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useMe } from '../../api/session.ts';
import type { Message } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import type { Outgoing } from '../../writing/outbox.ts';

const NEAR_END_PX = 160;

const nearEnd = () =>
  document.documentElement.scrollHeight - window.innerHeight - window.scrollY < NEAR_END_PX;
export const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });
/** A menu of a message is open: scrolling would close it under the hand that chooses. */
const choosing = () => document.querySelector('article [aria-expanded="true"]') !== null;

/**
 * Something arrives: who was at the end follows, anybody else is told how much without anything moving; and who writes
 * sees what becomes of it.
 */
export function useArrivals(
  items: Message[],
  hasLater: boolean,
  outgoing: readonly Outgoing[],
  leap: () => void,
): { missed: number; spoken: string } {
  const { t } = useWords();
  const me = useMe();
  const [missed, setMissed] = useState(0);
  const [spoken, setSpoken] = useState('');
  const last = items.at(-1);
  const seen = useRef<number | null>(null);
  const end = useRef(true);
  useEffect(() => {
    const watch = () => {
      end.current = nearEnd();
      if (end.current) setMissed(0);
    };
    window.addEventListener('scroll', watch, { passive: true });
    return () => window.removeEventListener('scroll', watch);
  }, []);
  useLayoutEffect(() => {
    if (!last || hasLater) {
      seen.current = null;
      return;
    }
    const before = seen.current;
    seen.current = last.position;
    if (before === null || last.position <= before) return;
    const own = last.author.id === me.person.id;
    if (own && !end.current) leap();
    if (own || (end.current && !choosing())) toEnd();
    else setMissed((count) => count + last.position - before);
    if (!own) setSpoken(t('conversation.liveNew', { name: personName(last.author, t) }));
  }, [last, hasLater, me.person.id, t, leap]);
  useLayoutEffect(() => {
    if (outgoing.length === 0) return;
    leap();
    toEnd();
  }, [outgoing.length, leap]);
  // One that waits or was refused says what can be done about it, which must not stand below what is seen.
  const fares = outgoing.map((one) => one.state).join();
  useLayoutEffect(() => {
    if (fares && end.current) toEnd();
  }, [fares]);
  return { missed, spoken };
}
