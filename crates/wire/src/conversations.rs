//! Conversations and messages.

use chrono::{DateTime, Utc};
use domain::access::RoomKind;
use domain::conversations::attention::Why;
use domain::conversations::conversation::{Conversation as Row, ConversationKind, ThreadKind, articles, themes};
use domain::conversations::{answered_by, draft, find, list, message, text};
use domain::ids::{ConversationId, DocumentId, MeetingId, MessageId, NetworkId, PersonId, RoomId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    AcceptedAnswer, Answered, At, AudienceView, Author, LiftedFrom, NetworkRef, PersonLine, Reaction, Summary,
};

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

fn ids(stored: &serde_json::Value) -> Vec<DocumentId> {
    stored.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok()).collect()
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
    /// What they may do in it.
    pub may: ConversationRights,
    /// Who reads it.
    pub audience: AudienceView,
    /// The people of a direct conversation.
    pub participants: Vec<PersonLine>,
    /// The document it belongs to.
    pub document_id: Option<DocumentId>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// What it came to.
    pub summary: Option<Summary>,
    /// The accepted answers.
    pub answers: Vec<AcceptedAnswer>,
    /// The chat message it became a thread from.
    pub lifted_from: Option<LiftedFrom>,
    /// Goes up with every change of its title, themes or state.
    pub revision: i64,
    /// Its network.
    pub network: Option<NetworkRef>,
    /// Where its room's stream stood.
    pub at: At,
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

/// A draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Draft {
    /// `conversation:<id>`, `room:<id>`, `message:<id>` or `summary:<id>`.
    pub place: String,
    /// The title of a new thread.
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
    /// Documents attached by reference.
    pub attachments: Vec<DocumentId>,
    /// Last saved when.
    pub updated_at: DateTime<Utc>,
}

impl From<draft::Draft> for Draft {
    fn from(row: draft::Draft) -> Self {
        let attachments = row.attachments.as_ref().map(ids).unwrap_or_default();
        Self { place: row.place, title: row.title, text: row.text, attachments, updated_at: row.updated_at }
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
}

/// A message to write.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// The client's own name for it: the same name again is the same message.
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
}

/// A thread to start.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewThread {
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

/// A new text for a message.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditMessage {
    /// Markdown, at most 64 KiB.
    #[schema(max_length = 65536)]
    pub text: String,
}

/// Up to where somebody has read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadUpTo {
    /// The position of the last message read.
    pub position: i64,
}

/// A draft to save.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// Markdown.
    #[schema(max_length = 65536)]
    pub text: String,
    /// The title of a new thread.
    #[serde(default)]
    pub title: Option<String>,
    /// Documents attached by reference, at most 20.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub attachments: Vec<DocumentId>,
}

/// Whom to talk with.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDirect {
    /// The others, at most eleven.
    #[schema(max_items = 11)]
    pub people: Vec<PersonId>,
}

/// What a reference points to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    /// The reference as it was asked for.
    pub reference: String,
    /// There is such a thing, and the person asking may see it.
    pub found: bool,
    /// Its title: of a message that of its conversation.
    pub title: Option<String>,
    /// Its address in the client.
    pub url: Option<String>,
    /// Who reads it, in words.
    pub audience: Option<String>,
    /// A quoted passage of a message, as it stood when it was quoted; empty once the message is deleted.
    pub excerpt: Option<String>,
    /// Who wrote the message.
    pub author: Option<Author>,
    /// When it was written.
    pub written_at: Option<DateTime<Utc>>,
    /// The message has been taken away.
    pub deleted: bool,
    /// The message has changed since it was quoted.
    pub changed: bool,
    /// A document's media type.
    pub media_type: Option<String>,
    /// A document's bytes.
    pub size: Option<i64>,
    /// There is a small picture of the document.
    pub thumbnail: bool,
}

/// Somebody, or some group, that one may mention.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MentionSuggestion {
    /// What stands in the text for it: `samrum:person/<id>`, `samrum:organisation/<id>`, `samrum:role/<role>` or
    /// `samrum:everyone`.
    pub reference: String,
    /// The name to write.
    pub name: String,
    /// A person's organisation.
    pub organisation: Option<String>,
    /// How many people who read the room it would reach.
    pub people: i64,
}

/// Whom a mention would reach in a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MentionReach {
    /// The mention.
    pub reference: String,
    /// How many people who read the room it would reach.
    pub people: i64,
    /// The code of why it would be refused; none where it would not.
    pub refused: Option<String>,
}
