//! Words that mean the same in a network.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The words that mean the same in a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SynonymList {
    /// The network's own: each the ways to say one thing.
    pub groups: Vec<Vec<String>>,
    /// Those that hold everywhere.
    pub everywhere: Vec<Vec<String>>,
    /// Goes up with every change.
    pub revision: i64,
    /// Changed last.
    pub changed_at: Option<DateTime<Utc>>,
}

/// The network's own groups, to be written anew.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteSynonyms {
    /// Each the ways to say one thing.
    pub groups: Vec<Vec<String>>,
}
