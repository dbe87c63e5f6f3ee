//! Walking over ids, a page at a time, in the order of the ids.

use sea_orm::Value;
use uuid::Uuid;

use crate::Result;
use crate::actor::Actor;
use crate::ids::{ConversationId, MeetingId, OrganisationId, PersonId, RoomId, SeatId};
use crate::store::{Db, FromRow, rows};

/// What sort of thing a walk gives the ids of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Messages.
    Messages,
    /// Conversations.
    Conversations,
    /// Documents.
    Documents,
    /// Meetings.
    Meetings,
    /// People.
    People,
    /// Organisations.
    Organisations,
    /// Decisions.
    Decisions,
    /// Decisions and promises of meetings.
    Promises,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Messages,
        Self::Conversations,
        Self::Documents,
        Self::Meetings,
        Self::People,
        Self::Organisations,
        Self::Decisions,
        Self::Promises,
    ];
}

/// Which ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Walk {
    /// All of a sort.
    All(Subject),
    /// The messages of a conversation.
    MessagesOf(ConversationId),
    /// The messages in a room.
    MessagesIn(RoomId),
    /// The messages somebody wrote.
    MessagesBy(PersonId),
    /// The messages in the rooms of a meeting.
    MessagesAt(MeetingId),
    /// The conversations in a room.
    ConversationsIn(RoomId),
    /// The conversations somebody started.
    ConversationsBy(PersonId),
    /// The conversations in the rooms of a meeting.
    ConversationsAt(MeetingId),
    /// The documents in a room.
    DocumentsIn(RoomId),
    /// The documents whose newest version somebody made.
    DocumentsBy(PersonId),
    /// The documents of a meeting, and those in its rooms.
    DocumentsAt(MeetingId),
    /// The meetings that have this room.
    MeetingsIn(RoomId),
    /// The decision a conversation became.
    DecisionsOf(ConversationId),
    /// The decisions in a room.
    DecisionsIn(RoomId),
    /// The decisions in the rooms of a meeting.
    DecisionsAt(MeetingId),
    /// The decisions and promises of a meeting.
    PromisesOf(MeetingId),
    /// The decisions and promises of the meeting whose room it is.
    PromisesIn(RoomId),
    /// The people who hold, or held, a seat.
    PeopleOn(SeatId),
    /// The people who hold, or held, seats of an organisation.
    PeopleOf(OrganisationId),
}

impl Walk {
    /// What it gives the ids of.
    #[must_use]
    pub fn subject(self) -> Subject {
        match self {
            Self::All(subject) => subject,
            Self::MessagesOf(_) | Self::MessagesIn(_) | Self::MessagesBy(_) | Self::MessagesAt(_) => Subject::Messages,
            Self::ConversationsIn(_) | Self::ConversationsBy(_) | Self::ConversationsAt(_) => Subject::Conversations,
            Self::DocumentsIn(_) | Self::DocumentsBy(_) | Self::DocumentsAt(_) => Subject::Documents,
            Self::MeetingsIn(_) => Subject::Meetings,
            Self::DecisionsOf(_) | Self::DecisionsIn(_) | Self::DecisionsAt(_) => Subject::Decisions,
            Self::PromisesOf(_) | Self::PromisesIn(_) => Subject::Promises,
            Self::PeopleOn(_) | Self::PeopleOf(_) => Subject::People,
        }
    }

    /// The table `x` whose ids it gives, its condition on parameter 3, and that parameter.
    fn source(self) -> (&'static str, &'static str, Option<Uuid>) {
        match self {
            Self::All(Subject::Messages) => ("message x", "", None),
            Self::All(Subject::Conversations) => ("conversation x", "", None),
            Self::All(Subject::Documents) => ("document x", "", None),
            Self::All(Subject::Meetings) => ("meeting x", "", None),
            Self::All(Subject::People) => ("person x", "", None),
            Self::All(Subject::Organisations) => ("organisation x", "", None),
            Self::All(Subject::Decisions) => ("decision x", "", None),
            Self::All(Subject::Promises) => ("promise x", "", None),
            Self::MessagesOf(id) => ("message x", "x.conversation_id = $3", Some(id.0)),
            Self::MessagesIn(id) => {
                ("message x", "x.conversation_id IN (SELECT id FROM conversation WHERE room_id = $3)", Some(id.0))
            }
            Self::MessagesBy(id) => ("message x", "x.author_id = $3", Some(id.0)),
            Self::MessagesAt(id) => (
                "message x",
                "x.conversation_id IN (SELECT c.id FROM conversation c JOIN room r ON r.id = c.room_id \
                 WHERE r.meeting_id = $3)",
                Some(id.0),
            ),
            Self::ConversationsIn(id) => ("conversation x", "x.room_id = $3", Some(id.0)),
            Self::ConversationsBy(id) => ("conversation x", "x.author_id = $3", Some(id.0)),
            Self::ConversationsAt(id) => {
                ("conversation x", "x.room_id IN (SELECT id FROM room WHERE meeting_id = $3)", Some(id.0))
            }
            Self::DocumentsIn(id) => ("document x", "x.room_id = $3", Some(id.0)),
            Self::DocumentsBy(id) => (
                "document x JOIN document_version v ON v.document_id = x.id AND v.number = x.version",
                "v.author_id = $3",
                Some(id.0),
            ),
            Self::DocumentsAt(id) => (
                "document x",
                "(x.meeting_id = $3 OR x.room_id IN (SELECT id FROM room WHERE meeting_id = $3))",
                Some(id.0),
            ),
            Self::MeetingsIn(id) => ("meeting x", "(x.room_id = $3 OR x.planning_room_id = $3)", Some(id.0)),
            Self::DecisionsOf(id) => ("decision x", "x.conversation_id = $3", Some(id.0)),
            Self::DecisionsIn(id) => {
                ("decision x", "x.conversation_id IN (SELECT id FROM conversation WHERE room_id = $3)", Some(id.0))
            }
            Self::DecisionsAt(id) => (
                "decision x",
                "x.conversation_id IN (SELECT c.id FROM conversation c JOIN room r ON r.id = c.room_id \
                 WHERE r.meeting_id = $3)",
                Some(id.0),
            ),
            Self::PromisesOf(id) => ("promise x", "x.meeting_id = $3", Some(id.0)),
            Self::PromisesIn(id) => {
                ("promise x", "x.meeting_id IN (SELECT id FROM meeting WHERE room_id = $3)", Some(id.0))
            }
            Self::PeopleOn(id) => {
                ("person x", "x.id IN (SELECT person_id FROM seat_holding WHERE seat_id = $3)", Some(id.0))
            }
            Self::PeopleOf(id) => (
                "person x",
                "x.id IN (SELECT h.person_id FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
                 WHERE s.organisation_id = $3)",
                Some(id.0),
            ),
        }
    }
}

/// The next ids of a walk after `after` (the nil id at its beginning), at most `limit`. What has been taken away is
/// among them.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn ids(db: &impl Db, actor: &Actor, walk: Walk, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
    }
    super::only_the_system(actor)?;
    let (table, condition, about) = walk.source();
    let and = if condition.is_empty() { "" } else { " AND " };
    let sql = format!("SELECT x.id FROM {table} WHERE x.id > $1{and}{condition} ORDER BY x.id LIMIT $2");
    let mut values: Vec<Value> = vec![after.into(), limit.into()];
    values.extend(about.map(Value::from));
    Ok(rows::<Row>(db, &sql, values).await?.into_iter().map(|row| row.id).collect())
}
