//! Organisations, as those see them who keep their list.

use chrono::NaiveDate;
use domain::ids::OrganisationId;
use domain::networks::organisation::OrganisationKind;
use domain::networks::organisation::keep;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Named;

/// An organisation, with what it was called.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct KeptOrganisation {
    /// Which.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// It stands in the official lists: it can be renamed, but not deleted.
    pub official: bool,
    /// Its official code: for municipalities, regions and county boards that of Statistics Sweden (SCB).
    pub code: Option<String>,
    /// Its county.
    pub county: Option<String>,
    /// Which it is part of.
    pub parent: Option<Named>,
    /// What it was called before, the latest first.
    pub before: Vec<FormerName>,
    /// What it is also found by.
    pub aliases: Vec<String>,
    /// Counts its changes.
    pub revision: i64,
}

/// A name that an organisation had.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The last day it was called so.
    pub to: NaiveDate,
}

impl From<keep::Kept> for KeptOrganisation {
    fn from(kept: keep::Kept) -> Self {
        let keep::Kept { facts, before, aliases } = kept;
        Self {
            id: facts.id,
            kind: facts.kind,
            name: facts.name,
            official: facts.code.is_some(),
            code: facts.code,
            county: facts.county,
            parent: facts.parent_id.zip(facts.parent).map(|(id, name)| Named { id: id.0, name }),
            before: before.into_iter().map(|one| FormerName { name: one.name, to: one.to_day }).collect(),
            aliases,
            revision: facts.revision,
        }
    }
}

/// What an organisation is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// Its county, by its name.
    pub county: Option<String>,
    /// Which it is part of.
    pub parent_id: Option<OrganisationId>,
}

impl From<WriteOrganisation> for keep::Writing {
    fn from(is: WriteOrganisation) -> Self {
        Self { kind: is.kind, name: is.name, county: is.county, parent: is.parent_id }
    }
}
