/** The views of the API under the names the client uses; the only place besides the calls that knows the generator. */
export type {
  Archive,
  At,
  AudienceView as Audience,
  Author,
  Conversation,
  ConversationFacts,
  ConversationRow,
  Document,
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
  MessagePage as MessageList,
  MessageVersion,
  Network,
  PageView as DocumentPage,
  Participation,
  PersonLine,
  Problem,
  Reading,
  Reference,
  Room,
  RoomKind,
  SearchResult as SearchAnswer,
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
