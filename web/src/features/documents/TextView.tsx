import { useLayoutEffect, useMemo } from 'react';
import type { DocumentPage } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { rangesOf } from '../../reading/find.ts';
import css from './DocumentPage.module.css';
import type { Hits } from './useHits.ts';

/** The document as text: what a phone and a screen reader want, with the found words marked. */
export function TextView({
  pages,
  hits,
  paged,
}: {
  pages: readonly DocumentPage[];
  hits: Hits;
  paged: boolean;
}) {
  const { t } = useWords();
  const hit = hits.all[hits.current];
  const target = hit ? `${hit.page}-${hit.index}` : null;
  const anchor = hits.at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: again when the pages arrive
  useLayoutEffect(() => {
    const found = hit && document.querySelectorAll(`#sida-${hit.page} mark[data-passage="${hit.index}"]`)[0];
    if (found) found.scrollIntoView({ block: 'center' });
    else if (anchor > 1) document.getElementById(`sida-${anchor}`)?.scrollIntoView();
  }, [target, anchor, pages.length]);
  return (
    <div className={css.text}>
      {pages.map((page) => (
        <section
          key={page.number}
          id={`sida-${page.number}`}
          className={css.sheet}
          aria-label={t('document.pageShort', { page: page.number })}
        >
          {paged && <p className={css.number}>{t('document.pageShort', { page: page.number })}</p>}
          {page.heading && !page.text.trimStart().startsWith(page.heading) && (
            <h2 className={css.heading}>{page.heading}</h2>
          )}
          <Body text={page.text} words={hits.words} current={hit?.page === page.number ? hit.index : -1} />
        </section>
      ))}
    </div>
  );
}

const NEAR = 48;

interface Piece {
  from: number;
  text: string;
  passage: number | null;
}

function Body({ text, words, current }: { text: string; words: readonly string[]; current: number }) {
  const paragraphs = useMemo(() => {
    const ranges = rangesOf(text, words);
    let passage = -1;
    let last = Number.NEGATIVE_INFINITY;
    const numbered = ranges.map((range) => {
      if (range.from - last > NEAR) passage += 1;
      last = range.to;
      return { ...range, passage };
    });
    const made: { key: number; pieces: Piece[] }[] = [];
    for (const part of text.matchAll(/[^\n]+(?:\n(?!\n)[^\n]+)*/g)) {
      const from = part.index;
      const to = from + part[0].length;
      const pieces: Piece[] = [];
      let at = from;
      for (const range of numbered) {
        // A phrase may begin in one paragraph and end in the next.
        const [first, last] = [Math.max(range.from, from), Math.min(range.to, to)];
        if (first >= last) continue;
        if (first > at) pieces.push({ from: at, text: text.slice(at, first), passage: null });
        pieces.push({ from: first, text: text.slice(first, last), passage: range.passage });
        at = last;
      }
      if (at < to) pieces.push({ from: at, text: text.slice(at, to), passage: null });
      made.push({ key: from, pieces });
    }
    return made;
  }, [text, words]);
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph.key} className={css.paragraph}>
          {paragraph.pieces.map((piece) =>
            piece.passage === null ? (
              piece.text
            ) : (
              <mark
                key={piece.from}
                data-passage={piece.passage}
                className={piece.passage === current ? css.current : ''}
              >
                {piece.text}
              </mark>
            ),
          )}
        </p>
      ))}
    </>
  );
}
