//! What one has begun to write.

use chrono::{DateTime, Utc};
use domain::conversations::draft;
use domain::ids::{DocumentId, MessageId};
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
    /// Last saved when.
    pub updated_at: DateTime<Utc>,
}

impl From<draft::Draft> for Draft {
    fn from(row: draft::Draft) -> Self {
        let draft::Draft { place, title, text, attachments, themes, articles, answers, ask_seen, updated_at } = row;
        Self { place, title, text, attachments, themes, articles, answers, ask_seen, updated_at }
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
}

impl From<SaveDraft> for draft::NewDraft {
    fn from(draft: SaveDraft) -> Self {
        let SaveDraft { text, title, attachments, themes, articles, answers, ask_seen } = draft;
        Self { title, text, attachments, themes, articles, answers, ask_seen }
    }
}
