import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../locales/useWords.ts';
import { markWords } from './markWords.ts';
import css from './PdfView.module.css';
import { type Pdf, TextLayer } from './pdf.ts';
import type { Hits } from './useHits.ts';

/** A page as wide as there is room, with its text lying invisible over it so that it can be marked and read aloud. */
export function PdfSheet({
  pdf,
  number,
  name,
  hits,
}: {
  pdf: Pdf;
  number: number;
  name: string;
  hits: Hits;
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
    marked?.scrollIntoView({ block: 'center' });
  }, [drawn, hits.words, passage]);

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
