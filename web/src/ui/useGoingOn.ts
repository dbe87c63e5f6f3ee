import { useEffect } from 'react';

/** When what one pressed goes away with this, one goes on with the page. Whoever stands elsewhere is left there. */
export function useGoingOn(): void {
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.getElementById('content')?.focus({ preventScroll: true });
      });
    },
    [],
  );
}
