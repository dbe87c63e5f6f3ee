//! What can be taken out.

use domain::export::Extent;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How much would be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportExtent {
    /// Conversations in which something was written.
    pub conversations: i64,
    /// What was written in them.
    pub messages: i64,
    /// Documents.
    pub documents: i64,
    /// Their bytes in all versions.
    pub bytes: i64,
}

impl From<Extent> for ExportExtent {
    fn from(extent: Extent) -> Self {
        let Extent { conversations, messages, documents, bytes } = extent;
        Self { conversations, messages, documents, bytes }
    }
}
