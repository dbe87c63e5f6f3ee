//! The conditions of all who take part, for the coordinators: how many each meets, and when it last confirmed them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;

use crate::access::{NetworkRight, ParticipationState};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::network;
use crate::store::{Db, Ids, rows};
use crate::{Error, Result};

/// An organisation and how it stands to the conditions.
#[derive(Clone, Debug, FromQueryResult)]
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
    /// When it last confirmed them; none where it never said all.
    pub confirmed_at: Option<DateTime<Utc>>,
}

const LATEST: &str = "(SELECT n.state FROM condition_mark n WHERE n.network_id = c.network_id \
     AND n.organisation_id = o.id AND n.condition_id = c.id ORDER BY n.at DESC, n.id DESC LIMIT 1)";

async fn of_networks(db: &impl Db, networks: &[NetworkId], today: NaiveDate, limit: i64) -> Result<Vec<Standing>> {
    let sql = format!(
        "SELECT p.network_id, o.id AS organisation_id, o.name AS organisation, p.state, \
         (SELECT count(*) FROM condition c WHERE c.network_id = p.network_id AND c.until IS NULL AND {LATEST} = 'met') \
           AS met, \
         (SELECT count(*) FROM condition c WHERE c.network_id = p.network_id AND c.until IS NULL) AS conditions, \
         CASE WHEN EXISTS (SELECT 1 FROM condition c WHERE c.network_id = p.network_id AND c.until IS NULL \
           AND NOT EXISTS (SELECT 1 FROM condition_mark m WHERE m.network_id = p.network_id \
           AND m.organisation_id = o.id AND m.condition_id = c.id AND m.by_organisation)) THEN NULL \
           ELSE (SELECT min(x.at) FROM (SELECT max(m.at) AS at FROM condition_mark m JOIN condition c \
             ON c.id = m.condition_id AND c.until IS NULL WHERE m.network_id = p.network_id \
             AND m.organisation_id = o.id AND m.by_organisation GROUP BY m.condition_id) x) END AS confirmed_at \
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

/// Those that confirmed their conditions once, and have not done so for a year: for the desk, whose caller has asked for the
/// right. Those that never said anything stand in the list of all; a desk full of them would hide what waits.
pub(crate) async fn unconfirmed(
    db: &impl Db,
    networks: &[NetworkId],
    today: NaiveDate,
    limit: usize,
) -> Result<Vec<Standing>> {
    let year_ago = today.checked_sub_months(chrono::Months::new(12)).unwrap_or(today);
    let all = of_networks(db, networks, today, 2_000).await?;
    let late = |one: &Standing| one.confirmed_at.is_some_and(|at| crate::clock::day_of(at) < year_ago);
    Ok(all.into_iter().filter(late).take(limit).collect())
}
