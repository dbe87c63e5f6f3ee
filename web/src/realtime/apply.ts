/**
 * `(cache, frame) → cache`: the only place where frames change what is on the screen.
 *
 * Pure, and free of React and of the browser, so that the sync law (old state + frames = fresh state)
 * is tested by running this very file. Applying a frame twice, or one whose effect HTTP already
 * brought, changes nothing: messages are guarded by position, everything else by revision.
 */
import {
  changed,
  markedRead,
  messagesSeen,
  movedHere,
  posted,
  readTo,
  removedMessage,
  retitled,
  started,
  touched,
} from './applyConversations.ts';
import { withDocument, withoutDocument } from './applyDocuments.ts';
import { type Cache, inScope, type Stale, stale } from './cache.ts';
import type { ChangeFrame, Removed } from './frames.ts';
import { mapItems, mapValues, without } from './lists.ts';

const ROOM = 'room:';

export function apply(cache: Cache, frame: ChangeFrame): Cache {
  if (frame.type === 'read_marked') return readTo(cache, frame.conversation_id, frame.position);
  switch (frame.kind) {
    case 'message_posted':
      return posted(cache, frame.data.message);
    case 'message_edited':
    case 'message_deleted':
    case 'message_restored':
    case 'message_hidden':
    case 'message_shown':
      return changed(cache, frame.data.message);
    case 'message_touched':
      return touched(cache, frame.data.message);
    case 'messages_seen':
      return messagesSeen(cache, frame.data.conversation_id);
    case 'document_seen':
      return stale(cache, { what: 'seen', id: frame.data.document_id });
    case 'flags_changed':
      return stale(cache, { what: 'flags' });
    case 'case_changed':
      return stale(cache, { what: 'cases' });
    case 'conditions_changed':
      return stale(cache, { what: 'conditions', id: frame.data.network_id });
    case 'conversation_started':
      return started(cache, frame.data.conversation);
    case 'conversation_changed':
      return retitled(cache, frame.data.conversation);
    case 'conversation_moved':
      return movedHere(cache, frame.data.conversation);
    case 'document_changed':
      return frame.data.document.deleted
        ? withoutDocument(cache, frame.data.document.id)
        : withDocument(cache, frame.data.document);
    case 'folder_changed':
      return stale(cache, { what: 'folders', id: frame.data.folder.room_id });
    case 'meeting_changed': {
      const { id, network_id } = frame.data.meeting;
      return stale(
        cache,
        { what: 'meetings' },
        { what: 'meeting', id },
        { what: 'start' },
        { what: 'archive' },
        { what: 'rooms' },
        ...namedByMeetings(cache, network_id),
      );
    }
    case 'meeting_answered':
      return stale(cache, { what: 'meeting', id: frame.data.meeting_id }, { what: 'start' });
    case 'dossier_changed':
    case 'meeting_asked':
      return stale(cache, { what: 'meeting', id: frame.data.meeting_id });
    case 'removed':
      return removed(cache, frame.data.what, roomOf(frame.stream));
    case 'audience_changed':
    case 'directory_changed':
      return stale(
        cache,
        ...(frame.kind === 'audience_changed' ? listsAcrossRooms(cache) : []),
        { what: 'me' },
        { what: 'networks' },
        { what: 'rooms' },
        { what: 'people' },
        { what: 'start' },
        { what: 'reference' },
        // Whether a direct conversation is still between people who share a network.
        ...Object.values(cache.conversations)
          .filter((one) => one.kind === 'direct')
          .map((one): Stale => ({ what: 'conversation', id: one.id })),
      );
    case 'person_changed':
    case 'session_ended':
      return stale(cache, { what: 'me' }, { what: 'sessions' });
    case 'draft_changed':
      return stale(cache, { what: 'drafts' });
    case 'marked_read':
      return markedRead(cache, frame.data);
    case 'direct_started':
      return stale(cache, { what: 'direct' }, { what: 'start' });
    case 'following_changed':
      return stale(
        cache,
        { what: 'following' },
        { what: 'start' },
        { what: 'networks' },
        { what: 'rooms' },
        { what: 'room', id: frame.data.room_id },
      );
    case 'put_off_changed':
      return stale(cache, { what: 'start' });
    case 'mail_settings_changed':
      return stale(cache, { what: 'mailSettings' });
    case 'saved_searches_changed':
      return stale(cache, { what: 'savedSearches' });
    case 'ask_changed':
      return stale(cache, { what: 'ask', id: frame.data.conversation_id }, { what: 'start' });
    case 'proposal_changed':
      return stale(cache, { what: 'proposal', id: frame.data.conversation_id }, { what: 'start' });
    case 'decision_made':
      return stale(cache, { what: 'proposal', id: frame.data.conversation_id }, { what: 'decisions' });
    case 'nothing':
      return cache;
    default:
      // A kind from a newer server: what we show of the stream can't be trusted, so it is fetched again.
      return dropped(cache, (frame as { stream: string }).stream, true);
  }
}

/** Lists of more than a room: there may be another room in them now, whose stream tells only what comes from here on. */
function listsAcrossRooms(cache: Cache): Stale[] {
  const across = (lists: Record<string, { filter: { room?: string } }>) =>
    Object.keys(lists).filter((key) => !lists[key]?.filter.room);
  return [
    ...across(cache.lists).map((key): Stale => ({ what: 'list', key })),
    ...across(cache.documentLists).map((key): Stale => ({ what: 'documentList', key })),
  ];
}

/** The lists with rows in a meeting's rooms: those are called as the meeting is. */
function namedByMeetings(cache: Cache, network: string): Stale[] {
  const named = (row: { room: { kind: string; network_id: string | null } }) =>
    row.room.network_id === network && (row.room.kind === 'meeting' || row.room.kind === 'planning');
  const keys = Object.entries(cache.lists).filter(([, list]) => list.items.some(named));
  return keys.map(([key]) => ({ what: 'list', key }));
}

/** Everything of a stream leaves the screen at once; with `refetch` it stays and is asked for again. */
export function dropped(cache: Cache, stream: string, refetch = false): Cache {
  const counts: Stale[] = [{ what: 'networks' }, { what: 'start' }, { what: 'direct' }];
  const general: Stale[] = [
    ...counts,
    { what: 'me' },
    { what: 'rooms' },
    { what: 'decisions' },
    { what: 'archive' },
    { what: 'meetings' },
    { what: 'reference' },
  ];
  if (!stream.startsWith(ROOM)) return stale(cache, ...general, { what: 'drafts' });
  const room = stream.slice(ROOM.length);
  const asked: Stale[] = [
    { what: 'room', id: room },
    { what: 'folders', id: room },
    ...(refetch ? counts : general),
  ];
  const leave = <T extends { room: { id: string } }>(row: T): T | null => (row.room.id === room ? null : row);
  const lists = mapValues(cache.lists, (list, key) => {
    const left = mapItems(list, leave);
    if (left !== list || inScope(cache, list.filter, room)) asked.push({ what: 'list', key });
    return refetch ? list : left;
  });
  const documentLists = mapValues(cache.documentLists, (list, key) => {
    const left = mapItems(list, leave);
    if (left !== list || inScope(cache, list.filter, room)) asked.push({ what: 'documentList', key });
    return refetch ? list : left;
  });
  const gone = Object.values(cache.conversations).filter((one) => one.room.id === room);
  const files = Object.values(cache.documents).filter((one) => one.room.id === room);
  for (const one of gone)
    asked.push(
      { what: 'conversation', id: one.id },
      { what: 'messages', id: one.id },
      ...(one.thread_kind === 'ask' ? [{ what: 'ask', id: one.id } as const] : []),
      ...(one.thread_kind === 'proposal' ? [{ what: 'proposal', id: one.id } as const] : []),
    );
  for (const one of files) asked.push({ what: 'document', id: one.id });
  if (refetch) return stale(cache, ...asked);
  const ids = gone.map((one) => one.id);
  return stale(
    {
      ...cache,
      lists,
      documentLists,
      conversations: without(cache.conversations, ids),
      messages: without(cache.messages, ids),
      documents: without(
        cache.documents,
        files.map((one) => one.id),
      ),
    },
    ...asked,
  );
}

/** The room a stream is of. */
const roomOf = (stream: string): string | null =>
  stream.startsWith(ROOM) ? stream.slice(ROOM.length) : null;

/** What is said to be gone is gone from that room: it may stand in another by now, told by the stream of that one. */
function removed(cache: Cache, what: Removed, room: string | null): Cache {
  const here = (stands: { room: { id: string } } | undefined) => !room || !stands || stands.room.id === room;
  switch (what.kind) {
    case 'document':
      return withoutDocument(cache, what.id);
    case 'message':
      return removedMessage(cache, what.id, (id) => here(cache.conversations[id]));
    case 'conversation': {
      const asked: Stale[] = [];
      const lists = mapValues(cache.lists, (list, key) => {
        const left = mapItems(list, (row) => (row.id === what.id && here(row) ? null : row));
        // It may stand in another room of the same list.
        if (left !== list && !list.filter.room) asked.push({ what: 'list', key });
        return left;
      });
      if (!here(cache.conversations[what.id])) return stale({ ...cache, lists }, ...asked, { what: 'start' });
      if (cache.conversations[what.id]) asked.push({ what: 'conversation', id: what.id });
      const conversations = without(cache.conversations, [what.id]);
      const messages = without(cache.messages, [what.id]);
      return stale(
        { ...cache, lists, conversations, messages },
        ...asked,
        { what: 'start' },
        { what: 'networks' },
      );
    }
    case 'folder':
      return stale(cache, { what: 'allFolders' });
    case 'meeting':
      return stale(
        cache,
        { what: 'meetings' },
        { what: 'meeting', id: what.id },
        { what: 'start' },
        { what: 'archive' },
      );
  }
}
