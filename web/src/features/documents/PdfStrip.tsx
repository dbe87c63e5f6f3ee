import { useEffect, useRef } from 'react';
import { useWords } from '../../locales/useWords.ts';
import type { Pdf } from '../../reading/pdf.ts';
import css from './PdfView.module.css';

const WIDTH_PX = 72;

/** The pages small, drawn as they come into view. */
export function PdfStrip({ pdf, page, onGo }: { pdf: Pdf; page: number; onGo: (page: number) => void }) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const strip = list.current;
    const here = strip?.children[page - 1];
    if (!strip || !(here instanceof HTMLElement)) return;
    // Only the strip scrolls, not the page round it.
    const top = here.offsetTop - strip.clientHeight / 2 + here.clientHeight / 2;
    strip.scrollTo({ top });
  }, [page]);
  return (
    <nav aria-label={t('document.strip')} className={css.strip}>
      <ol ref={list} className={css.pages}>
        {Array.from({ length: pdf.numPages }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          <Small key={index} pdf={pdf} number={index + 1} here={page === index + 1} onGo={onGo} />
        ))}
      </ol>
    </nav>
  );
}

function Small({
  pdf,
  number,
  here,
  onGo,
}: {
  pdf: Pdf;
  number: number;
  here: boolean;
  onGo: (page: number) => void;
}) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current;
    if (!surface) return;
    let cancel = () => {};
    const watch = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      watch.disconnect();
      pdf
        .getPage(number)
        .then((page) => {
          const scale = (WIDTH_PX * 2) / page.getViewport({ scale: 1 }).width;
          const viewport = page.getViewport({ scale });
          surface.width = viewport.width;
          surface.height = viewport.height;
          const task = page.render({ canvas: surface, viewport });
          cancel = () => task.cancel();
          return task.promise;
        })
        .catch(() => undefined);
    });
    watch.observe(surface);
    return () => {
      watch.disconnect();
      cancel();
    };
  }, [pdf, number]);
  return (
    <li>
      <button
        type="button"
        className={`${css.small} ${here ? css.here : ''}`}
        aria-current={here ? 'page' : undefined}
        aria-label={`${t('document.goToPage')} ${number}`}
        onClick={() => onGo(number)}
      >
        <canvas ref={canvas} aria-hidden />
        <span>{number}</span>
      </button>
    </li>
  );
}
