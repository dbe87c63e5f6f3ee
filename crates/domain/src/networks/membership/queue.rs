//! Who waits for a place: those whose participation says so, and observers whose case to become members was decided so. An
//! observer in the queue stays observer.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Result;
use crate::access::ParticipationState;
use crate::clock::{day_of, start_of};
use crate::ids::{CaseId, NetworkId, OrganisationId};
use crate::store::{Db, FromRow, Ids, Tx, row, rows};

/// The case `c` by which the organisation of a participation `p` waits for a place. There may be none, of one that was put in
/// the queue without.
pub(super) const BY_CASE: &str = "LEFT JOIN network_case c ON c.id = (SELECT k.id FROM network_case k \
     WHERE k.network_id = p.network_id AND k.organisation_id = p.organisation_id AND k.state = 'decided' \
     AND k.decision = 'queue' AND p.state IN ('queued', 'observer') ORDER BY k.changed_at DESC, k.id DESC LIMIT 1)";

/// The first in the queue of a network that has space.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct First {
    pub(crate) network_id: NetworkId,
    pub(crate) organisation_id: OrganisationId,
    pub(crate) organisation: String,
    state: ParticipationState,
    from_day: NaiveDate,
    queued_at: Option<DateTime<Utc>>,
    /// The case that put it there, where one did.
    pub(crate) case_id: Option<CaseId>,
    /// How many places there are.
    pub(crate) places: i64,
}

impl First {
    /// Since when it waits.
    pub(crate) fn since(&self) -> NaiveDate {
        since(self.state, self.from_day, self.queued_at).unwrap_or(self.from_day)
    }
}

/// Since which day an organisation waits; none for one that does not.
pub(super) fn since(state: ParticipationState, from: NaiveDate, queued_at: Option<DateTime<Utc>>) -> Option<NaiveDate> {
    match state {
        ParticipationState::Queued => Some(from),
        _ => queued_at.map(day_of),
    }
}

/// The first in the queue of each of the networks that has fewer active members than it takes, today and on each later day.
pub(crate) async fn first_where_there_is_space(
    db: &impl Db,
    networks: &[NetworkId],
    today: NaiveDate,
    most: usize,
) -> Result<Vec<First>> {
    // the most there are on any of the days from which somebody is a member
    let day = "CASE WHEN d.from_day > $2 THEN d.from_day ELSE $2 END";
    let active = format!(
        "coalesce((SELECT count(DISTINCT m.organisation_id) AS there FROM participation d JOIN participation m \
         ON m.network_id = d.network_id AND m.state = 'member' AND m.from_day <= {day} \
         AND (m.to_day IS NULL OR m.to_day >= {day}) WHERE d.network_id = n.id AND d.state = 'member' \
         AND (d.to_day IS NULL OR (d.to_day >= $2 AND d.to_day >= d.from_day)) \
         GROUP BY d.id ORDER BY there DESC LIMIT 1), 0)"
    );
    let sql = format!(
        "SELECT n.id AS network_id, o.id AS organisation_id, o.name AS organisation, p.state, p.from_day, \
         c.changed_at AS queued_at, c.id AS case_id, n.most_members - {active} AS places \
         FROM network n JOIN participation p ON p.network_id = n.id AND p.from_day <= $2 \
         AND (p.to_day IS NULL OR p.to_day >= $2) JOIN organisation o ON o.id = p.organisation_id {BY_CASE} \
         WHERE n.id IN {} AND n.closed_at IS NULL AND n.most_members > {active} \
         AND (p.state = 'queued' OR c.id IS NOT NULL) ORDER BY p.id LIMIT 5000",
        Ids::sql(db, "$1")
    );
    let mut waiting: Vec<First> = rows(db, &sql, [Ids::value(networks.iter().map(|id| id.0)), today.into()]).await?;
    // the sort is stable: of one day, in the order they came
    waiting.sort_by_key(|one| (one.since(), one.queued_at.unwrap_or_else(|| start_of(one.from_day))));
    let mut first = BTreeMap::new();
    for one in waiting {
        first.entry(one.network_id).or_insert(one);
    }
    Ok(first.into_values().take(most).collect())
}

/// The case by which the organisation waits for a place today; none where it does not, or there is none.
pub(super) async fn case_of(tx: &Tx, network: NetworkId, organisation: OrganisationId) -> Result<Option<CaseId>> {
    #[derive(FromRow)]
    struct Row {
        id: CaseId,
    }
    let sql = format!(
        "SELECT c.id FROM participation p {BY_CASE} WHERE p.network_id = $1 AND p.organisation_id = $3 \
         AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) AND c.id IS NOT NULL LIMIT 1"
    );
    let found: Option<Row> = row(tx, &sql, [network.0.into(), tx.today().into(), organisation.0.into()]).await?;
    Ok(found.map(|row| row.id))
}
