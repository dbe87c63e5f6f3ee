//! A document: a file with versions, in a folder of a room.

mod change;
mod dating;
mod list;
mod seen;
mod version;

use chrono::{DateTime, NaiveDate, Utc};

pub use change::{Change, UNDO, change, delete, restore};
pub use list::{After, Filter, Sort, list, of_meeting, of_meeting_in, rooms_of_meeting};
pub use seen::{ask_seen, opened, seen_as, seen_by, stop_asking_seen};
pub use version::{Version, version, versions};

use crate::access::{Audience, RoomKind, RoomRights, SeatKind};
use crate::actor::Actor;
use crate::documents::page::Reading;
use crate::ids::{DocumentId, FolderId, ForwardingId, MeetingId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::store::{Db, FromRow, Ids, Tx, row, rows, rows_at_once};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// Where a document stands.
    DocumentState {
        /// Being written.
        Draft = "draft",
        /// Under review.
        UnderReview = "under_review",
        /// Approved.
        Approved = "approved",
    }

    /// What a document is, whatever kind of file it is.
    DocumentKind {
        /// Checklista.
        Checklist = "checklist",
        /// Barnbokslut.
        ChildAccounts = "child_accounts",
        /// Strategi.
        Strategy = "strategy",
        /// Handlingsplan.
        ActionPlan = "action_plan",
        /// Mall.
        Template = "template",
        /// Rapport.
        Report = "report",
        /// Presentation.
        Presentation = "presentation",
        /// Minnesanteckningar.
        Notes = "notes",
        /// Program.
        Programme = "programme",
        /// Överenskommelse.
        Agreement = "agreement",
    }

    /// How exactly a date is known.
    Precision {
        /// To the day.
        Day = "day",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
    }
}

/// A document with its newest version. It holds nothing that differs between readers of the room.
#[derive(Clone, Debug, FromRow)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The room it is in.
    pub room_id: RoomId,
    /// The network of the room.
    pub network_id: Option<NetworkId>,
    /// What the room is for.
    pub room_kind: RoomKind,
    /// The room's own name.
    pub room_name: Option<String>,
    /// Who the room is for.
    pub audience: Audience,
    /// The folder it is in.
    pub folder_id: Option<FolderId>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// Its name.
    pub name: String,
    /// Its place in Swedish order.
    pub sort_key: String,
    /// Where it stands.
    pub state: DocumentState,
    /// What it is, where somebody has said so.
    pub kind: Option<DocumentKind>,
    /// Its themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles it is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// The number of its newest version.
    pub version: i64,
    /// The day it is about.
    pub dated_on: Option<NaiveDate>,
    /// How exactly that is known.
    pub dated_precision: Option<Precision>,
    /// What was passed on from another network and became this.
    pub forwarding_id: Option<ForwardingId>,
    /// Beside the conversations of its room since.
    pub pinned_at: Option<DateTime<Utc>>,
    /// In the archive since.
    pub published_at: Option<DateTime<Utc>>,
    /// Its revision.
    pub revision: i64,
    /// Made when.
    pub created_at: DateTime<Utc>,
    /// Last changed when.
    pub changed_at: DateTime<Utc>,
    /// Taken away when.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Bytes of the newest version.
    pub size: i64,
    /// Its media type.
    pub media_type: String,
    /// How far its reading has come.
    pub reading: Reading,
    /// How many pages it has.
    pub pages: i32,
    /// The hash of its bytes.
    pub blob_hash: String,
    /// The hash of its thumbnail.
    pub thumbnail_hash: Option<String>,
    /// Who made the newest version; none for an imported one.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// Their name as an import gives it.
    pub author_label: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat: not stored for versions.
    pub seat_kind: Option<SeatKind>,
    /// Under which standing.
    pub standing: String,
    /// Its author asks which organisations open it.
    pub asks_seen: bool,
    /// Who has it checked out.
    pub held_by: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub held_by_name: Option<String>,
    /// For which organisation.
    pub held_organisation_id: Option<OrganisationId>,
    /// Its name.
    pub held_organisation: Option<String>,
    /// Under which standing.
    pub held_standing: Option<String>,
    /// What for.
    pub held_reason: Option<String>,
    /// Since when.
    pub held_since: Option<DateTime<Utc>>,
    /// The room's newest event.
    pub seq: i64,
}

pub(crate) const COLUMNS: &str = "d.id, d.room_id, d.network_id, r.kind AS room_kind, \
    coalesce(r.name, g.title) AS room_name, coalesce(a.audience, 'direct') AS audience, d.folder_id, d.meeting_id, \
    d.name, d.sort_key, d.state, d.kind, d.themes, d.articles, d.version, d.dated_on, d.dated_precision, \
    d.forwarding_id, d.pinned_at, d.published_at, d.revision, d.created_at, d.changed_at, d.deleted_at, \
    v.size, v.media_type, v.reading, v.pages, v.blob_hash, v.thumbnail_hash, v.author_id, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, v.author_label, \
    v.author_organisation_id AS organisation_id, o.name AS organisation, t.kind AS seat_kind, v.standing, \
    EXISTS (SELECT 1 FROM document_seen_ask k WHERE k.document_id = d.id AND k.asked_by = v.author_id) AS asks_seen, \
    k.person_id AS held_by, CASE WHEN kp.protected THEN NULL ELSE kp.name END AS held_by_name, \
    k.organisation_id AS held_organisation_id, ko.name AS held_organisation, k.standing AS held_standing, \
    k.reason AS held_reason, k.taken_at AS held_since, coalesce(s.seq, 0) AS seq";
pub(crate) const TABLES: &str = "document d JOIN document_version v ON v.document_id = d.id AND v.number = d.version \
    JOIN room r ON r.id = d.room_id LEFT JOIN meeting g ON g.id = r.meeting_id \
    LEFT JOIN room_audience a ON a.room_id = r.id AND a.until IS NULL LEFT JOIN person p ON p.id = v.author_id \
    LEFT JOIN organisation o ON o.id = v.author_organisation_id LEFT JOIN seat t ON t.id = d.author_seat_id \
    LEFT JOIN check_out k ON k.document_id = d.id AND k.released_at IS NULL LEFT JOIN person kp ON kp.id = k.person_id \
    LEFT JOIN organisation ko ON ko.id = k.organisation_id LEFT JOIN stream s ON s.id = d.room_id";

/// A document one may read.
#[derive(Clone, Debug)]
pub struct ReadableDocument {
    document: Document,
    rights: RoomRights,
    own: bool,
}

impl ReadableDocument {
    /// Its row.
    #[must_use]
    pub fn row(&self) -> &Document {
        &self.document
    }

    /// What the actor may do in its room.
    #[must_use]
    pub fn rights(&self) -> RoomRights {
        self.rights
    }

    /// Whether the actor may change it: by the right to upload, or because it is their own.
    #[must_use]
    pub fn may_change(&self) -> bool {
        self.rights.upload || (self.own && self.rights.write)
    }

    /// Whether the actor keeps what stands beside the conversations of its room.
    #[must_use]
    pub fn may_pin(&self) -> bool {
        self.rights.manage
    }

    /// A document one may pin beside the conversations of its room.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where one does not keep the room.
    pub fn pinnable(&self) -> Result<&Self> {
        if self.may_pin() { Ok(self) } else { Err(Error::Forbidden) }
    }

    /// A document one may change.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where one only reads.
    pub fn changeable(&self) -> Result<&Self> {
        if self.may_change() { Ok(self) } else { Err(Error::Forbidden) }
    }
}

/// A document one may read. One that has been deleted exists only for those who may change it, so that they can undo.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: DocumentId) -> Result<ReadableDocument> {
    let found = with_deleted(db, actor, id).await?;
    if found.document.deleted_at.is_some() { Err(Error::NotFound) } else { Ok(found) }
}

/// Whether whoever acts may read the document, and it lies in the network.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn lies_in(tx: &Tx, network: NetworkId, id: DocumentId) -> Result<bool> {
    match readable(tx, tx.actor(), id).await {
        Ok(found) => Ok(found.row().network_id == Some(network)),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Refuses a document that is to stand beside what is noted in the network, where it [lies not there](lies_in).
///
/// # Errors
/// [`Error::NotFoundIn`] at `/document_id`.
pub(crate) async fn beside(tx: &Tx, network: NetworkId, id: Option<DocumentId>) -> Result<()> {
    match id {
        Some(id) if !lies_in(tx, network, id).await? => Err(Error::NotFoundIn("/document_id")),
        _ => Ok(()),
    }
}

/// A document one may change, also when it is deleted.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn with_deleted(db: &impl Db, actor: &Actor, id: DocumentId) -> Result<ReadableDocument> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.id = $1");
    let document: Document = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let rights = actor.room(document.room_id);
    let own = document.author_id.is_some() && document.author_id == actor.person();
    let found = ReadableDocument { document, rights, own };
    let gone = found.document.deleted_at.is_some() && !found.may_change();
    if rights.read && !gone { Ok(found) } else { Err(Error::NotFound) }
}

/// Those of the documents that stand in `room` now, deleted ones too: what the feed shows all its readers.
///
/// # Errors
/// When the database can't be reached.
pub async fn in_room(db: &impl Db, room: RoomId, ids: &[DocumentId]) -> Result<Vec<Document>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.id IN {} AND d.room_id = $2", Ids::sql(db, "$1"));
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), room.0.into()]).await
}

/// Those of the documents that one may read and that are not deleted: for hits of a search. Their order is not that of
/// the ids.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[DocumentId]) -> Result<Vec<Document>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.id IN {} AND d.deleted_at IS NULL AND d.room_id IN {}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms)]).await
}

/// The documents of a room one reads, in the order they came, after `after`.
///
/// # Errors
/// When the database can't be reached.
pub async fn all_of(
    db: &impl Db,
    room: &crate::rooms::room::ReadableRoom,
    after: Option<DocumentId>,
    limit: i64,
) -> Result<Vec<Document>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.room_id = $1 AND d.deleted_at IS NULL AND d.id > $2 \
         ORDER BY d.id LIMIT $3"
    );
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    rows(db, &sql, [room.room().id.0.into(), after.into(), limit.into()]).await
}

/// What is in those folders of a room.
pub(crate) async fn in_folders(db: &impl Db, room: RoomId, folders: &[FolderId], most: usize) -> Result<Vec<Document>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.room_id = $1 AND d.folder_id IN {} AND d.deleted_at IS NULL \
         ORDER BY d.sort_key, d.id LIMIT $3",
        Ids::sql(db, "$2")
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    rows(db, &sql, [room.0.into(), Ids::value(folders.iter().map(|id| id.0)), most.into()]).await
}
