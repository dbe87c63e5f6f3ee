//! How organisations take part over time.

use chrono::NaiveDate;
use domain::access::ParticipationState;
use domain::ids::{CaseId, OrganisationId};
use domain::networks::membership;
use domain::networks::organisation::OrganisationKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How an organisation takes part, and how it is going to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MembershipLine {
    /// Which.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
    /// How it takes part today.
    pub state: ParticipationState,
    /// Since which day.
    pub since: NaiveDate,
    /// How it will from a later day on, where that has been decided.
    pub next: Option<ParticipationState>,
    /// From which.
    pub next_from: Option<NaiveDate>,
    /// Since which day it waits for a place as a member; an observer may too.
    pub queued_since: Option<NaiveDate>,
    /// The case by which it waits, for those who decide it: the place is given there.
    pub case_id: Option<CaseId>,
}

/// A network's members, and what there is space for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Membership {
    /// How many active members it takes; none without a limit.
    pub most: Option<i32>,
    /// How many it has today.
    pub active: i64,
    /// All that take part or wait to, in Swedish order.
    pub lines: Vec<MembershipLine>,
    /// The person asking says how they take part.
    pub may_write: bool,
}

impl From<membership::Membership> for Membership {
    fn from(found: membership::Membership) -> Self {
        let line = |row: membership::Line| MembershipLine {
            queued_since: row.queued_since(),
            case_id: row.case_id,
            organisation_id: row.organisation_id,
            organisation: row.organisation,
            kind: row.kind,
            county: row.county,
            state: row.state,
            since: row.since,
            next: row.next,
            next_from: row.next_from,
        };
        Self {
            most: found.most,
            active: found.active,
            lines: found.lines.into_iter().map(line).collect(),
            may_write: found.writable,
        }
    }
}

/// How an organisation is to take part.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipationChange {
    /// Which.
    pub organisation_id: OrganisationId,
    /// How; not in the queue, which a case decides of.
    pub state: ParticipationState,
}

/// Changes from a day on, all of them or none.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMembership {
    /// From which day.
    pub from: NaiveDate,
    /// Each organisation once, at most a hundred.
    #[schema(max_items = 100)]
    pub changes: Vec<ParticipationChange>,
    /// Why; it is kept with the change.
    pub reason: String,
}
