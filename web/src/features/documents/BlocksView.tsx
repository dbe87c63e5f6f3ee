import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react';
import { pictureAddress } from '../../api/together.ts';
import type { Block, DocumentPage } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { markWords } from '../../reading/markWords.ts';
import css from './BlocksView.module.css';
import type { Hits } from './useHits.ts';

/**
 * A document that can't be drawn, as it is built: headings, lists, tables, pictures; a presentation as one card a slide.
 * Every word of it is text, whatever it says.
 */
export function BlocksView({
  id,
  version,
  pages,
  hits,
  cards,
}: {
  id: string;
  version: number;
  pages: readonly DocumentPage[];
  hits: Hits;
  cards: boolean;
}) {
  const { t } = useWords();
  const ranks = useMemo(() => ranked(pages), [pages]);
  return (
    <div className={cards ? css.cards : css.flow}>
      {pages.map((page) => (
        <Sheet key={page.number} page={page} hits={hits} card={cards}>
          {cards && <p className={css.number}>{t('document.slide', { number: page.number })}</p>}
          {page.blocks.length > 0
            ? grouped(page.blocks).map((group, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
                <Group key={index} group={group} rank={ranks.get(group) ?? 2} id={id} version={version} />
              ))
            : page.text.split(/\n{2,}/).map((text, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
                <p key={index} className={css.paragraph}>
                  {text}
                </p>
              ))}
        </Sheet>
      ))}
    </div>
  );
}

function Sheet({
  page,
  hits,
  card,
  children,
}: {
  page: DocumentPage;
  hits: Hits;
  card: boolean;
  children: ReactNode;
}) {
  const { t } = useWords();
  const sheet = useRef<HTMLElement>(null);
  const hit = hits.all[hits.current];
  const passage = hit?.page === page.number ? hit.index : -1;
  const isTarget = hits.at === page.number;
  useLayoutEffect(() => {
    if (!sheet.current) return;
    const marked = markWords(sheet.current, hits.words, passage, css.mark ?? '', css.current ?? '');
    if (marked) marked.scrollIntoView({ block: 'center' });
    else if (isTarget && page.number > 1) sheet.current.scrollIntoView();
  }, [hits.words, passage, isTarget, page.number]);
  return (
    <section
      ref={sheet}
      id={`sida-${page.number}`}
      className={card ? css.card : css.sheet}
      aria-label={t(card ? 'document.slide' : 'document.pageShort', {
        page: page.number,
        number: page.number,
      })}
    >
      {children}
    </section>
  );
}

type Grouped = Exclude<Block, { kind: 'item' }> | { kind: 'list'; items: string[] };

/** Items that follow one another are one list. */
function grouped(blocks: readonly Block[]): Grouped[] {
  const groups: Grouped[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind !== 'item') groups.push(block);
    else if (last?.kind === 'list') last.items.push(block.text);
    else groups.push({ kind: 'list', items: [block.text] });
  }
  return groups;
}

/** Which heading of ours each of the document's is: from the second on, and no step left out, whatever it was made with. */
function ranked(pages: readonly DocumentPage[]): Map<Grouped, number> {
  const headings = pages.flatMap((page) => page.blocks).filter((block) => block.kind === 'heading');
  const top = Math.min(...headings.map((heading) => heading.level));
  const ranks = new Map<Grouped, number>();
  let before = 1;
  for (const heading of headings) {
    before = Math.min(6, heading.level - top + 2, before + 1);
    ranks.set(heading, before);
  }
  return ranks;
}

interface GroupProps {
  group: Grouped;
  rank: number;
  id: string;
  version: number;
}

function Group({ group, rank, id, version }: GroupProps) {
  const { t } = useWords();
  switch (group.kind) {
    case 'heading': {
      const Heading = `h${rank}` as 'h2';
      return <Heading className={css[`h${Math.min(3, group.level)}`]}>{group.text}</Heading>;
    }
    case 'paragraph':
      return <p className={css.paragraph}>{group.text}</p>;
    case 'list':
      return (
        <ul className={css.list}>
          {group.items.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
            <li key={index}>{text}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <section className={css.scroll} tabIndex={0} aria-label={t('document.table')}>
          <table className={css.table}>
            <tbody>
              {group.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
                <tr key={index}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      );
    case 'picture':
      return (
        <figure className={css.figure}>
          <img
            className={css.picture}
            src={pictureAddress(id, group.number, version)}
            alt={group.says ?? t('document.pictureWithin')}
            loading="lazy"
          />
        </figure>
      );
    case 'notes':
      return (
        // one a slide: a note, not a landmark of the page
        <div role="note" className={css.notes} aria-label={t('document.speakerNotes')}>
          <p className={css.notesTitle}>{t('document.speakerNotes')}</p>
          <p className={css.paragraph}>{group.text}</p>
        </div>
      );
  }
}
