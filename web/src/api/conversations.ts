import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  getConversationsById,
  getConversationsByIdFind,
  getConversationsByIdMessages,
  postConversationsByIdMessages,
  putConversationsByIdRead,
} from './generated/sdk/conversations.gen.ts';
import { getDirect, postDirect } from './generated/sdk/direct.gen.ts';
import { deleteDraftsByPlace, getDrafts, putDraftsByPlace } from './generated/sdk/drafts.gen.ts';
import {
  deleteMessagesById,
  patchMessagesById,
  postMessagesByIdRestore,
} from './generated/sdk/messages.gen.ts';
import {
  getNetworksByIdConversations,
  getNetworksByIdQuestionsWaiting,
} from './generated/sdk/networks.gen.ts';
import { getRoomsByIdConversations, postRoomsByIdConversations } from './generated/sdk/rooms.gen.ts';
import { getStart } from './generated/sdk/start.gen.ts';
import { ifMatch, inTime, onceKey } from './http.ts';
import { type ConversationFilter, keys } from './keys.ts';
import { asRead, startAsRead } from './readMarks.ts';
import type {
  Conversation,
  ConversationRow,
  Message,
  MessageList,
  Paged,
  SaveDraft,
  ThreadKind,
} from './types.ts';

/** How many rows a list asks for at a time, and the most the server gives. */
const PAGE = 30;
const MOST = 100;
/** Messages round the first unread: most threads come whole. */
const AROUND = 60;

async function fetchPage(
  filter: ConversationFilter,
  cursor?: string,
  limit = PAGE,
): Promise<Paged<ConversationRow>> {
  const query = { limit, ...(cursor && { cursor }) };
  if (filter.direct) return (await getDirect({ query })).data;
  if (filter.network && filter.waiting)
    return (await getNetworksByIdQuestionsWaiting({ path: { id: filter.network }, query })).data;
  if (filter.network) {
    const more = {
      ...(filter.room && { room: filter.room }),
      ...(filter.kind && { kind: filter.kind }),
      ...(filter.unread && { unread: true }),
      ...(filter.unanswered && { unanswered: true }),
      ...(filter.theme && { theme: filter.theme }),
      ...(filter.article && { article: filter.article }),
      ...(filter.pinned && { pinned: true }),
    };
    return (
      await getNetworksByIdConversations({ path: { id: filter.network }, query: { ...query, ...more } })
    ).data;
  }
  return (await getRoomsByIdConversations({ path: { id: filter.room ?? '' }, query })).data;
}

/** One page of conversations; the filter decides which list it is a page of. */
export async function conversationPage(
  filter: ConversationFilter,
  cursor?: string,
  limit = PAGE,
): Promise<Paged<ConversationRow>> {
  const page = await fetchPage(filter, cursor, limit);
  return { ...page, items: page.items.map(asRead) };
}

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.conversation(id),
    queryFn: async () => asRead((await getConversationsById({ path: { id } })).data),
  });

export async function messagePage(
  id: string,
  where: { after?: number; before?: number; around?: number },
  limit = AROUND,
): Promise<MessageList> {
  return (await getConversationsByIdMessages({ path: { id }, query: { ...where, limit } })).data;
}

/** The message a thread began with; none where it can't be read. */
export const firstMessageQuery = (id: string) =>
  queryOptions({
    queryKey: keys.question(id),
    queryFn: async () => (await messagePage(id, { after: 0 }, 1)).items[0] ?? null,
  });

/** Refetches the window that is open: from its first message on, as far as it reached. */
export async function messageWindow(
  id: string,
  held: MessageList | undefined,
  around: number,
): Promise<MessageList> {
  const [first, last] = [held?.items[0]?.position, held?.items.at(-1)?.position];
  if (!held || first === undefined || last === undefined) return messagePage(id, { around });
  let fresh = joinLater({ ...held, items: [] }, await messagePage(id, { after: first - 1 }, MOST));
  while (fresh.next_cursor !== null && (fresh.items.at(-1)?.position ?? last) < last)
    fresh = joinLater(fresh, await messagePage(id, { after: fresh.items.at(-1)?.position ?? last }, MOST));
  return fresh;
}

/** So many messages are held, and drawn, at once: however long a conversation is, its page is not. */
export const MOST_HELD = 240;
/** Stands for a cursor where a window was cut: there is more that way. */
const CUT = 'cut';

/** What comes after the held ones; the earliest leave when they are too many. */
export function joinLater(held: MessageList, later: MessageList): MessageList {
  const last = held.items.at(-1)?.position ?? 0;
  const items = [...held.items, ...later.items.filter((one) => one.position > last)];
  const cut = Math.max(0, items.length - MOST_HELD);
  return {
    ...later,
    items: items.slice(cut),
    previous_cursor: cut > 0 ? CUT : held.previous_cursor,
    last_position: Math.max(held.last_position, later.last_position),
  };
}
export function joinEarlier(held: MessageList, earlier: MessageList): MessageList {
  const first = held.items[0]?.position ?? Number.POSITIVE_INFINITY;
  const items = [...earlier.items.filter((one) => one.position < first), ...held.items];
  return {
    ...held,
    items: items.slice(0, MOST_HELD),
    previous_cursor: earlier.previous_cursor,
    next_cursor: items.length > MOST_HELD ? CUT : held.next_cursor,
  };
}

/** The messages of a conversation that hold the words, the newest first, a hundred at a time. */
export const findsQuery = (id: string, q: string) =>
  infiniteQueryOptions({
    queryKey: keys.finds(id, q),
    queryFn: async ({ pageParam: cursor }) =>
      (await getConversationsByIdFind({ path: { id }, query: { q, limit: MOST, ...(cursor && { cursor }) } }))
        .data,
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? null,
    staleTime: 0,
  });

export const startConversation = async (
  room: string,
  what: {
    kind: ThreadKind;
    title: string;
    themes: string[];
    articles: number[];
    text: string;
    client_id: string;
    attachments: string[];
  },
): Promise<Conversation> =>
  (
    await postRoomsByIdConversations({
      path: { id: room },
      body: {
        kind: what.kind,
        title: what.title,
        themes: what.themes,
        articles: what.articles,
        message: { client_id: what.client_id, text: what.text, attachments: what.attachments },
      },
      headers: { 'Idempotency-Key': what.client_id },
    })
  ).data;

export interface NewMessage {
  client_id: string;
  text: string;
  attachments: string[];
  /** The message it answers. */
  answers?: string | undefined;
  /** Asks which organisations see it. */
  ask_seen?: boolean | undefined;
  /** How far one had read when one wrote it. */
  read_to?: number | undefined;
}
export const postMessage = async (
  conversation: string,
  { client_id, text, attachments, answers, ask_seen, read_to }: NewMessage,
): Promise<Message> =>
  (
    await postConversationsByIdMessages({
      path: { id: conversation },
      body: {
        client_id,
        text,
        attachments,
        answers: answers ?? null,
        ask_seen: ask_seen ?? false,
        read_to: read_to ?? null,
      },
    })
  ).data;

export const editMessage = async (message: Message, text: string): Promise<Message> =>
  (
    await patchMessagesById({
      path: { id: message.id },
      body: { text },
      headers: ifMatch(message.revision),
    })
  ).data;
export const deleteMessage = async (message: Message) =>
  void (await deleteMessagesById({ path: { id: message.id }, headers: ifMatch(message.revision) }));
export const restoreMessage = async (id: string): Promise<Message> =>
  (await postMessagesByIdRestore({ path: { id } })).data;

export const markRead = async (id: string, position: number) =>
  void (await putConversationsByIdRead({ path: { id }, body: { position } }));

export const startDirect = async (people: string[]): Promise<Conversation> =>
  (await postDirect({ body: { people }, headers: onceKey() })).data;

export const startQuery = queryOptions({
  queryKey: keys.start,
  queryFn: async () => startAsRead((await getStart()).data),
});

export const draftsQuery = queryOptions({
  queryKey: keys.drafts,
  queryFn: async () => (await getDrafts()).data.items,
});
export const saveDraft = async (place: string, draft: SaveDraft) =>
  (await putDraftsByPlace({ path: { place }, body: draft, ...inTime() })).data;
export const deleteDraft = async (place: string) =>
  void (await deleteDraftsByPlace({ path: { place }, ...inTime() }));
