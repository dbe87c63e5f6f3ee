/** The plain shape that frames are applied to: the same lists that HTTP gives, kept under any keys one likes. */
import type { ConversationFilter, DocumentFilter } from '../api/keys.ts';
import type {
  Conversation,
  ConversationRow,
  Document,
  DocumentRow,
  Message,
  RoomKind,
} from '../api/types.ts';

export interface ConversationList {
  filter: ConversationFilter;
  items: ConversationRow[];
  next_cursor: string | null;
}
/** An unbroken run of a conversation's messages, ascending by position. */
export interface MessageWindow {
  items: Message[];
  /** Null when the run reaches the latest message, so that new ones belong at its end. */
  next_cursor: string | null;
  previous_cursor: string | null;
  first_position: number;
  last_position: number;
}
export interface DocumentList {
  filter: DocumentFilter;
  items: DocumentRow[];
  next_cursor: string | null;
}
export interface KnownRoom {
  /** Null for rooms that are named by their kind. */
  own_name: string | null;
  kind: RoomKind;
  network_id: string | null;
}

export interface Cache {
  /** The person whose screen this is: frames are alike for all readers, unread is not. */
  me: string;
  /** The rooms one may read, by id. */
  rooms: Record<string, KnownRoom>;
  lists: Record<string, ConversationList>;
  /** Opened conversations by id. */
  conversations: Record<string, Conversation>;
  /** Message windows by conversation id. */
  messages: Record<string, MessageWindow>;
  documentLists: Record<string, DocumentList>;
  /** Opened documents by id. */
  documents: Record<string, Document>;
  /** What has to be fetched again because the frame does not tell enough. */
  stale: Stale[];
}

export type Stale =
  | { what: 'list' | 'documentList'; key: string }
  | {
      what:
        | 'start'
        | 'following'
        | 'mailSettings'
        | 'savedSearches'
        | 'networks'
        | 'me'
        | 'rooms'
        | 'people'
        | 'direct'
        | 'drafts'
        | 'flags'
        | 'cases'
        | 'meetings'
        | 'archive'
        | 'decisions'
        | 'sessions'
        | 'allFolders'
        | 'reference';
    }
  | {
      what:
        | 'folders'
        | 'room'
        | 'conversation'
        | 'answeredBy'
        | 'document'
        | 'meeting'
        | 'messages'
        | 'refs'
        | 'seen'
        | 'conditions'
        | 'ask'
        | 'proposal';
      id: string;
    };

export const emptyCache = (me: string): Cache => ({
  me,
  rooms: {},
  lists: {},
  conversations: {},
  messages: {},
  documentLists: {},
  documents: {},
  stale: [],
});

/** Notes what has to be fetched again, each thing once. */
export function stale(cache: Cache, ...what: Stale[]): Cache {
  const named = new Set(cache.stale.map((one) => JSON.stringify(one)));
  const fresh: Stale[] = [];
  for (const one of what) {
    const name = JSON.stringify(one);
    if (!named.has(name)) fresh.push(one);
    named.add(name);
  }
  return fresh.length ? { ...cache, stale: [...cache.stale, ...fresh] } : cache;
}

/** Whether a list of a room or a network holds what is in `room`. */
export function inScope(
  cache: Cache,
  filter: { network?: string | undefined; room?: string | undefined },
  room: string,
): boolean {
  if (filter.room) return filter.room === room;
  if (filter.network) return cache.rooms[room]?.network_id === filter.network;
  return false;
}

/** Whether a list holds only some of its conversations by what they are, so that who belongs there is the server's to say. */
export function narrowed(filter: ConversationFilter): boolean {
  return Boolean(
    filter.unanswered || filter.waiting || filter.theme || filter.article !== undefined || filter.pinned,
  );
}
