import { useState } from 'react';
import type { Asked } from '../../api/search.ts';
import type { SearchAnswer } from '../../api/types.ts';
import { articleName } from '../../locales/articles.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import css from './SearchPage.module.css';

type Facet = { id: string; words: string; count: number };
type Name = 'network' | 'room' | 'kind' | 'host' | 'theme' | 'article' | 'organisation';

/** How many values of one sort are shown before one asks for all. */
const SHOWN = 7;

/** What the hits divide into; the years as bars. */
export function Facets({
  facets,
  asked,
  onChoose,
}: {
  facets: SearchAnswer['facets'];
  asked: Asked;
  onChoose: (name: string, value: string | null) => void;
}) {
  const { t } = useWords();
  const years = [...facets.year].sort((a, b) => b.key.localeCompare(a.key));
  const top = Math.max(1, ...years.map((one) => one.count));
  const [open, setOpen] = useState<Name | null>(null);
  const list = (name: Name, title: string, all: Facet[]) =>
    all.length === 0 ? null : (
      <SideBox title={title}>
        <ul>
          {all.slice(0, open === name ? undefined : SHOWN).map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className={css.facet}
                aria-pressed={asked[name] === one.id}
                onClick={() => onChoose(name, asked[name] === one.id ? null : one.id)}
              >
                <span>{one.words}</span>
                <span className={css.number}>{one.count}</span>
              </button>
            </li>
          ))}
        </ul>
        {all.length > SHOWN && open !== name && (
          <button type="button" className={css.facet} onClick={() => setOpen(name)}>
            {t('search.allValues', { count: all.length })}
          </button>
        )}
      </SideBox>
    );
  const plain = (name: 'host' | 'theme') =>
    facets[name].map((one) => ({ id: one.key, words: one.key, count: one.count }));
  return (
    <>
      {list(
        'kind',
        t('search.kind'),
        facets.kind.map((one) => ({
          id: one.key,
          words: t(`terms.hitKind.${one.key as 'message'}`),
          count: one.count,
        })),
      )}
      {list(
        'network',
        t('search.network'),
        facets.network
          .filter((one) => one.name)
          .map((one) => ({ id: one.key, words: one.name ?? '', count: one.count })),
      )}
      {list(
        'room',
        t('search.room'),
        facets.room.map((one) => ({ id: one.key, words: one.name ?? one.key, count: one.count })),
      )}
      {years.length > 0 && (
        <SideBox title={t('search.year')}>
          <ul>
            {years.map((one) => (
              <li key={one.key}>
                <button
                  type="button"
                  className={css.facet}
                  aria-pressed={asked.year === one.key}
                  onClick={() => onChoose('year', asked.year === one.key ? null : one.key)}
                >
                  <span className={css.year}>{one.key}</span>
                  <span className={css.track} aria-hidden>
                    <span
                      className={css.barFill}
                      style={{ width: `${Math.max(3, (100 * one.count) / top)}%` }}
                    />
                  </span>
                  <span className={css.number}>{one.count}</span>
                </button>
              </li>
            ))}
          </ul>
        </SideBox>
      )}
      {list('host', t('search.host'), plain('host'))}
      {list('theme', t('search.theme'), plain('theme'))}
      {list(
        'article',
        t('search.article'),
        facets.article.map((one) => ({
          id: one.key,
          words: articleName(Number(one.key), t),
          count: one.count,
        })),
      )}
      {list(
        'organisation',
        t('search.organisation'),
        facets.organisation.map((one) => ({ id: one.key, words: one.name ?? one.key, count: one.count })),
      )}
    </>
  );
}
