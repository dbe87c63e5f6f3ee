//! How much one wants to be told of, and when.

use chrono::{DateTime, Utc};
use domain::conversations::following::{Chosen, Following};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How the person asking follows a conversation or a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowingView {
    /// What holds.
    pub level: Following,
    /// What they have chosen for this very conversation or room.
    pub chosen: Option<Following>,
    /// What holds without that: by what they chose for the room, what they have written, and who they are there.
    pub otherwise: Following,
}

impl From<Chosen> for FollowingView {
    fn from(chosen: Chosen) -> Self {
        Self { level: chosen.level(), chosen: chosen.here, otherwise: chosen.otherwise }
    }
}

/// How to follow from now on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Follow {
    /// How much; none as is usual.
    pub level: Option<Following>,
}

/// Until when something is put off.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutOff {
    /// Until then; at most a year ahead.
    pub until: DateTime<Utc>,
}
