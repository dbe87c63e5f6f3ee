//! Saying how organisations take part from a day on: several at once, so that one rests when another takes its place.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::queue;
use crate::access::{NetworkRight, ParticipationState};
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::expression::long;
use crate::networks::{network, participation};
use crate::store::{FromRow, Tx, execute, row, rows};
use crate::{Error, Result};

/// The most organisations of one change.
const MOST: usize = 100;
/// The latest day a change may begin, in months from now.
const LATEST: Months = Months::new(36);

/// How an organisation is to take part.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Which.
    pub organisation: OrganisationId,
    /// How.
    pub state: ParticipationState,
}

/// Says how organisations take part from `from` on, all of them or none.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory,
/// [`Error::Invalid`] for nothing or too much to change, no reason, or a day that can't be; [`Error::NotFoundIn`] for an
/// organisation that takes no part; [`Error::Conflict`] in a closed network, for one that waits in the queue by a case, which is
/// where that is decided, and where there is no space for so many active members.
pub async fn change(tx: &Tx, id: NetworkId, from: NaiveDate, changes: &[Change], reason: &str) -> Result<()> {
    network::with_directory(tx, tx.actor(), id).await?;
    if !tx.actor().may(id, NetworkRight::WriteDirectory) {
        return Err(Error::Forbidden);
    }
    let reason = long("/reason", reason)?;
    if reason.is_empty() {
        return Err(Error::invalid("/reason", "empty"));
    }
    if from < tx.today() {
        return Err(Error::invalid("/from", "in_the_past"));
    }
    if tx.today().checked_add_months(LATEST).is_none_or(|latest| from > latest) {
        return Err(Error::invalid("/from", "out_of_range"));
    }
    let once: BTreeSet<OrganisationId> = changes.iter().map(|one| one.organisation).collect();
    if once.is_empty() || once.len() != changes.len() || changes.len() > MOST {
        return Err(Error::invalid("/changes", if once.is_empty() { "empty" } else { "too_many" }));
    }
    // who waits for a place does so by a decision of a case
    if changes.iter().any(|one| one.state == ParticipationState::Queued) {
        return Err(Error::invalid("/changes", "not_to_choose"));
    }
    one_at_a_time(tx, id).await?;
    for one in changes {
        let known = participation::known(tx, id, one.organisation).await;
        known.map_err(|_| Error::NotFoundIn("/changes"))?;
        if queue::case_of(tx, id, one.organisation).await?.is_some() {
            return Err(Error::Conflict("queued_by_case"));
        }
        participation::set(tx, id, one.organisation, one.state, from, &reason).await?;
    }
    if changes.iter().any(|one| one.state == ParticipationState::Member) {
        within_cap(tx, id, from).await?;
    }
    Ok(())
}

/// Lets nobody else change who takes part until this is done: two who fill the last place come one after the other.
pub(crate) async fn one_at_a_time(tx: &Tx, id: NetworkId) -> Result<()> {
    execute(tx, "UPDATE network SET revision = revision WHERE id = $1", [id.0.into()]).await
}

/// That the network has space for its active members on that day and on each one after it: what was decided for later counts.
pub(crate) async fn within_cap(tx: &Tx, id: NetworkId, from: NaiveDate) -> Result<()> {
    #[derive(FromRow)]
    struct Most {
        most_members: Option<i32>,
    }
    #[derive(FromRow)]
    struct Active {
        organisation_id: OrganisationId,
        from_day: NaiveDate,
        to_day: Option<NaiveDate>,
    }
    let found: Option<Most> = row(tx, "SELECT most_members FROM network WHERE id = $1", [id.0.into()]).await?;
    let Some(most) = found.and_then(|row| row.most_members) else { return Ok(()) };
    let sql = "SELECT organisation_id, from_day, to_day FROM participation WHERE network_id = $1 AND state = 'member' \
               AND (to_day IS NULL OR (to_day >= $2 AND to_day >= from_day))";
    let all: Vec<Active> = rows(tx, sql, [id.0.into(), from.into()]).await?;
    let on = |day: NaiveDate| {
        let there = all.iter().filter(|one| one.from_day <= day && one.to_day.is_none_or(|last| last >= day));
        there.map(|one| one.organisation_id).collect::<BTreeSet<_>>().len()
    };
    // the number goes up only on a day from which somebody is a member
    let days: BTreeSet<NaiveDate> = all.iter().map(|one| one.from_day.max(from)).collect();
    let space = usize::try_from(most).unwrap_or(0);
    if days.into_iter().any(|day| on(day) > space) { Err(Error::Conflict("cap_reached")) } else { Ok(()) }
}
