//! What one has begun to write.

use chrono::{DateTime, Utc};
use domain::conversations::draft;
use domain::ids::DocumentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::message::ids;

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
    /// Last saved when.
    pub updated_at: DateTime<Utc>,
}

impl From<draft::Draft> for Draft {
    fn from(row: draft::Draft) -> Self {
        let attachments = row.attachments.as_ref().map(ids).unwrap_or_default();
        let articles = row.articles.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default();
        Self {
            place: row.place,
            title: row.title,
            text: row.text,
            attachments,
            themes: row.themes.unwrap_or_default(),
            articles,
            updated_at: row.updated_at,
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
}

impl From<SaveDraft> for draft::NewDraft {
    fn from(draft: SaveDraft) -> Self {
        let SaveDraft { text, title, attachments, themes, articles } = draft;
        Self { title, text, attachments, themes, articles }
    }
}
