//! Renaming and moving within a room, taking away and bringing back.

use chrono::TimeDelta;

use super::ReadableDocument;
use crate::documents::{folder, upload};
use crate::event::Event;
use crate::ids::FolderId;
use crate::sorting::{fold, sort_key};
use crate::store::{Tx, execute_affecting};
use crate::{Error, Result};

/// How long a deletion can be undone.
pub const UNDO: TimeDelta = TimeDelta::days(30);

/// What to change; none leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// A new name.
    pub name: Option<String>,
    /// Another folder of the same room; `Some(None)` is its top.
    pub folder: Option<Option<FolderId>>,
}

/// Renames a document or puts it in another folder.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, [`Error::Stale`] when it has changed since `revision`,
/// [`Error::NotFoundIn`] for a folder of another room, [`Error::NameTaken`] for a name another document has there.
pub async fn change(tx: &Tx, document: &ReadableDocument, revision: i64, change: Change) -> Result<()> {
    let row = document.changeable()?.row();
    let folder = change.folder.unwrap_or(row.folder_id);
    if let Some(folder) = folder {
        let found = folder::readable(tx, tx.actor(), folder).await;
        if !found.is_ok_and(|found| found.room_id == row.room_id) {
            return Err(Error::NotFoundIn("/folder_id"));
        }
    }
    let name = match change.name {
        Some(written) => folder::name(&written).ok_or_else(|| Error::invalid("/name", "not_a_name"))?,
        None => row.name.clone(),
    };
    if let Some(taken) = upload::named(tx, row.room_id, folder, &name).await?
        && taken != row.id
    {
        return Err(Error::NameTaken(taken));
    }
    let sql = "UPDATE document SET name = $3, name_folded = $4, sort_key = $5, folder_id = $6, changed_at = $7, \
               revision = revision + 1 WHERE id = $1 AND revision = $2";
    let values = [
        row.id.0.into(),
        revision.into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        folder.map(|f| f.0).into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(())
}

/// Takes a document away; it can be brought back for [`UNDO`].
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, [`Error::Stale`] when it has changed since `revision`.
pub async fn delete(tx: &Tx, document: &ReadableDocument, revision: i64) -> Result<()> {
    let row = document.changeable()?.row();
    let sql = "UPDATE document SET deleted_at = $3, deleted_by = $4, revision = revision + 1 \
               WHERE id = $1 AND revision = $2 AND deleted_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    if execute_affecting(tx, sql, [row.id.0.into(), revision.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    tx.record(row.room_id, Event::DocumentDeleted { document: row.id });
    Ok(())
}

/// Brings a document back. Where its name has been taken meanwhile it gets a number, as in keeping both.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, [`Error::Conflict`] when it is not deleted or too late.
pub async fn restore(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let row = document.changeable()?.row();
    let name = match upload::named(tx, row.room_id, row.folder_id, &row.name).await? {
        Some(taken) if taken != row.id => upload::free_name(tx, row.room_id, row.folder_id, &row.name).await?,
        _ => row.name.clone(),
    };
    let sql = "UPDATE document SET deleted_at = NULL, deleted_by = NULL, name = $3, name_folded = $4, sort_key = $5, \
               revision = revision + 1 WHERE id = $1 AND deleted_at IS NOT NULL AND deleted_at >= $2";
    let values =
        [row.id.0.into(), (tx.now() - UNDO).into(), name.clone().into(), fold(&name).into(), sort_key(&name).into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("too_late_to_undo"));
    }
    tx.record(row.room_id, Event::DocumentRestored { document: row.id });
    Ok(())
}
