/** The views of the API under the names the client uses; the only place besides the calls that knows the generator. */
export type {
  Archive,
  At,
  Audience,
  Author,
  Conversation,
  ConversationFacts,
  ConversationRow,
  Document,
  DocumentPage,
  DocumentRow,
  DocumentVersion,
  Draft,
  Folder,
  Fragment as Marked,
  Hit,
  Installation,
  Me,
  Meeting,
  MeetingSummary,
  Message,
  MessageList,
  MessageVersion,
  Network,
  Participation,
  PersonLine,
  Problem,
  Reading,
  Reference,
  Room,
  RoomKind,
  SearchAnswer,
  Session,
  Standing,
  Start,
  StartRow,
  ThreadKind,
} from './generated/types.gen.ts';

/** One page of a list, or several joined. */
export interface Paged<T> {
  items: T[];
  next_cursor: string | null;
}
