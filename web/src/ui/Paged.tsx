import type { ReactNode } from 'react';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import { Later } from './Later.tsx';
import { Failure } from './Notice.tsx';

/** A list that grows by pages, as far as its look needs to know. */
interface Growing {
  data: unknown;
  error: unknown;
  items: readonly unknown[];
  hasMore: boolean;
  fetchingMore: boolean;
  more: () => Promise<void>;
  refetch: () => unknown;
}

/** A list that grows by pages: while it is fetched, when that fails, when nothing is in it, and how it goes on. */
export function Paged({
  list,
  lines,
  empty,
  children,
}: {
  list: Growing;
  /** How many lines stand for it while it is fetched. */
  lines: number;
  empty: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={lines} />
      ) : list.items.length === 0 ? (
        empty
      ) : (
        children
      )}
      <More list={list} />
    </>
  );
}

/** The way on in a list that grows by pages. */
export function More({ list }: { list: Pick<Growing, 'hasMore' | 'fetchingMore' | 'more'> }) {
  const { t } = useWords();
  if (!list.hasMore) return null;
  return (
    <div>
      <Button onPress={() => void list.more()} isDisabled={list.fetchingMore}>
        {t('ui.more')}
      </Button>
    </div>
  );
}
