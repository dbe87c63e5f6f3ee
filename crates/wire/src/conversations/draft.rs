//! What one has begun to write.

use chrono::{DateTime, NaiveDate, Utc};
use domain::conversations::conversation::ThreadKind;
use domain::conversations::draft;
use domain::ids::{DocumentId, MessageId, NetworkId, OrganisationId, RoomId};
use domain::methods::proposal::Voting;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Draft {
    /// `conversation:<id>`, `room:<id>`, `message:<id>`, `summary:<id>` and others.
    pub place: String,
    /// The title of a new thread.
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
    /// Documents attached by reference.
    pub attachments: Vec<DocumentId>,
    /// The themes of a new thread, as they are being written.
    pub themes: String,
    /// Its articles.
    pub articles: Vec<i64>,
    /// The message it is to answer.
    pub answers: Option<MessageId>,
    /// It is to ask which organisations see it.
    pub ask_seen: bool,
    /// What kind of thread it is to be.
    pub thread_kind: Option<ThreadKind>,
    /// Until when an ask is to be answered.
    pub due_on: Option<NaiveDate>,
    /// The organisations an ask is to go to; none asks all.
    pub organisations: Option<Vec<OrganisationId>>,
    /// Whose voices a proposal is to count.
    pub voting: Option<Voting>,
    /// Until when it is to take them.
    pub closes_at: Option<DateTime<Utc>>,
    /// The room it is to stand in; none for the usual one.
    pub room_id: Option<RoomId>,
    /// The networks an information is to stand in besides.
    pub networks: Vec<NetworkId>,
    /// Last saved when.
    pub updated_at: DateTime<Utc>,
}

impl From<draft::Draft> for Draft {
    fn from(row: draft::Draft) -> Self {
        let draft::Draft { place, written, updated_at } = row;
        Self {
            place,
            title: written.title,
            text: written.text,
            attachments: written.attachments,
            themes: written.themes,
            articles: written.articles,
            answers: written.answers,
            ask_seen: written.ask_seen,
            thread_kind: written.thread_kind,
            due_on: written.due_on,
            organisations: written.organisations,
            voting: written.voting,
            closes_at: written.closes_at,
            room_id: written.room_id,
            networks: written.networks,
            updated_at,
        }
    }
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
    /// The themes of a new thread, as they are being written.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub themes: String,
    /// Its articles.
    #[serde(default)]
    #[schema(max_items = 54)]
    pub articles: Vec<i64>,
    /// The message it is to answer.
    #[serde(default)]
    pub answers: Option<MessageId>,
    /// It is to ask which organisations see it.
    #[serde(default)]
    pub ask_seen: bool,
    /// What kind of thread it is to be.
    #[serde(default)]
    pub thread_kind: Option<ThreadKind>,
    /// Until when an ask is to be answered.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// The organisations an ask is to go to; none asks all.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub organisations: Option<Vec<OrganisationId>>,
    /// Whose voices a proposal is to count.
    #[serde(default)]
    pub voting: Option<Voting>,
    /// Until when it is to take them.
    #[serde(default)]
    pub closes_at: Option<DateTime<Utc>>,
    /// The room it is to stand in; none for the usual one.
    #[serde(default)]
    pub room_id: Option<RoomId>,
    /// The networks an information is to stand in besides.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub networks: Vec<NetworkId>,
    /// The `updated_at` of what this is written on, or any earlier instant where nothing is known: where it has been saved
    /// after that, on another device, it is refused (412). Without it whatever is there is written over.
    #[serde(default)]
    pub since: Option<DateTime<Utc>>,
}

impl From<SaveDraft> for draft::Written {
    fn from(draft: SaveDraft) -> Self {
        Self {
            title: draft.title,
            text: draft.text,
            attachments: draft.attachments,
            themes: draft.themes,
            articles: draft.articles,
            answers: draft.answers,
            ask_seen: draft.ask_seen,
            thread_kind: draft.thread_kind,
            due_on: draft.due_on,
            organisations: draft.organisations,
            voting: draft.voting,
            closes_at: draft.closes_at,
            room_id: draft.room_id,
            networks: draft.networks,
        }
    }
}
