import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type Asked, MIN_LETTERS, searchPage, searchQuery } from '../../api/search.ts';
import type { SearchAnswer } from '../../api/types.ts';
import { dated } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Facets } from './Facets.tsx';
import { addressOf, HitBody } from './HitItem.tsx';
import { Operators } from './Operators.tsx';
import css from './SearchPage.module.css';

const PAGE = 20;
const NARROWING = ['network', 'room', 'kind', 'year', 'host', 'theme', 'organisation', 'from', 'to'] as const;

/** Searching with filters: what is found on the left of them, each hit a way straight to its place. */
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
    organisation: params.get('organisation') ?? undefined,
    from: params.get('from') ?? undefined,
    to: params.get('to') ?? undefined,
    facets: true,
    order: params.get('order') === 'date' ? 'date' : undefined,
    published: params.get('published') === 'true' || undefined,
  };
  const [q, setQ] = useState(asked.q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setQ(asked.q), [asked.q]);
  const options = searchQuery(asked, PAGE);
  const found = useQuery(options);
  const [growing, setGrowing] = useState(false);
  const set = (name: string, value: string | null) =>
    setParams((held) => {
      if (value) held.set(name, value);
      else held.delete(name);
      return held;
    });
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
  const answer = asked.q.trim().length >= MIN_LETTERS ? found.data : undefined;
  const applied = NARROWING.filter((name) => asked[name]).map((name) => {
    const id = asked[name] ?? '';
    const named =
      name === 'network' || name === 'room' || name === 'organisation'
        ? answer?.facets[name].find((one) => one.key === id)?.name
        : undefined;
    const worded = {
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
      wide={false}
      aside={answer && <Facets key={asked.q} facets={answer.facets} asked={asked} onChoose={set} />}
    >
      <search>
        <form className={css.form} onSubmit={submit}>
          <input
            ref={field}
            type="search"
            className={css.field}
            value={q}
            onChange={(event) => setQ(event.target.value)}
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
      {answer && (
        <div className={css.head}>
          <p role="status" className={css.count}>
            {answer.total === null || answer.total === undefined
              ? t('search.many')
              : t('search.results', { count: answer.total })}
          </p>
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
      {asked.q.trim().length < MIN_LETTERS ? (
        <p className={css.hint}>{t('search.noneHint')}</p>
      ) : found.error && !found.data ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !answer ? (
        <Later lines={5} />
      ) : answer.items.length === 0 ? (
        <Empty title={t('search.none', { q: asked.q })}>
          {answer.suggestion ? (
            <>
              {t('search.didYouMean')}{' '}
              <Link to={`/sok?q=${encodeURIComponent(answer.suggestion)}`}>{answer.suggestion}</Link>?
            </>
          ) : (
            t('search.noneHint')
          )}
        </Empty>
      ) : (
        <ol className={css.hits}>
          {answer.items.map((hit) => (
            <li key={`${hit.kind}${hit.id}${hit.page ?? ''}`} className={css.hit}>
              <Link to={addressOf(hit, asked.q)} className={css.link}>
                <HitBody hit={hit} />
              </Link>
            </li>
          ))}
        </ol>
      )}
      {answer?.next_cursor && (
        <div>
          <Button onPress={() => void more()} isDisabled={growing}>
            {t('ui.more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
