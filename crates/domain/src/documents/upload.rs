//! Bringing a file in: its bytes are stored already, the rows follow in one commit.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::blob::StoredBlob;
use super::document::{DocumentKind, DocumentState, Precision, ReadableDocument};
use super::{checkout, folder, origin, review};
use crate::access::{RoomKind, StandingKind};
use crate::actor::Actor;
use crate::conversations::conversation::speaks_for;
use crate::conversations::tags::Tags;
use crate::event::Event;
use crate::ids::{DocumentId, FolderId, MeetingId, OrganisationId, PersonId, RoomId};
use crate::jobs::{self, JobKind};
use crate::meetings::meeting;
use crate::meetings::notes::{self, Documentation};
use crate::rooms::room::ReadableRoom;
use crate::sorting::{fold, sort_key};
use crate::store::{FromRow, Tx, execute, row};
use crate::{Error, Result};

/// What to do when the folder has a document of that name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IfExists {
    /// Say so, and do nothing.
    #[default]
    Ask,
    /// Make it a new version of that document.
    Version,
    /// Keep both, the new one under a name with a number.
    KeepBoth,
}

/// A file to bring in.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its bytes, stored.
    pub blob: StoredBlob,
    /// Its media type, told from its content.
    pub media_type: String,
    /// What it was called.
    pub original_name: String,
    /// What its author says of it.
    pub comment: Option<String>,
}

/// Where a file goes.
#[derive(Clone, Debug, Default)]
pub struct Destination {
    /// The folder; none is the top of the room.
    pub folder: Option<FolderId>,
    /// The meeting it belongs to.
    pub meeting: Option<MeetingId>,
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// What it is about.
    pub tags: Tags,
    /// The day it is about, and how exactly that is known.
    pub dated: Option<(NaiveDate, Precision)>,
    /// It goes into the archive at once, as of that instant: imports and demo data.
    pub published_at: Option<DateTime<Utc>>,
    /// Made at another time than now: imports and demo data.
    pub made_at: Option<DateTime<Utc>>,
    /// Where it comes from: imports.
    pub origin: Option<origin::Origin>,
    /// The author as an import names them.
    pub author_label: Option<String>,
}

/// Brings a file into a room as a document.
///
/// # Errors
/// [`Error::Forbidden`] without the right to upload; [`Error::NotFoundIn`] for a folder or meeting of another room;
/// [`Error::NameTaken`] where the name is taken and `if_exists` asks.
pub async fn add(
    tx: &Tx,
    room: &ReadableRoom,
    file: NewFile,
    destination: Destination,
    if_exists: IfExists,
) -> Result<DocumentId> {
    let by = By::actor(tx, room.room().id);
    place(tx, room, file, destination, if_exists, &by).await
}

/// Who brings a file in, under what standing, and where the document stands then.
struct By {
    person: Option<PersonId>,
    organisation: Option<OrganisationId>,
    seat: Option<Uuid>,
    standing: &'static str,
    state: DocumentState,
}

impl By {
    fn actor(tx: &Tx, room: RoomId) -> Self {
        let (organisation, seat, standing) = speaks_for(tx.actor(), room);
        Self { person: tx.actor().person(), organisation, seat, standing, state: DocumentState::Approved }
    }
}

/// Brings a file in as somebody, under the standing they had: demo data and imports. When, `destination` says.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation; [`Error::NameTaken`] where the name is taken; else as [`add`].
pub async fn add_as(
    tx: &Tx,
    room: &ReadableRoom,
    file: NewFile,
    destination: Destination,
    author: PersonId,
    standing: (Option<OrganisationId>, Option<Uuid>, StandingKind),
    state: DocumentState,
) -> Result<DocumentId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let (organisation, seat, kind) = standing;
    let by = By { person: Some(author), organisation, seat, standing: kind.word(), state };
    place(tx, room, file, destination, IfExists::Ask, &by).await
}

async fn place(
    tx: &Tx,
    room: &ReadableRoom,
    file: NewFile,
    destination: Destination,
    if_exists: IfExists,
    by: &By,
) -> Result<DocumentId> {
    let room = room.uploadable()?.room();
    let mut name = folder::name(&file.original_name).ok_or_else(|| Error::invalid("/name", "not_a_name"))?;
    if let Some(id) = destination.folder {
        let found = folder::readable(tx, tx.actor(), id).await;
        if !found.is_ok_and(|found| found.room_id == room.id) {
            return Err(Error::NotFoundIn("/folder_id"));
        }
    }
    if let Some(id) = destination.meeting {
        let found = meeting::readable(tx, tx.actor(), id).await;
        if !found.is_ok_and(|found| Some(found.network_id) == room.network_id) {
            return Err(Error::NotFoundIn("/meeting_id"));
        }
    }
    // what is put into a meeting's own room is its documentation: slides, photos, what is handed out
    let meeting = destination.meeting.or(room.meeting_id.filter(|_| room.kind == RoomKind::Meeting));
    if let Some(taken) = named(tx, room.id, destination.folder, &name).await? {
        match if_exists {
            IfExists::Ask => return Err(Error::NameTaken(taken)),
            IfExists::Version => {
                let known = super::document::readable(tx, tx.actor(), taken).await?;
                add_version(tx, &known, file).await?;
                return Ok(taken);
            }
            IfExists::KeepBoth => name = free_name(tx, room.id, destination.folder, &name).await?,
        }
    }
    let at = destination.made_at.unwrap_or_else(|| tx.now());
    let id = DocumentId::at(at);
    let sql = "INSERT INTO document (id, room_id, network_id, folder_id, meeting_id, name, name_folded, sort_key, \
               state, version, dated_on, dated_precision, published_at, author_id, author_seat_id, \
               author_organisation_id, standing, revision, created_at, changed_at, kind, themes, articles) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $13, $14, $15, $16, 1, $17, $17, $18, $19, \
               $20)";
    let values = [
        id.0.into(),
        room.id.0.into(),
        room.network_id.map(|n| n.0).into(),
        destination.folder.map(|f| f.0).into(),
        meeting.map(|m| m.0).into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        by.state.word().into(),
        destination.dated.map(|(day, _)| day).into(),
        destination.dated.map(|(_, precision)| precision.word()).into(),
        destination.published_at.into(),
        by.person.map(|p| p.0).into(),
        by.seat.into(),
        by.organisation.map(|o| o.0).into(),
        by.standing.into(),
        at.into(),
        destination.kind.map(DocumentKind::word).into(),
        serde_json::json!(destination.tags.themes).into(),
        serde_json::json!(destination.tags.articles).into(),
    ];
    execute(tx, sql, values).await?;
    version(tx, id, 1, file, destination.author_label, at, by).await?;
    if let Some(origin) = destination.origin {
        origin::note(tx, id.0, "document", &origin).await?;
    }
    tx.record(room.id, Event::DocumentAdded { document: id });
    Ok(id)
}

/// Adds a version to a document. The versions before stay; a review of the one before ends, and its approval with it.
///
/// # Errors
/// [`Error::Forbidden`] where one may not change it, [`Error::Conflict`] while somebody else has it checked out.
pub async fn add_version(tx: &Tx, document: &ReadableDocument, file: NewFile) -> Result<i64> {
    archived(tx, document, file.comment.as_deref()).await?;
    let number = next_version(tx, document).await?;
    review::supersede(tx, document).await?;
    let row = document.row();
    version(tx, row.id, number, file, None, tx.now(), &By::actor(tx, row.room_id)).await?;
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(number)
}

/// Takes an earlier version up again: as a new one, so that nothing in between is lost.
///
/// # Errors
/// As [`add_version`]; [`Error::NotFound`] for a version there is none of, [`Error::Conflict`] for the newest.
pub async fn take_up(tx: &Tx, document: &ReadableDocument, number: i64, comment: Option<String>) -> Result<i64> {
    let earlier = super::document::version(tx, document.changeable()?, number).await?;
    if number == document.row().version {
        return Err(Error::Conflict("newest_version"));
    }
    let size = u64::try_from(earlier.size).unwrap_or_default();
    let file = NewFile {
        blob: StoredBlob { hash: earlier.blob_hash, size, head: Vec::new() },
        media_type: earlier.media_type,
        original_name: earlier.original_name,
        comment,
    };
    let new = add_version(tx, document, file).await?;
    let sql = "UPDATE document_version SET restored_from = $3 WHERE document_id = $1 AND number = $2";
    execute(tx, sql, [document.row().id.0.into(), new.into(), number.into()]).await?;
    Ok(new)
}

/// Puts other words in the place of a text document's, as a new version, where nothing has changed since `revision`.
///
/// # Errors
/// As [`add_version`]; [`Error::Stale`] when it has changed, [`Error::Conflict`] for a file that is no plain text.
pub async fn rewrite(tx: &Tx, document: &ReadableDocument, revision: i64, file: NewFile) -> Result<i64> {
    let row = document.changeable()?.row();
    if !matches!(row.media_type.as_str(), "text/markdown" | "text/plain") {
        return Err(Error::Conflict("not_a_text"));
    }
    let lock = "UPDATE document SET revision = revision + 1 WHERE id = $1 AND revision = $2";
    if crate::store::execute_affecting(tx, lock, [row.id.0.into(), revision.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    add_version(tx, document, file).await
}

/// What is in the archive of a meeting is changed with a reason, its notes by those who plan it.
async fn archived(tx: &Tx, document: &ReadableDocument, reason: Option<&str>) -> Result<()> {
    let Some((id, what)) = notes::documentation(tx, document.changeable()?.row()).await? else { return Ok(()) };
    if what == Documentation::Notes {
        meeting::planned(tx, tx.actor(), id).await?;
    }
    if reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Error::invalid("/comment", "reason_missing"));
    }
    Ok(())
}

async fn next_version(tx: &Tx, document: &ReadableDocument) -> Result<i64> {
    let row = document.changeable()?.row();
    checkout::free(tx, document).await?;
    // the next number is taken under the row's lock
    let sql = "UPDATE document SET version = version + 1, changed_at = $2, revision = revision + 1 \
               WHERE id = $1 AND deleted_at IS NULL RETURNING version";
    let number = crate::store::one(tx, sql, [row.id.0.into(), tx.now().into()]).await?.ok_or(Error::NotFound)?;
    number.get("version")
}

/// Adds what has changed at the place an import took a document from, as a version of that document.
///
/// # Errors
/// [`Error::Forbidden`] where one may not change it, [`Error::NotFound`] when it has been deleted here.
pub async fn renew(
    tx: &Tx,
    document: &ReadableDocument,
    file: NewFile,
    label: Option<String>,
    from: &origin::Origin,
) -> Result<i64> {
    let number = next_version(tx, document).await?;
    let row = document.row();
    let (organisation, seat, standing) = speaks_for(tx.actor(), row.room_id);
    let by = By { person: tx.actor().person(), organisation, seat, standing, state: row.state };
    version(tx, row.id, number, file, label, tx.now(), &by).await?;
    origin::renewed(tx, row.id.0, from).await?;
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(number)
}

async fn version(
    tx: &Tx,
    document: DocumentId,
    number: i64,
    file: NewFile,
    label: Option<String>,
    at: DateTime<Utc>,
    by: &By,
) -> Result<()> {
    refer(tx, &file.blob.hash, file.blob.size).await?;
    let sql = "INSERT INTO document_version (document_id, number, blob_hash, size, media_type, original_name, comment, \
               reading, pages, author_id, author_label, author_organisation_id, standing, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8, $9, $10, $11, $12)";
    let original: String = file.original_name.chars().filter(|c| !c.is_control()).take(500).collect();
    let comment: Option<String> = file.comment.map(|c| c.replace('\0', "").chars().take(1_000).collect());
    let values = [
        document.0.into(),
        number.into(),
        file.blob.hash.into(),
        i64::try_from(file.blob.size).unwrap_or(i64::MAX).into(),
        file.media_type.into(),
        original.into(),
        comment.into(),
        by.person.map(|p| p.0).into(),
        label.into(),
        by.organisation.map(|o| o.0).into(),
        by.standing.into(),
        at.into(),
    ];
    execute(tx, sql, values).await?;
    jobs::enqueue(tx, JobKind::ReadDocument, document.0, tx.now()).await
}

/// Makes sure that the blob's row is there and fresh, so that no sweep takes it before this commit.
pub(crate) async fn refer(tx: &Tx, hash: &str, size: u64) -> Result<()> {
    let sql = "INSERT INTO blob (hash, size, touched_at, created_at) VALUES ($1, $2, $3, $3) \
               ON CONFLICT (hash) DO UPDATE SET touched_at = excluded.touched_at";
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    execute(tx, sql, [hash.into(), size.into(), tx.now().into()]).await
}

/// The document of that name in the folder.
pub(crate) async fn named(tx: &Tx, room: RoomId, folder: Option<FolderId>, name: &str) -> Result<Option<DocumentId>> {
    #[derive(FromRow)]
    struct Row {
        id: DocumentId,
    }
    let top = uuid::Uuid::nil();
    let sql = "SELECT id FROM document WHERE room_id = $1 AND coalesce(folder_id, $2) = $3 AND name_folded = $4 \
               AND deleted_at IS NULL LIMIT 1";
    let within = folder.map_or(top, |f| f.0);
    let found: Option<Row> = row(tx, sql, [room.0.into(), top.into(), within.into(), fold(name).into()]).await?;
    Ok(found.map(|row| row.id))
}

/// What a file of that name is called that comes into the folder: where the name is taken it gets a number, as in keeping
/// both.
pub(crate) async fn name_in(tx: &Tx, room: RoomId, folder: Option<FolderId>, name: &str) -> Result<String> {
    match named(tx, room, folder, name).await? {
        Some(_) => free_name(tx, room, folder, name).await,
        None => Ok(name.to_owned()),
    }
}

/// `Protokoll (2).pdf` and so on.
pub(crate) async fn free_name(tx: &Tx, room: RoomId, folder: Option<FolderId>, name: &str) -> Result<String> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (name, String::new()),
    };
    for number in 2..1_000 {
        let candidate = format!("{stem} ({number}){ending}");
        if named(tx, room, folder, &candidate).await?.is_none() {
            return Ok(candidate);
        }
    }
    Err(Error::Conflict("too_many_of_that_name"))
}
