//! Archiving a room: from then on it is read, searched and found as before, and nothing more is written in it.

use crate::event::Event;
use crate::ids::RoomId;
use crate::networks::network;
use crate::rooms::custom::manageable;
use crate::store::{Tx, execute_affecting};
use crate::{Error, Result};

/// Archives a room, or brings it back. Done twice it is done once.
///
/// # Errors
/// As [`manageable`]; [`Error::Conflict`] where its network is closed.
pub async fn set_archived(tx: &Tx, id: RoomId, archived: bool) -> Result<()> {
    let found = manageable(tx, tx.actor(), id).await?;
    let network = found.room().network_id.ok_or(Error::NotFound)?;
    network::still_open(tx, network).await?;
    let sql = "UPDATE room SET archived_at = $2, revision = revision + 1 WHERE id = $1 AND (archived_at IS NULL) = $3";
    let at = archived.then(|| tx.now());
    if execute_affecting(tx, sql, [id.0.into(), at.into(), archived.into()]).await? == 0 {
        return Ok(());
    }
    tx.access_changed().await?;
    tx.record(id, Event::AudienceChanged { person: None });
    tx.record(network, Event::RoomChanged { room: id });
    let act = if archived { "room_archived" } else { "room_brought_back" };
    crate::audit::note_in(tx, network, act, &id.to_string(), "").await
}
