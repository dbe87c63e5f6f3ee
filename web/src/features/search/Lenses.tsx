import { Link } from 'react-router';
import type { Archive } from '../../api/types.ts';
import type { article } from '../../locales/sv/article.ts';
import { useWords } from '../../locales/useWords.ts';
import { Part, SideBox } from '../../ui/Page.tsx';
import css from './ArchivePage.module.css';

/** The themes of the meetings, each a way to what there is about it. */
export function ThemeLens({ themes }: { themes: Archive['themes'] }) {
  const { t } = useWords();
  return (
    <SideBox title={t('search.themes')}>
      <ul className={css.themes}>
        {themes.map((theme) => (
          <li key={theme.name}>
            <Link to={`/sok?theme=${encodeURIComponent(theme.name)}`}>{theme.name}</Link>{' '}
            <span className={css.number}>{theme.count}</span>
          </li>
        ))}
      </ul>
    </SideBox>
  );
}

/** The Convention's four basic principles come first wherever there is something about them. */
const PRINCIPLES = new Set([2, 3, 6, 12]);

/** What has been done about an article, in one press. */
export function ArticleLens({ articles }: { articles: Archive['articles'] }) {
  const { t } = useWords();
  const ordered = [
    ...articles.filter((one) => PRINCIPLES.has(one.article)),
    ...articles.filter((one) => !PRINCIPLES.has(one.article)),
  ];
  return (
    <Part title={t('finding.articles')}>
      <p className={css.lead}>{t('finding.articlesLead')}</p>
      <ul className={css.articles}>
        {ordered.map((one) => (
          <li key={one.article}>
            <Link to={`/sok?article=${one.article}`} className={css.article}>
              <span className={css.articleNumber} aria-hidden>
                {one.article}
              </span>
              <span className="visually-hidden">
                {t('search.article')} {one.article}:{' '}
              </span>
              <span className={css.articleName}>
                {t(`article.${`a${one.article}` as keyof typeof article}`)}
              </span>
              <span className={css.number}>
                <span aria-hidden>{one.count}</span>
                <span className="visually-hidden">{t('finding.about', { count: one.count })}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
