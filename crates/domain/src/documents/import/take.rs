//! The work of an import, done by the installation: its files are listed, then one after another becomes a document.

use super::review::Proposal;
use super::{COLUMNS, FileState, Import, ImportFile, ImportState, TABLES, moved};
use crate::actor::Actor;
use crate::documents::document::DocumentKind;
use crate::ids::{DocumentId, ImportId};
use crate::sorting::fold;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// A file that waits to be taken in.
pub type Waiting = ImportFile;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A document.
    Taken(DocumentId),
    /// A version of this document.
    NewVersion(DocumentId),
    /// This document had come before.
    Known(DocumentId),
    /// It could not be taken: a code.
    Skipped(String),
}

fn only_the_installation(actor: &Actor) -> Result<()> {
    if matches!(actor, Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}

/// An import a job is for; none where it has gone.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn waiting(db: &impl Db, actor: &Actor, id: ImportId) -> Result<Option<Import>> {
    only_the_installation(actor)?;
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE i.id = $1");
    row(db, &sql, [id.0.into()]).await
}

/// Notes a file of the zip with what its name proposes, or why it can't be taken. Noted again it stays as it was.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
#[expect(clippy::too_many_arguments, reason = "each is a column")]
pub async fn file(
    tx: &Tx,
    id: ImportId,
    number: i64,
    path: &str,
    size: u64,
    changed_at: Option<chrono::DateTime<chrono::Utc>>,
    skipped: Option<&str>,
    proposal: &Proposal,
) -> Result<()> {
    only_the_installation(tx.actor())?;
    let sql = "INSERT INTO import_file (import_id, number, path, path_folded, size, changed_at, state, why, host_id, year, \
               month, themes, kind, of_meeting) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
               ON CONFLICT (import_id, number) DO NOTHING";
    let state = if skipped.is_some() { FileState::Skipped } else { FileState::Waiting };
    let values = [
        id.0.into(),
        number.into(),
        path.into(),
        fold(path).into(),
        i64::try_from(size).unwrap_or(i64::MAX).into(),
        changed_at.into(),
        state.word().into(),
        skipped.into(),
        proposal.host.map(|host| host.0).into(),
        proposal.year.into(),
        proposal.month.into(),
        serde_json::json!(proposal.themes).into(),
        proposal.kind.map(DocumentKind::word).into(),
        proposal.of_meeting.into(),
    ];
    execute(tx, sql, values).await
}

/// Says that all files have been noted: it waits to be looked through.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn listed(tx: &Tx, id: ImportId) -> Result<()> {
    only_the_installation(tx.actor())?;
    match state(tx, id).await? {
        Some(ImportState::Listing) => moved(tx, id, ImportState::Review).await,
        _ => Ok(()),
    }
}

/// Says what became of a file; whether it had not been said before.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn settle(tx: &Tx, id: ImportId, number: i64, outcome: &Outcome) -> Result<bool> {
    only_the_installation(tx.actor())?;
    let (state, document, why) = match outcome {
        Outcome::Taken(document) => (FileState::Taken, Some(document), None),
        Outcome::NewVersion(document) => (FileState::NewVersion, Some(document), None),
        Outcome::Known(document) => (FileState::Known, Some(document), None),
        Outcome::Skipped(why) => (FileState::Skipped, None, Some(why.as_str())),
    };
    let sql = "UPDATE import_file SET state = $3, document_id = $4, why = $5 \
               WHERE import_id = $1 AND number = $2 AND state = 'waiting'";
    let values = [id.0.into(), number.into(), state.word().into(), document.map(|id| id.0).into(), why.into()];
    Ok(execute_affecting(tx, sql, values).await? > 0)
}

/// Says that every file has been dealt with.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn finish(tx: &Tx, id: ImportId) -> Result<()> {
    only_the_installation(tx.actor())?;
    moved(tx, id, ImportState::Done).await?;
    execute(tx, "UPDATE import SET finished_at = $2 WHERE id = $1", [id.0.into(), tx.now().into()]).await
}

/// Says that it can't go on, and why: a code.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn fail(tx: &Tx, id: ImportId, why: &str) -> Result<()> {
    only_the_installation(tx.actor())?;
    moved(tx, id, ImportState::Failed).await?;
    execute(tx, "UPDATE import SET fault = $2 WHERE id = $1", [id.0.into(), why.into()]).await
}

async fn state(db: &impl Db, id: ImportId) -> Result<Option<ImportState>> {
    #[derive(FromRow)]
    struct Row {
        state: ImportState,
    }
    let found: Option<Row> = row(db, "SELECT state FROM import WHERE id = $1", [id.0.into()]).await?;
    Ok(found.map(|row| row.state))
}
