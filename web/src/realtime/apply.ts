/**
 * `(cache, frame) → cache`: the only place where frames change what is on the screen.
 *
 * Pure, and free of React and of the browser, so that the sync law (old state + frames = fresh state)
 * is tested by running this very file. Applying a frame twice, or one whose effect HTTP already
 * brought, changes nothing: messages are guarded by position, everything else by revision.
 */
import type { Conversation, ConversationFacts, ConversationRow, DocumentRow, Message } from '../api/types.ts';
import type { Cache, ConversationList, DocumentList, MessageWindow, Stale } from './cache.ts';
import { excerptOf } from './excerpt.ts';
import type { EventFrame } from './frames.ts';

const ROOM = 'room:';
const MOST_ANSWERED_BY = 5;

export function apply(cache: Cache, frame: EventFrame): Cache {
  switch (frame.kind) {
    case 'message_posted':
      return posted(cache, frame.data.message, frame.data.excerpt);
    case 'message_edited':
    case 'message_deleted':
    case 'message_restored':
      return changed(cache, frame.data.message, frame.data.excerpt);
    case 'conversation_started':
      return started(cache, frame.data.conversation);
    case 'conversation_changed':
      return retitled(cache, frame.data.conversation);
    case 'document_added':
    case 'document_restored':
      return stale(withDocument(cache, frame.data.document, true), { what: 'archive' });
    case 'document_changed':
    case 'document_read':
      return withDocument(cache, frame.data.document, false);
    case 'document_deleted':
      return withoutDocument(cache, frame.data.document.id);
    case 'folder_changed':
      return stale(cache, { what: 'folders', id: frame.data.folder.room_id });
    case 'meeting_changed':
      return stale(
        cache,
        { what: 'meetings' },
        { what: 'meeting', id: frame.data.meeting.id },
        { what: 'start' },
      );
    case 'removed':
      return removed(cache, frame.data.kind, frame.data.id);
    case 'audience_changed':
      return stale(cache, { what: 'me' }, { what: 'networks' }, { what: 'rooms' }, { what: 'start' });
    case 'session_ended':
      return stale(cache, { what: 'me' });
    case 'read_marked':
      return readTo(cache, frame.data.conversation_id, frame.data.position);
    case 'draft_changed':
      return stale(cache, { what: 'drafts' });
    case 'direct_started':
      return stale(cache, { what: 'direct' }, { what: 'start' });
    default:
      // A kind from a newer server: what we show of the stream can't be trusted, so it is fetched again.
      return dropped(cache, (frame as EventFrame).stream, true);
  }
}

/** Everything of a room leaves the screen at once (`refetch` keeps it and asks for it again). */
export function dropped(cache: Cache, stream: string, refetch = false): Cache {
  const room = stream.startsWith(ROOM) ? stream.slice(ROOM.length) : null;
  const general: Stale[] = [{ what: 'networks' }, { what: 'rooms' }, { what: 'start' }, { what: 'archive' }];
  if (!room)
    return stale(
      cache,
      { what: 'me' },
      ...general,
      { what: 'direct' },
      { what: 'drafts' },
      { what: 'meetings' },
    );
  const asked: Stale[] = [{ what: 'room', id: room }, { what: 'folders', id: room }, ...general];
  const lists = mapValues(cache.lists, (list, key) => {
    const touched = list.filter.room === room || list.items.some((row) => row.room.id === room);
    if (touched || (refetch && inScope(cache, list.filter, room))) asked.push({ what: 'list', key });
    return touched && !refetch ? { ...list, items: list.items.filter((row) => row.room.id !== room) } : list;
  });
  const documentLists = mapValues(cache.documentLists, (list, key) => {
    const touched = list.filter.room === room || list.items.some((row) => row.room.id === room);
    if (touched || (refetch && inScope(cache, list.filter, room))) asked.push({ what: 'documentList', key });
    return touched && !refetch ? { ...list, items: list.items.filter((row) => row.room.id !== room) } : list;
  });
  const gone = Object.values(cache.conversations).filter((one) => one.room.id === room);
  const goneDocuments = Object.values(cache.documents).filter((one) => one.room.id === room);
  for (const one of gone) asked.push({ what: 'conversation', id: one.id }, { what: 'messages', id: one.id });
  for (const one of goneDocuments) asked.push({ what: 'document', id: one.id });
  if (refetch) return stale({ ...cache, lists, documentLists }, ...asked);
  return stale(
    {
      ...cache,
      lists,
      documentLists,
      conversations: without(
        cache.conversations,
        gone.map((one) => one.id),
      ),
      messages: without(
        cache.messages,
        gone.map((one) => one.id),
      ),
      documents: without(
        cache.documents,
        goneDocuments.map((one) => one.id),
      ),
    },
    ...asked,
  );
}

/** A message joined to its window; also used for the answer to one's own POST. */
export function withMessage(window: MessageWindow, message: Message): MessageWindow {
  const at = window.items.findIndex((one) => one.position === message.position);
  if (at >= 0) {
    const held = window.items[at];
    if (!held || held.revision > message.revision) return window;
    return { ...window, items: window.items.with(at, message) };
  }
  const last = window.last_position ?? 0;
  const reach = Math.max(last, message.position);
  // Beyond a gap: the window must be fetched on from where it ends.
  if (window.next_cursor !== null || message.position < last) return { ...window, last_position: reach };
  const first = window.first_position ?? message.position;
  return { ...window, items: [...window.items, message], first_position: first, last_position: reach };
}

function posted(cache: Cache, message: Message, excerpt?: string): Cache {
  const id = message.conversation_id;
  const mine = message.author.id === cache.me;
  const grow = <T extends ConversationRow>(row: T): T => {
    if (row.id !== id || message.position <= row.last_position) return row;
    const shown = excerpt ?? excerptOf(message.text);
    const unread = mine ? row.unread : row.unread + 1;
    return {
      ...row,
      last_message: {
        position: message.position,
        author: message.author,
        at: message.created_at,
        excerpt: shown,
      },
      message_count: row.message_count + 1,
      last_position: message.position,
      unread,
      first_unread_excerpt: !mine && row.unread === 0 ? shown : row.first_unread_excerpt,
      answered_by: answered(row, message),
      mine: row.mine,
    };
  };
  const asked: Stale[] = [{ what: 'start' }];
  if (!mine) asked.push({ what: 'networks' });
  const lists = mapValues(cache.lists, (list, key) => {
    const at = list.items.findIndex((row) => row.id === id);
    const row = list.items[at];
    if (!row) {
      if (mayHold(cache, list, id)) asked.push({ what: 'list', key });
      return list;
    }
    const grown = grow(row);
    if (grown === row) return list;
    // Newest activity first.
    return { ...list, items: [grown, ...list.items.toSpliced(at, 1)] };
  });
  const window = cache.messages[id];
  const opened = cache.conversations[id];
  const next: Cache = {
    ...cache,
    lists,
    messages: window ? { ...cache.messages, [id]: withMessage(window, message) } : cache.messages,
    conversations: opened ? { ...cache.conversations, [id]: grow(opened) } : cache.conversations,
  };
  if (!mine) return stale(next, ...asked);
  return stale(readTo(next, id, message.position), ...asked);
}

function answered(row: ConversationRow, message: Message): string[] {
  const name = message.author.organisation;
  if (row.kind !== 'thread' || message.position <= 1 || !name) return row.answered_by;
  if (row.answered_by.includes(name) || row.answered_by.length >= MOST_ANSWERED_BY) return row.answered_by;
  return [...row.answered_by, name];
}

/** Whether a list that lacks the conversation ought to be asked for again. */
function mayHold(cache: Cache, list: ConversationList, id: string): boolean {
  const known = cache.conversations[id];
  if (!known) return true;
  if (list.filter.direct) return known.kind === 'direct';
  if (known.kind === 'chat' ? list.filter.kind !== 'chat' : list.filter.kind === 'chat') return false;
  return inScope(cache, list.filter, known.room.id);
}

function inScope(
  cache: Cache,
  filter: { network?: string | undefined; room?: string | undefined },
  room: string,
) {
  if (filter.room) return filter.room === room;
  if (filter.network) return cache.rooms[room]?.network_id === filter.network;
  return true;
}

function changed(cache: Cache, message: Message, excerpt?: string): Cache {
  const id = message.conversation_id;
  const touch = <T extends ConversationRow>(row: T): T => {
    if (row.id !== id || row.last_message?.position !== message.position) return row;
    const shown = message.deleted ? '' : (excerpt ?? excerptOf(message.text));
    return { ...row, last_message: { ...row.last_message, excerpt: shown } };
  };
  const window = cache.messages[id];
  const opened = cache.conversations[id];
  const next: Cache = {
    ...cache,
    lists: mapValues(cache.lists, (list) =>
      list.items.some((row) => touch(row) !== row) ? { ...list, items: list.items.map(touch) } : list,
    ),
    messages: window ? { ...cache.messages, [id]: withMessage(window, message) } : cache.messages,
    conversations: opened ? { ...cache.conversations, [id]: touch(opened) } : cache.conversations,
  };
  return stale(next, { what: 'start' });
}

function started(cache: Cache, facts: ConversationFacts): Cache {
  const room = cache.rooms[facts.room_id];
  if (!room || facts.kind !== 'thread') return stale(cache, { what: 'start' }, { what: 'direct' });
  // The first message follows as an event of its own and brings the counts with it.
  const row: ConversationRow = {
    id: facts.id,
    kind: facts.kind,
    thread_kind: facts.thread_kind,
    title: facts.title,
    room: { id: facts.room_id, name: room.name, kind: room.kind, network_id: room.network_id },
    themes: facts.themes,
    last_message: null,
    message_count: 0,
    last_position: 0,
    read_position: 0,
    unread: 0,
    first_unread_excerpt: null,
    answered_by: [],
    created_at: facts.created_at,
    author: facts.author,
    mine: facts.author?.id === cache.me,
  };
  const lists = mapValues(cache.lists, (list) => {
    const wanted =
      !list.filter.direct && list.filter.kind !== 'chat' && inScope(cache, list.filter, facts.room_id);
    if (!wanted || list.items.some((one) => one.id === facts.id)) return list;
    return { ...list, items: [row, ...list.items] };
  });
  return stale({ ...cache, lists }, { what: 'start' });
}

function retitled(cache: Cache, facts: ConversationFacts): Cache {
  const touch = <T extends ConversationRow>(row: T): T =>
    row.id === facts.id
      ? { ...row, title: facts.title, themes: facts.themes, thread_kind: facts.thread_kind }
      : row;
  const opened: Conversation | undefined = cache.conversations[facts.id];
  const moved = opened && opened.room.id !== facts.room_id;
  const next: Cache = {
    ...cache,
    lists: mapValues(cache.lists, (list) =>
      list.items.some((row) => row.id === facts.id) ? { ...list, items: list.items.map(touch) } : list,
    ),
    conversations: opened ? { ...cache.conversations, [facts.id]: touch(opened) } : cache.conversations,
  };
  return moved ? stale(next, { what: 'conversation', id: facts.id }) : next;
}

function readTo(cache: Cache, id: string, position: number): Cache {
  const window = cache.messages[id];
  const touch = <T extends ConversationRow>(row: T): T => {
    if (row.id !== id || position <= row.read_position) return row;
    const left = position >= row.last_position ? 0 : unreadAfter(window, cache.me, position, row);
    const next = window?.items.find(
      (one) => one.position > position && one.author.id !== cache.me && !one.deleted,
    );
    const excerpt = left === 0 ? null : next ? excerptOf(next.text) : row.first_unread_excerpt;
    return { ...row, read_position: position, unread: left, first_unread_excerpt: excerpt };
  };
  const opened = cache.conversations[id];
  const next: Cache = {
    ...cache,
    lists: mapValues(cache.lists, (list) =>
      list.items.some((row) => touch(row) !== row) ? { ...list, items: list.items.map(touch) } : list,
    ),
    conversations: opened ? { ...cache.conversations, [id]: touch(opened) } : cache.conversations,
  };
  return stale(next, { what: 'start' }, { what: 'networks' });
}

/** Others' messages after a position: counted where the window shows them, else as many as there are places. */
function unreadAfter(
  window: MessageWindow | undefined,
  me: string,
  position: number,
  row: ConversationRow,
): number {
  const first = window?.items[0]?.position;
  if (!window || window.next_cursor !== null || first === undefined || first > position + 1) {
    return Math.min(row.unread, row.last_position - position);
  }
  return window.items.filter((one) => one.position > position && one.author.id !== me && !one.deleted).length;
}

function withDocument(cache: Cache, document: DocumentRow, added: boolean): Cache {
  const asked: Stale[] = [];
  const lists = mapValues(cache.documentLists, (list, key) => {
    const at = list.items.findIndex((row) => row.id === document.id);
    const held = list.items[at];
    if (held) {
      if (held.revision > document.revision) return list;
      if (belongs(cache, list, document)) return { ...list, items: list.items.with(at, document) };
      return { ...list, items: list.items.toSpliced(at, 1) };
    }
    if (!belongs(cache, list, document)) return list;
    // Where it sorts is the server's business.
    if (list.items.length > 0 || !added) asked.push({ what: 'documentList', key });
    return added ? { ...list, items: [document, ...list.items] } : list;
  });
  const opened = cache.documents[document.id];
  if (opened && opened.version !== document.version) asked.push({ what: 'document', id: document.id });
  const documents =
    opened && opened.revision <= document.revision
      ? { ...cache.documents, [document.id]: { ...opened, ...document } }
      : cache.documents;
  if (document.meeting_id) asked.push({ what: 'meeting', id: document.meeting_id });
  return stale({ ...cache, documentLists: lists, documents }, ...asked);
}

function belongs(cache: Cache, list: DocumentList, document: DocumentRow): boolean {
  const { filter } = list;
  if (!inScope(cache, filter, document.room.id)) return false;
  if (filter.folder !== undefined && filter.folder !== document.folder_id) return false;
  if (filter.kind && filter.kind !== document.kind) return false;
  if (filter.year && document.dated_on?.slice(0, 4) !== String(filter.year)) return false;
  return !filter.q || document.name.toLowerCase().includes(filter.q.toLowerCase());
}

function withoutDocument(cache: Cache, id: string): Cache {
  const asked: Stale[] = cache.documents[id] ? [{ what: 'document', id }] : [];
  const documentLists = mapValues(cache.documentLists, (list) =>
    list.items.some((row) => row.id === id)
      ? { ...list, items: list.items.filter((row) => row.id !== id) }
      : list,
  );
  return stale({ ...cache, documentLists, documents: without(cache.documents, [id]) }, ...asked, {
    what: 'archive',
  });
}

function removed(cache: Cache, kind: string, id: string): Cache {
  if (kind === 'document') return withoutDocument(cache, id);
  if (kind === 'message') {
    const messages = mapValues(cache.messages, (window) =>
      window.items.some((one) => one.id === id)
        ? { ...window, items: window.items.filter((one) => one.id !== id) }
        : window,
    );
    return stale({ ...cache, messages }, { what: 'start' });
  }
  if (kind === 'conversation') {
    const lists = mapValues(cache.lists, (list) =>
      list.items.some((row) => row.id === id)
        ? { ...list, items: list.items.filter((row) => row.id !== id) }
        : list,
    );
    const asked: Stale[] = cache.conversations[id] ? [{ what: 'conversation', id }] : [];
    return stale(
      {
        ...cache,
        lists,
        conversations: without(cache.conversations, [id]),
        messages: without(cache.messages, [id]),
      },
      ...asked,
      { what: 'start' },
      { what: 'networks' },
    );
  }
  return stale(cache, { what: 'start' }, { what: 'meetings' });
}

function stale(cache: Cache, ...what: Stale[]): Cache {
  const named = new Set(cache.stale.map((one) => JSON.stringify(one)));
  const fresh = what.filter((one) => !named.has(JSON.stringify(one)));
  return fresh.length ? { ...cache, stale: [...cache.stale, ...fresh] } : cache;
}

/** Maps a record and keeps the very record when nothing changed, so that nothing is drawn again for nothing. */
function mapValues<T>(record: Record<string, T>, change: (value: T, key: string) => T): Record<string, T> {
  let differs = false;
  const next: Record<string, T> = {};
  for (const [key, value] of Object.entries(record)) {
    const changed = change(value, key);
    differs ||= changed !== value;
    next[key] = changed;
  }
  return differs ? next : record;
}

function without<T>(record: Record<string, T>, ids: string[]): Record<string, T> {
  if (!ids.some((id) => id in record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(id)));
}
