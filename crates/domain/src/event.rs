//! What can happen, in one list.
//!
//! An event carries names and facts that can't be read again, never a copy of what can: whoever acts on it later reads
//! the truth anew, so that a replay does no harm and deleted text stays deleted. Recipients are not in it either. The
//! consumers match on [`Event`] without a catch-all arm: a new event does not compile until each has decided.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Result;
use crate::ids::{
    CaseId, ConversationId, DecisionId, DocumentId, FolderId, MeetingId, MessageId, NetworkId, OrganisationId,
    PersonId, RoomId, SavedSearchId, SeatId, SessionId,
};
use crate::words::words;

words! {
    /// What a stream is about.
    StreamKind {
        /// A room, also that of a direct conversation.
        Room = "room",
        /// A network: seats, participations, meetings.
        Network = "network",
        /// One person: read marks, drafts, sessions.
        Person = "person",
        /// The installation.
        Installation = "installation",
    }
}

/// One ordered sequence of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamId {
    /// The id of the room, network or person; nil for the installation.
    pub id: Uuid,
    /// What it is about.
    pub kind: StreamKind,
}

impl StreamId {
    /// The installation's stream.
    pub const INSTALLATION: Self = Self { id: Uuid::nil(), kind: StreamKind::Installation };
}

impl From<RoomId> for StreamId {
    fn from(room: RoomId) -> Self {
        Self { id: room.0, kind: StreamKind::Room }
    }
}

impl From<NetworkId> for StreamId {
    fn from(network: NetworkId) -> Self {
        Self { id: network.0, kind: StreamKind::Network }
    }
}

impl From<PersonId> for StreamId {
    fn from(person: PersonId) -> Self {
        Self { id: person.0, kind: StreamKind::Person }
    }
}

impl std::fmt::Display for StreamId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

impl std::str::FromStr for StreamId {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, id) = text.split_once(':').ok_or(())?;
        Ok(Self { kind: kind.parse().map_err(|_| ())?, id: Uuid::parse_str(id).map_err(|_| ())? })
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is the id of the thing its name says; the variants are documented")]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub enum Event {
    /// A conversation was started in the room.
    ConversationStarted { conversation: ConversationId },
    /// Its title, themes or state changed.
    ConversationChanged { conversation: ConversationId },
    /// It was moved: it is no longer in the room it left, and is in the one it came to.
    ConversationMoved { conversation: ConversationId },
    /// An answer to a question was accepted.
    AnswerAccepted { conversation: ConversationId, message: MessageId },
    /// An acceptance was taken back.
    AnswerWithdrawn { conversation: ConversationId, message: MessageId },
    /// The summary of a thread was written anew.
    SummaryChanged { conversation: ConversationId },
    /// Somebody wrote.
    MessagePosted { conversation: ConversationId, message: MessageId },
    /// A chat message was lifted into a thread.
    MessageLifted { conversation: ConversationId, message: MessageId },
    /// A message's text changed.
    MessageEdited { conversation: ConversationId, message: MessageId },
    /// A message was taken away; its place stays.
    MessageDeleted { conversation: ConversationId, message: MessageId },
    /// A deletion was undone.
    MessageRestored { conversation: ConversationId, message: MessageId },
    /// A message was hidden by whoever manages the room.
    MessageHidden { conversation: ConversationId, message: MessageId },
    /// It is shown again.
    MessageShown { conversation: ConversationId, message: MessageId },
    /// Its reactions, or whether it asks who has seen it, changed; what it says did not.
    MessageTouched { conversation: ConversationId, message: MessageId },
    /// Somebody read so far that a message whose author asks has been seen.
    MessagesSeen { conversation: ConversationId },
    /// What waits for the coordinators to look at changed: told in their own room.
    FlagsChanged { network: NetworkId },
    /// A case came, or what is known of it changed: told to the coordinators in their own room.
    CaseChanged { network: NetworkId, case: CaseId },
    /// What is held of an organisation's conditions changed: told to the coordinators in their own room.
    ConditionsChanged { network: NetworkId, organisation: OrganisationId },
    /// A document came into the room.
    DocumentAdded { document: DocumentId },
    /// Its name, folder, state or newest version changed.
    DocumentChanged { document: DocumentId },
    /// It was taken away.
    DocumentDeleted { document: DocumentId },
    /// The deletion was undone.
    DocumentRestored { document: DocumentId },
    /// The text of a version has been read, or could not be.
    DocumentRead { document: DocumentId, version: i64 },
    /// Another organisation opened it, and its author asks which do.
    DocumentSeen { document: DocumentId },
    /// A folder was made or renamed.
    FolderChanged { folder: FolderId },
    /// A meeting was made or changed.
    MeetingChanged { meeting: MeetingId },
    /// Who comes to a meeting, or who was there, changed: told in its own room.
    MeetingAnswered { meeting: MeetingId },
    /// The question box or the themes to choose among before a meeting changed: told in its own room.
    MeetingAsked { meeting: MeetingId },
    /// What a meeting leaves behind changed: its notes were begun or published, a decision or promise was recorded. Told
    /// in its own room; the letters of the notes go another way.
    DossierChanged { meeting: MeetingId },
    /// Those who have not answered whether they come were reminded.
    MeetingReminded { meeting: MeetingId },
    /// A meeting was cancelled, or is held after all.
    MeetingCancelled { meeting: MeetingId, cancelled: bool },
    /// A room was made, renamed or archived.
    RoomChanged { room: RoomId },
    /// Who may read the stream may have become fewer: everybody (none) or one person has to be asked again before any
    /// later event of the stream is delivered.
    AudienceChanged { person: Option<PersonId> },
    /// An organisation's participation changed.
    ParticipationChanged { organisation: OrganisationId },
    /// A seat, its holders or deputies changed.
    SeatChanged { seat: SeatId },
    /// A coordinator's or working-group member's assignment changed.
    AssignmentChanged { person: PersonId },
    /// The network's settings or facts changed.
    NetworkChanged { network: NetworkId },
    /// A person's name or settings changed.
    PersonChanged { person: PersonId },
    /// A device was signed out.
    SessionEnded { session: SessionId },
    /// A draft was saved or thrown away.
    DraftChanged { place: String },
    /// Everything in a room, or in all of a network one reads, was marked read.
    MarkedRead { network: Option<NetworkId>, room: Option<RoomId> },
    /// A direct conversation was started with this person.
    DirectStarted { conversation: ConversationId },
    /// The person follows the room, or the conversation in it, otherwise than before.
    FollowingChanged { room: RoomId, conversation: Option<ConversationId> },
    /// The person put the conversation off, or took it up again.
    PutOffChanged { conversation: ConversationId },
    /// The person's choice of mails changed.
    MailSettingsChanged { person: PersonId },
    /// A search that the person keeps was made, changed, given up, or what it had found was seen.
    SavedSearchChanged { search: SavedSearchId },
    /// Something new fits a search that the person keeps.
    SavedSearchMatched { search: SavedSearchId },
    /// Organisations were asked a question.
    AskStarted { conversation: ConversationId },
    /// An organisation answered it, or changed its answer.
    AskAnswered { conversation: ConversationId, organisation: OrganisationId },
    /// Those that had not answered were reminded.
    AskReminded { conversation: ConversationId },
    /// It was closed.
    AskClosed { conversation: ConversationId },
    /// A proposal was put.
    ProposalPut { conversation: ConversationId },
    /// Somebody took a stand on it.
    VoiceCast { conversation: ConversationId },
    /// Its result was stated, or it was taken back.
    ProposalClosed { conversation: ConversationId },
    /// It became a decision.
    DecisionMade { conversation: ConversationId, decision: DecisionId },
    /// Of a kind that a newer version of the program wrote.
    #[serde(skip)]
    Unknown { kind: String },
}

/// An event as the log stores it.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) kind: String,
    pub(crate) v: i32,
    pub(crate) payload: serde_json::Value,
}

/// The version of the payloads written today.
const VERSION: i32 = 1;

impl Event {
    /// Every kind of this version, as stored.
    const KINDS: &[&'static str] = &[
        "conversation_started",
        "conversation_changed",
        "conversation_moved",
        "answer_accepted",
        "answer_withdrawn",
        "summary_changed",
        "message_posted",
        "message_lifted",
        "message_edited",
        "message_deleted",
        "message_restored",
        "message_hidden",
        "message_shown",
        "message_touched",
        "messages_seen",
        "flags_changed",
        "case_changed",
        "conditions_changed",
        "document_added",
        "document_changed",
        "document_deleted",
        "document_restored",
        "document_read",
        "document_seen",
        "folder_changed",
        "meeting_changed",
        "meeting_answered",
        "meeting_asked",
        "meeting_reminded",
        "meeting_cancelled",
        "dossier_changed",
        "room_changed",
        "audience_changed",
        "participation_changed",
        "seat_changed",
        "assignment_changed",
        "network_changed",
        "person_changed",
        "session_ended",
        "draft_changed",
        "marked_read",
        "direct_started",
        "following_changed",
        "put_off_changed",
        "mail_settings_changed",
        "saved_search_changed",
        "saved_search_matched",
        "ask_started",
        "ask_answered",
        "ask_reminded",
        "ask_closed",
        "proposal_put",
        "voice_cast",
        "proposal_closed",
        "decision_made",
    ];

    pub(crate) fn stored(&self) -> Result<Stored> {
        let mut value = serde_json::to_value(self)?;
        let kind = value["kind"].as_str().unwrap_or_default().to_owned();
        Ok(Stored { kind, v: VERSION, payload: value["payload"].take() })
    }

    /// Reads a stored event. A kind or version from a newer program is [`Event::Unknown`].
    ///
    /// # Errors
    /// When the payload of a known kind does not have its form.
    pub(crate) fn read(kind: &str, v: i32, payload: &serde_json::Value) -> Result<Self, serde_json::Error> {
        if v > VERSION || !Self::KINDS.contains(&kind) {
            return Ok(Self::Unknown { kind: kind.to_owned() });
        }
        serde_json::from_value(serde_json::json!({ "kind": kind, "payload": payload }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_back() {
        let event = Event::AudienceChanged { person: Some(PersonId(Uuid::from_u128(7))) };
        let stored = event.stored().expect("stored");
        assert_eq!(stored.kind, "audience_changed");
        assert_eq!(Event::read(&stored.kind, stored.v, &stored.payload).expect("read"), event);
    }

    #[test]
    fn a_newer_programs_kind_is_unknown_and_a_malformed_one_an_error() {
        let unknown = Event::read("matter_weighed", 1, &serde_json::json!({})).expect("unknown");
        assert_eq!(unknown, Event::Unknown { kind: "matter_weighed".into() });
        assert!(matches!(Event::read("message_posted", 2, &serde_json::json!({})), Ok(Event::Unknown { .. })));
        assert!(Event::read("message_posted", 1, &serde_json::json!({ "message": 3 })).is_err());
    }
}
