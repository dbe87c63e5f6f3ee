//! Running a network: what waits for its coordinators, who has not been heard from, letters to many.

pub mod desk;
pub mod mailing;
pub mod unheard;

use crate::Result;
use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::ids::NetworkId;

/// The networks that one governs, each once.
///
/// # Errors
/// [`crate::Error::Unauthenticated`] where nobody is signed in.
pub(crate) fn governed(actor: &Actor) -> Result<Vec<NetworkId>> {
    actor.signed_in()?;
    let access = actor.own_access()?;
    let mut networks: Vec<NetworkId> = access.standings.iter().filter_map(|standing| standing.network).collect();
    networks.sort_unstable();
    networks.dedup();
    networks.retain(|network| access.may(*network, NetworkRight::Govern));
    Ok(networks)
}

/// Those of them that are not closed.
///
/// # Errors
/// As [`governed`].
pub(crate) fn governed_open(actor: &Actor) -> Result<Vec<NetworkId>> {
    let access = actor.own_access()?;
    Ok(governed(actor)?.into_iter().filter(|network| !access.closed(*network)).collect())
}
