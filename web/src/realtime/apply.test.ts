import { describe, expect, it } from 'vitest';
import type { Author, Conversation, ConversationRow, DocumentRow, Message } from '../api/types.ts';
import { apply, dropped } from './apply.ts';
import { type Cache, emptyCache } from './cache.ts';
import { excerptOf } from './excerpt.ts';
import { type Change, type ChangeFrame, ownChange } from './frames.ts';

const author = (id: string, organisation = 'Gävle kommun'): Author => ({
  id,
  name: `Person ${id}`,
  organisation,
  organisation_id: null,
  standing_kind: 'member',
  seat_kind: 'official',
  protected: false,
  imported: false,
});
const message = (position: number, by: string, more: Partial<Message> = {}): Message => ({
  id: `m${position}`,
  conversation_id: 'c1',
  position,
  client_id: `k${position}`,
  author: author(by),
  text: `Text ${position}`,
  html: `<p>Text ${position}</p>`,
  created_at: `2026-11-2${position}T10:00:00.000Z`,
  edited_at: null,
  deleted: false,
  hidden_reason: null,
  notice: false,
  revision: 1,
  touches: 0,
  attachments: [],
  answers: null,
  reactions: [],
  asks_seen: false,
  thread_id: null,
  ...more,
});
const facts = {
  id: 'c1',
  kind: 'thread' as const,
  thread_kind: 'question' as const,
  title: 'Hur gör ni?',
  room_id: 'r1',
  last_position: 1,
  themes: [],
  articles: [],
  pinned: false,
  closed: false,
  answered: false,
  summary_revision: 0,
  author_id: 'anna',
  created_at: '2026-11-20T10:00:00.000Z',
};
const row = (more: Partial<ConversationRow> = {}): ConversationRow => ({
  id: 'c1',
  kind: 'thread',
  thread_kind: 'question',
  title: 'Hur gör ni?',
  room: { id: 'r1', kind: 'members', name: null, network_id: 'n1' },
  themes: [],
  articles: [],
  pinned: false,
  closed: false,
  answered: false,
  last_message: { position: 1, author: author('anna'), at: '2026-11-21T10:00:00.000Z', excerpt: 'Text 1' },
  message_count: 1,
  last_position: 1,
  read_position: 1,
  unread: 0,
  first_unread_excerpt: null,
  answered_by: [],
  created_at: '2026-11-20T10:00:00.000Z',
  author: author('anna'),
  mine: false,
  ...more,
});
const start = (): Cache => ({
  ...emptyCache('me'),
  rooms: { r1: { own_name: null, kind: 'members', network_id: 'n1' } },
  lists: {
    all: { filter: { network: 'n1' }, items: [row({ id: 'c0' }), row()], next_cursor: null },
    other: { filter: { network: 'n2' }, items: [], next_cursor: null },
  },
  messages: {
    c1: {
      items: [message(1, 'anna')],
      next_cursor: null,
      previous_cursor: null,
      first_position: 1,
      last_position: 1,
    },
  },
  conversations: {
    c1: {
      ...facts,
      room: row().room,
      read_position: 1,
      unread: 0,
      last_position: 1,
    } as unknown as Conversation,
  },
});
const frame = (change: Change): ChangeFrame => ownChange(change);
const posted = (one: Message) =>
  frame({ kind: 'message_posted', data: { message: one, conversation: facts } });

describe('applying frames', () => {
  it('adds a message, counts it as unread and moves its row first', () => {
    const after = apply(start(), posted(message(2, 'bo')));
    const first = after.lists.all?.items[0];
    expect(after.messages.c1?.items.map((one) => one.position)).toEqual([1, 2]);
    expect(first).toMatchObject({ id: 'c1', unread: 1, message_count: 2, first_unread_excerpt: 'Text 2' });
    expect(first?.answered_by).toEqual(['Gävle kommun']);
    expect(after.conversations.c1).toMatchObject({ unread: 1, last_position: 2 });
  });
  it('shows in an answer how what it answers stands now', () => {
    const answers = {
      id: 'm1',
      position: 1,
      author_id: 'anna',
      name: 'Person anna',
      organisation: null,
      deleted: false,
      excerpt: 'Text 1',
    };
    const before = apply(start(), posted(message(2, 'bo', { answers })));
    const edited = apply(
      before,
      frame({
        kind: 'message_edited',
        data: { message: message(1, 'anna', { text: '**Nytt**', revision: 2 }) },
      }),
    );
    expect(edited.messages.c1?.items[1]?.answers?.excerpt).toBe('Nytt');
    const gone = message(1, 'anna', { text: '', html: '', deleted: true, revision: 3, hidden_reason: 'Ton' });
    const hidden = apply(edited, frame({ kind: 'message_hidden', data: { message: gone } }));
    expect(hidden.messages.c1?.items[1]?.answers).toEqual({ ...answers, deleted: true, excerpt: '' });
  });
  it('takes reactions in their order and asks for no list again', () => {
    const thanks = (people: string[], touches: number, revision = 1) =>
      frame({
        kind: 'message_touched',
        data: {
          message: message(1, 'anna', {
            touches,
            revision,
            reactions: [{ kind: 'thanks', by: [{ organisation_id: 'o1', name: 'Örebro kommun', people }] }],
          }),
        },
      });
    const once = apply(start(), thanks(['bo'], 1));
    expect(once.messages.c1?.items[0]?.reactions).toHaveLength(1);
    expect(once.stale).toEqual([]);
    const twice = apply(once, thanks(['bo', 'me'], 2));
    // An answer that was under way when the second came.
    expect(apply(twice, thanks(['bo'], 1))).toBe(twice);
    expect(apply(twice, thanks(['bo', 'me'], 2, 2)).messages.c1?.items[0]?.revision).toBe(2);
  });
  it('changes nothing the second time', () => {
    const once = apply(start(), posted(message(2, 'bo')));
    const twice = apply(once, posted(message(2, 'bo')));
    expect(twice.lists).toBe(once.lists);
    expect(twice.conversations).toBe(once.conversations);
    expect(twice.messages.c1).toEqual(once.messages.c1);
  });
  it('never counts one’s own words as unread', () => {
    const after = apply(start(), posted(message(2, 'me')));
    expect(after.lists.all?.items[0]).toMatchObject({
      unread: 0,
      read_position: 2,
      first_unread_excerpt: null,
    });
  });
  it('does not take for read what stands before one’s own words', () => {
    const before = apply(start(), posted(message(2, 'bo')));
    const after = apply(before, posted(message(3, 'me')));
    expect(after.lists.all?.items[0]).toMatchObject({ unread: 2, read_position: 1 });
  });
  it('asks again who has seen what is asked for', () => {
    const asking = apply(start(), posted(message(2, 'me', { asks_seen: true })));
    const told = frame({ kind: 'messages_seen', data: { conversation_id: 'c1' } });
    expect(apply(asking, told).stale).toContainEqual({ what: 'seen', id: message(2, 'me').id });
    expect(apply(start(), told).stale).not.toContainEqual(expect.objectContaining({ what: 'seen' }));
  });
  it('asks again what one may in a direct conversation when who is in a network changes', () => {
    const cache = start();
    const direct = { id: 'c9', kind: 'direct' } as unknown as Conversation;
    cache.conversations = { ...cache.conversations, c9: direct };
    const changed = apply(cache, frame({ kind: 'directory_changed' }));
    const asked = changed.stale.filter((one) => one.what === 'conversation');
    expect(asked).toEqual([{ what: 'conversation', id: 'c9' }]);
  });
  it('asks for the lists a message must belong to but is not in', () => {
    const cache = start();
    cache.lists.all = { filter: { network: 'n1' }, items: [], next_cursor: null };
    expect(apply(cache, posted(message(2, 'bo'))).stale).toContainEqual({ what: 'list', key: 'all' });
  });
  it('keeps out of a window that does not reach the end, and fills no gap by guessing', () => {
    const cache = start();
    const held = cache.messages.c1;
    if (!held) throw new Error('missing');
    cache.messages.c1 = { ...held, next_cursor: 'x', last_position: 9 };
    expect(apply(cache, posted(message(10, 'bo'))).messages.c1?.items).toHaveLength(1);
    const gap = apply(start(), posted(message(4, 'bo')));
    expect(gap.messages.c1?.items).toHaveLength(1);
    expect(gap.stale).toContainEqual({ what: 'messages', id: 'c1' });
  });
  it('takes edits by revision only', () => {
    const edited = message(1, 'anna', { text: 'Ny', revision: 3 });
    const after = apply(start(), frame({ kind: 'message_edited', data: { message: edited } }));
    expect(after.messages.c1?.items[0]?.text).toBe('Ny');
    expect(after.lists.all?.items.find((one) => one.id === 'c1')?.last_message?.excerpt).toBe('Ny');
    const old = apply(
      after,
      frame({ kind: 'message_edited', data: { message: message(1, 'anna', { revision: 2 }) } }),
    );
    expect(old.messages.c1?.items[0]?.text).toBe('Ny');
  });
  it('leaves a trace of what is deleted, without the words', () => {
    const gone = message(1, 'anna', { deleted: true, text: '', html: '', revision: 2 });
    const after = apply(start(), frame({ kind: 'message_deleted', data: { message: gone } }));
    expect(after.messages.c1?.items[0]).toMatchObject({ deleted: true, text: '' });
    expect(after.lists.all?.items.find((one) => one.id === 'c1')?.last_message?.excerpt).toBe('');
  });
  it('shows a new thread where it belongs and nowhere else', () => {
    const conversation = { ...facts, id: 'c9' };
    const begun = apply(start(), frame({ kind: 'conversation_started', data: { conversation } }));
    const first = message(1, 'bo', { conversation_id: 'c9' });
    const after = apply(begun, frame({ kind: 'message_posted', data: { message: first, conversation } }));
    expect(after.lists.all?.items[0]).toMatchObject({ id: 'c9', unread: 1, message_count: 1 });
    expect(after.lists.all?.items[0]?.author?.id).toBe('bo');
    expect(after.lists.other?.items).toHaveLength(0);
  });
  it('reads to a place, never back', () => {
    const unread = apply(apply(start(), posted(message(2, 'bo'))), posted(message(3, 'bo')));
    const some = apply(unread, { type: 'read_marked', conversation_id: 'c1', position: 2 });
    expect(some.lists.all?.items[0]).toMatchObject({ unread: 1, first_unread_excerpt: 'Text 3' });
    const back = apply(some, { type: 'read_marked', conversation_id: 'c1', position: 1 });
    expect(back.lists.all?.items[0]).toMatchObject({ unread: 1, read_position: 2 });
    const all = apply(back, { type: 'read_marked', conversation_id: 'c1', position: 3 });
    expect(all.lists.all?.items[0]).toMatchObject({ unread: 0, first_unread_excerpt: null });
  });
  it('drops everything of a room when access is lost', () => {
    const after = dropped(start(), 'room:r1');
    expect(after.lists.all?.items).toHaveLength(0);
    expect(after.messages).toEqual({});
    expect(after.conversations).toEqual({});
  });
  it('only asks again when a resync is needed', () => {
    const before = start();
    const after = dropped(before, 'room:r1', true);
    expect(after.lists).toBe(before.lists);
    expect(after.stale).toContainEqual({ what: 'list', key: 'all' });
    expect(after.stale).toContainEqual({ what: 'messages', id: 'c1' });
  });
  it('moves, changes and takes away documents', () => {
    const document = {
      id: 'd1',
      name: 'Program',
      kind: 'pdf',
      room: { id: 'r1', kind: 'members', name: null, network_id: 'n1' },
      folder_id: null,
      meeting_id: null,
      deleted: false,
      dated_on: null,
      reading: 'waiting',
      revision: 1,
    } as unknown as DocumentRow;
    const cache = start();
    cache.documentLists.top = { filter: { room: 'r1', folder: null }, items: [document], next_cursor: null };
    const changed = (more: Partial<DocumentRow>) =>
      frame({ kind: 'document_changed', data: { document: { ...document, ...more } } });
    const read = apply(cache, changed({ reading: 'read', revision: 2 }));
    expect(read.documentLists.top?.items[0]?.reading).toBe('read');
    expect(apply(read, changed({ folder_id: 'f1', revision: 3 })).documentLists.top?.items).toHaveLength(0);
    expect(apply(read, changed({ deleted: true, revision: 3 })).documentLists.top?.items).toHaveLength(0);
    const narrowed = {
      ...read,
      documentLists: {
        top: { filter: { room: 'r1', theme: 'Skola', article: 12 }, items: [document], next_cursor: null },
      },
    };
    const about = { themes: ['Skola'], articles: [12], revision: 3 };
    expect(apply(narrowed, changed(about)).documentLists.top?.items).toHaveLength(1);
    expect(apply(narrowed, changed({ ...about, articles: [] })).documentLists.top?.items).toHaveLength(0);
    // what is no longer pinned leaves those that are
    const pinned = {
      ...read,
      documentLists: { top: { filter: { room: 'r1', pinned: true }, items: [document], next_cursor: null } },
    };
    const kept = apply(pinned, changed({ pinned: true, revision: 3 }));
    expect(kept.documentLists.top?.items).toHaveLength(1);
    expect(apply(pinned, changed({ pinned: false, revision: 3 })).documentLists.top?.items).toHaveLength(0);
  });
});

describe('what one follows and puts off', () => {
  it('is asked for again, with what is made of it', () => {
    const data = { room_id: 'r1', conversation_id: null };
    const followed = apply(start(), frame({ kind: 'following_changed', data })).stale;
    for (const what of ['following', 'start', 'networks', 'rooms']) expect(followed).toContainEqual({ what });
    const off = apply(start(), frame({ kind: 'put_off_changed', data: { conversation_id: 'c1' } })).stale;
    expect(off).toEqual([{ what: 'start' }]);
    expect(apply(start(), frame({ kind: 'mail_settings_changed' })).stale).toEqual([
      { what: 'mailSettings' },
    ]);
  });
});

describe('excerpts', () => {
  it('are the server’s own', () => {
    expect(excerptOf('**Hej** [Anna Berg](samrum:person/x), se > här', 100)).toBe('Hej Anna Berg, se här');
    expect(excerptOf('**Plan**, (*ny*). Se _här_! 2 * 3, a_b `kod`: ~~nej~~.', 100)).toBe(
      'Plan, (ny). Se här! 2 3, a_b kod: nej.',
    );
    const table = '- [ ] att göra\n- [x] klart\n\n| a | b |\n|:--|---|\n| 1 | 2 |';
    expect(excerptOf(table, 100)).toBe('att göra klart a b 1 2');
    expect(excerptOf('ett två tre', 5)).toBe('ett …');
  });
});

describe('a thread that moves', () => {
  const two = (): Cache => {
    const cache = start();
    return {
      ...cache,
      rooms: { ...cache.rooms, r2: { own_name: null, kind: 'whole_network', network_id: 'n1' } },
      lists: {
        ...cache.lists,
        old: { filter: { network: 'n1', room: 'r1' }, items: [row()], next_cursor: null },
        new: { filter: { network: 'n1', room: 'r2' }, items: [], next_cursor: null },
      },
    };
  };
  const came = frame({ kind: 'conversation_moved', data: { conversation: { ...facts, room_id: 'r2' } } });
  const went: ChangeFrame = {
    type: 'event',
    stream: 'room:r1',
    seq: 9,
    at: '',
    kind: 'removed',
    data: { what: { kind: 'conversation', id: 'c1' } },
  };
  const lost: ChangeFrame = { ...went, data: { what: { kind: 'message', id: 'm1' } } } as ChangeFrame;
  it('stands in the new room, whichever stream tells first', () => {
    for (const frames of [
      [came, lost, went],
      [lost, went, came],
    ]) {
      const after = frames.reduce(apply, two());
      expect(after.lists.old?.items).toEqual([]);
      expect(after.stale).toContainEqual({ what: 'list', key: 'new' });
      expect(after.stale).toContainEqual({ what: 'list', key: 'all' });
    }
    const after = [came, lost, went].reduce(apply, two());
    expect(after.conversations.c1?.room.id).toBe('r2');
    expect(after.messages.c1?.items).toHaveLength(1);
    expect(after.lists.all?.items.find((one) => one.id === 'c1')?.room.id).toBe('r2');
  });
  it('is gone at once for who reads only the old room', () => {
    const after = [lost, went].reduce(apply, two());
    expect(after.conversations.c1).toBeUndefined();
    expect(after.messages.c1).toBeUndefined();
    expect(after.lists.all?.items.map((one) => one.id)).toEqual(['c0']);
  });
});

describe('a question that is answered', () => {
  it('says so in every list, and asks again for those it may have left', () => {
    const cache = start();
    const narrow = { filter: { network: 'n1', unanswered: true }, items: [row()], next_cursor: null };
    const after = apply(
      { ...cache, lists: { ...cache.lists, narrow } },
      frame({ kind: 'conversation_changed', data: { conversation: { ...facts, answered: true } } }),
    );
    expect(after.lists.all?.items.find((one) => one.id === 'c1')?.answered).toBe(true);
    expect(after.stale).toContainEqual({ what: 'list', key: 'narrow' });
    expect(after.stale).not.toContainEqual({ what: 'list', key: 'all' });
  });
});
