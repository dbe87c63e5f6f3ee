/** Assembles the socket with the query cache. */
import type { QueryClient } from '@tanstack/react-query';
import { markRead } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import { asRead, inboxAsRead, noteAnswered, noteRead, startAsRead } from '../api/readMarks.ts';
import type { Conversation, Me, Paged, Start, StartRow } from '../api/types.ts';
import { applyFrame, dropStream, staleKeys } from './bridge.ts';
import type { Stale } from './cache.ts';
import type { ChangeFrame, NotesFrame } from './frames.ts';
import { happened } from './happened.ts';
import type { Live } from './live.ts';
import { type Replay, startReplay } from './replay.ts';
import { LiveSocket, type SocketState } from './socket.ts';

/** "Anna skriver …" fades when nothing more is heard. */
const WRITING_MS = 5_000;
const SAY_WRITING_EVERY_MS = 3_000;
/** Many frames at once make one refetch. */
const REFETCH_AFTER_MS = 400;
/** The server writes read marks every few seconds; then the counts are right. */
const COUNTED_AFTER_MS = 4_500;

type Named = { id: string; name: string | null };
const NOBODY: readonly Named[] = [];

export function startLive(client: QueryClient, onEnded: () => void): Live & { start: () => () => void } {
  let state: SocketState = 'connecting';
  const stateWatchers = new Set<() => void>();
  const writingWatchers = new Set<() => void>();
  const notesWatchers = new Set<(frame: NotesFrame) => void>();
  const writing = new Map<string, readonly Named[]>();
  const fading = new Map<string, ReturnType<typeof setTimeout>>();
  const said = new Map<string, number>();
  let counted: ReturnType<typeof setTimeout> | undefined;
  let pending: Stale[] = [];
  let replay: Replay | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refetch = (marks: Stale[]) => {
    pending.push(...marks);
    if (pending.length === 0 || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      const once = new Map(pending.flatMap(staleKeys).map((key) => [JSON.stringify(key), key]));
      pending = [];
      for (const key of once.values()) void client.invalidateQueries({ queryKey: key });
    }, REFETCH_AFTER_MS);
  };
  const setWriting = (conversation: string, people: readonly Named[]) => {
    writing.set(conversation, people);
    for (const watcher of writingWatchers) watcher();
  };
  const stopsWriting = (conversation: string, id: string) => {
    clearTimeout(fading.get(`${conversation}/${id}`));
    const left = (writing.get(conversation) ?? []).filter((one) => one.id !== id);
    setWriting(conversation, left.length ? left : NOBODY);
  };

  const make = () =>
    new LiveSocket(
      {
        url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/socket`,
        make: (url, protocol) => new WebSocket(url, protocol),
        ask: happened,
        random: Math.random,
        later: (act, ms) => {
          const id = setTimeout(act, ms);
          return () => clearTimeout(id);
        },
      },
      {
        event(frame) {
          if (frame.type === 'event' && frame.kind === 'message_posted' && frame.data.message.author.id) {
            stopsWriting(frame.data.message.conversation_id, frame.data.message.author.id);
          }
          replay?.remember(frame);
          refetch(applyFrame(client, frame));
        },
        resync: (stream) => refetch(dropStream(client, stream, true)),
        lost: (stream) => refetch(dropStream(client, stream, false)),
        typing(conversation, person) {
          if (person.id === client.getQueryData<Me>(keys.me)?.person.id) return;
          const others = (writing.get(conversation) ?? []).filter((one) => one.id !== person.id);
          clearTimeout(fading.get(`${conversation}/${person.id}`));
          fading.set(
            `${conversation}/${person.id}`,
            setTimeout(() => stopsWriting(conversation, person.id), WRITING_MS),
          );
          setWriting(conversation, [...others, person]);
        },
        notes(frame) {
          for (const told of notesWatchers) told(frame);
        },
        state(next) {
          state = next;
          for (const watcher of stateWatchers) watcher();
        },
        ended: onEnded,
      },
    );
  let socket = make();
  const again = (frames: ChangeFrame[]) => refetch(frames.flatMap((frame) => applyFrame(client, frame)));

  return {
    start() {
      socket.connect();
      replay = startReplay(client, again, () => performance.now());
      const hurry = () => document.visibilityState === 'visible' && socket.hurry();
      window.addEventListener('online', hurry);
      document.addEventListener('visibilitychange', hurry);
      return () => {
        window.removeEventListener('online', hurry);
        document.removeEventListener('visibilitychange', hurry);
        replay?.stop();
        const wanted = socket.wanted();
        socket.stop();
        // StrictMode starts twice: the next start gets a fresh socket that follows the same streams.
        socket = make();
        for (const stream of wanted) socket.want(stream, null);
      };
    },
    state: () => state,
    watchState(changed) {
      stateWatchers.add(changed);
      return () => stateWatchers.delete(changed);
    },
    writing: (conversation) => writing.get(conversation) ?? NOBODY,
    watchWriting(changed) {
      writingWatchers.add(changed);
      return () => writingWatchers.delete(changed);
    },
    sayWriting(conversation) {
      const now = performance.now();
      if (now - (said.get(conversation) ?? Number.NEGATIVE_INFINITY) < SAY_WRITING_EVERY_MS) return;
      said.set(conversation, now);
      socket.post({ type: 'typing', conversation_id: conversation });
    },
    sayRead(conversation, position, called) {
      noteRead(conversation, position);
      if (called != null) {
        noteAnswered(conversation, called);
        client.setQueryData<Conversation>(keys.conversation(conversation), (held) => held && asRead(held));
      }
      const frame = { conversation_id: conversation, position };
      client.setQueryData<Start>(keys.start, (held) => held && startAsRead(held));
      client.setQueriesData<Paged<StartRow>>({ queryKey: ['inbox'] }, (held) => held && inboxAsRead(held));
      clearTimeout(counted);
      counted = setTimeout(() => refetch([{ what: 'networks' }, { what: 'rooms' }]), COUNTED_AFTER_MS);
      refetch(applyFrame(client, { type: 'read_marked', ...frame }));
      if (!socket.post({ type: 'read', ...frame }))
        void markRead(conversation, position).catch(() => undefined);
    },
    want: (stream, after) => socket.want(stream, after),
    post: (frame) => socket.post(frame),
    watchNotes(told) {
      notesWatchers.add(told);
      return () => notesWatchers.delete(told);
    },
  };
}
