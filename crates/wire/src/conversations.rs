//! Conversations.

mod draft;
mod message;
mod reference;
mod row;

use chrono::{DateTime, Utc};
use domain::access::RoomKind;
use domain::conversations::conversation::{Conversation as Row, ConversationKind, ThreadKind, articles, themes};
use domain::ids::{ConversationId, DocumentId, MeetingId, NetworkId, PersonId, RoomId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AcceptedAnswer, At, AudienceView, ForwardedFrom, LiftedFrom, NetworkRef, PersonLine, Summary};

pub use draft::*;
pub use message::*;
pub use reference::*;
pub use row::*;

/// A room, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoomRef {
    /// Its id.
    pub id: RoomId,
    /// What it is for; says its name where it has none of its own.
    pub kind: RoomKind,
    /// Its own name.
    pub name: Option<String>,
    /// Its network.
    pub network_id: Option<NetworkId>,
}

/// What is known of a conversation without asking who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConversationFacts {
    /// Its id.
    pub id: ConversationId,
    /// Thread, chat, direct …
    pub kind: ConversationKind,
    /// What a thread is for.
    pub thread_kind: Option<ThreadKind>,
    /// A thread's title.
    pub title: Option<String>,
    /// The room it stands in.
    pub room_id: RoomId,
    /// The position of its newest message.
    pub last_position: i64,
    /// Its themes.
    pub themes: Vec<String>,
    /// The Convention's articles it is about.
    pub articles: Vec<i64>,
    /// It stands on top of lists.
    pub pinned: bool,
    /// It is only read.
    pub closed: bool,
    /// An answer has been accepted.
    pub answered: bool,
    /// The revision of its summary; 0 without one.
    pub summary_revision: i64,
    /// Who started it.
    pub author_id: Option<PersonId>,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl From<&Row> for ConversationFacts {
    fn from(row: &Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            thread_kind: row.thread_kind,
            title: row.title.clone(),
            room_id: row.room_id,
            last_position: row.last_position,
            themes: themes(&row.themes),
            articles: articles(&row.articles),
            pinned: row.pinned_at.is_some(),
            closed: row.closed_at.is_some(),
            answered: row.answered,
            summary_revision: row.summary_revision,
            author_id: row.author_id,
            created_at: row.created_at,
        }
    }
}

/// What the person asking may do in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConversationRights {
    /// Write in it.
    pub write: bool,
    /// Attach new files to what one writes in it.
    pub upload: bool,
    /// Hide others' words in it.
    pub manage: bool,
    /// Change its title, kind and tags.
    pub change: bool,
    /// Accept answers.
    pub accept: bool,
    /// Improve its summary.
    pub summarise: bool,
    /// Pin it, close it and open it again.
    pub keep: bool,
    /// Move it to another room.
    pub shift: bool,
}

/// A conversation, as the person asking sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Conversation {
    /// What is known of it.
    #[serde(flatten)]
    pub facts: ConversationFacts,
    /// Where it stands.
    pub room: RoomRef,
    /// Up to where the person asking has read.
    pub read_position: i64,
    /// How many messages they have not read.
    pub unread: i64,
    /// The position of a message that they had read before an edit mentioned them in it, until they read here again.
    pub called_in: Option<i64>,
    /// What they may do in it.
    pub may: ConversationRights,
    /// Who reads it.
    pub audience: AudienceView,
    /// The people of a direct conversation.
    pub participants: Vec<PersonLine>,
    /// The document it belongs to.
    pub document_id: Option<DocumentId>,
    /// How many documents all its messages attach or point to, of those that the person asking may read.
    pub documents: i64,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// What it came to.
    pub summary: Option<Summary>,
    /// The accepted answers.
    pub answers: Vec<AcceptedAnswer>,
    /// The chat message it became a thread from.
    pub lifted_from: Option<LiftedFrom>,
    /// Where it came from, where another network passed it on.
    pub forwarded_from: Option<ForwardedFrom>,
    /// Goes up with every change of its title, themes or state.
    pub revision: i64,
    /// Its network.
    pub network: Option<NetworkRef>,
    /// Where its room's stream stood.
    pub at: At,
}

/// A thread to start.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewThread {
    /// What it is for; a discussion without it.
    #[serde(default = "discussion")]
    pub kind: ThreadKind,
    /// Its title, at most 200 characters.
    #[schema(max_length = 200)]
    pub title: String,
    /// Its themes, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Vec<String>,
    /// The Convention's articles it is about, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub articles: Vec<i64>,
    /// Its first message.
    #[serde(default)]
    pub message: Option<NewMessage>,
    /// The text of its first message, instead of `message`, where there is no more to it.
    #[serde(default)]
    #[schema(max_length = 65536)]
    pub text: Option<String>,
}

fn discussion() -> ThreadKind {
    ThreadKind::Discussion
}

/// Up to where somebody has read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadUpTo {
    /// The position of the last message read.
    pub position: i64,
}

/// Whom to talk with.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDirect {
    /// The others, at most eleven.
    #[schema(max_items = 11)]
    pub people: Vec<PersonId>,
}
