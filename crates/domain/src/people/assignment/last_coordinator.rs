//! The last coordinator of a network can't leave: not by being removed, not by being suspended, and the hosts that coordinate as
//! a troika not by a change of that.

use crate::access::coordinators;
use crate::ids::{NetworkId, PersonId};
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// That somebody who can act coordinates the network when this person no longer does. The network is held until the command is
/// committed: of the last two who go at once one stays.
pub(crate) async fn keeps_coordinator(tx: &Tx, network: NetworkId, without: PersonId) -> Result<()> {
    execute(tx, "UPDATE network SET revision = revision WHERE id = $1", [network.0.into()]).await?;
    let kept = coordinators(tx, network, tx.today()).await?.into_iter().any(|one| one != without);
    if kept { Ok(()) } else { Err(Error::Conflict("last_coordinator")) }
}

/// That somebody who can act coordinates the network as it is now. The caller holds the network.
pub(crate) async fn has_coordinator(tx: &Tx, network: NetworkId) -> Result<()> {
    let none = coordinators(tx, network, tx.today()).await?.is_empty();
    if none { Err(Error::Conflict("last_coordinator")) } else { Ok(()) }
}
