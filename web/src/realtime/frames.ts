/** What crosses the socket, subprotocol `samrum.v1`. */
import type { ConversationFacts, DocumentRow, Folder, MeetingSummary, Message } from '../api/types.ts';

/** Where in a stream something was true. */
export interface Place {
  epoch: number;
  seq: number;
}

/** What happened, as it stands now; alike for every reader of the stream. */
export type Change =
  | { kind: 'message_posted'; data: { message: Message; conversation: ConversationFacts } }
  | {
      kind:
        | 'message_edited'
        | 'message_deleted'
        | 'message_restored'
        | 'message_hidden'
        | 'message_shown'
        | 'message_touched';
      data: { message: Message };
    }
  | { kind: 'flags_changed'; data: { network_id: string } }
  | { kind: 'case_changed'; data: { case_id: string } }
  | { kind: 'conditions_changed'; data: { network_id: string } }
  | { kind: 'messages_seen'; data: { conversation_id: string } }
  | { kind: 'document_seen'; data: { document_id: string } }
  | {
      kind: 'conversation_started' | 'conversation_changed' | 'conversation_moved';
      data: { conversation: ConversationFacts };
    }
  | { kind: 'document_changed'; data: { document: DocumentRow } }
  | { kind: 'folder_changed'; data: { folder: Folder } }
  | { kind: 'meeting_changed'; data: { meeting: MeetingSummary } }
  | { kind: 'meeting_answered' | 'meeting_asked' | 'dossier_changed'; data: { meeting_id: string } }
  | { kind: 'removed'; data: { what: Removed } }
  | {
      kind:
        | 'audience_changed'
        | 'directory_changed'
        | 'person_changed'
        | 'mail_settings_changed'
        | 'saved_searches_changed'
        | 'nothing';
    }
  | { kind: 'session_ended'; data: { session_id: string } }
  | { kind: 'draft_changed'; data: { place: string } }
  | { kind: 'marked_read'; data: { network_id: string | null; room_id: string | null } }
  | { kind: 'direct_started'; data: { conversation_id: string; room_id: string } }
  | { kind: 'following_changed'; data: { room_id: string; conversation_id: string | null } }
  | { kind: 'put_off_changed'; data: { conversation_id: string } }
  | { kind: 'ask_changed' | 'proposal_changed' | 'decision_made'; data: { conversation_id: string } };

export interface Removed {
  kind: 'message' | 'conversation' | 'document' | 'folder' | 'meeting';
  id: string;
}

export type EventFrame = Change & { type: 'event'; stream: string; seq: number; at: string };
/** One has read so far, on another device (or on this one, before the server knows). */
export interface ReadMarked {
  type: 'read_marked';
  conversation_id: string;
  position: number;
}
/** What `apply` takes. */
export type ChangeFrame = EventFrame | ReadMarked;

/** What is told of a meeting's notes while one has them open. */
export type NotesFrame = { meeting_id: string } & (
  | { type: 'notes_opened'; n: number; may_write: boolean }
  | { type: 'notes_update'; n: number; update?: string | null }
  | { type: 'notes_kept'; id: number; n: number }
  | { type: 'notes_refused'; id?: number | null; code: string }
  | { type: 'notes_caret'; person_id: string; name?: string | null; state: string }
);

export type ServerFrame =
  | ChangeFrame
  | NotesFrame
  | { type: 'hello'; epoch: number; person: string; ping_seconds: number }
  | { type: 'subscribed'; id: number; stream: string; seq: number; epoch: number }
  | { type: 'refused'; id: number; stream: string; code: string }
  | { type: 'resync'; stream: string; seq: number; epoch: number }
  | { type: 'unsubscribed'; stream: string; code: string }
  | { type: 'typing'; conversation_id: string; person_id: string; name: string | null }
  | { type: 'ping' };

export type ClientFrame =
  | { type: 'subscribe'; id: number; stream: string; after: Place | null }
  | { type: 'unsubscribe'; stream: string }
  | { type: 'typing'; conversation_id: string }
  | { type: 'read'; conversation_id: string; position: number }
  | { type: 'notes_open' | 'notes_close'; meeting_id: string }
  | { type: 'notes_write'; meeting_id: string; id: number; update: string; more: boolean }
  | { type: 'notes_caret'; meeting_id: string; state: string }
  | { type: 'pong' };

/** A change made by this client itself, in the form of a frame, so that it goes the same way as everyone else's. */
export const ownChange = (change: Change): EventFrame => ({
  type: 'event',
  stream: '',
  seq: 0,
  at: '',
  ...change,
});
