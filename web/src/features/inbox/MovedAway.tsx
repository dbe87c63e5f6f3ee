import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { movedAwayQuery, seeMovedAway } from '../../api/inbox.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { day } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { toNextRow } from '../../ui/nextRow.ts';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './InboxPage.module.css';

/** Threads one has written in that were moved to where one does not read: that they are gone, and not where. */
export function MovedAway() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const moved = useQuery(movedAwayQuery).data ?? [];
  const [newest] = moved;
  const see = useMutation({
    mutationFn: seeMovedAway,
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.movedAway }),
  });
  if (!newest) return null;
  return (
    <Part title={t('thread.movedAway')} quiet>
      <ul className={css.rows}>
        {moved.map((one) => (
          <li key={one.id} className={css.row}>
            <div className={css.words}>
              <p className={css.head}>{one.title ?? t('thread.movedUntitled')}</p>
              <p className={css.line}>
                {one.network} · <time dateTime={one.moved_at}>{day(one.moved_at, language)}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className={css.line}>{t('thread.movedAwayHint')}</p>
      <p>
        <Button
          look="quiet"
          isDisabled={see.isPending}
          onPress={({ target }) => see.mutate(newest.moved_at, { onSuccess: () => toNextRow(target) })}
          icon={<Check size={16} aria-hidden />}
        >
          {t('finding.seen')}
        </Button>
      </p>
    </Part>
  );
}
