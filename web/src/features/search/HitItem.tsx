import { useNetworks } from '../../api/networks.ts';
import type { Hit } from '../../api/types.ts';
import { dated } from '../../locales/dates.ts';
import { nameOf, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { FOUND_WORDS, foundWords } from '../../ui/foundWords.ts';
import { Marked } from '../../ui/Marked.tsx';
import css from './Hit.module.css';

/** Where a hit leads, with the searched words along so that the place can be marked. */
export function addressOf(hit: Hit, q: string): string {
  if (hit.kind !== 'document') return hit.url;
  const url = new URL(hit.url, location.origin);
  if (!url.searchParams.has('q')) url.searchParams.set('q', q);
  if (hit.page && !url.searchParams.has('sida')) url.searchParams.set('sida', String(hit.page));
  const found = foundWords(hit.passage);
  if (found) url.searchParams.set(FOUND_WORDS, found);
  return url.pathname + url.search;
}

/** Title, two lines of the passage marked, and where it stands. */
export function HitBody({ hit }: { hit: Hit }) {
  const { t, language } = useWords();
  const networks = useNetworks();
  // who is in one network need not be told of each hit that it is from there
  const alone = networks.length === 1 && networks[0]?.id === hit.network?.id;
  const when = hit.dated_on ? dated(hit.dated_on, hit.dated_precision ?? 'day', language) : null;
  // a meeting is often called by when it was
  const told =
    when && hit.meeting?.name.toLocaleLowerCase(language).includes(when.toLocaleLowerCase(language));
  const where = [
    hit.page ? t('document.pageShort', { page: hit.page }) : null,
    hit.more_pages > 0 ? t('search.morePages', { count: hit.more_pages }) : null,
    t(`terms.hitOne.${hit.kind}`),
    hit.author ? nameOf(hit.author, t) : null,
    hit.meeting && hit.kind !== 'meeting' ? hit.meeting.name : null,
    told ? null : when,
    hit.room && roomName(hit.room, t),
    alone ? null : hit.network?.name,
  ].filter(Boolean);
  return (
    <>
      <span className={css.title}>
        <Marked pieces={hit.title} />
      </span>
      {hit.passage.length > 0 && (
        <span className={css.passage}>
          <Marked pieces={hit.passage} />
        </span>
      )}
      <span className={css.where}>{where.join(' · ')}</span>
    </>
  );
}
