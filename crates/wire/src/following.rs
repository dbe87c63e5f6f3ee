//! How much one wants to be told of, and when.

use chrono::{DateTime, Utc};
use domain::conversations::following::{Chosen, Following};
use domain::conversations::moving;
use domain::ids::MoveId;
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

/// A thread that one has written in and that was moved to where one does not read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MovedAway {
    /// The move.
    pub id: MoveId,
    /// What it was called when one read it; none where it may be called something else by now.
    pub title: Option<String>,
    /// The network it stands in.
    pub network: String,
    /// When it was moved.
    pub moved_at: DateTime<Utc>,
}

impl From<moving::MovedAway> for MovedAway {
    fn from(row: moving::MovedAway) -> Self {
        Self { id: row.id, title: row.title, network: row.network, moved_at: row.moved_at }
    }
}

/// Up to when one has seen what was moved away.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeeMovedAway {
    /// The `moved_at` of the newest that was shown.
    pub to: DateTime<Utc>,
}
