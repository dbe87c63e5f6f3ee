//! The last coordinator of a network can't leave: not by being removed, not by being suspended, and the hosts that coordinate as
//! a troika not by a change of that, by their seats ending, or by others hosting.

use chrono::NaiveDate;

use crate::access::coordinators;
use crate::ids::{NetworkId, PersonId};
use crate::store::{Tx, execute, execute_affecting};
use crate::{Error, Result};

/// That somebody who can act coordinates the network when this person no longer does. The network is held until the command is
/// committed: of the last two who go at once one stays.
pub(crate) async fn keeps_coordinator(tx: &Tx, network: NetworkId, without: PersonId) -> Result<()> {
    execute(tx, "UPDATE network SET revision = revision WHERE id = $1", [network.0.into()]).await?;
    let kept = coordinators(tx, network, tx.today()).await?.into_iter().any(|one| one != without);
    if kept { Ok(()) } else { Err(Error::Conflict("last_coordinator")) }
}

/// That somebody who can act coordinates the network on that day, as it is now. The caller holds the network.
pub(crate) async fn has_coordinator(tx: &Tx, network: NetworkId, day: NaiveDate) -> Result<()> {
    let none = coordinators(tx, network, day).await?.is_empty();
    if none { Err(Error::Conflict("last_coordinator")) } else { Ok(()) }
}

/// Does something that takes seats or hosting from somebody from a day on: where a troika coordinates, and somebody would on
/// that day, somebody still does. The network is held as by [`keeps_coordinator`]. What is refused is to be given up with
/// its command.
pub(crate) async fn keeping_coordinator<T>(
    tx: &Tx,
    network: NetworkId,
    from: NaiveDate,
    act: impl Future<Output = Result<T>>,
) -> Result<T> {
    let day = from.max(tx.today());
    let sql = "UPDATE network SET revision = revision WHERE id = $1 AND EXISTS (SELECT 1 FROM network_setting n \
               WHERE n.network_id = $1 AND n.until IS NULL AND n.coordination = 'troika')";
    let troika = execute_affecting(tx, sql, [network.0.into()]).await? > 0;
    if !troika || coordinators(tx, network, day).await?.is_empty() {
        return act.await;
    }
    let done = act.await?;
    let none = coordinators(tx, network, day).await?.is_empty();
    if none { Err(Error::Conflict("last_of_troika")) } else { Ok(done) }
}
