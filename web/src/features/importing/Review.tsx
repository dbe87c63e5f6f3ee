import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { GridList, GridListItem, type Selection } from 'react-aria-components/GridList';
import { type ImportNarrowing, importFilePage, occasionsQuery, putRight } from '../../api/imports.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { ChangeImportFiles, Import, ImportFile, ImportOccasion } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { monthOf } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { More } from '../../ui/Paged.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { FileRow } from './FileRow.tsx';
import css from './Importing.module.css';
import { PutRight } from './PutRight.tsx';

const VIEWS = ['all', 'unsure', 'left_out', 'skipped'] as const;
type View = (typeof VIEWS)[number];

const EVERYWHERE = 'everywhere';
const nameOf = (one: ImportOccasion) => `${one.host.id} ${one.year} ${one.month ?? 0}`;

const narrowed = (view: View, q: string, from: ImportOccasion | undefined): ImportNarrowing => ({
  ...(view === 'unsure' && { unsure: true, state: 'waiting' as const }),
  ...((view === 'left_out' || view === 'skipped') && { state: view }),
  ...(q.trim() && { q: q.trim() }),
  ...(from && { host: from.host.id, year: from.year, month: from.month ?? 0 }),
});

/** The files as their names propose them: chosen one by one, in rows or all that are shown, and put right together. */
export function Review({ one }: { one: Import }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const occasions = useQuery(occasionsQuery(one.id)).data ?? [];
  const [view, setView] = useState<View>('all');
  const [q, setQ] = useState('');
  const [wanted, setWanted] = useState(EVERYWHERE);
  const [chosen, setChosen] = useState<Selection>(new Set());
  const [busy, setBusy] = useState(false);
  // put right, its files may come from somewhere else
  const from = occasions.find((occasion) => nameOf(occasion) === wanted);
  const narrowing = narrowed(view, q, from);
  const list = usePaged<ImportFile>(keys.importFiles(one.id, narrowing), (cursor, limit) =>
    importFilePage(one.id, narrowing, cursor, limit ?? 100),
  );
  const show = (next: () => void) => {
    next();
    setChosen(new Set());
  };
  const change = async (set: Omit<ChangeImportFiles, 'numbers' | 'shown'>) => {
    setBusy(true);
    const which =
      chosen === 'all' ? { shown: narrowing } : { numbers: [...chosen].map((number) => Number(number)) };
    try {
      const count = await putRight(one.id, { ...set, ...which });
      await client.invalidateQueries({ queryKey: keys.import(one.id) });
      setChosen(new Set());
      tell(t('bringing.putRight', { count }));
    } catch (error) {
      tell(sentence(error, t('ui.broken.body')));
    }
    setBusy(false);
  };
  const any = chosen === 'all' || chosen.size > 0;
  const all = Object.values(one.files).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <Filters>
        <OneOf
          label={t('bringing.show')}
          value={view}
          onChange={(id) => show(() => setView(id as View))}
          options={VIEWS.map((id) => ({
            id,
            text: t(`bringing.view.${id}`),
            note: String(id === 'all' ? all : id === 'unsure' ? one.unsure : one.files[id]),
          }))}
        />
        {occasions.length > 0 && (
          <Choose
            label={t('bringing.from')}
            compact
            value={from ? wanted : EVERYWHERE}
            onChange={(id) => show(() => setWanted(id))}
            options={[
              { id: EVERYWHERE, text: t('bringing.fromAll') },
              ...occasions.map((occasion) => ({
                id: nameOf(occasion),
                text: `${occasion.host.name}, ${monthOf(occasion.year, occasion.month, language)}`,
                note: t('bringing.files', { count: occasion.files }),
              })),
            ]}
          />
        )}
        <input
          type="search"
          className={css.find}
          value={q}
          onChange={(event) => show(() => setQ(event.target.value))}
          aria-label={t('bringing.find')}
          placeholder={t('bringing.find')}
        />
      </Filters>
      {any && (
        <PutRight
          network={one.network_id}
          told={occasions.map((occasion) => occasion.host)}
          count={chosen === 'all' ? null : chosen.size}
          busy={busy}
          onClear={() => setChosen(new Set())}
          onSet={(set) => void change(set)}
        />
      )}
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={8} />
      ) : list.items.length === 0 ? (
        <Empty title={t('bringing.nothingHere')} />
      ) : (
        <>
          {view !== 'skipped' && (
            <p className={css.choosing}>
              <Button look="quiet" onPress={() => setChosen('all')} isDisabled={chosen === 'all'}>
                {t('bringing.chooseShown')}
              </Button>
              <span className={css.muted}>{t('bringing.keys')}</span>
            </p>
          )}
          <GridList
            aria-label={t('bringing.list')}
            className={css.files ?? ''}
            selectionMode={view === 'skipped' ? 'none' : 'multiple'}
            selectedKeys={chosen}
            onSelectionChange={setChosen}
            disabledKeys={list.items.filter((file) => file.state === 'skipped').map((file) => file.number)}
          >
            {list.items.map((file) => (
              <GridListItem
                key={file.number}
                id={file.number}
                textValue={file.path}
                className={css.file ?? ''}
              >
                <FileRow file={file} />
              </GridListItem>
            ))}
          </GridList>
          <More list={list} />
        </>
      )}
    </>
  );
}
