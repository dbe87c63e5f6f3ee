//! Who waits to join.

use chrono::TimeDelta;

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::clock::start_of;
use crate::networks::case::{self, CaseKind};
use crate::networks::condition::overview;
use crate::networks::membership;
use crate::store::Db;

/// For so long what was written after a decision waits for an answer.
const LEFT_AFTER: TimeDelta = TimeDelta::days(30);
/// After so long without an answer a case is the coordinators' again: they ask once more, or decide.
const QUIET_FOR: TimeDelta = TimeDelta::days(30);
/// For so long an organisation that was reminded of its conditions stays away: it has to ask around at home.
const CONDITIONS_PATIENCE: TimeDelta = TimeDelta::days(14);

/// The cases that wait for the coordinators: those that have come, and those where the last word is the applicant's or
/// nobody's. What the coordinators wait for an answer to waits for others, but not for ever.
pub(super) async fn cases(db: &impl Db, scope: &Scope, kind: CaseKind) -> Result<Vec<Matter>> {
    let matter = match kind {
        CaseKind::Expression => MatterKind::CaseWaiting,
        CaseKind::Membership => MatterKind::MembershipAsked,
    };
    let found = case::waiting_in(db, &scope.networks, kind, scope.now - QUIET_FOR, MOST).await?;
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

/// The cases in which whoever asked has written after the decision. Not all that is written then asks for an answer: after a
/// month it is left.
pub(super) async fn answered(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let found = case::answered_in(db, &scope.networks, scope.now - LEFT_AFTER, MOST).await?;
    Ok(found
        .into_iter()
        .map(|one| Matter {
            organisation_id: one.case.organisation_id,
            organisation: Some(one.case.organisation_name),
            since: Some(one.said_at),
            ..Matter::new(MatterKind::CaseAnswered, one.case.network_id, one.case.id.0)
        })
        .collect())
}

/// The organisations that have not confirmed their conditions for a year, or never, and were not reminded lately. It is no
/// hurry: they come last.
pub(super) async fn unconfirmed(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let most = usize::try_from(MOST).unwrap_or_default();
    let since = (scope.today, scope.now - CONDITIONS_PATIENCE);
    let found = overview::unconfirmed(db, &scope.networks, since, most).await?;
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

/// The networks that have space, with who waits first for it, and the case in which the place is given.
pub(super) async fn places_free(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let most = usize::try_from(MOST).unwrap_or_default();
    let found = membership::first_where_there_is_space(db, &scope.networks, scope.today, most).await?;
    Ok(found
        .into_iter()
        .map(|first| Matter {
            part_id: first.case_id.map(|id| id.0),
            since: Some(start_of(first.since())),
            organisation_id: Some(first.organisation_id),
            organisation: Some(first.organisation),
            number: Some(first.places),
            ..Matter::new(MatterKind::PlaceFree, first.network_id, first.organisation_id.0)
        })
        .collect())
}
