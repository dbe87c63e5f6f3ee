import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { inboxPage, takeUp } from '../../api/inbox.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { StartRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { titleOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Page } from '../../ui/Page.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { FoundForYou } from './FoundForYou.tsx';
import css from './InboxPage.module.css';
import { InboxRow } from './InboxRow.tsx';
import { MovedAway } from './MovedAway.tsx';

/** One line for each conversation that asks for one's attention, until it is read; and what has been put off. */
export function InboxPage() {
  const { t } = useWords();
  const live = useLive();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const putOff = params.get('visa') === 'undanlagt';
  const list = usePaged<StartRow>(keys.inbox(putOff), (cursor, limit) => inboxPage(putOff, cursor, limit));
  const up = useMutation({
    mutationFn: takeUp,
    onSuccess: () => void client.invalidateQueries({ queryKey: ['inbox'] }),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const read = (row: StartRow) => {
    live.sayRead(row.id, row.last_position, row.called_in);
    tell(t('start.markedRead'));
  };
  return (
    <Page title={t('inbox.title')} below={t('inbox.lead')}>
      <Filters>
        <OneOf
          label={t('inbox.title')}
          value={putOff ? 'putOff' : 'waiting'}
          onChange={(id) => setParams(id === 'putOff' ? { visa: 'undanlagt' } : {}, { replace: true })}
          options={[
            { id: 'waiting', text: t('inbox.waiting') },
            { id: 'putOff', text: t('inbox.putOff') },
          ]}
        />
      </Filters>
      {!putOff && <MovedAway />}
      {!putOff && <FoundForYou />}
      <Paged
        list={list}
        lines={5}
        empty={
          <Empty title={t(putOff ? 'inbox.emptyPutOff' : 'inbox.empty')}>
            {t(putOff ? 'inbox.emptyPutOffBody' : 'inbox.emptyBody')}
          </Empty>
        }
      >
        <ul className={css.rows}>
          {list.items.map((row) => (
            <InboxRow
              key={row.id}
              row={row}
              onRead={() => read(row)}
              acts={
                putOff && (
                  <Button
                    look="quiet"
                    onPress={() => up.mutate(row.id)}
                    aria-label={t('inbox.takeUpNamed', { title: titleOf(row, t) })}
                  >
                    {t('inbox.takeUp')}
                  </Button>
                )
              }
            />
          ))}
        </ul>
      </Paged>
    </Page>
  );
}
