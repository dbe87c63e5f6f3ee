/** What crosses the socket, subprotocol `samrum.v1`. */
import type { ConversationFacts, DocumentRow, Folder, MeetingSummary, Message } from '../api/types.ts';

/** Where in a stream something was true. */
export interface Place {
  epoch: number;
  seq: number;
}

interface EventOf<Kind extends string, Data> {
  type: 'event';
  stream: string;
  /** Absent on frames that never touched the log. */
  seq?: number;
  kind: Kind;
  at?: string;
  data: Data;
}

export type EventFrame =
  | EventOf<
      'message_posted',
      {
        message: Message;
        conversation: Pick<ConversationFacts, 'id' | 'kind' | 'title' | 'last_position'>;
        excerpt?: string;
      }
    >
  | EventOf<'message_edited' | 'message_deleted' | 'message_restored', { message: Message; excerpt?: string }>
  | EventOf<'conversation_started' | 'conversation_changed', { conversation: ConversationFacts }>
  | EventOf<
      'document_added' | 'document_changed' | 'document_deleted' | 'document_restored' | 'document_read',
      { document: DocumentRow }
    >
  | EventOf<'folder_changed', { folder: Folder }>
  | EventOf<'meeting_changed', { meeting: MeetingSummary }>
  | EventOf<'removed', { kind: string; id: string }>
  | EventOf<'audience_changed' | 'session_ended', Record<string, never>>
  | EventOf<'read_marked', { conversation_id: string; position: number }>
  | EventOf<'draft_changed', { place: string }>
  | EventOf<'direct_started', { conversation_id: string }>;

export type ServerFrame =
  | EventFrame
  | { type: 'hello'; epoch: number; person: string; ping_seconds: number }
  | { type: 'subscribed'; id: number; stream: string; seq: number; epoch: number }
  | { type: 'refused'; id: number; stream: string; code: string }
  | { type: 'resync'; stream: string; seq: number; epoch: number }
  | { type: 'unsubscribed'; stream: string; code: string }
  | { type: 'typing'; conversation_id: string; person: { id: string; name: string } }
  | { type: 'ping' };

export type ClientFrame =
  | { type: 'subscribe'; id: number; stream: string; after: Place | null }
  | { type: 'unsubscribe'; stream: string }
  | { type: 'typing'; conversation_id: string }
  | { type: 'read'; conversation_id: string; position: number }
  | { type: 'pong' };
