import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Placed, placed } from './placed.ts';

/** Files and folders dragged anywhere over the window while something that takes them is shown. Says whether they are over it. */
export function useFileDrop(
  area: RefObject<HTMLElement | null>,
  on: boolean,
  take: (files: File[], placed: Placed[]) => void,
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
      if (!event.dataTransfer) return;
      void placed(event.dataTransfer).then((found) => {
        if (found.length > 0)
          act.current(
            found.map((one) => one.file),
            found,
          );
      });
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
