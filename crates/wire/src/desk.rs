//! The coordinator's desk.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ParticipationState;
use domain::coordination::desk::{self, MatterKind};
use domain::ids::{NetworkId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Named, NetworkRef};

/// Something that waits for a coordinator: one sentence and one act, which the kind names.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Matter {
    /// What kind of thing.
    pub kind: MatterKind,
    /// In which network.
    pub network: NetworkRef,
    /// What it is about; which kind of thing that is, the kind says.
    pub subject_id: Uuid,
    /// The part of it that is meant.
    pub part_id: Option<Uuid>,
    /// Its title.
    pub title: Option<String>,
    /// The organisation concerned.
    pub organisation_id: Option<Uuid>,
    /// Its name.
    pub organisation: Option<String>,
    /// The person concerned.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// How many, where it is about several.
    pub number: Option<i64>,
    /// How many there are of that in all.
    pub of: Option<i64>,
    /// The day it is due, or was.
    pub due: Option<NaiveDate>,
    /// Since when it waits.
    pub since: Option<DateTime<Utc>>,
}

/// An organisation that has not been heard from for half a year.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Unheard {
    /// In which network.
    pub network: NetworkRef,
    /// Which.
    pub organisation: Named,
    /// How it takes part.
    pub state: ParticipationState,
    /// When it last wrote, answered, uploaded or signed up; none where it never did.
    pub last_at: Option<DateTime<Utc>>,
    /// Who holds its seat.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
}

/// What waits in the networks one coordinates.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Desk {
    /// What waits, what is due first coming first.
    pub matters: Vec<Matter>,
    /// Who has not been heard from, alphabetically.
    pub unheard: Vec<Unheard>,
    /// How many seats are vacant, in each network that has any: not all of them are among what waits at once.
    pub vacant: Vec<VacantSeats>,
}

/// How many seats of a network nobody holds, with nobody on the way to them.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct VacantSeats {
    /// Which network.
    pub network_id: NetworkId,
    /// How many.
    pub number: i64,
}

impl From<desk::VacantSeats> for VacantSeats {
    fn from(row: desk::VacantSeats) -> Self {
        Self { network_id: row.network_id, number: row.number }
    }
}
