//! Who could be invited.

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;
use domain::networks::candidate;
use domain::networks::coverage::CountyState;
use domain::networks::organisation::OrganisationKind;
use domain::people::person::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An organisation that takes no part.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Candidate {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// When it was invited last.
    pub invited_at: Option<DateTime<Utc>>,
}

/// A county, and who could be invited there.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CandidateCounty {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How far it is represented.
    pub state: CountyState,
    /// Those who take no part, regions first.
    pub candidates: Vec<Candidate>,
}

impl From<candidate::CandidateCounty> for CandidateCounty {
    fn from(row: candidate::CandidateCounty) -> Self {
        let candidate = |one: candidate::Candidate| Candidate {
            id: one.id,
            name: one.name,
            kind: one.kind,
            invited_at: one.invited_at,
        };
        Self {
            code: row.county.code.to_owned(),
            name: row.county.name.to_owned(),
            state: row.state,
            candidates: row.candidates.into_iter().map(candidate).collect(),
        }
    }
}

/// A letter that invites an organisation.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteOrganisation {
    /// Which.
    pub organisation_id: OrganisationId,
    /// Who there gets it.
    pub name: String,
    /// At which address.
    pub email: String,
    /// In which language.
    pub language: Language,
    /// What one says.
    #[serde(default)]
    pub word: String,
}

impl From<InviteOrganisation> for candidate::Invitation {
    fn from(body: InviteOrganisation) -> Self {
        let InviteOrganisation { organisation_id, name, email, language, word } = body;
        Self { organisation: organisation_id, name, email, language, word }
    }
}
