import { useInfiniteQuery } from '@tanstack/react-query';
import { flagsQuery } from '../../api/messages.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import css from './FlagQueue.module.css';
import { FlagRow } from './FlagRow.tsx';

/** What has been flagged: what waits, the oldest first, or what has been settled, the newest first. */
export function FlagQueue({ settled }: { settled: boolean }) {
  const { t } = useWords();
  const flags = useInfiniteQuery(flagsQuery(settled));
  if (flags.error && !flags.data) return <Failure error={flags.error} retry={() => void flags.refetch()} />;
  if (!flags.data) return <Later lines={4} />;
  const rows = flags.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return settled ? (
      <Empty title={t('talk.queue.settledEmpty')} />
    ) : (
      <Empty title={t('talk.queue.empty')}>{t('talk.queue.emptyHint')}</Empty>
    );
  return (
    <>
      <ul className={css.rows}>
        {rows.map((flag) => (
          <FlagRow key={flag.id} flag={flag} />
        ))}
      </ul>
      {flags.hasNextPage && (
        <Button onPress={() => void flags.fetchNextPage()} isDisabled={flags.isFetchingNextPage}>
          {t('ui.more')}
        </Button>
      )}
    </>
  );
}
