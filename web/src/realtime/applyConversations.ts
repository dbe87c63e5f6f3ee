/** What frames do to conversations, their rows and their messages. */
import type { Author, Conversation, ConversationFacts, ConversationRow, Message } from '../api/types.ts';
import {
  type Cache,
  type ConversationList,
  inScope,
  type MessageWindow,
  narrowed,
  type Stale,
  stale,
} from './cache.ts';
import { excerptOf } from './excerpt.ts';
import { mapItems, mapValues } from './lists.ts';

const MOST_ANSWERED_BY = 5;

/** A message joined to its window; also used for the answer to one's own POST. */
export function withMessage(window: MessageWindow, message: Message): MessageWindow {
  const at = window.items.findIndex((one) => one.position === message.position);
  const held = window.items[at];
  if (held) return isOlder(message, held) ? window : { ...window, items: window.items.with(at, message) };
  const last = window.last_position;
  if (message.position <= last) return window;
  // Beyond a gap, or where later messages wait to be fetched: only the reach is known.
  if (window.next_cursor !== null || message.position > last + 1)
    return { ...window, last_position: message.position };
  const first_position = window.first_position || message.position;
  return { ...window, items: [...window.items, message], first_position, last_position: message.position };
}

/** What its author does raises the revision, what others do the touches: neither ever goes back. */
const isOlder = (message: Message, held: Message) =>
  message.revision < held.revision || (message.revision === held.revision && message.touches < held.touches);

/** Those that answer it show how it stands now. */
export function withAnswered(window: MessageWindow, message: Message): MessageWindow {
  const excerpt = message.deleted ? '' : excerptOf(message.text);
  return mapItems(window, (one) => {
    const answers = one.answers;
    if (answers?.id !== message.id) return one;
    if (answers.deleted === message.deleted && answers.excerpt === excerpt) return one;
    return { ...one, answers: { ...answers, deleted: message.deleted, excerpt } };
  });
}

export function posted(cache: Cache, message: Message): Cache {
  const id = message.conversation_id;
  const mine = message.author.id !== null && message.author.id === cache.me;
  const asked: Stale[] = [{ what: 'start' }, { what: 'answeredBy', id }];
  if (!mine) asked.push({ what: 'networks' });
  const lists = mapValues(cache.lists, (list, key) => {
    const at = list.items.findIndex((row) => row.id === id);
    const row = list.items[at];
    if (!row) {
      if (mayHold(cache, list, id)) asked.push({ what: 'list', key });
      return list;
    }
    if (message.position <= row.last_position) return list;
    // Newest activity first.
    return { ...list, items: [grown(row, message), ...list.items.toSpliced(at, 1)] };
  });
  const opened = cache.conversations[id];
  const conversations =
    opened && message.position > opened.last_position
      ? {
          ...cache.conversations,
          [id]: {
            ...opened,
            last_position: message.position,
            unread: message.position - opened.read_position,
          },
        }
      : cache.conversations;
  const window = cache.messages[id];
  let messages = cache.messages;
  if (window) {
    const next = withMessage(window, message);
    if (next !== window) messages = { ...cache.messages, [id]: next };
    if (next.next_cursor === null && next.items.at(-1)?.position !== next.last_position) {
      asked.push({ what: 'messages', id });
    }
  }
  const next = stale({ ...cache, lists, conversations, messages }, ...asked);
  return mine ? wrote(next, id, message.position) : next;
}

/** What one wrote is read; what stands before it, and was not, is not by that. */
function wrote(cache: Cache, id: string, position: number): Cache {
  const rows = Object.values(cache.lists).flatMap((list) => list.items.filter((row) => row.id === id));
  const stands = Math.max(
    0,
    ...rows.map((row) => row.read_position),
    cache.conversations[id]?.read_position ?? 0,
  );
  return stands === position - 1 ? readTo(cache, id, position) : cache;
}

/** Somebody has read: those messages of it that ask who sees them ask again. */
export function messagesSeen(cache: Cache, id: string): Cache {
  const asking = cache.messages[id]?.items.filter((one) => one.asks_seen) ?? [];
  return stale(cache, ...asking.map((one) => ({ what: 'seen', id: one.id }) as const));
}

function grown(row: ConversationRow, message: Message): ConversationRow {
  const excerpt = message.deleted ? '' : excerptOf(message.text);
  const unread = Math.max(0, message.position - row.read_position);
  return {
    ...row,
    last_message: { position: message.position, author: message.author, at: message.created_at, excerpt },
    message_count: message.position,
    last_position: message.position,
    unread,
    first_unread_excerpt: unread === 1 ? excerpt : row.first_unread_excerpt,
    answered_by: answeredBy(row, message),
    author: message.position === 1 ? (row.author ?? starter(row, message.author)) : row.author,
  };
}

/** Who started a thread, as lists name them: with the organisation's name and no more. */
function starter(row: ConversationRow, author: Author): Author | null {
  if (row.kind !== 'thread') return null;
  return { ...author, organisation_id: null, standing_kind: 'none', seat_kind: null };
}

function answeredBy(row: ConversationRow, message: Message): string[] {
  const name = message.author.organisation;
  if (message.position <= 1 || message.deleted || !name) return row.answered_by;
  if (row.answered_by.includes(name) || row.answered_by.length >= MOST_ANSWERED_BY) return row.answered_by;
  return [...row.answered_by, name];
}

/** Whether a list that lacks the conversation ought to be asked for again. */
function mayHold(cache: Cache, list: ConversationList, id: string): boolean {
  const known = cache.conversations[id];
  if (!known) return true;
  if (list.filter.direct) return known.kind === 'direct';
  if (known.kind === 'direct') return false;
  if ((known.kind === 'chat') !== (list.filter.kind === 'chat')) return false;
  return inScope(cache, list.filter, known.room.id);
}

export function changed(cache: Cache, message: Message): Cache {
  const id = message.conversation_id;
  // Quotes of it, wherever they stand, are asked for again.
  const asked: Stale[] = [
    { what: 'start' },
    { what: 'answeredBy', id },
    { what: 'refs', id: `message:${message.id}` },
  ];
  // It may call on one now, in words one had read.
  if (!message.deleted && /samrum:(person|organisation|role|everyone)/.test(message.text))
    asked.push({ what: 'conversation', id });
  // An accepted answer stands in the summary too, or did until it was taken away.
  if (/question/.test(cache.conversations[id]?.thread_kind ?? '')) asked.push({ what: 'conversation', id });
  const window = cache.messages[id];
  const messages = window
    ? { ...cache.messages, [id]: withAnswered(withMessage(window, message), message) }
    : cache.messages;
  const excerpt = message.deleted ? '' : excerptOf(message.text);
  const lists = mapValues(cache.lists, (list, key) =>
    mapItems(list, (row) => {
      if (row.id !== id) return row;
      // Who has answered is counted anew when an answer goes or comes back.
      asked.push({ what: 'list', key });
      const last =
        row.last_message?.position === message.position ? { ...row.last_message, excerpt } : row.last_message;
      const first =
        row.read_position + 1 === message.position && row.unread > 0 ? excerpt : row.first_unread_excerpt;
      return { ...row, last_message: last, first_unread_excerpt: first };
    }),
  );
  return stale({ ...cache, lists, messages }, ...asked);
}

/** Its reactions changed: nothing that lists or counts show. */
export function touched(cache: Cache, message: Message): Cache {
  const id = message.conversation_id;
  const window = cache.messages[id];
  const next = window && withMessage(window, message);
  return next === window || !next ? cache : { ...cache, messages: { ...cache.messages, [id]: next } };
}

export function started(cache: Cache, facts: ConversationFacts): Cache {
  const room = cache.rooms[facts.room_id];
  if (!room || facts.kind !== 'thread') return stale(cache, { what: 'start' }, { what: 'direct' });
  // The first message follows as an event of its own and brings the counts with it.
  const row: ConversationRow = {
    id: facts.id,
    kind: facts.kind,
    thread_kind: facts.thread_kind,
    title: facts.title,
    room: { id: facts.room_id, name: room.own_name, kind: room.kind, network_id: room.network_id },
    themes: facts.themes,
    articles: facts.articles,
    pinned: facts.pinned,
    closed: facts.closed,
    answered: facts.answered,
    last_message: null,
    message_count: 0,
    last_position: 0,
    read_position: 0,
    unread: 0,
    first_unread_excerpt: null,
    answered_by: [],
    created_at: facts.created_at,
    author: null,
    mine: facts.author_id !== null && facts.author_id === cache.me,
  };
  const asked: Stale[] = [{ what: 'start' }];
  const lists = mapValues(cache.lists, (list, key) => {
    const wanted =
      !list.filter.direct && list.filter.kind !== 'chat' && inScope(cache, list.filter, facts.room_id);
    if (!wanted || list.items.some((one) => one.id === facts.id)) return list;
    if (narrowed(list.filter)) {
      asked.push({ what: 'list', key });
      return list;
    }
    return { ...list, items: [row, ...list.items] };
  });
  return stale({ ...cache, lists }, ...asked);
}

export function retitled(cache: Cache, facts: ConversationFacts): Cache {
  const { title, themes, articles, thread_kind, pinned, closed, answered, summary_revision } = facts;
  const now = { title, themes, articles, thread_kind, pinned, closed, answered };
  const asked: Stale[] = [{ what: 'start' }];
  const lists = mapValues(cache.lists, (list, key) => {
    // Whether it still fits a narrower list, or fits it now, is asked.
    if (narrowed(list.filter) && inScope(cache, list.filter, facts.room_id))
      asked.push({ what: 'list', key });
    return mapItems(list, (row) => (row.id === facts.id ? { ...row, ...now } : row));
  });
  const opened: Conversation | undefined = cache.conversations[facts.id];
  if (!opened) return stale({ ...cache, lists }, ...asked);
  const conversations = { ...cache.conversations, [facts.id]: { ...opened, ...now, summary_revision } };
  // Its revision, its summary and what one may do there are known to the server only.
  return stale({ ...cache, lists, conversations }, { what: 'conversation', id: facts.id }, ...asked);
}

export function readTo(cache: Cache, id: string, position: number): Cache {
  const window = cache.messages[id];
  const lists = mapValues(cache.lists, (list) =>
    mapItems(list, (row) => {
      if (row.id !== id || position <= row.read_position) return row;
      const unread = Math.max(0, row.last_position - position);
      const next = window?.items.find((one) => one.position === position + 1);
      const excerpt = next && !next.deleted ? excerptOf(next.text) : '';
      return { ...row, read_position: position, unread, first_unread_excerpt: unread === 0 ? null : excerpt };
    }),
  );
  const opened = cache.conversations[id];
  const conversations =
    opened && position > opened.read_position
      ? {
          ...cache.conversations,
          [id]: { ...opened, read_position: position, unread: Math.max(0, opened.last_position - position) },
        }
      : cache.conversations;
  return stale({ ...cache, lists, conversations }, { what: 'start' }, { what: 'networks' });
}

/**
 * All of a network or a room was marked read on another device. What has been written since stays unread, and only the
 * server knows where the marks stand: what it concerns is asked for again.
 */
export function markedRead(
  cache: Cache,
  { network_id, room_id }: { network_id: string | null; room_id: string | null },
): Cache {
  const within = (room: { id: string; network_id: string | null }) =>
    room.id === room_id || (network_id !== null && room.network_id === network_id);
  const asked: Stale[] = [{ what: 'start' }, { what: 'networks' }, { what: 'rooms' }];
  for (const [key, list] of Object.entries(cache.lists))
    if (list.items.some((row) => within(row.room))) asked.push({ what: 'list', key });
  for (const one of Object.values(cache.conversations))
    if (within(one.room)) asked.push({ what: 'conversation', id: one.id });
  return stale(cache, ...asked);
}

/** It has come from another room: whatever is shown of it stands here now, and lists that ought to hold it are asked again. */
export function movedHere(cache: Cache, facts: ConversationFacts): Cache {
  const known = cache.rooms[facts.room_id];
  const opened = cache.conversations[facts.id];
  const asked: Stale[] = [{ what: 'start' }, { what: 'networks' }, { what: 'rooms' }];
  const room = known && {
    id: facts.room_id,
    name: known.own_name,
    kind: known.kind,
    network_id: known.network_id,
  };
  const lists = mapValues(cache.lists, (list, key) => {
    if (list.filter.direct || list.filter.kind === 'chat') return list;
    const wanted = inScope(cache, list.filter, facts.room_id);
    if (wanted) asked.push({ what: 'list', key });
    return mapItems(list, (row) => {
      if (row.id !== facts.id) return row;
      return wanted && room ? { ...row, room, pinned: facts.pinned } : null;
    });
  });
  if (!opened) return stale({ ...cache, lists }, ...asked);
  asked.push({ what: 'conversation', id: facts.id }, { what: 'messages', id: facts.id });
  const stands = { ...opened, room: room ?? { ...opened.room, id: facts.room_id }, room_id: facts.room_id };
  return stale({ ...cache, lists, conversations: { ...cache.conversations, [facts.id]: stands } }, ...asked);
}

export function removedMessage(cache: Cache, id: string, here: (conversation: string) => boolean): Cache {
  const messages = mapValues(cache.messages, (window, conversation) =>
    here(conversation) ? mapItems(window, (one) => (one.id === id ? null : one)) : window,
  );
  return stale({ ...cache, messages }, { what: 'start' }, { what: 'refs', id: `message:${id}` });
}
