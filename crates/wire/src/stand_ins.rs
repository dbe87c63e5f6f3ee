//! Standing in for a seat's holder.

use chrono::NaiveDate;
use domain::ids::{MeetingId, PersonId, SubstitutionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A deputy's standing in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SubstitutionView {
    /// Which.
    pub id: SubstitutionId,
    /// The deputy.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included.
    pub to: NaiveDate,
    /// A coordinator has still to confirm it.
    pub unconfirmed: bool,
    /// The meeting it is for.
    pub meeting_id: Option<MeetingId>,
}

/// A deputy who is to stand in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandIn {
    /// The deputy.
    pub person_id: PersonId,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included.
    pub to: NaiveDate,
}
