//! Folders of a room.

mod change;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use unicode_normalization::UnicodeNormalization;

pub use change::{Change, change, changeable, remove};

use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{FolderId, RoomId};
use crate::rooms::room::{self, ReadableRoom};
use crate::sorting::{fold, sort_key};
use crate::store::{Db, FromRow, Ids, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// The most folders of one room.
const MOST: i64 = 2_000;

/// A folder.
#[derive(Clone, Debug, FromRow)]
pub struct Folder {
    /// Its id.
    pub id: FolderId,
    /// The room it is in.
    pub room_id: RoomId,
    /// The folder it is in.
    pub parent_id: Option<FolderId>,
    /// Its name.
    pub name: String,
    /// Its place in Swedish order.
    pub sort_key: String,
    /// Its revision.
    pub revision: i64,
    /// Made when.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, room_id, parent_id, name, sort_key, revision, created_at";

/// The folders of a room inside `parent`, or at its top, in Swedish order after `cursor`.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the room.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    room: RoomId,
    parent: Option<FolderId>,
    cursor: Option<(String, FolderId)>,
    limit: i64,
) -> Result<Vec<Folder>> {
    room::readable(db, actor, room).await?;
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let sql = format!(
        "SELECT {COLUMNS} FROM folder WHERE room_id = $1 AND coalesce(parent_id, $2) = $3 \
         AND (sort_key > $4 OR (sort_key = $4 AND id > $5)) ORDER BY sort_key, id LIMIT $6"
    );
    let top = uuid::Uuid::nil();
    let within = parent.map_or(top, |p| p.0);
    rows(db, &sql, [room.0.into(), top.into(), within.into(), after.into(), after_id.into(), limit.into()]).await
}

/// A folder of a room one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: FolderId) -> Result<Folder> {
    let sql = format!("SELECT {COLUMNS} FROM folder WHERE id = $1");
    let folder: Folder = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if actor.room(folder.room_id).read { Ok(folder) } else { Err(Error::NotFound) }
}

/// Those of the folders that are in `room` now: what the feed shows all its readers.
///
/// # Errors
/// When the database can't be reached.
pub async fn in_room(db: &impl Db, room: RoomId, ids: &[FolderId]) -> Result<Vec<Folder>> {
    let sql = format!("SELECT {COLUMNS} FROM folder WHERE id IN {} AND room_id = $2", Ids::sql(db, "$1"));
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), room.0.into()]).await
}

/// Every folder of a room, however deep.
pub(crate) async fn all(db: &impl Db, room: RoomId) -> Result<Vec<Folder>> {
    let sql = format!("SELECT {COLUMNS} FROM folder WHERE room_id = $1 ORDER BY id LIMIT {MOST}");
    rows(db, &sql, [room.0.into()]).await
}

/// Every folder of a room one reads with the names on the way down to it, its own last.
///
/// # Errors
/// When the database can't be reached.
pub async fn ways(db: &impl Db, room: &ReadableRoom) -> Result<HashMap<FolderId, Vec<String>>> {
    /// So many folders inside one another are told apart.
    const DEEPEST: usize = 30;
    let all: HashMap<FolderId, Folder> =
        all(db, room.room().id).await?.into_iter().map(|folder| (folder.id, folder)).collect();
    let way = |id: &FolderId| {
        let (mut names, mut at) = (Vec::new(), Some(*id));
        while let Some(folder) = at.and_then(|id| all.get(&id)).filter(|_| names.len() < DEEPEST) {
            names.push(folder.name.clone());
            at = folder.parent_id;
        }
        names.reverse();
        (*id, names)
    };
    Ok(all.keys().map(way).collect())
}

/// Makes a folder, or gives the one of that name.
///
/// # Errors
/// [`Error::Forbidden`] without the right to upload; [`Error::NotFoundIn`] for a parent of another room;
/// [`Error::Conflict`] when the room has too many.
pub async fn create(tx: &Tx, room: &ReadableRoom, parent: Option<FolderId>, name: &str) -> Result<Folder> {
    let room = room.uploadable()?.room();
    let name = self::name(name).ok_or_else(|| Error::invalid("/name", "not_a_name"))?;
    if let Some(parent) = parent {
        let found = readable(tx, tx.actor(), parent).await;
        if !found.is_ok_and(|folder| folder.room_id == room.id) {
            return Err(Error::NotFoundIn("/parent_id"));
        }
    }
    let top = uuid::Uuid::nil();
    let known = format!(
        "SELECT {COLUMNS} FROM folder WHERE room_id = $1 AND coalesce(parent_id, $2) = $3 AND name_folded = $4"
    );
    let within = parent.map_or(top, |p| p.0);
    let values = [room.id.0.into(), top.into(), within.into(), fold(&name).into()];
    if let Some(known) = row::<Folder>(tx, &known, values).await? {
        return Ok(known);
    }
    let count = one(tx, "SELECT count(*) AS folders FROM folder WHERE room_id = $1", [room.id.0.into()]).await?;
    let count: i64 = count.map(|row| row.get("folders")).transpose()?.unwrap_or(0);
    if count >= MOST {
        return Err(Error::Conflict("too_many_folders"));
    }
    let id = FolderId::at(tx.now());
    let sql = "INSERT INTO folder (id, room_id, parent_id, name, name_folded, sort_key, revision, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 1, $7)";
    let values = [
        id.0.into(),
        room.id.0.into(),
        parent.map(|p| p.0).into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(room.id, Event::FolderChanged { folder: id });
    readable(tx, tx.actor(), id).await
}

/// A file's or folder's name as it may be kept: one line, no path, no control characters, 1–200 characters. It is data
/// only: no file on disk is ever called so.
#[must_use]
pub fn name(written: &str) -> Option<String> {
    let last = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned: String = last
        .nfc()
        .map(|c| if c.is_control() || is_direction_mark(c) { ' ' } else { c })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let cleaned = cleaned.trim_matches(['.', ' ']).to_owned();
    if cleaned.is_empty() {
        return None;
    }
    if cleaned.chars().count() <= 200 {
        return Some(cleaned);
    }
    // the ending says what it is, so it is kept
    let ending: String =
        cleaned.rsplit_once('.').map_or(String::new(), |(_, e)| format!(".{}", e.chars().take(20).collect::<String>()));
    let stem: String = cleaned.chars().take(200 - ending.chars().count()).collect();
    Some(stem + &ending)
}

/// Marks that make a name read backwards (`fdp.exe`).
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_data_only() {
        assert_eq!(name("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(name("C:\\temp\\Mötesanteckningar.docx").as_deref(), Some("Mötesanteckningar.docx"));
        assert_eq!(name("a\u{202e}fdp.exe").as_deref(), Some("a fdp.exe"));
        assert_eq!(name("rad\r\nSet-Cookie: x").as_deref(), Some("rad Set-Cookie: x"));
        assert_eq!(name(".."), None);
        assert_eq!(name(" \u{0} "), None);
        assert_eq!(
            name(&format!("{}.pdf", "å".repeat(300))).map(|n| (n.chars().count(), n.ends_with(".pdf"))),
            Some((200, true))
        );
    }
}
