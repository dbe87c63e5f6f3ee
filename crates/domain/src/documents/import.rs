//! An import: a zip of files that a coordinator brings in. Its files are listed and each is given a proposal from its
//! name; the coordinator looks them through and puts them right; confirmed, they are taken into the archive one by one.
//! Nothing of it is read by anybody else before that.
//!
//! Every step is kept as rows, so that one that is broken off goes on where it was. The work itself is done by a job.

mod begin;
mod occasions;
mod review;
mod take;

use chrono::{DateTime, Utc};

pub use begin::{LARGEST, begin, begin_as};
pub use occasions::{Occasion, occasions};
pub use review::{Choice, Filter, Proposal, Put, files, put_right};
pub use take::{Outcome, Waiting, fail, file, finish, listed, settle, waiting};

use crate::access::{NetworkRight, RoomKind};
use crate::actor::Actor;
use crate::ids::{DocumentId, ImportId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::jobs::{self, JobKind};
use crate::networks::network;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// How far an import has come.
    ImportState {
        /// Its zip is being listed.
        Listing = "listing",
        /// It waits to be looked through.
        Review = "review",
        /// Its files are being taken in.
        Taking = "taking",
        /// It is done.
        Done = "done",
        /// It could not go on.
        Failed = "failed",
        /// It was given up.
        GivenUp = "given_up",
    }

    /// What becomes, or has become, of a file.
    FileState {
        /// It will be taken in.
        Waiting = "waiting",
        /// It will not: somebody said so.
        LeftOut = "left_out",
        /// It became a document.
        Taken = "taken",
        /// It became a version of what came from there before.
        NewVersion = "new_version",
        /// The same had come before.
        Known = "known",
        /// It could not be taken.
        Skipped = "skipped",
    }
}

/// An import.
#[derive(Clone, Debug, FromRow)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Into which network.
    pub network_id: NetworkId,
    /// Into which room goes what belongs to no meeting.
    pub room_id: RoomId,
    /// What the room is for.
    pub room_kind: RoomKind,
    /// The room's own name.
    pub room_name: Option<String>,
    /// Who brought it.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person_name: Option<String>,
    /// What the zip is called.
    pub name: String,
    /// The hash of the zip.
    pub blob_hash: String,
    /// How many bytes the zip has.
    pub size: i64,
    /// How far it has come.
    pub state: ImportState,
    /// Why it could not go on.
    pub fault: Option<String>,
    /// Its revision.
    pub revision: i64,
    /// Begun when.
    pub created_at: DateTime<Utc>,
    /// Confirmed when.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Done when.
    pub finished_at: Option<DateTime<Utc>>,
}

/// A file of an import.
#[derive(Clone, Debug, FromRow)]
pub struct ImportFile {
    /// Its number, from 1.
    pub number: i64,
    /// Its path in the zip.
    pub path: String,
    /// How many bytes, as the zip says.
    pub size: i64,
    /// Last changed when, as the zip says.
    pub changed_at: Option<DateTime<Utc>>,
    /// What becomes of it.
    pub state: FileState,
    /// Why it was skipped: a code.
    pub why: Option<String>,
    /// The host of the meeting it comes from.
    pub host_id: Option<OrganisationId>,
    /// The host's name.
    pub host: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// Its month.
    pub month: Option<i32>,
    /// Its themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// What it is.
    pub kind: Option<super::document::DocumentKind>,
    /// It belongs to the meeting of its host, year and month.
    pub of_meeting: bool,
    /// What it became.
    pub document_id: Option<DocumentId>,
}

/// How many files there are in each state.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Count {
    /// The state.
    pub state: FileState,
    /// How many.
    pub files: i64,
    /// Of so many it is not known when they are from, or from whom.
    pub unsure: i64,
}

const COLUMNS: &str = "i.id, i.network_id, i.room_id, r.kind AS room_kind, r.name AS room_name, i.person_id, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS person_name, i.name, i.blob_hash, i.size, i.state, i.fault, \
    i.revision, i.created_at, i.confirmed_at, i.finished_at";
const TABLES: &str = "import i JOIN room r ON r.id = i.room_id JOIN person p ON p.id = i.person_id";

/// An import one sees: whoever governs its network.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor; [`Error::Forbidden`] for those of the network who do
/// not govern it.
pub async fn governed(db: &impl Db, actor: &Actor, id: ImportId) -> Result<Import> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE i.id = $1");
    let found: Import = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    network::readable(db, actor, found.network_id).await?;
    if actor.may(found.network_id, NetworkRight::Govern) { Ok(found) } else { Err(Error::Forbidden) }
}

/// The imports of a network, the latest first, after `cursor`.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] where one does not govern it.
pub async fn of_network(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    cursor: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>> {
    network::readable(db, actor, network).await?;
    if !actor.may(network, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let before = cursor.map_or(uuid::Uuid::max(), |id| id.0);
    let sql =
        format!("SELECT {COLUMNS} FROM {TABLES} WHERE i.network_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3");
    rows(db, &sql, [network.0.into(), before.into(), limit.into()]).await
}

/// How many of its files are in each state.
///
/// # Errors
/// When the database can't be reached.
pub async fn counts(db: &impl Db, import: &Import) -> Result<Vec<Count>> {
    let sql = format!(
        "SELECT f.state, count(*) AS files, sum(CASE WHEN {} THEN 1 ELSE 0 END) AS unsure FROM import_file f \
         WHERE f.import_id = $1 GROUP BY f.state",
        review::UNSURE
    );
    rows(db, &sql, [import.id.0.into()]).await
}

/// Confirms what was looked through: from now on its files are taken in.
///
/// # Errors
/// As [`governed`]; [`Error::Stale`] where it has been changed since; [`Error::Conflict`] where it does not wait to be
/// confirmed.
pub async fn confirm(tx: &Tx, id: ImportId, revision: i64) -> Result<()> {
    let import = governed(tx, tx.actor(), id).await?;
    if import.revision != revision {
        return Err(Error::Stale);
    }
    if import.state != ImportState::Review {
        return Err(Error::Conflict("import_not_in_review"));
    }
    moved(tx, id, ImportState::Taking).await?;
    execute(tx, "UPDATE import SET confirmed_at = $2 WHERE id = $1", [id.0.into(), tx.now().into()]).await?;
    jobs::enqueue(tx, JobKind::Import, id.0, tx.now()).await?;
    crate::audit::note_in(
        tx,
        import.network_id,
        "import_confirmed",
        &id.to_string(),
        &format!("network={}", import.network_id),
    )
    .await
}

/// Gives an import up before its files are taken in. What it was stays as a row without its files.
///
/// # Errors
/// As [`governed`]; [`Error::Conflict`] where it is too late.
pub async fn give_up(tx: &Tx, id: ImportId) -> Result<()> {
    let import = governed(tx, tx.actor(), id).await?;
    if !matches!(import.state, ImportState::Listing | ImportState::Review | ImportState::Failed) {
        return Err(Error::Conflict("import_not_in_review"));
    }
    moved(tx, id, ImportState::GivenUp).await?;
    execute(tx, "DELETE FROM import_file WHERE import_id = $1 AND document_id IS NULL", [id.0.into()]).await?;
    crate::audit::note_in(
        tx,
        import.network_id,
        "import_given_up",
        &id.to_string(),
        &format!("network={}", import.network_id),
    )
    .await
}

async fn moved(tx: &Tx, id: ImportId, state: ImportState) -> Result<()> {
    let sql = "UPDATE import SET state = $2, revision = revision + 1 WHERE id = $1";
    execute_affecting(tx, sql, [id.0.into(), state.word().into()]).await.map(drop)
}

impl ImportState {
    /// Something is still to be done with it.
    #[must_use]
    pub fn open(self) -> bool {
        matches!(self, Self::Listing | Self::Review | Self::Taking)
    }
}
