//! The conditions of all who take part, for the coordinators: how many each meets, and when it last confirmed them.
//!
//! Each condition counts from when the organisation last said how it stands to it, or else from when it was first asked:
//! so a condition that is new, or that nobody ever answered, is asked for like one whose answer has grown old.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{NetworkRight, ParticipationState};
use crate::actor::Actor;
use crate::clock::day_of;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, rows};
use crate::{Error, Result};

/// An organisation and how it stands to the conditions.
#[derive(Clone, Debug, FromRow)]
pub struct Standing {
    /// In which network.
    pub network_id: NetworkId,
    /// Which.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How it takes part.
    pub state: ParticipationState,
    /// How many conditions it meets.
    pub met: i64,
    /// How many there are.
    pub conditions: i64,
    /// When it last said something of the condition it has not spoken of for the longest; none where it never said anything.
    said_at: Option<DateTime<Utc>>,
    /// Since when the first of those is asked that it has never spoken of; none where it has of all.
    unsaid_since: Option<DateTime<Utc>>,
    /// Since which day it takes part.
    since: NaiveDate,
    /// When a coordinator last reminded it of them.
    reminded_at: Option<DateTime<Utc>>,
}

impl Standing {
    /// When it last confirmed them; none where it never said all.
    #[must_use]
    pub fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.said_at.filter(|_| self.unsaid_since.is_none())
    }

    /// From which day a year counts until it is asked to confirm; none where the network asks nothing.
    pub(super) fn counts_from(&self) -> Option<NaiveDate> {
        let said = self.said_at.map(day_of);
        let asked = self.unsaid_since.map(|at| day_of(at).max(self.since));
        said.into_iter().chain(asked).min()
    }
}

const LATEST: &str = "(SELECT n.state FROM condition_mark n WHERE n.network_id = c.network_id \
     AND n.organisation_id = o.id AND n.condition_id = c.id ORDER BY n.at DESC, n.id DESC LIMIT 1)";

async fn of_networks(db: &impl Db, networks: &[NetworkId], today: NaiveDate, limit: i64) -> Result<Vec<Standing>> {
    let sql = format!(
        "SELECT p.network_id, o.id AS organisation_id, o.name AS organisation, p.state, \
         (SELECT count(*) FROM condition c WHERE c.network_id = p.network_id AND c.until IS NULL AND {LATEST} = 'met') \
           AS met, \
         (SELECT count(*) FROM condition c WHERE c.network_id = p.network_id AND c.until IS NULL) AS conditions, \
         (SELECT min(x.at) FROM (SELECT max(m.at) AS at FROM condition_mark m JOIN condition c \
           ON c.id = m.condition_id AND c.until IS NULL WHERE m.network_id = p.network_id \
           AND m.organisation_id = o.id AND m.by_organisation GROUP BY m.condition_id) x) AS said_at, \
         (SELECT min(c.since) FROM condition c WHERE c.network_id = p.network_id AND c.until IS NULL \
           AND NOT EXISTS (SELECT 1 FROM condition_mark m WHERE m.network_id = p.network_id \
           AND m.organisation_id = o.id AND m.condition_id = c.id AND m.by_organisation)) AS unsaid_since, \
         (SELECT min(f.from_day) FROM participation f WHERE f.network_id = p.network_id \
           AND f.organisation_id = o.id AND f.state IN ('member', 'resting', 'observer')) AS since, p.conditions_reminded_at AS reminded_at \
         FROM participation p JOIN organisation o ON o.id = p.organisation_id \
         WHERE p.network_id IN {} AND p.state IN ('member', 'resting', 'observer') AND p.from_day <= $2 \
         AND (p.to_day IS NULL OR p.to_day >= $2) ORDER BY o.sort_key, o.id LIMIT $3",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(networks.iter().map(|id| id.0)), today.into(), limit.into()]).await
}

/// How all who take part stand to the conditions, at most 500.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] for anybody but its coordinators.
pub async fn of_all(db: &impl Db, actor: &Actor, network: NetworkId, today: NaiveDate) -> Result<Vec<Standing>> {
    network::with_directory(db, actor, network).await?;
    if !actor.may(network, NetworkRight::AllConditions) {
        return Err(Error::Forbidden);
    }
    of_networks(db, &[network], today, 500).await
}

/// All who take part and are asked something, with the day from which a year counts until they are to confirm. The caller has
/// asked for the right.
pub(crate) async fn counted(
    db: &impl Db,
    networks: &[NetworkId],
    today: NaiveDate,
) -> Result<Vec<(Standing, NaiveDate)>> {
    let all = of_networks(db, networks, today, 10_000).await?;
    Ok(all.into_iter().filter_map(|one| one.counts_from().map(|day| (one, day))).collect())
}

/// Those that have not confirmed their conditions for a year, those that never did among them, and that no coordinator has
/// reminded since `reminded`: for the desk, whose caller has asked for the right.
pub(crate) async fn unconfirmed(
    db: &impl Db,
    networks: &[NetworkId],
    (today, reminded): (NaiveDate, DateTime<Utc>),
    limit: usize,
) -> Result<Vec<Standing>> {
    let year_ago = today.checked_sub_months(chrono::Months::new(12)).unwrap_or(today);
    let all = counted(db, networks, today).await?;
    let waits = |(one, day): &(Standing, NaiveDate)| *day < year_ago && one.reminded_at.is_none_or(|at| at < reminded);
    Ok(all.into_iter().filter(waits).map(|(one, _)| one).take(limit).collect())
}
