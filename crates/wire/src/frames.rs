//! What goes over the websocket, subprotocol `samrum.v1`: JSON text frames.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, ConversationId, DocumentId, MeetingId, MessageId, NetworkId, PersonId, RoomId, SessionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ConversationFacts, DocumentRow, Folder, MeetingSummary, Message};

/// The subprotocol.
pub const SUBPROTOCOL: &str = "samrum.v1";

/// Why a socket was closed by the server.
pub mod close {
    /// The server stops.
    pub const RESTART: u16 = 1012;
    /// The session has ended.
    pub const SESSION_ENDED: u16 = 4001;
    /// The client did not keep up: connect again and resume.
    pub const TOO_SLOW: u16 = 4008;
    /// Too many sockets of one person or address.
    pub const TOO_MANY_SOCKETS: u16 = 4009;
    /// A frame that could not be understood.
    pub const BAD_FRAME: u16 = 4400;
    /// Too many commands.
    pub const TOO_MANY_COMMANDS: u16 = 4429;
}

/// Where to go on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The installation's epoch.
    pub epoch: i64,
    /// The last event that was seen.
    pub seq: i64,
}

/// What a client sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// Send me the events of a stream.
    Subscribe {
        /// Comes back in the answer; 0 without it.
        #[serde(default)]
        id: u64,
        /// `room:<id>`, `network:<id>` or `person:<id>`.
        stream: String,
        /// From here on; without it from now on.
        #[serde(default)]
        after: Option<After>,
    },
    /// No more of them.
    Unsubscribe {
        /// The stream.
        stream: String,
    },
    /// I am writing.
    Typing {
        /// Where.
        conversation_id: ConversationId,
    },
    /// I have read up to there.
    Read {
        /// Where.
        conversation_id: ConversationId,
        /// Up to which message.
        position: i64,
    },
    /// Send me what is written in the notes of a meeting, while I have them open.
    NotesOpen {
        /// Of which meeting.
        meeting_id: MeetingId,
    },
    /// No more of it.
    NotesClose {
        /// Of which meeting.
        meeting_id: MeetingId,
    },
    /// I wrote this in the notes of a meeting.
    NotesWrite {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// Comes back in the answer.
        id: u64,
        /// A Yjs update (version 1) in base64, or a part of that; at most 256 KiB in all.
        update: String,
        /// More parts of it follow.
        #[serde(default)]
        more: bool,
    },
    /// Here is my caret in the notes of a meeting.
    NotesCaret {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// A Yjs awareness update in base64, at most 2 KiB.
        state: String,
    },
    /// I am here.
    Pong,
}

/// What the server sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "made, serialised once and dropped")]
pub enum ServerFrame {
    /// The first frame.
    Hello {
        /// The installation's epoch.
        epoch: i64,
        /// One's own stream.
        person: String,
        /// A ping comes this often.
        ping_seconds: u64,
    },
    /// Are you there?
    Ping,
    /// From now on the stream's events come.
    Subscribed {
        /// Of which command.
        id: u64,
        /// The stream.
        stream: String,
        /// Its newest event at this moment.
        seq: i64,
        /// The installation's epoch.
        epoch: i64,
    },
    /// They don't.
    Refused {
        /// Of which command.
        id: u64,
        /// The stream.
        stream: String,
        /// Why.
        code: String,
    },
    /// They no longer come: drop everything of the stream at once.
    Unsubscribed {
        /// The stream.
        stream: String,
        /// Why.
        code: String,
    },
    /// What was missed can't be told: read the lists of the stream again, then go on from here.
    Resync {
        /// The stream.
        stream: String,
        /// Go on from here.
        seq: i64,
        /// The installation's epoch.
        epoch: i64,
    },
    /// Something happened.
    Event(EventFrame),
    /// Somebody is writing.
    Typing {
        /// Where.
        conversation_id: ConversationId,
        /// Who.
        person_id: PersonId,
        /// Their name; none where the identity is protected.
        name: Option<String>,
    },
    /// What is written in the notes comes from now on: what came before is read once this has come.
    NotesOpened {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// The number of the newest piece.
        n: i64,
        /// Whether one may write in them.
        may_write: bool,
    },
    /// Somebody wrote in the notes.
    NotesUpdate {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// The number of the piece.
        n: i64,
        /// A Yjs update (version 1) in base64; none where it is too large for a frame: read it.
        update: Option<String>,
    },
    /// What one wrote in the notes is kept.
    NotesKept {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// Of which command.
        id: u64,
        /// Its number.
        n: i64,
    },
    /// What one wrote in the notes is not kept; or, without `id`, they are no longer sent.
    NotesRefused {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// Of which command.
        id: Option<u64>,
        /// Why.
        code: String,
    },
    /// Where somebody's caret is in the notes.
    NotesCaret {
        /// Of which meeting.
        meeting_id: MeetingId,
        /// Whose.
        person_id: PersonId,
        /// Their name; none where the identity is protected.
        name: Option<String>,
        /// A Yjs awareness update in base64.
        state: String,
    },
    /// One has read up to there, on another device.
    ReadMarked {
        /// Where.
        conversation_id: ConversationId,
        /// Up to which message.
        position: i64,
    },
}

/// What a socket would have sent, asked for without one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Missed {
    /// Stream by stream, each in order: `event`, or `resync` where what was missed can't be told, or `unsubscribed` where
    /// one does not hear it.
    pub frames: Vec<ServerFrame>,
}

/// Something that happened in a stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EventFrame {
    /// The stream.
    pub stream: String,
    /// Its number there.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    #[serde(flatten)]
    pub change: Change,
}

/// What happened, as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Change {
    /// Somebody wrote.
    MessagePosted {
        /// What.
        message: Message,
        /// In which conversation.
        conversation: ConversationFacts,
    },
    /// A text changed.
    MessageEdited {
        /// The message now.
        message: Message,
    },
    /// A message was taken away.
    MessageDeleted {
        /// What is left of it.
        message: Message,
    },
    /// It came back.
    MessageRestored {
        /// The message now.
        message: Message,
    },
    /// A message was hidden by whoever manages the room.
    MessageHidden {
        /// What is left of it.
        message: Message,
    },
    /// It is shown again.
    MessageShown {
        /// The message now.
        message: Message,
    },
    /// Its reactions, or whether it asks who has seen it, changed.
    MessageTouched {
        /// The message now.
        message: Message,
    },
    /// Somebody read so far that a message whose author asks has been seen: ask again who has.
    MessagesSeen {
        /// In which conversation.
        conversation_id: ConversationId,
    },
    /// What waits for the coordinators to look at changed: ask for the flags again.
    FlagsChanged {
        /// In which network.
        network_id: NetworkId,
    },
    /// A case came or changed: ask for it again.
    CaseChanged {
        /// Which.
        case_id: CaseId,
    },
    /// What is held of an organisation's conditions changed: ask for them again.
    ConditionsChanged {
        /// In which network.
        network_id: NetworkId,
    },
    /// A conversation was started.
    ConversationStarted {
        /// The conversation.
        conversation: ConversationFacts,
    },
    /// A conversation changed.
    ConversationChanged {
        /// The conversation now.
        conversation: ConversationFacts,
    },
    /// A conversation came from another room; the stream of that one says that it has gone.
    ConversationMoved {
        /// The conversation now.
        conversation: ConversationFacts,
    },
    /// A document came, changed, was taken away, came back, or has been read: its `deleted` and `reading` say which.
    DocumentChanged {
        /// The document now.
        document: DocumentRow,
    },
    /// Another organisation opened a document whose author asks: ask again which have.
    DocumentSeen {
        /// Which.
        document_id: DocumentId,
    },
    /// A folder was made or changed.
    FolderChanged {
        /// The folder now.
        folder: Folder,
    },
    /// A meeting was made or changed.
    MeetingChanged {
        /// The meeting now.
        meeting: MeetingSummary,
    },
    /// Who comes to a meeting, or who was there, changed: ask for it again.
    MeetingAnswered {
        /// Which.
        meeting_id: MeetingId,
    },
    /// The question box or the themes to choose among before a meeting changed: ask for them again.
    MeetingAsked {
        /// Before which.
        meeting_id: MeetingId,
    },
    /// What a meeting leaves behind changed, other than the letters of its notes: ask for it again.
    DossierChanged {
        /// Of which meeting.
        meeting_id: MeetingId,
    },
    /// Something is no longer in this stream.
    Removed {
        /// What.
        what: Removed,
    },
    /// Who reads the stream, or what one may do there, has changed: read `/me` and the rooms again.
    AudienceChanged,
    /// The network, its rooms, seats or people have changed: read them again.
    DirectoryChanged,
    /// One's own account changed: read `/me` again.
    PersonChanged,
    /// A device was signed out.
    SessionEnded {
        /// Which.
        session_id: SessionId,
    },
    /// A draft was saved or thrown away on another device.
    DraftChanged {
        /// Where it is to be sent.
        place: String,
    },
    /// One marked all of a network, or all of a room, read on another device: ask for what is unread again.
    MarkedRead {
        /// The network.
        network_id: Option<NetworkId>,
        /// The room.
        room_id: Option<RoomId>,
    },
    /// Somebody started a direct conversation with one.
    DirectStarted {
        /// Which.
        conversation_id: ConversationId,
        /// Its room, to subscribe to.
        room_id: RoomId,
    },
    /// One follows a room, or a conversation in it, otherwise than before.
    FollowingChanged {
        /// The room.
        room_id: RoomId,
        /// The conversation, where it is about that alone.
        conversation_id: Option<ConversationId>,
    },
    /// One put a conversation off, or took it up again.
    PutOffChanged {
        /// Which.
        conversation_id: ConversationId,
    },
    /// What mails one wants has changed: read `/me/mail` again.
    MailSettingsChanged,
    /// What searches one keeps, or what they have found, has changed: read `/saved-searches` again.
    SavedSearchesChanged,
    /// An ask was put, answered, reminded of or closed: read it again.
    AskChanged {
        /// Which.
        conversation_id: ConversationId,
    },
    /// A proposal was put, voted on or closed: read it again.
    ProposalChanged {
        /// Which.
        conversation_id: ConversationId,
    },
    /// A proposal became a decision: read the lists of decisions again.
    DecisionMade {
        /// Which.
        conversation_id: ConversationId,
    },
    /// Something a newer server knows of; the numbers go on.
    Nothing,
}

/// Something that is no longer where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Removed {
    /// A message.
    Message(MessageId),
    /// A conversation.
    Conversation(ConversationId),
    /// A document.
    Document(domain::ids::DocumentId),
    /// A folder.
    Folder(domain::ids::FolderId),
    /// A meeting.
    Meeting(MeetingId),
}
