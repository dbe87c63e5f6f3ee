//! Renaming a folder, putting it inside another, taking it away.

use std::collections::HashMap;

use super::{COLUMNS, Folder, all, name, readable};
use crate::event::Event;
use crate::ids::FolderId;
use crate::sorting::{fold, sort_key};
use crate::store::{Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// What to change; none leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// A new name.
    pub name: Option<String>,
    /// Inside another folder of the same room; `Some(None)` is the room's top.
    pub parent: Option<Option<FolderId>>,
}

/// A folder one may change.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads.
pub fn changeable<'f>(tx_actor: &crate::actor::Actor, folder: &'f Folder) -> Result<&'f Folder> {
    if tx_actor.room(folder.room_id).upload { Ok(folder) } else { Err(Error::Forbidden) }
}

/// Renames a folder or puts it inside another.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads; [`Error::NotFoundIn`] for a parent of another room; [`Error::Stale`] when it
/// has changed since `revision`; [`Error::Conflict`] inside itself, or where the name is taken.
pub async fn change(tx: &Tx, folder: &Folder, revision: i64, change: Change) -> Result<()> {
    let folder = changeable(tx.actor(), folder)?;
    let parent = change.parent.unwrap_or(folder.parent_id);
    if let Some(parent) = parent {
        let found = readable(tx, tx.actor(), parent).await;
        if !found.is_ok_and(|found| found.room_id == folder.room_id) {
            return Err(Error::NotFoundIn("/parent_id"));
        }
        if within(tx, folder, parent).await? {
            return Err(Error::Conflict("folder_inside_itself"));
        }
    }
    let name = match change.name {
        Some(written) => name(&written).ok_or_else(|| Error::invalid("/name", "not_a_name"))?,
        None => folder.name.clone(),
    };
    let top = uuid::Uuid::nil();
    let taken = format!(
        "SELECT {COLUMNS} FROM folder WHERE room_id = $1 AND coalesce(parent_id, $2) = $3 AND name_folded = $4 \
         AND id <> $5 LIMIT 1"
    );
    let inside = parent.map_or(top, |p| p.0);
    let values = [folder.room_id.0.into(), top.into(), inside.into(), fold(&name).into(), folder.id.0.into()];
    if row::<Folder>(tx, &taken, values).await?.is_some() {
        return Err(Error::Conflict("folder_name_taken"));
    }
    let sql = "UPDATE folder SET name = $3, name_folded = $4, sort_key = $5, parent_id = $6, revision = revision + 1 \
               WHERE id = $1 AND revision = $2";
    let values = [
        folder.id.0.into(),
        revision.into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        parent.map(|p| p.0).into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    tx.record(folder.room_id, Event::FolderChanged { folder: folder.id });
    Ok(())
}

/// Whether `inside` is the folder itself or lies in it. Moves in one room wait for one another on its rows, so that two at
/// once can't make a ring.
async fn within(tx: &Tx, folder: &Folder, inside: FolderId) -> Result<bool> {
    let room = folder.room_id.0;
    execute(tx, "UPDATE folder SET revision = revision WHERE room_id = $1", [room.into()]).await?;
    let parents: HashMap<FolderId, Option<FolderId>> =
        all(tx, folder.room_id).await?.into_iter().map(|row| (row.id, row.parent_id)).collect();
    let mut at = Some(inside);
    for _ in 0..=parents.len() {
        match at {
            Some(id) if id == folder.id => return Ok(true),
            Some(id) => at = parents.get(&id).copied().flatten(),
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// Takes away a folder with nothing in it. What was deleted from it moves up, so that it can still be brought back.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, [`Error::Stale`] when it has changed since `revision`, [`Error::Conflict`]
/// when there is something in it.
pub async fn remove(tx: &Tx, folder: &Folder, revision: i64) -> Result<()> {
    let folder = changeable(tx.actor(), folder)?;
    // its row is taken first, so that nothing is put into it meanwhile
    let sql = "UPDATE folder SET revision = revision + 1 WHERE id = $1 AND revision = $2";
    if execute_affecting(tx, sql, [folder.id.0.into(), revision.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    let held = "SELECT (SELECT count(*) FROM document WHERE folder_id = $1 AND deleted_at IS NULL) \
                + (SELECT count(*) FROM folder WHERE parent_id = $1) AS held";
    let held = one(tx, held, [folder.id.0.into()]).await?;
    if held.map(|row| row.get::<i64>("held")).transpose()?.unwrap_or(0) > 0 {
        return Err(Error::Conflict("folder_not_empty"));
    }
    let up = "UPDATE document SET folder_id = $2 WHERE folder_id = $1";
    execute(tx, up, [folder.id.0.into(), folder.parent_id.map(|p| p.0).into()]).await?;
    execute(tx, "DELETE FROM folder WHERE id = $1", [folder.id.0.into()]).await?;
    tx.record(folder.room_id, Event::FolderChanged { folder: folder.id });
    Ok(())
}
