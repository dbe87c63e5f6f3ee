import { useEffect, useRef } from 'react';

/**
 * A place to stand for who acts with the keys: where their own act took away what had the focus, they stand here and not
 * at the top of the page. Whoever has gone elsewhere meanwhile is left there.
 */
export function useStanding(changed: string) {
  const place = useRef<HTMLElement>(null);
  const acted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown has changed, and may have taken the focus away
  useEffect(() => {
    if (!acted.current) return;
    acted.current = false;
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [changed]);
  return {
    place,
    /** What comes next is one's own act. Said before it is sent: what it changes may be told live before it is answered. */
    keep: () => {
      acted.current = true;
    },
    /** It came to nothing. */
    leave: () => {
      acted.current = false;
    },
  };
}
