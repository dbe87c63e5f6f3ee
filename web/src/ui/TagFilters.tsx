import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../api/threads.ts';
import { articleName } from '../locales/articles.ts';
import { useWords } from '../locales/useWords.ts';
import { Choose, type Option } from './Choose.tsx';

const ALL = 'all';

/** The themes and articles the network talks about, one of each to choose. */
export function TagFilters({
  network,
  theme,
  article,
  onTheme,
  onArticle,
}: {
  network: string;
  theme: string | null;
  article: number | null;
  onTheme: (theme: string | null) => void;
  onArticle: (article: number | null) => void;
}) {
  const { t } = useWords();
  const used = useQuery(tagsQuery(network)).data;
  const themes = [...new Set([...(used?.themes ?? []), ...(theme ? [theme] : [])])];
  const articles = [...new Set([...(used?.articles ?? []), ...(article ? [article] : [])])];
  const one = (label: string, all: string, value: string, options: Option[], choose: (id: string) => void) =>
    options.length > 0 && (
      <Choose
        compact
        label={label}
        value={value}
        onChange={choose}
        options={[{ id: ALL, text: all }, ...options]}
      />
    );
  return (
    <>
      {one(
        t('thread.themeFilter'),
        t('thread.allThemes'),
        theme ? `=${theme}` : ALL,
        themes.map((word) => ({ id: `=${word}`, text: word })),
        (id) => onTheme(id === ALL ? null : id.slice(1)),
      )}
      {one(
        t('thread.articleFilter'),
        t('thread.allArticles'),
        article ? String(article) : ALL,
        articles.map((number) => ({ id: String(number), text: articleName(number, t) })),
        (id) => onArticle(id === ALL ? null : Number(id)),
      )}
    </>
  );
}
