import { useWords } from '../../locales/useWords.ts';
import css from './SearchPage.module.css';

/** "Menade du *barnbokslut* (23)?": asks the same in the words that were probably meant. */
export function Suggested({
  words,
  total,
  onAsk,
}: {
  words: string;
  total: number | null;
  onAsk: (words: string) => void;
}) {
  const { t } = useWords();
  return (
    <>
      {t('search.didYouMean')}{' '}
      <button type="button" className={css.suggested} onClick={() => onAsk(words)}>
        {words}
      </button>
      {total !== null && ` (${total})`}?
    </>
  );
}
