//! Files that come in pieces: named and measured first, so that what is too large is refused before anything is sent;
//! then as many pieces as the connection allows; then made a document. A broken connection costs what was on its way.

use chrono::{DateTime, TimeDelta, Utc};

use super::blob::{Blobs, StoredBlob};
use super::folder;
use crate::actor::Actor;
use crate::ids::{PersonId, RoomId, UploadId};
use crate::rooms::room::ReadableRoom;
use crate::store::{Db, FromRow, Store, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// For how long a file that is not finished is kept.
pub const KEPT: TimeDelta = TimeDelta::hours(48);
/// The most files of one person that are on their way.
const MOST: i64 = 500;

/// A file on its way in.
#[derive(Clone, Debug, FromRow)]
pub struct Pieces {
    /// Its id.
    pub id: UploadId,
    /// Who sends it.
    pub person_id: PersonId,
    /// The room it was begun for.
    pub room_id: RoomId,
    /// What it is called.
    pub name: String,
    /// How many bytes it will be.
    pub size: i64,
    /// Its hash, when it has come whole.
    pub blob_hash: Option<String>,
    /// Begun when.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, person_id, room_id, name, size, blob_hash, created_at";

/// Begins a file of `size` bytes for a room.
///
/// # Errors
/// [`Error::Forbidden`] without the right to upload; [`Error::Invalid`] for a name that can't be or more than `most`
/// bytes; [`Error::Conflict`] when too many are on their way.
pub async fn begin(tx: &Tx, room: &ReadableRoom, name: &str, size: u64, most: u64) -> Result<UploadId> {
    let room = room.uploadable()?.room();
    let person = tx.actor().person().ok_or(Error::Forbidden)?;
    let name = folder::name(name).ok_or_else(|| Error::invalid("/name", "not_a_name"))?;
    let size = i64::try_from(size).ok().filter(|_| size <= most).ok_or_else(|| Error::invalid("/file", "too_large"))?;
    let open = one(tx, "SELECT count(*) AS open FROM upload WHERE person_id = $1", [person.0.into()]).await?;
    if open.map(|row| row.get::<i64>("open")).transpose()?.unwrap_or(0) >= MOST {
        return Err(Error::Conflict("too_many_uploads"));
    }
    let id = UploadId::at(tx.now());
    let sql = "INSERT INTO upload (id, person_id, room_id, name, size, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [id.0.into(), person.0.into(), room.id.0.into(), name.into(), size.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    Ok(id)
}

/// One's own file on its way: nobody else's is told of.
///
/// # Errors
/// [`Error::Unauthenticated`] for nobody in particular, [`Error::NotFound`] where there is none or it is another's.
pub async fn own(db: &impl Db, actor: &Actor, id: UploadId) -> Result<Pieces> {
    let person = actor.signed_in()?;
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE id = $1 AND person_id = $2");
    row(db, &sql, [id.0.into(), person.0.into()]).await?.ok_or(Error::NotFound)
}

/// The bytes of a file that has come whole. Asked again it gives the same, so that a refusal afterwards loses nothing.
///
/// # Errors
/// [`Error::NotFoundIn`] where it is none of one's own, [`Error::Conflict`] while some of it is still missing.
pub async fn whole(store: &Store, blobs: &Blobs, actor: &Actor, id: UploadId) -> Result<(Pieces, StoredBlob)> {
    let pieces = own(store.reader(), actor, id).await.map_err(|error| match error {
        Error::NotFound => Error::NotFoundIn("/upload_id"),
        other => other,
    })?;
    if let Some(hash) = &pieces.blob_hash {
        let blob = blobs.stored(hash).await?;
        return Ok((pieces, blob));
    }
    if i64::try_from(blobs.part_length(id.0).await?).ok() != Some(pieces.size) {
        return Err(Error::Conflict("upload_unfinished"));
    }
    let blob = blobs.finish_part(id.0).await?;
    let hash = blob.hash.clone();
    store
        .write(actor, move |tx| async move {
            let sql = "UPDATE upload SET blob_hash = $2 WHERE id = $1";
            execute(&tx, sql, [id.0.into(), hash.into()]).await
        })
        .await?;
    Ok((pieces, blob))
}

/// It has become a document, or is not wanted any more.
///
/// # Errors
/// When the database can't be reached.
pub async fn forget(tx: &Tx, id: UploadId) -> Result<()> {
    let person = tx.actor().person().map(|p| p.0);
    execute(tx, "DELETE FROM upload WHERE id = $1 AND person_id = $2", [id.0.into(), person.into()]).await
}

/// Takes away what nobody has finished in [`KEPT`], at most 200 files; gives how many.
///
/// # Errors
/// When the database can't be reached or the disk not be written to.
pub async fn sweep(store: &Store, blobs: &Blobs) -> Result<usize> {
    let before = store.clock().now() - KEPT;
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE created_at < $1 ORDER BY created_at LIMIT 200");
    let old: Vec<Pieces> = rows(store.reader(), &sql, [before.into()]).await?;
    for pieces in &old {
        blobs.drop_part(pieces.id.0).await?;
        let id = pieces.id;
        store
            .write(&Actor::System, move |tx| async move {
                execute(&tx, "DELETE FROM upload WHERE id = $1", [id.0.into()]).await
            })
            .await?;
    }
    Ok(old.len())
}
