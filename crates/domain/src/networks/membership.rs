//! How organisations take part over time: how many members there is space for, who waits for a place, and who is active and
//! who rests from a day. Each change is a coordinator's, with a reason; what was before stays as history.

mod change;
mod queue;

use chrono::{DateTime, NaiveDate, Utc};

pub use change::{Change, change};
pub(crate) use change::{one_at_a_time, within_cap};
pub(crate) use queue::first_where_there_is_space;

use crate::Result;
use crate::access::{NetworkRight, ParticipationState};
use crate::actor::Actor;
use crate::ids::{CaseId, NetworkId, OrganisationId};
use crate::networks::network;
use crate::networks::organisation::OrganisationKind;
use crate::store::{Db, FromRow, row, rows};

/// How an organisation takes part, and how it is going to.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
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
    queued_at: Option<DateTime<Utc>>,
    /// The case by which it waits for a place, where one does; for those only who decide it.
    pub case_id: Option<CaseId>,
}

impl Line {
    /// Since which day it waits for a place; none where it does not.
    #[must_use]
    pub fn queued_since(&self) -> Option<NaiveDate> {
        queue::since(self.state, self.since, self.queued_at)
    }
}

/// A network's members, and what there is space for.
#[derive(Clone, Debug)]
pub struct Membership {
    /// How many active members it takes; none without a limit. Who rests takes no place.
    pub most: Option<i32>,
    /// How many it has today.
    pub active: i64,
    /// All that take part or wait to, in Swedish order.
    pub lines: Vec<Line>,
    /// The actor says how they take part.
    pub writable: bool,
}

/// How the network's organisations take part today and later.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the network, [`crate::Error::Forbidden`] without the right to its
/// directory.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId, today: NaiveDate) -> Result<Membership> {
    #[derive(FromRow)]
    struct Most {
        most_members: Option<i32>,
    }
    let found = network::with_directory(db, actor, id).await?;
    let most: Option<Most> = row(db, "SELECT most_members FROM network WHERE id = $1", [id.0.into()]).await?;
    let by_case = queue::BY_CASE;
    let sql = format!(
        "SELECT o.id AS organisation_id, o.name AS organisation, o.kind, o.county, p.state, p.from_day AS since, \
               x.state AS next, x.from_day AS next_from, c.changed_at AS queued_at, c.id AS case_id FROM participation p \
               JOIN organisation o ON o.id = p.organisation_id {by_case} LEFT JOIN participation x ON x.id = ( \
                 SELECT n.id FROM participation n WHERE n.network_id = p.network_id \
                 AND n.organisation_id = p.organisation_id AND n.from_day > $2 \
                 AND (n.to_day IS NULL OR n.to_day >= n.from_day) ORDER BY n.from_day, n.id LIMIT 1) \
               WHERE p.network_id = $1 AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
               AND p.state <> 'ended' ORDER BY o.sort_key, o.id LIMIT 2000"
    );
    let mut lines: Vec<Line> = rows(db, &sql, [id.0.into(), today.into()]).await?;
    if !actor.may(id, NetworkRight::Govern) {
        lines.iter_mut().for_each(|line| line.case_id = None);
    }
    let active = lines.iter().filter(|one| one.state == ParticipationState::Member).count();
    Ok(Membership {
        most: most.and_then(|row| row.most_members),
        active: i64::try_from(active).unwrap_or(i64::MAX),
        lines,
        writable: actor.may(id, NetworkRight::WriteDirectory) && found.closed_at.is_none(),
    })
}
