import { ChevronLeft, ChevronRight, Link as LinkIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Document } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { copyLink } from '../../ui/copy.ts';
import { FOUND_WORDS } from '../../ui/foundWords.ts';
import css from './DocumentPage.module.css';
import type { Hits } from './useHits.ts';

/** Searching within the document: "träff 2 av 5 ‹ ›", and a link to just this place. */
export function FindBar({ hits, document }: { hits: Hits; document: Document }) {
  const { t } = useWords();
  const [q, setQ] = useState(hits.query);
  useEffect(() => setQ(hits.query), [hits.query]);
  const copy = () => {
    const place = new URLSearchParams({ sida: String(hits.page) });
    if (hits.query) place.set('q', hits.query);
    if (hits.query && hits.found) place.set(FOUND_WORDS, hits.found);
    copyLink(`${location.origin}/dokument/${document.id}?${place}`, t);
  };
  const words =
    hits.all.length > 0
      ? t('document.hit', { n: hits.current + 1 || '–', count: hits.all.length })
      : hits.query
        ? t('document.noHits', { q: hits.query })
        : '';
  return (
    <search>
      <form
        className={css.find}
        onSubmit={(event) => {
          event.preventDefault();
          if (q.trim() === hits.query && hits.all.length > 0) hits.go(hits.current + 1);
          else hits.ask(q.trim());
        }}
      >
        <input
          type="search"
          className={css.findField}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          aria-label={t('document.findIn')}
          placeholder={t('document.findIn')}
        />
        <span className={css.hit} role="status">
          {words}
        </span>
        {hits.all.length > 0 && (
          <span className={css.arrows}>
            <Button
              look="icon"
              aria-label={t('document.previousHit')}
              onPress={() => hits.go(hits.current - 1)}
              icon={<ChevronLeft size={18} aria-hidden />}
            />
            <Button
              look="icon"
              aria-label={t('document.nextHit')}
              onPress={() => hits.go(hits.current + 1)}
              icon={<ChevronRight size={18} aria-hidden />}
            />
          </span>
        )}
        <Button
          look="icon"
          aria-label={t('document.copyLink')}
          onPress={copy}
          icon={<LinkIcon size={17} aria-hidden />}
        />
      </form>
    </search>
  );
}
