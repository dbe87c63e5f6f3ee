//! Conversations as lists show them.

use chrono::{DateTime, Utc};
use domain::conversations::attention::Why;
use domain::conversations::conversation::{ConversationKind, ThreadKind, articles, themes};
use domain::conversations::{answered_by, list, text};
use domain::ids::{ConversationId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::RoomRef;
use crate::Author;

/// The newest message of a conversation, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LastMessage {
    /// Its place.
    pub position: i64,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// Its beginning, plain; empty once deleted.
    pub excerpt: String,
}

/// A conversation in a list, as the person asking sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConversationRow {
    /// Its id.
    pub id: ConversationId,
    /// Thread, chat, direct …
    pub kind: ConversationKind,
    /// What a thread is for.
    pub thread_kind: Option<ThreadKind>,
    /// A thread's title; the names of the others in a direct conversation.
    pub title: Option<String>,
    /// Where it stands.
    pub room: RoomRef,
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
    /// Its newest message.
    pub last_message: Option<LastMessage>,
    /// How many messages it has.
    pub message_count: i64,
    /// The position of the newest.
    pub last_position: i64,
    /// Up to where the person asking has read.
    pub read_position: i64,
    /// How many messages they have not read.
    pub unread: i64,
    /// The beginning of the first of those.
    pub first_unread_excerpt: Option<String>,
    /// The organisations that have answered, at most five.
    pub answered_by: Vec<String>,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// Who started it.
    pub author: Option<Author>,
    /// The person asking started it.
    pub mine: bool,
}

impl ConversationRow {
    /// The row as `reader` sees it.
    #[must_use]
    pub fn new(row: &list::ConversationRow, reader: Option<PersonId>) -> Self {
        let unread = (row.last_position - row.read_position).max(0);
        let last_message = (row.last_position > 0).then(|| LastMessage {
            position: row.last_position,
            author: Author::of_last_message(row),
            at: row.last_at,
            excerpt: row.last_text.as_deref().map(|t| text::excerpt(t, 160)).unwrap_or_default(),
        });
        Self {
            id: row.id,
            kind: row.kind,
            thread_kind: row.thread_kind,
            title: row.title.clone(),
            room: RoomRef {
                id: row.room_id,
                kind: row.room_kind,
                name: row.room_name.clone(),
                network_id: row.network_id,
            },
            themes: themes(&row.themes),
            articles: articles(&row.articles),
            pinned: row.pinned,
            closed: row.closed,
            answered: row.answered,
            last_message,
            message_count: row.last_position,
            last_position: row.last_position,
            read_position: row.read_position,
            unread,
            first_unread_excerpt: row.unread_text.as_deref().filter(|_| unread > 0).map(|t| text::excerpt(t, 160)),
            answered_by: answered_by::names(&row.answered_by),
            created_at: row.created_at,
            author: Author::of_conversation(row),
            mine: reader.is_some() && row.author_id == reader,
        }
    }
}

/// A conversation on the start page or in the inbox.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct StartRow {
    /// The conversation.
    #[serde(flatten)]
    pub conversation: ConversationRow,
    /// Why it stands there.
    pub why: Why,
    /// It has been put off until then.
    pub put_off_until: Option<DateTime<Utc>>,
    /// The position of a message that one had read before an edit mentioned one in it.
    pub called_in: Option<i64>,
}
