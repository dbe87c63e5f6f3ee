import { useSyncExternalStore } from 'react';

const watch = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

/** Whether the window is looked at, and not left in the background. */
export const windowSeen = (): boolean => document.visibilityState === 'visible';

export const useWindowSeen = (): boolean => useSyncExternalStore(watch, windowSeen);
