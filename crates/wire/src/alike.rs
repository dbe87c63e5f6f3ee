//! Somebody like me.

use domain::people::alike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonLine};

/// Somebody of an organisation like one's own.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Alike {
    /// Who, through which seat of which organisation.
    pub person: PersonLine,
    /// The organisation's county.
    pub county: Option<String>,
    /// That is one's own organisation's.
    pub same_county: bool,
    /// How many live there, where that is known.
    pub inhabitants: Option<i32>,
    /// It is about as large as one's own organisation.
    pub same_size: bool,
}

impl From<alike::Alike> for Alike {
    fn from(row: alike::Alike) -> Self {
        let person = PersonLine {
            id: row.person_id,
            name: row.person,
            organisation: Some(Named { id: row.organisation_id.0, name: row.organisation }),
            seat_kind: Some(row.seat_kind),
            title: Some(row.title),
        };
        Self {
            person,
            county: row.county,
            same_county: row.same_county,
            inhabitants: row.inhabitants,
            same_size: row.same_size,
        }
    }
}
