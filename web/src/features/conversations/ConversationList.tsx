import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SquarePen } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { conversationPage } from '../../api/conversations.ts';
import { type ConversationFilter, keys } from '../../api/keys.ts';
import { markNetworkRead, markRoomRead, useRooms } from '../../api/networks.ts';
import type { ConversationRow, ThreadKind } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters, OnOff, SeldomFilters } from '../../ui/Filters.tsx';
import { Act } from '../../ui/PageActs.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { RoomFilter } from '../../ui/RoomFilter.tsx';
import { useRoomChoice } from '../../ui/roomChoice.ts';
import { TagFilters } from '../../ui/TagFilters.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './ConversationList.module.css';
import { FollowChoice } from './FollowChoice.tsx';
import { AskMenu, isCarrying, NewCarried } from './NewCarried.tsx';
import { NewThread } from './NewThread.tsx';
import { Row } from './Row.tsx';
import { PinnedThreads } from './thread/PinnedThreads.tsx';
import { WaitingQuestions } from './thread/WaitingQuestions.tsx';
import { WaitingThreads } from './WaitingThreads.tsx';

/** A network's conversations across its rooms: the chats first, then the threads, newest activity first. */
export function ConversationList() {
  const { t } = useWords();
  const client = useQueryClient();
  const { network } = useNetworkHere();
  const rooms = useRooms(network?.id);
  const [room] = useRoomChoice();
  const [params, setParams] = useSearchParams();
  const unread = params.get('olasta') === '1';
  const unanswered = params.get('obesvarade') === '1';
  const theme = params.get('tema');
  const article = Number(params.get('artikel')) || null;
  const writing = params.get('ny');
  const set = (name: string, value: string | null) =>
    setParams(
      (held) => {
        if (value === null) held.delete(name);
        else held.set(name, value);
        return held;
      },
      { replace: true },
    );

  const base = { network: network?.id, ...(room && { room }) };
  const threadFilter: ConversationFilter = {
    ...base,
    ...(unread && { unread: true }),
    ...(unanswered && { unanswered: true }),
    ...(theme && { theme }),
    ...(article && { article }),
  };
  const narrow = unanswered || theme !== null || article !== null;
  const chatFilter: ConversationFilter = { ...base, kind: 'chat' };
  // After the rooms: from where they stood the socket goes on, so nothing falls between them and the lists.
  const enabled = Boolean(network) && rooms.length > 0;
  const threads = usePaged<ConversationRow>(
    keys.conversations(threadFilter),
    (cursor, limit) => conversationPage(threadFilter, cursor, limit),
    enabled,
  );
  const chats = usePaged<ConversationRow>(
    keys.conversations(chatFilter),
    (cursor, limit) => conversationPage(chatFilter, cursor, limit),
    enabled,
  );
  const readAll = useMutation({
    mutationFn: () => (room ? markRoomRead(room) : markNetworkRead(network?.id ?? '')),
    onSuccess: () => {
      tell(t(room ? 'network.roomRead' : 'network.allRead'));
      // The button goes away with what was unread: one stands at the threads.
      document.getElementById('threads')?.focus({ preventScroll: true });
      for (const key of [['conversations'], ['conversation'], keys.networks, keys.start, ['rooms']]) {
        void client.invalidateQueries({ queryKey: key });
      }
    },
  });
  const shownChats = chats.items.filter(
    (row) => row.message_count > 0 || row.room.kind === 'whole_network' || room,
  );
  // What stands on top is not shown twice.
  const onTop = !unread && !narrow;
  const shownThreads = onTop ? threads.items.filter((row) => !row.pinned) : threads.items;
  const mayWrite = rooms.some((one) => one.may.write && one.kind !== 'direct');

  return (
    <>
      {mayWrite && (
        <Act>
          {network?.may_ask && <AskMenu onChoose={(what) => set('ny', what)} />}
          <Button
            look="filled"
            onPress={() => set('ny', 'question')}
            icon={<SquarePen size={17} aria-hidden />}
          >
            {t('network.newThread')}
          </Button>
        </Act>
      )}
      <Filters>
        <RoomFilter rooms={rooms} />
        <OnOff on={unread} onChange={(on) => set('olasta', on ? '1' : null)}>
          {t('network.onlyUnread')}
        </OnOff>
        <SeldomFilters chosen={narrow}>
          <OnOff on={unanswered} onChange={(on) => set('obesvarade', on ? '1' : null)}>
            {t('thread.unansweredFilter')}
          </OnOff>
          {network && (
            <TagFilters
              network={network.id}
              theme={theme}
              article={article}
              onTheme={(chosen) => set('tema', chosen)}
              onArticle={(chosen) => set('artikel', chosen === null ? null : String(chosen))}
            />
          )}
        </SeldomFilters>
      </Filters>
      {network && <WaitingQuestions network={network} />}
      {!unread && !narrow && shownChats.length > 0 && (
        <section aria-label={t('network.chats')}>
          <ul className={css.chats}>
            {shownChats.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="threads" className={css.section}>
        <div className={css.head}>
          <h2 id="threads" tabIndex={-1}>
            {t('network.threads')}
          </h2>
          {room && <FollowChoice what={{ room }} />}
          {((room ? rooms.find((one) => one.id === room)?.unread : network?.unread) ?? 0) > 0 && (
            <Button look="quiet" isDisabled={readAll.isPending} onPress={() => readAll.mutate()}>
              {t(room ? 'network.markRoomRead' : 'network.markAllRead')}
            </Button>
          )}
        </div>
        <WaitingThreads rooms={rooms} />
        {onTop && network && enabled && <PinnedThreads network={network.id} room={room} />}
        <Paged list={threads} lines={6} empty={<NoThreads unread={unread} narrow={narrow} />}>
          <ul className={css.rows}>
            {shownThreads.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        </Paged>
      </section>
      {writing !== null && mayWrite && network && isCarrying(writing) && (
        <NewCarried
          what={writing}
          network={network.id}
          rooms={rooms}
          room={room}
          onClose={() => set('ny', null)}
        />
      )}
      {writing !== null && mayWrite && !isCarrying(writing) && (
        <NewThread rooms={rooms} kind={writing as ThreadKind} room={room} onClose={() => set('ny', null)} />
      )}
    </>
  );
}

/** Why there is nothing, and what to do about it. */
function NoThreads({ unread, narrow }: { unread: boolean; narrow: boolean }) {
  const { t } = useWords();
  if (narrow)
    return (
      <Empty title={t('thread.emptyNarrowed')}>
        <Link to="?">{t('thread.showAll')}</Link>
      </Empty>
    );
  return (
    <Empty title={unread ? t('network.emptyUnread') : t('network.emptyThreads')}>
      {!unread && t('network.emptyThreadsHint')}
    </Empty>
  );
}
