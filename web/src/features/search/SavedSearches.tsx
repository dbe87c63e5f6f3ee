import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { addressOfSearch, forgetSearch, savedSearchesQuery } from '../../api/savedSearches.ts';
import type { SavedSearch } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Menu } from '../../ui/Menu.tsx';
import { SideBox } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SavedSearches.module.css';

const SaveSearch = lazy(async () => ({ default: (await import('./SaveSearch.tsx')).SaveSearch }));

/** The searches one keeps, each with how much is new, and what to do with it. */
export function SavedSearches() {
  const { t } = useWords();
  const client = useQueryClient();
  const kept = useQuery(savedSearchesQuery);
  const [changing, setChanging] = useState<SavedSearch | null>(null);
  const forget = useMutation({
    mutationFn: forgetSearch,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.savedSearches });
      tell(t('finding.forgotten'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  if (!kept.data?.length) return null;
  return (
    <SideBox title={t('finding.saved')}>
      <ul className={css.list}>
        {kept.data.map((search) => (
          <li key={search.id} className={css.row}>
            <Link to={addressOfSearch(search)} className={css.name}>
              {search.name}
            </Link>
            {search.new > 0 && <span className={css.new}>{t('finding.new', { count: search.new })}</span>}
            <Menu
              label={t('finding.actsOf', { name: search.name })}
              choices={[
                { id: 'change', text: t('finding.change'), act: () => setChanging(search) },
                { id: 'forget', text: t('finding.forget'), act: () => forget.mutate(search.id) },
              ]}
            />
          </li>
        ))}
      </ul>
      {changing && (
        <Suspense fallback={null}>
          <SaveSearch kept={changing} onClose={() => setChanging(null)} />
        </Suspense>
      )}
    </SideBox>
  );
}
