import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { addressOfSearch, savedSearchesQuery, seeSearch } from '../../api/savedSearches.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import css from './InboxPage.module.css';

/** How many of what is new are named. */
const NAMED = 3;

/** What is new for the searches one keeps. */
export function FoundForYou() {
  const { t } = useWords();
  const client = useQueryClient();
  const kept = useQuery(savedSearchesQuery);
  const see = useMutation({
    mutationFn: seeSearch,
    onSettled: () => void client.invalidateQueries({ queryKey: keys.savedSearches }),
  });
  const waiting = (kept.data ?? []).filter((search) => search.new > 0 && search.tells !== 'nothing');
  if (waiting.length === 0) return null;
  return (
    <Part title={t('finding.newFor')} quiet>
      <ul className={css.rows}>
        {waiting.map((search) => (
          <li key={search.id} className={css.row}>
            <div className={css.words}>
              <p className={css.head}>
                <Link to={addressOfSearch(search)} className={css.title}>
                  {search.name}
                </Link>
                <span className={css.count}>
                  <span className="visually-hidden">{t('finding.new', { count: search.new })}</span>
                  <span aria-hidden>{search.new}</span>
                </span>
              </p>
              <p className={css.excerpt}>
                {search.newest
                  .slice(0, NAMED)
                  .map((hit) => hit.title ?? t('finding.untitled'))
                  .join(' · ')}
              </p>
            </div>
            <div className={css.acts}>
              <Button
                look="quiet"
                onPress={() => see.mutate(search.id)}
                icon={<Check size={16} aria-hidden />}
                aria-label={t('finding.seenNamed', { name: search.name })}
              >
                {t('finding.seen')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
