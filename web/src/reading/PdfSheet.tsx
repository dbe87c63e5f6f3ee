import { useEffect, useRef, useState } from 'react';
import { useWords } from '../locales/useWords.ts';
import type { Hit } from './find.ts';
import { markWords } from './markWords.ts';
import css from './PdfSheet.module.css';
import { type Pdf, TextLayer } from './pdf.ts';

/** What is looked for in a document, and at which place of it one stands. */
export interface Sought {
  words: readonly string[];
  all: readonly Hit[];
  /** Which of them; -1 when none. */
  current: number;
}

const toTheMiddle = (mark: HTMLElement) => mark.scrollIntoView({ block: 'center' });

/** A page as wide as there is room, with its text lying invisible over it so that it can be marked and read aloud. */
export function PdfSheet({
  pdf,
  number,
  name,
  hits,
  onFound = toTheMiddle,
}: {
  pdf: Pdf;
  number: number;
  name: string;
  hits: Sought;
  /** Shows the passage one stands at, once it is drawn; a function that stays the same. */
  onFound?: (mark: HTMLElement) => void;
}) {
  const { t } = useWords();
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [drawn, setDrawn] = useState(0);

  useEffect(() => {
    const box = holder.current;
    if (!box) return;
    const watch = new ResizeObserver(([entry]) => {
      const next = Math.floor(entry?.contentRect.width ?? 0);
      setWidth((held) => (Math.abs(held - next) > 2 ? next : held));
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (width === 0) return;
    let current = true;
    let cancel = () => {};
    const draw = async () => {
      const page = await pdf.getPage(number);
      const surface = canvas.current;
      const layer = text.current;
      if (!current || !surface || !layer) return;
      const scale = width / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale });
      const sharp = Math.min(window.devicePixelRatio || 1, 3);
      surface.width = Math.floor(viewport.width * sharp);
      surface.height = Math.floor(viewport.height * sharp);
      surface.style.aspectRatio = `${viewport.width} / ${viewport.height}`;
      const task = page.render({ canvas: surface, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
      cancel = () => task.cancel();
      await task.promise;
      if (!current) return;
      layer.replaceChildren();
      layer.style.setProperty('--total-scale-factor', String(scale));
      const words = new TextLayer({
        textContentSource: page.streamTextContent(),
        container: layer,
        viewport,
      });
      cancel = () => words.cancel();
      await words.render();
      if (current) setDrawn((times) => times + 1);
    };
    draw().catch(() => undefined);
    return () => {
      current = false;
      cancel();
    };
  }, [pdf, number, width]);

  const hit = hits.all[hits.current];
  const passage = hit?.page === number ? hit.index : -1;
  useEffect(() => {
    if (drawn === 0 || !text.current) return;
    const marked = markWords(text.current, hits.words, passage, css.mark ?? '', css.markCurrent ?? '');
    if (marked) onFound(marked);
  }, [drawn, hits.words, passage, onFound]);

  return (
    <div ref={holder} className={css.sheet} aria-busy={drawn === 0}>
      <canvas ref={canvas} className={css.canvas} aria-hidden />
      <section
        ref={text}
        className={css.textLayer}
        aria-label={`${name}, ${t('document.pageShort', { page: number })}`}
        data-drawn={drawn > 0}
      />
    </div>
  );
}
