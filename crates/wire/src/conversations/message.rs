//! Messages: what is written, a page of them, and their former wordings.

use chrono::{DateTime, Utc};
use domain::conversations::{find, message};
use domain::ids::{ConversationId, DocumentId, MessageId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Answered, At, Author, Paged, Reaction};

/// A message. It holds nothing that differs between its readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The conversation it stands in.
    pub conversation_id: ConversationId,
    /// Its place there, from 1, without gaps, never changed.
    pub position: i64,
    /// The name the client gave it.
    pub client_id: Uuid,
    /// Who wrote it.
    pub author: Author,
    /// Markdown; empty once deleted.
    pub text: String,
    /// Safe HTML; empty once deleted.
    pub html: String,
    /// Written when.
    pub created_at: DateTime<Utc>,
    /// Last edited when.
    pub edited_at: Option<DateTime<Utc>>,
    /// Taken away by its author or hidden; its place stays.
    pub deleted: bool,
    /// Why whoever manages the room hid it; none where its author took it away.
    pub hidden_reason: Option<String>,
    /// It tells what was done to the conversation, and stays as it is.
    pub notice: bool,
    /// Goes up with every change; the `ETag`.
    pub revision: i64,
    /// Goes up with what others do to it, which leaves its revision as it is.
    pub touches: i64,
    /// Documents attached by reference; ask for their titles under `/references`.
    pub attachments: Vec<DocumentId>,
    /// The message it answers, as that stands now.
    pub answers: Option<Answered>,
    /// Who has reacted, by organisation.
    pub reactions: Vec<Reaction>,
    /// Its author asks which organisations have seen it: everybody who reads it may ask too.
    pub asks_seen: bool,
    /// The thread it became; ask for its title under `/references`.
    pub thread_id: Option<ConversationId>,
}

impl From<&message::Message> for Message {
    fn from(row: &message::Message) -> Self {
        let deleted = row.deleted_at.is_some();
        let attachments = if deleted { Vec::new() } else { ids(&row.attachments) };
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            position: row.position,
            client_id: row.client_id,
            author: row.into(),
            text: row.text.clone(),
            html: row.html.clone(),
            created_at: row.created_at,
            edited_at: row.edited_at,
            deleted,
            hidden_reason: row.hidden_reason.clone(),
            notice: row.notice,
            revision: row.revision,
            touches: row.touches,
            attachments,
            answers: row.answered().map(Answered::from),
            reactions: if deleted { Vec::new() } else { Reaction::all(&row.reactions) },
            asks_seen: !deleted && row.seen_asked_at.is_some(),
            thread_id: row.lifted_to,
        }
    }
}

pub(super) fn ids(stored: &serde_json::Value) -> Vec<DocumentId> {
    stored.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok()).collect()
}

/// A page of a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessagePage {
    /// The messages, by position.
    pub items: Vec<Message>,
    /// Asks for those after them; none at the end.
    pub next_cursor: Option<String>,
    /// Asks for those before them; none at the beginning.
    pub previous_cursor: Option<String>,
    /// The position of the conversation's first message.
    pub first_position: i64,
    /// The position of its newest.
    pub last_position: i64,
    /// Where the room's stream stood just before.
    pub at: At,
}

impl Paged for MessagePage {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// A message that holds the words one looked for in a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FoundMessage {
    /// The message.
    pub id: MessageId,
    /// Its place.
    pub position: i64,
    /// Who wrote it; none where the identity is protected.
    pub author: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// The words round the find.
    pub passage: String,
}

impl From<find::Find> for FoundMessage {
    fn from(found: find::Find) -> Self {
        Self {
            id: found.id,
            position: found.position,
            author: found.author_name,
            organisation: found.organisation,
            passage: found.passage,
        }
    }
}

/// A message as it stood before an edit.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessageVersion {
    /// Its revision.
    pub revision: i64,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Written when.
    pub at: DateTime<Utc>,
}

impl From<message::Version> for MessageVersion {
    fn from(row: message::Version) -> Self {
        Self { revision: row.revision, text: row.text, html: row.html, at: row.written_at }
    }
}

/// A message to write.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// The client's own name for it: the same name again is the same message. Without one it is a message of its own each time.
    #[serde(default = "Uuid::new_v4")]
    pub client_id: Uuid,
    /// Markdown, at most 64 KiB.
    #[schema(max_length = 65536)]
    pub text: String,
    /// Documents attached by reference, at most 20.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub attachments: Vec<DocumentId>,
    /// The message of the same conversation that it answers.
    #[serde(default)]
    pub answers: Option<MessageId>,
    /// Ask which organisations see it: told to everybody who reads it.
    #[serde(default)]
    pub ask_seen: bool,
    /// How far one had read when one wrote it. What comes between stays unread; without it, whatever was unread does.
    #[serde(default)]
    pub read_to: Option<i64>,
}

impl NewMessage {
    /// Text and nothing else.
    #[must_use]
    pub fn of(text: String) -> Self {
        Self { client_id: Uuid::new_v4(), text, attachments: Vec::new(), answers: None, ask_seen: false, read_to: None }
    }
}

/// A new text for a message.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditMessage {
    /// Markdown, at most 64 KiB.
    #[schema(max_length = 65536)]
    pub text: String,
}
