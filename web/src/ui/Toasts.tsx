import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import css from './Toasts.module.css';

interface Toast {
  id: number;
  text: string;
  undo?: (() => void) | undefined;
}

/** As long as an undo is kept open. */
const STAYS_MS = 8_000;
const UNDO_STAYS_MS = 30_000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let last = 0;
const watchers = new Set<() => void>();
function set(next: readonly Toast[]): void {
  toasts = next;
  for (const watcher of watchers) watcher();
}

/** Says that something is done, with the way back when there is one. */
export function tell(text: string, undo?: () => void): void {
  last += 1;
  const id = last;
  set([...toasts, { id, text, undo }].slice(-MOST));
  setTimeout(() => set(toasts.filter((one) => one.id !== id)), undo ? UNDO_STAYS_MS : STAYS_MS);
}

const watch = (changed: () => void) => {
  watchers.add(changed);
  return () => watchers.delete(changed);
};

/** The place where such notices stand, once in the frame. */
export function Toasts() {
  const { t } = useWords();
  const shown = useSyncExternalStore(watch, () => toasts);
  const close = (id: number) => set(toasts.filter((one) => one.id !== id));
  return (
    <div className={css.place} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={css.toast}>
          <span className={css.text}>{toast.text}</span>
          {toast.undo && (
            <Button
              look="quiet"
              onPress={() => {
                toast.undo?.();
                close(toast.id);
              }}
            >
              {t('ui.undo')}
            </Button>
          )}
          <Button
            look="icon"
            aria-label={t('ui.close')}
            onPress={() => close(toast.id)}
            icon={<X size={18} aria-hidden />}
          />
        </div>
      ))}
    </div>
  );
}
