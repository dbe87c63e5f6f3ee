import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { savedSearchesQuery, seeSearch } from '../../api/savedSearches.ts';
import type { SavedSearch } from '../../api/types.ts';
import { brief } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { useWindowSeen } from '../../ui/useWindowSeen.ts';
import css from './SavedSearches.module.css';

/** What has come since one last looked at a kept search. To have it open before one's eyes is to have seen it. */
export function NewHits({ id }: { id: string }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const kept = useQuery(savedSearchesQuery).data?.find((one) => one.id === id);
  const [shown, setShown] = useState<SavedSearch | null>(null);
  const looked = useWindowSeen();
  // What was new when one came stays on the page, though from now on it is seen.
  useEffect(() => {
    if (!kept || kept.new === 0) return;
    setShown((held) => (held?.id === kept.id ? { ...kept, newest: joined(kept, held) } : kept));
    // Left open in the background it would swallow what it tells of.
    if (!looked) return;
    void seeSearch(kept.id).then(() => client.invalidateQueries({ queryKey: keys.savedSearches }));
  }, [kept, client, looked]);
  if (!shown || shown.id !== id) return null;
  return (
    <section className={css.box} aria-label={t('finding.newHits')}>
      <h2 className={css.title}>{t('finding.newHits')}</h2>
      <ul>
        {shown.newest.map((hit) => (
          <li key={hit.id} className={css.hit}>
            <Link to={hit.url}>{hit.title ?? t('finding.untitled')}</Link>
            <span className={css.kind}>
              {t(`terms.hitOne.${hit.kind}`)} · {brief(hit.at, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function joined(now: SavedSearch, before: SavedSearch): SavedSearch['newest'] {
  return [...now.newest, ...before.newest.filter((old) => !now.newest.some((one) => one.id === old.id))];
}
