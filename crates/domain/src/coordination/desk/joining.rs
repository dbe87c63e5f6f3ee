//! Who waits to join.

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::networks::case::{self, CaseKind};
use crate::networks::condition::overview;
use crate::store::Db;

/// The cases that wait for the coordinators: those that have come, and those where the last word is the applicant's or
/// nobody's. What the coordinators wait for an answer to waits for others.
pub(super) async fn cases(db: &impl Db, scope: &Scope, kind: CaseKind) -> Result<Vec<Matter>> {
    let matter = match kind {
        CaseKind::Expression => MatterKind::CaseWaiting,
        CaseKind::Membership => MatterKind::MembershipAsked,
    };
    let found = case::waiting_in(db, &scope.networks, kind, MOST).await?;
    Ok(found
        .into_iter()
        .map(|case| Matter {
            organisation_id: case.organisation_id,
            organisation: Some(case.organisation_name),
            number: Some(case.met),
            of: Some(case.conditions),
            since: Some(case.received_at),
            ..Matter::new(matter, case.network_id, case.id.0)
        })
        .collect())
}

/// The organisations that have not confirmed their conditions for a year. It is no hurry: they come last.
pub(super) async fn unconfirmed(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let most = usize::try_from(MOST).unwrap_or_default();
    let found = overview::unconfirmed(db, &scope.networks, scope.today, most).await?;
    Ok(found
        .into_iter()
        .map(|one| Matter {
            organisation_id: Some(one.organisation_id),
            organisation: Some(one.organisation),
            number: Some(one.met),
            of: Some(one.conditions),
            due: scope.today.checked_add_days(chrono::Days::new(30)),
            ..Matter::new(MatterKind::ConditionsUnconfirmed, one.network_id, one.organisation_id.0)
        })
        .collect())
}
