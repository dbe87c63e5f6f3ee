import { useQuery } from '@tanstack/react-query';
import { LayoutGrid, List } from 'lucide-react';
import { participationsQuery } from '../../api/networks.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose, type Option } from '../../ui/Choose.tsx';
import { OnOff, SeldomFilters } from '../../ui/Filters.tsx';
import { TagFilters } from '../../ui/TagFilters.tsx';
import css from './DocumentList.module.css';
import { kindOptions, STATES } from './kinds.ts';
import type { Chosen, useDocumentFilter } from './useDocumentFilter.ts';

const ALL = 'all';
/** Networks bring along what they have kept for twenty years and more. */
const FIRST_YEAR = 1990;

/** What narrows the list, how it is ordered, and whether it is shown as rows or pictures. */
export function DocumentFilters({
  network,
  guest,
  held,
}: {
  network: string;
  /** A guest is not told who takes part. */
  guest: boolean;
  held: ReturnType<typeof useDocumentFilter>;
}) {
  const { t } = useWords();
  const { q, setQ, narrowing, isNarrowed, sort, pictures, set, clear } = held;
  const takePart = useQuery({ ...participationsQuery(network), enabled: !guest }).data ?? [];
  const organisations = [...new Map(takePart.map((one) => [one.organisation.id, one.organisation])).values()];
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, index) => String(thisYear - index));
  const one = (name: Chosen, label: string, all: string, value: string | undefined, options: Option[]) => (
    <Choose
      compact
      label={label}
      value={value ?? ALL}
      onChange={(id) => set(name, id === ALL ? null : id)}
      options={[{ id: ALL, text: all }, ...options]}
    />
  );
  return (
    <div className={css.filters}>
      <input
        type="search"
        className={css.find}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        aria-label={t('document.filterName')}
        placeholder={t('document.filterName')}
      />
      <SeldomFilters chosen={isNarrowed}>
        {one('slag', t('document.kindLabel'), t('document.anyKind'), narrowing.kind, kindOptions(t))}
        <TagFilters
          network={network}
          theme={narrowing.theme ?? null}
          article={narrowing.article ?? null}
          onTheme={(theme) => set('tema', theme)}
          onArticle={(article) => set('artikel', article ? String(article) : null)}
        />
        {organisations.length > 0 &&
          one(
            'org',
            t('document.organisation'),
            t('document.anyOrganisation'),
            narrowing.organisation,
            organisations.map(({ id, name }) => ({ id, text: name })),
          )}
        {organisations.length > 0 &&
          one(
            'vard',
            t('document.host'),
            t('document.anyHost'),
            narrowing.host,
            organisations.map(({ id, name }) => ({ id, text: name })),
          )}
        {one(
          'ar',
          t('document.year'),
          t('document.anyYear'),
          narrowing.year ? String(narrowing.year) : undefined,
          years.map((id) => ({ id, text: id })),
        )}
        {one(
          'lage',
          t('document.stateLabel'),
          t('document.anyState'),
          narrowing.state,
          STATES.map((id) => ({ id, text: t(`terms.documentState.${id}`) })),
        )}
        <OnOff on={narrowing.published ?? false} onChange={(on) => set('arkiv', on ? '1' : null)}>
          {t('search.published')}
        </OnOff>
      </SeldomFilters>
      {isNarrowed && (
        <Button look="quiet" onPress={clear}>
          {t('document.clearFilters')}
        </Button>
      )}
      <span className={css.order}>
        <Choose
          compact
          label={t('document.order')}
          value={sort ?? 'changed'}
          onChange={(id) => set('ordning', id === 'changed' ? null : id)}
          options={(['changed', 'name', 'dated', 'size'] as const).map((id) => ({
            id,
            text: t(`document.orders.${id}`),
          }))}
        />
        <Button
          look="icon"
          aria-label={pictures ? t('document.asRows') : t('document.asPictures')}
          onPress={() => set('vy', pictures ? null : 'bilder')}
          icon={pictures ? <List size={18} aria-hidden /> : <LayoutGrid size={18} aria-hidden />}
        />
      </span>
    </div>
  );
}
