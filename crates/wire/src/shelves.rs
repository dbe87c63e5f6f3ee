//! Changing folders, and files that come in pieces.

use domain::documents::pieces::Pieces;
use domain::ids::{FolderId, UploadId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::documents::present;

/// What to change of a folder; what is missing stays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFolder {
    /// Its name.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// The folder it is in; `null` is the top of the room.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<FolderId>)]
    pub parent_id: Option<Option<FolderId>>,
}

/// A file that will come in pieces.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUpload {
    /// What it is called.
    #[schema(max_length = 1000)]
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// It is a zip to import: it may be larger, and only whoever governs the network may send it.
    #[serde(default)]
    pub import: bool,
}

/// A file on its way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// What it is called.
    pub name: String,
    /// How many bytes it has.
    pub size: i64,
    /// How many have come: where the next piece begins.
    pub offset: i64,
}

impl Upload {
    /// A file of which so many bytes have come.
    #[must_use]
    pub fn new(pieces: &Pieces, offset: u64) -> Self {
        let offset = i64::try_from(offset).unwrap_or(pieces.size);
        Self { id: pieces.id, name: pieces.name.clone(), size: pieces.size, offset }
    }
}
