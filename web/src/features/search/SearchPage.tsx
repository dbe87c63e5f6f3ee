import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Link2, Search, X } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { addressOfSearch, savedSearchesQuery } from '../../api/savedSearches.ts';
import { type Asked, isAsked, NARROWING, searchPage, searchQuery } from '../../api/search.ts';
import type { SearchAnswer } from '../../api/types.ts';
import { articleName } from '../../locales/articles.ts';
import { dated } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { copyLink } from '../../ui/copy.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { Facets } from './Facets.tsx';
import { Narrowing } from './Narrowing.tsx';
import { NewHits } from './NewHits.tsx';
import { FROM, Operators } from './Operators.tsx';
import { keyOf, Results, toFirstHit } from './Results.tsx';
import { SavedSearches } from './SavedSearches.tsx';
import css from './SearchPage.module.css';
import { Suggested } from './Suggested.tsx';
import { useTyped } from './useTyped.ts';

const PAGE = 20;
/** In the address: the hit that is shown beside the list. */
const SHOWN = 'visad';

const Preview = lazy(() => import('./Preview.tsx'));

const SaveSearch = lazy(async () => ({ default: (await import('./SaveSearch.tsx')).SaveSearch }));

/**
 * Searching with filters: what is found in groups, or all of one kind, each hit a way straight to its place; where there
 * is room, the place itself beside the list.
 */
export function SearchPage() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const asked: Asked = {
    q: params.get('q') ?? '',
    network: params.get('network') ?? undefined,
    room: params.get('room') ?? undefined,
    kind: params.get('kind') ?? undefined,
    year: params.get('year') ?? undefined,
    host: params.get('host') ?? undefined,
    theme: params.get('theme') ?? undefined,
    article: params.get('article') ?? undefined,
    organisation: params.get('organisation') ?? undefined,
    from: params.get('from') ?? undefined,
    to: params.get('to') ?? undefined,
    facets: true,
    grouped: !params.get('kind'),
    order: params.get('order') === 'date' ? 'date' : undefined,
    published: params.get('published') === 'true' || undefined,
  };
  const sought = isAsked(asked);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const options = searchQuery(asked, PAGE);
  const found = useQuery(options);
  const roomy = useMedia('(width >= 90rem)');
  const [shownKey, setShownKey] = useState(params.get(SHOWN));
  const [growing, setGrowing] = useState(false);
  const [saving, setSaving] = useState(false);
  const saved = params.get('sparad');
  const kept = useQuery({ ...savedSearchesQuery, enabled: Boolean(saved) }).data?.find(
    (one) => one.id === saved,
  );
  // A mail leads to the search by its name alone: it is opened with what it asks for.
  useEffect(() => {
    if (kept && !sought) void navigate(addressOfSearch(kept), { replace: true });
  }, [kept, sought, navigate]);
  const copy = () => {
    const shared = new URLSearchParams(params);
    shared.delete('sparad');
    if (roomy && shownKey) shared.set(SHOWN, shownKey);
    copyLink(`${location.origin}/sok?${shared}`, t, t('finding.copied'));
  };
  const set = (name: string, value: string | null, typing = false) =>
    setParams(
      (held) => {
        // Asked otherwise it is another search than the one that is kept.
        held.delete('sparad');
        held.delete(SHOWN);
        if (value) held.set(name, value);
        else held.delete(name);
        return held;
      },
      { replace: typing, preventScrollReset: typing },
    );
  const { q, setQ } = useTyped(asked.q, (words) => set('q', words, true));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set('q', q.trim());
  };
  const more = async () => {
    const cursor = found.data?.next_cursor;
    if (!cursor) return;
    setGrowing(true);
    try {
      const next = await searchPage(asked, PAGE, cursor);
      client.setQueryData<SearchAnswer>(options.queryKey, (held) =>
        held ? { ...held, items: [...held.items, ...next.items], next_cursor: next.next_cursor } : next,
      );
    } finally {
      setGrowing(false);
    }
  };
  const answer = sought ? found.data : undefined;
  const hits = answer ? [...answer.groups.flatMap((group) => group.items), ...answer.items] : [];
  const shown = roomy ? (hits.find((hit) => keyOf(hit) === shownKey) ?? hits[0]) : undefined;
  const suggested = answer?.suggestion && (
    <Suggested words={answer.suggestion} total={answer.suggestion_total} onAsk={(words) => set('q', words)} />
  );
  const applied = NARROWING.filter((name) => asked[name]).map((name) => {
    const id = asked[name] ?? '';
    const named =
      name === 'network' || name === 'room' || name === 'organisation'
        ? answer?.facets[name].find((one) => one.key === id)?.name
        : undefined;
    const worded = {
      article: () => articleName(Number(id), t),
      kind: () => t(`terms.hitKind.${id as 'message'}`),
      from: () => t('search.fromDay', { day: dated(id, 'day', language) }),
      to: () => t('search.toDay', { day: dated(id, 'day', language) }),
    };
    const words = name in worded ? worded[name as keyof typeof worded]() : (named ?? id);
    return { name, words };
  });
  return (
    <Page
      title={t('search.title')}
      sideFirst
      asideName={t('search.filters')}
      aside={
        <>
          <SavedSearches />
          {sought && (
            <Narrowing
              asked={asked}
              onChoose={set}
              onAuthor={(name) =>
                set('q', `${asked.q} ${FROM[language]}"${name.replaceAll('"', '')}"`.trim())
              }
            />
          )}
          {answer && <Facets key={asked.q} facets={answer.facets} asked={asked} onChoose={set} />}
        </>
      }
    >
      <search>
        <form className={css.form} onSubmit={submit}>
          <input
            ref={field}
            type="search"
            className={css.field}
            value={q}
            onChange={(event) => setQ(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' || hits.length === 0) return;
              event.preventDefault();
              toFirstHit();
            }}
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
          />
          <Button look="filled" type="submit" icon={<Search size={17} aria-hidden />}>
            {t('search.title')}
          </Button>
        </form>
        <Operators
          q={q}
          onWrite={(text) => {
            setQ(text);
            field.current?.focus();
          }}
        />
      </search>
      {applied.length > 0 && (
        <ul className={css.applied} aria-label={t('search.applied')}>
          {applied.map(({ name, words }) => (
            <li key={name}>
              <Button
                onPress={() => set(name, null)}
                aria-label={t('search.removeFilter', { name: words })}
                icon={<X size={15} aria-hidden />}
              >
                {words}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {saved && <NewHits id={saved} />}
      {answer && (
        <div className={css.head}>
          <p role="status" className={css.count}>
            {answer.total === null || answer.total === undefined
              ? t('search.many')
              : t('search.results', { count: answer.total })}
          </p>
          <div className={css.acts}>
            {!saved && (
              <Button look="quiet" onPress={() => setSaving(true)} icon={<Bookmark size={16} aria-hidden />}>
                {t('finding.keep')}
              </Button>
            )}
            <Button look="quiet" onPress={copy} icon={<Link2 size={16} aria-hidden />}>
              {t('finding.copyLink')}
            </Button>
          </div>
          <Choose
            compact
            label={t('search.order')}
            value={asked.order ?? 'relevance'}
            onChange={(id) => set('order', id === 'date' ? 'date' : null)}
            options={[
              { id: 'relevance', text: t('search.byRelevance') },
              { id: 'date', text: t('search.byDate') },
            ]}
          />
        </div>
      )}
      {!sought ? (
        <p className={css.hint}>{t('search.noneHint')}</p>
      ) : found.error && !found.data ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !answer ? (
        <Later lines={5} />
      ) : hits.length === 0 ? (
        <Empty title={t('search.none', { q: asked.q || applied.map((one) => one.words).join(', ') })}>
          {suggested || t('search.noneHint')}
        </Empty>
      ) : (
        <>
          {suggested && <p className={css.hint}>{suggested}</p>}
          <div className={shown ? css.beside : ''}>
            <Results
              groups={answer.groups}
              items={answer.items}
              q={asked.q}
              shown={shown}
              onShow={(hit) => setShownKey(keyOf(hit))}
              onKind={(kind) => set('kind', kind)}
              field={field}
            />
            {shown && (
              <Suspense fallback={<Later />}>
                <Preview key={keyOf(shown)} hit={shown} q={asked.q} />
              </Suspense>
            )}
          </div>
        </>
      )}
      {answer?.next_cursor && (
        <div>
          <Button onPress={() => void more()} isDisabled={growing}>
            {t('ui.more')}
          </Button>
        </div>
      )}
      {saving && (
        <Suspense fallback={null}>
          <SaveSearch
            asked={asked}
            suggested={[asked.q, ...applied.map((one) => one.words)].filter(Boolean).join(', ').slice(0, 80)}
            onClose={() => setSaving(false)}
            onKept={(search) => void navigate(addressOfSearch(search), { replace: true })}
          />
        </Suspense>
      )}
    </Page>
  );
}
