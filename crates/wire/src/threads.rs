//! What comes of threads: accepted answers, summaries.

use chrono::{DateTime, Utc};
use domain::conversations::conversation::ThreadKind;
use domain::conversations::mentioned_in::Mention;
use domain::conversations::message::Message;
use domain::conversations::question::Accepted;
use domain::conversations::{summary, text};
use domain::ids::{ConversationId, DocumentId, MessageId, MoveId, NetworkId, RoomId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{AudienceView, Author, NewMessage, RoomRef};

/// How much of an accepted answer stands in the summary.
const EXCERPT: usize = 240;

/// An answer that helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AcceptedAnswer {
    /// The message.
    pub message_id: MessageId,
    /// Its place in the conversation.
    pub position: i64,
    /// Who wrote it.
    pub author: Author,
    /// Its beginning.
    pub excerpt: String,
    /// Accepted when.
    pub accepted_at: DateTime<Utc>,
}

impl From<&Accepted> for AcceptedAnswer {
    fn from(row: &Accepted) -> Self {
        Self {
            message_id: row.message.id,
            position: row.message.position,
            author: (&row.message).into(),
            excerpt: text::excerpt(&row.message.text, EXCERPT),
            accepted_at: row.accepted_at,
        }
    }
}

/// One wording of a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Summary {
    /// Markdown; empty where it was taken away.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Its number, from 1: the `ETag`. 0 where there is none yet.
    pub revision: i64,
    /// Who wrote it so.
    pub author: Option<Author>,
    /// When.
    pub written_at: Option<DateTime<Utc>>,
    /// Why it is hidden; then it says nothing.
    pub hidden_reason: Option<String>,
}

impl From<&summary::Summary> for Summary {
    fn from(row: &summary::Summary) -> Self {
        Self {
            text: row.text.clone(),
            html: row.html.clone(),
            revision: row.revision,
            author: Some(row.into()),
            written_at: Some(row.written_at),
            hidden_reason: row.hidden_reason.clone(),
        }
    }
}

impl Summary {
    /// There is none yet.
    #[must_use]
    pub fn none() -> Self {
        Self {
            text: String::new(),
            html: String::new(),
            revision: 0,
            author: None,
            written_at: None,
            hidden_reason: None,
        }
    }
}

/// A new wording of a summary.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteSummary {
    /// Markdown, at most 10,000 characters; empty takes the summary away.
    #[schema(max_length = 10000)]
    pub text: String,
}

/// What the threads of a network are about.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TagsInUse {
    /// The themes most used, in Swedish order.
    pub themes: Vec<String>,
    /// The Convention's articles.
    pub articles: Vec<i64>,
}

/// A thread that may have asked the same before.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SimilarThread {
    /// The thread, as everybody in its room knows it.
    #[serde(flatten)]
    pub conversation: crate::ConversationFacts,
    /// Where it stands.
    pub room: crate::RoomRef,
}

/// The chat message a thread was lifted from, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LiftedFrom {
    /// The message.
    pub message_id: MessageId,
    /// Its chat.
    pub conversation_id: ConversationId,
    /// Its place there.
    pub position: i64,
    /// Who wrote it.
    pub author: Author,
    /// Its beginning; empty once deleted.
    pub excerpt: String,
}

impl From<&Message> for LiftedFrom {
    fn from(row: &Message) -> Self {
        Self {
            message_id: row.id,
            conversation_id: row.conversation_id,
            position: row.position,
            author: row.into(),
            excerpt: text::excerpt(&row.text, 400),
        }
    }
}

/// A thread to be made of a chat message.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftMessage {
    /// What it is for.
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
    pub message: NewMessage,
}

/// What to change of a thread; what is left out stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeThread {
    /// A new title, at most 200 characters.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub title: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub kind: Option<ThreadKind>,
    /// Its themes, at most 10; together with `articles`.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Option<Vec<String>>,
    /// The Convention's articles it is about, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub articles: Option<Vec<i64>>,
    /// On top of its room's list.
    #[serde(default)]
    pub pinned: Option<bool>,
    /// Only read.
    #[serde(default)]
    pub closed: Option<bool>,
}

/// Where to move a thread.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveThread {
    /// The room.
    pub room_id: RoomId,
    /// So many more people will read, as the outlook told: should it be more by now, nothing is moved.
    pub more_readers: i64,
    /// A word to those who have written, at most 1,000 characters.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub word: Option<String>,
}

/// A document that would go along.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GoingAlong {
    /// The document.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
}

/// Somebody who has written in a thread.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct WriterLine {
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// They would still read it.
    pub keeps: bool,
}

/// Somebody who would no longer read what is moved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LosingReader {
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
}

/// What a move would mean.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MoveOutlook {
    /// Who would read it.
    pub audience: AudienceView,
    /// So many people would read it who don't now.
    pub more_readers: i64,
    /// So many would no longer read it.
    pub fewer_readers: i64,
    /// Who they are, at most a hundred.
    pub losing: Vec<LosingReader>,
    /// Not everybody who may come to read the new room may read the old one.
    pub wider: bool,
    /// The person asking may do it.
    pub allowed: bool,
    /// What would go along.
    pub documents: Vec<GoingAlong>,
    /// Who has written: told in the thread, or by a letter where they read it until now and would no longer.
    pub writers: Vec<WriterLine>,
}

/// A move of a thread.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ThreadMove {
    /// Its id.
    pub id: MoveId,
    /// When.
    pub moved_at: DateTime<Utc>,
    /// Who moved it; none where the identity is protected.
    pub by: Option<String>,
    /// So many more people could read.
    pub more_readers: i64,
    /// It has been taken back.
    pub undone: bool,
    /// The person asking may take it back now.
    pub undoable: bool,
}

/// An information for several networks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishInformation {
    /// In which of one's networks, at most 20.
    #[schema(max_items = 20)]
    pub networks: Vec<NetworkId>,
    /// The client's own name for it: the same name again publishes nothing anew.
    pub client_id: Uuid,
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
    /// Markdown, at most 50,000 characters.
    #[schema(max_length = 50000)]
    pub text: String,
}

/// A message elsewhere that points to a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MentionedIn {
    /// The message.
    pub message_id: MessageId,
    /// The conversation it stands in.
    pub conversation_id: ConversationId,
    /// Its place there.
    pub position: i64,
    /// The title of that conversation.
    pub title: Option<String>,
    /// The room of that.
    pub room: RoomRef,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<&Mention> for MentionedIn {
    fn from(row: &Mention) -> Self {
        Self {
            message_id: row.message_id,
            conversation_id: row.conversation_id,
            position: row.position,
            title: row.title.clone(),
            room: RoomRef {
                id: row.room_id,
                kind: row.room_kind,
                name: row.room_name.clone(),
                network_id: row.network_id,
            },
            author: row.into(),
            at: row.created_at,
        }
    }
}
