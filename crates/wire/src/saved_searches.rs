//! Searches that one keeps.

use chrono::{DateTime, Utc};
use domain::ids::SavedSearchId;
use domain::search::asked::{Asked, FoundKind};
use domain::search::found::News;
use domain::search::saved::Tells;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A search to keep.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSavedSearch {
    /// What to call it.
    pub name: String,
    /// What is sought.
    pub asked: Asked,
    /// How to tell of what is new.
    pub tells: Tells,
}

/// What is to change of it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSavedSearch {
    /// What to call it.
    pub name: String,
    /// How to tell of what is new.
    pub tells: Tells,
}

/// Something that has come since and fits.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewHit {
    /// What it is.
    pub kind: FoundKind,
    /// Its id.
    pub id: Uuid,
    /// What it is called; none for what has no title.
    pub title: Option<String>,
    /// Where it is, in the client.
    pub url: String,
    /// When it was found.
    pub at: DateTime<Utc>,
}

impl From<News> for NewHit {
    fn from(news: News) -> Self {
        Self { kind: news.found.kind, id: news.found.id, title: news.title, url: news.url, at: news.at }
    }
}

/// A search that one keeps.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SavedSearch {
    /// Its id.
    pub id: SavedSearchId,
    /// What it is called.
    pub name: String,
    /// What is sought.
    pub asked: Asked,
    /// How one is told of what is new.
    pub tells: Tells,
    /// How many new things fit that one has not seen, and may read.
    pub new: usize,
    /// The newest of them.
    pub newest: Vec<NewHit>,
    /// Kept since.
    pub created_at: DateTime<Utc>,
}
