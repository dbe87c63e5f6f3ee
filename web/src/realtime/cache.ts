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
  first_position: number | null;
  last_position: number | null;
}
export interface DocumentList {
  filter: DocumentFilter;
  items: DocumentRow[];
  next_cursor: string | null;
}

export interface Cache {
  /** The person whose screen this is: frames are alike for all readers, unread is not. */
  me: string;
  /** The rooms one may read, by id. */
  rooms: Record<string, { name: string; kind: RoomKind; network_id: string | null }>;
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
  | { what: 'list'; key: string }
  | { what: 'documentList'; key: string }
  | { what: 'start' | 'networks' | 'me' | 'rooms' | 'direct' | 'drafts' | 'meetings' | 'archive' }
  | { what: 'folders' | 'room'; id: string }
  | { what: 'conversation' | 'document' | 'meeting' | 'messages'; id: string };

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
