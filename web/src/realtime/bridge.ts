/** Between the pure cache and TanStack Query: lays its lists out for a frame and takes the changed ones back. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import type { Conversation, Document, Me, Room } from '../api/types.ts';
import { apply, dropped } from './apply.ts';
import {
  type Cache,
  type ConversationList,
  type DocumentList,
  emptyCache,
  type KnownRoom,
  type MessageWindow,
  type Stale,
} from './cache.ts';
import type { ChangeFrame } from './frames.ts';

type Held = { key: QueryKey; data: unknown };

/** The cached queries as one plain cache, with the way back from its names to the query keys. */
export function layOut(client: QueryClient): { cache: Cache; names: Map<string, QueryKey> } {
  const names = new Map<string, QueryKey>();
  const cache = emptyCache(client.getQueryData<Me>(keys.me)?.person.id ?? '');
  for (const query of client.getQueryCache().getAll()) {
    const { queryKey: key, state } = query;
    if (state.data === undefined) continue;
    const held: Held = { key, data: state.data };
    take(cache, held, (name) => names.set(name, key));
  }
  return { cache, names };
}

function take(cache: Cache, { key, data }: Held, named: (name: string) => void): void {
  const name = JSON.stringify(key);
  const id = key[1] as string;
  // A longer key is a part of the thing (`['document', id, 'uses']`), which is not shaped as the thing is.
  if (key.length > 2) return;
  switch (key[0]) {
    case 'rooms':
      for (const room of data as Room[]) cache.rooms[room.id] = known(room);
      break;
    case 'room': {
      const room = data as Room;
      cache.rooms[room.id] ??= known(room);
      break;
    }
    case 'conversations':
      cache.lists[name] = { ...(data as ConversationList), filter: key[1] as ConversationList['filter'] };
      named(name);
      break;
    case 'conversation':
      cache.conversations[id] = data as Conversation;
      break;
    case 'messages':
      cache.messages[id] = data as MessageWindow;
      break;
    case 'documents':
      cache.documentLists[name] = { ...(data as DocumentList), filter: key[1] as DocumentList['filter'] };
      named(name);
      break;
    case 'document':
      cache.documents[id] = data as Document;
      break;
  }
}

/** Only rooms of their own making carry a name in rows; the rest are named by their kind. */
const OWN_NAME = new Set(['custom', 'meeting', 'planning']);
const known = (room: Room): KnownRoom => ({
  own_name: OWN_NAME.has(room.kind) ? room.name : null,
  kind: room.kind,
  network_id: room.network_id,
});

/** Applies one frame to everything cached. Returns what has to be fetched again. */
export function applyFrame(client: QueryClient, frame: ChangeFrame): Stale[] {
  const { cache, names } = layOut(client);
  return putBack(client, cache, apply(cache, frame), names);
}

/** Access to a stream is lost (or, with `refetch`, its events are): its rows leave at once. */
export function dropStream(client: QueryClient, stream: string, refetch: boolean): Stale[] {
  const { cache, names } = layOut(client);
  return putBack(client, cache, dropped(cache, stream, refetch), names);
}

function putBack(client: QueryClient, before: Cache, after: Cache, names: Map<string, QueryKey>): Stale[] {
  const listed = (one: Record<string, unknown>, two: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(two)) {
      const key = names.get(name);
      if (key && value !== one[name]) client.setQueryData(key, value);
    }
  };
  const single = (
    one: Record<string, unknown>,
    two: Record<string, unknown>,
    keyOf: (id: string) => QueryKey,
  ) => {
    for (const [id, value] of Object.entries(two))
      if (value !== one[id]) client.setQueryData(keyOf(id), value);
    for (const id of Object.keys(one)) if (!(id in two)) void client.resetQueries({ queryKey: keyOf(id) });
  };
  listed(before.lists, after.lists);
  listed(before.documentLists, after.documentLists);
  single(before.conversations, after.conversations, keys.conversation);
  single(before.messages, after.messages, keys.messages);
  single(before.documents, after.documents, keys.document);
  return after.stale;
}

/** The query keys that a stale mark stands for. */
export function staleKeys(mark: Stale): QueryKey[] {
  switch (mark.what) {
    case 'list':
    case 'documentList':
      return [JSON.parse(mark.key) as QueryKey];
    // What is new and what waits are made of the same.
    case 'start':
      return [keys.start, ['inbox'], keys.movedAway];
    case 'direct':
      return [keys.conversations({ direct: true })];
    case 'folders':
      return [['folders', mark.id]];
    case 'allFolders':
      return [['folders']];
    case 'people':
      return [
        ['participations'],
        ['people'],
        ['directory'],
        ['person'],
        ['audience'],
        ['seat'],
        ['seatRounds'],
      ];
    case 'room':
      return [keys.room(mark.id)];
    case 'conversation':
      return [keys.conversation(mark.id)];
    case 'answeredBy':
      return [keys.answeredBy(mark.id)];
    case 'messages':
      return [keys.messages(mark.id), keys.answeredBy(mark.id)];
    case 'refs':
      return [['reference', mark.id]];
    case 'seen':
      return [keys.seen(mark.id)];
    case 'conditions':
      return [['conditions', mark.id]];
    case 'document':
      return [keys.document(mark.id), ['pages', mark.id]];
    case 'meeting':
      return [keys.meeting(mark.id)];
    case 'ask':
      return [keys.ask(mark.id)];
    case 'proposal':
      return [keys.proposal(mark.id)];
    default:
      return [[mark.what]];
  }
}
