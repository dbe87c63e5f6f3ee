import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './DocumentList.module.css';

/** Files dragged anywhere over the window while the list is shown. Says whether they are over it. */
export function useFileDrop(
  area: RefObject<HTMLElement | null>,
  on: boolean,
  take: (files: File[]) => void,
): boolean {
  const [over, setOver] = useState(false);
  const act = useRef(take);
  act.current = take;
  useEffect(() => {
    if (!on || !area.current) return;
    let depth = 0;
    const files = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!files(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (files(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0) act.current(dropped);
    };
    const listen = [
      ['dragenter', enter],
      ['dragleave', leave],
      ['dragover', hover],
      ['drop', drop],
    ] as const;
    for (const [name, handle] of listen) window.addEventListener(name, handle);
    return () => {
      for (const [name, handle] of listen) window.removeEventListener(name, handle);
    };
  }, [area, on]);
  return over;
}

/** "Släpp för att lägga i Medlemmar. 29 personer ser det." */
export function DropOverlay({ room, asks }: { room: Room; asks: boolean }) {
  const { t } = useWords();
  return (
    <div className={css.overlay} aria-hidden>
      <p className={css.overlayTitle}>
        {asks ? t('document.uploadIn') : t('document.drop', { place: room.name })}
      </p>
      <p>{asks ? t('document.uploadInLead') : t('document.dropAudience', { count: room.audience.people })}</p>
    </div>
  );
}
