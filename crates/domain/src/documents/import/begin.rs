//! Bringing a zip in: it has come whole, and is listed by a job.

use super::of_network;
use crate::access::Audience;
use crate::actor::Actor;
use crate::documents::blob::StoredBlob;
use crate::documents::pieces::Pieces;
use crate::documents::{pieces, upload};
use crate::ids::{ImportId, NetworkId, PersonId, RoomId};
use crate::jobs::{self, JobKind};
use crate::rooms::room;
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// The largest zip.
pub const LARGEST: u64 = 8 * 1024 * 1024 * 1024;
/// The most imports of one network that are not done.
const MOST_OPEN: usize = 5;

/// Begins an import with a zip that has come whole.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] where one does not govern it or it is
/// closed; [`Error::NotFoundIn`] for a room of another network; [`Error::Invalid`] for a room of a meeting or one that not
/// all may read; [`Error::Conflict`] when too many are under way.
pub async fn begin(tx: &Tx, network: NetworkId, into: RoomId, zip: Pieces, blob: StoredBlob) -> Result<ImportId> {
    let under_way = of_network(tx, tx.actor(), network, None, 100).await?;
    let room = room::readable(tx, tx.actor(), into).await.map_err(|_| Error::NotFoundIn("/room_id"))?;
    if room.room().network_id != Some(network) {
        return Err(Error::NotFoundIn("/room_id"));
    }
    room.uploadable()?;
    if room.room().meeting_id.is_some() || room.room().audience == Audience::Public {
        return Err(Error::invalid("/room_id", "not_a_room_for_imports"));
    }
    let person = tx.actor().signed_in()?;
    if under_way.iter().filter(|import| import.state.open()).count() >= MOST_OPEN {
        return Err(Error::Conflict("too_many_imports"));
    }
    let id = insert(tx, network, into, person, &zip.name, blob).await?;
    pieces::forget(tx, zip.id).await?;
    crate::audit::note_in(tx, network, "import_begun", &id.to_string(), &format!("network={network}")).await?;
    Ok(id)
}

/// Begins an import as somebody: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn begin_as(
    tx: &Tx,
    network: NetworkId,
    into: RoomId,
    person: PersonId,
    name: &str,
    blob: StoredBlob,
) -> Result<ImportId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    insert(tx, network, into, person, name, blob).await
}

async fn insert(
    tx: &Tx,
    network: NetworkId,
    into: RoomId,
    person: PersonId,
    name: &str,
    blob: StoredBlob,
) -> Result<ImportId> {
    let id = ImportId::at(tx.now());
    upload::refer(tx, &blob.hash, blob.size).await?;
    let sql = "INSERT INTO import (id, network_id, room_id, person_id, name, blob_hash, size, state, revision, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'listing', 1, $8)";
    let values = [
        id.0.into(),
        network.0.into(),
        into.0.into(),
        person.0.into(),
        name.into(),
        blob.hash.into(),
        i64::try_from(blob.size).unwrap_or(i64::MAX).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    jobs::enqueue(tx, JobKind::Import, id.0, tx.now()).await?;
    Ok(id)
}
