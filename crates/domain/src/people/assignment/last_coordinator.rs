//! The last coordinator of a network can't leave: not by being removed, and not by being suspended.

use crate::ids::{NetworkId, PersonId};
use crate::store::{FromRow, Tx, execute, one, rows};
use crate::{Error, Result};

/// The networks that the person coordinates today.
pub(crate) async fn coordinated_by(tx: &Tx, person: PersonId) -> Result<Vec<NetworkId>> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let sql = "SELECT DISTINCT network_id FROM assignment WHERE person_id = $1 AND role = 'coordinator' \
               AND network_id IS NOT NULL AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) ORDER BY network_id";
    let found: Vec<Row> = rows(tx, sql, [person.0.into(), tx.today().into()]).await?;
    Ok(found.into_iter().map(|row| row.network_id).collect())
}

/// That somebody who can act coordinates the network when this person no longer does. The network is held until the command is
/// committed: of the last two who go at once one stays.
pub(crate) async fn keeps_coordinator(tx: &Tx, network: NetworkId, without: PersonId) -> Result<()> {
    execute(tx, "UPDATE network SET revision = revision WHERE id = $1", [network.0.into()]).await?;
    let sql = "SELECT a.id FROM assignment a JOIN person p ON p.id = a.person_id AND p.suspended_at IS NULL \
               WHERE a.network_id = $1 AND a.role = 'coordinator' AND a.from_day <= $2 \
               AND (a.to_day IS NULL OR a.to_day >= $2) AND a.person_id <> $3 LIMIT 1";
    let other = one(tx, sql, [network.0.into(), tx.today().into(), without.0.into()]).await?;
    other.map(drop).ok_or(Error::Conflict("last_coordinator"))
}
