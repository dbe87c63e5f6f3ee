import { useSyncExternalStore } from 'react';

const watch = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

/** Whether the window is looked at, and not left in the background. */
export function useWindowSeen(): boolean {
  return useSyncExternalStore(watch, () => document.visibilityState === 'visible');
}
