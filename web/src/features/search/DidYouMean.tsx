import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { searchQuery } from '../../api/search.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './SearchDialog.module.css';

/** What may have been meant by a word that nothing has, and how much there is of it; by a link, or where it is taken by `onChoose`. */
export function DidYouMean({ words, onChoose }: { words: string; onChoose?: (words: string) => void }) {
  const { t } = useWords();
  const found = useQuery(searchQuery({ q: words }, 1));
  const count = found.isPlaceholderData ? null : (found.data?.total ?? null);
  return (
    <span>
      {t('search.didYouMean')}{' '}
      {onChoose ? (
        <button type="button" className={css.suggestion} onClick={() => onChoose(words)}>
          {words}
        </button>
      ) : (
        <Link to={`/sok?q=${encodeURIComponent(words)}`}>{words}</Link>
      )}
      {count !== null && ` (${count})`}?
    </span>
  );
}
