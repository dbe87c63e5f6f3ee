//! Lists of documents.

use chrono::{DateTime, Utc};

use super::{COLUMNS, Document, TABLES};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{DocumentId, FolderId, MeetingId, NetworkId, RoomId};
use crate::networks::network;
use crate::rooms::room;
use crate::sorting::fold;
use crate::store::{Db, Ids, rows};

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this network.
    pub network: Option<NetworkId>,
    /// Only of this room.
    pub room: Option<RoomId>,
    /// Only in this folder, or at the top (`Some(None)`) of the room.
    pub folder: Option<Option<FolderId>>,
    /// Only with this in the name.
    pub name: Option<String>,
    /// Only of this year.
    pub year: Option<i32>,
    /// Only what is in the archive.
    pub published: bool,
    /// After this row: the time of its last change and its id.
    pub cursor: Option<(DateTime<Utc>, DocumentId)>,
    /// At most so many.
    pub limit: i64,
}

/// The documents one may read that fit the filter, the last changed first.
///
/// # Errors
/// [`crate::Error::NotFound`] for a network, room or folder one does not see.
pub async fn list(db: &impl Db, actor: &Actor, filter: &Filter) -> Result<Vec<Document>> {
    if let Some(id) = filter.network {
        network::readable(db, actor, id).await?;
    }
    if let Some(id) = filter.room {
        room::readable(db, actor, id).await?;
    }
    if let Some(Some(id)) = filter.folder {
        crate::documents::folder::readable(db, actor, id).await?;
    }
    let access = actor.own_access()?;
    let rooms = access
        .readable_rooms()
        .filter(|facts| filter.network.is_none_or(|n| facts.network == Some(n)))
        .filter(|facts| filter.room.is_none_or(|r| facts.id == r))
        .map(|facts| facts.id.0);
    let far = DateTime::from_timestamp_millis(253_402_300_799_000).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let (at, id) = filter.cursor.map_or((far, uuid::Uuid::nil()), |(at, id)| (at, id.0));
    let mut conditions = String::new();
    let nowhere = uuid::Uuid::nil();
    let folder = match filter.folder {
        None => nowhere,
        Some(None) => {
            conditions.push_str(" AND d.folder_id IS NULL");
            nowhere
        }
        Some(Some(folder)) => {
            conditions.push_str(" AND d.folder_id = $4");
            folder.0
        }
    };
    if filter.published {
        conditions.push_str(" AND d.published_at IS NOT NULL");
    }
    // $5 and $6 are always bound, so that one list has few forms
    let name =
        filter.name.as_deref().map(fold).unwrap_or_default().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let year = filter.year.map_or(String::new(), |year| format!("{year:04}"));
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.room_id IN {} AND d.deleted_at IS NULL \
         AND (d.changed_at < $2 OR (d.changed_at = $2 AND d.id < $3)) AND $4 IS NOT NULL \
         AND d.name_folded LIKE $5 ESCAPE '!' AND ($6 = '' OR substr(CAST(d.dated_on AS text), 1, 4) = $6){conditions} \
         ORDER BY d.changed_at DESC, d.id DESC LIMIT $7",
        Ids::sql(db, "$1")
    );
    let values = [
        Ids::value(rooms),
        at.into(),
        id.into(),
        folder.into(),
        format!("%{name}%").into(),
        year.into(),
        filter.limit.into(),
    ];
    rows(db, &sql, values).await
}

/// The documents of a meeting that one may read, by name, at most 100.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_meeting(db: &impl Db, actor: &Actor, meeting: MeetingId) -> Result<Vec<Document>> {
    let access = actor.own_access()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.meeting_id = $2 AND d.room_id IN {} AND d.deleted_at IS NULL \
         ORDER BY d.sort_key, d.id LIMIT 100",
        Ids::sql(db, "$1")
    );
    let rooms = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    rows(db, &sql, [rooms, meeting.0.into()]).await
}
