import { type ComponentType, lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { withMoreTexts } from '../locales/i18n.ts';
import { whenIdle } from './whenIdle.ts';

interface Part {
  default: ComponentType<{ onClose: () => void }>;
}
const load = (): Promise<Part> => withMoreTexts(import('../features/search/SearchDialog.tsx'));
/** Once its part is here it is drawn at once: a boundary that waits, however shortly, loses the first letters typed. */
let part: Part = { default: lazy(load) };

/** The search over whatever page one is at: opened by its key or otherwise, and closed by who goes somewhere from it. */
export function useSearchDialog(): { dialog: ReactNode; open: () => void } {
  // what it was opened with stays, though its part may come meanwhile
  const [shown, setShown] = useState<Part | null>(null);
  const open = useCallback(() => setShown(part), []);
  // A page that was asked for before arrives beneath it: only going back takes it along.
  useEffect(() => {
    const back = () => setShown(null);
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  useEffect(() => {
    const take = (here: Part) => {
      part = here;
    };
    // what could not be fetched is when it is wanted
    return whenIdle(() => void load().then(take, () => undefined));
  }, []);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (
        (event.ctrlKey || event.metaKey) &&
        event.key.toLowerCase() === 'k' &&
        !event.altKey &&
        !event.shiftKey
      ) {
        event.preventDefault();
        // pressed again while its part comes it must not be gone as it appears
        setShown((open) => open ?? part);
      }
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, []);
  const dialog = shown && (
    <Suspense fallback={null}>
      <shown.default onClose={() => setShown(null)} />
    </Suspense>
  );
  return { dialog, open };
}
