//! Checking a document out: while one person works on it elsewhere, nobody else puts a new version in their way.

use chrono::{DateTime, Utc};

use super::document::ReadableDocument;
use crate::conversations::conversation::speaks_for;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{PersonId, uuid_at};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// The most characters of a reason.
const LONGEST: usize = 300;

/// Who has a document, since when and what for.
#[derive(Clone, Debug, FromRow)]
pub struct CheckOut {
    /// Who.
    pub person_id: PersonId,
    /// What for.
    pub reason: String,
    /// Since when.
    pub taken_at: DateTime<Utc>,
}

/// Who has the document now.
///
/// # Errors
/// When the database can't be reached.
pub async fn held(db: &impl Db, document: &ReadableDocument) -> Result<Option<CheckOut>> {
    let sql = "SELECT person_id, reason, taken_at FROM check_out WHERE document_id = $1 AND released_at IS NULL";
    row(db, sql, [document.row().id.0.into()]).await
}

/// Nobody else has it.
///
/// # Errors
/// [`Error::Conflict`] while somebody else has it checked out.
pub(crate) async fn free(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    match held(tx, document).await? {
        Some(held) if Some(held.person_id) != tx.actor().person() => Err(Error::Conflict("checked_out")),
        _ => Ok(()),
    }
}

/// Takes the document out, for a reason everybody who reads it sees. Whoever has it already may say another reason.
///
/// # Errors
/// [`Error::Forbidden`] where one may not change it, [`Error::Invalid`] without a reason, [`Error::Conflict`] while
/// somebody else has it.
pub async fn take(tx: &Tx, document: &ReadableDocument, reason: &str) -> Result<()> {
    let row = document.changeable()?.row();
    let person = tx.actor().signed_in()?;
    let reason = clean(reason.trim());
    if is_blank(&reason) || reason.chars().count() > LONGEST || reason.contains('\0') {
        return Err(Error::invalid("/reason", if is_blank(&reason) { "empty" } else { "too_long" }));
    }
    free(tx, document).await?;
    let (organisation, _, standing) = speaks_for(tx.actor(), row.room_id);
    let again = "UPDATE check_out SET reason = $3 WHERE document_id = $1 AND person_id = $2 AND released_at IS NULL";
    let values = [row.id.0.into(), person.0.into(), reason.clone().into()];
    if execute_affecting(tx, again, values).await? == 0 {
        let sql = "INSERT INTO check_out (id, document_id, person_id, organisation_id, standing, reason, taken_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) \
                   ON CONFLICT (document_id) WHERE released_at IS NULL DO NOTHING";
        let values = [
            uuid_at(tx.now()).into(),
            row.id.0.into(),
            person.0.into(),
            organisation.map(|o| o.0).into(),
            standing.into(),
            reason.into(),
            tx.now().into(),
        ];
        if execute_affecting(tx, sql, values).await? == 0 {
            return Err(Error::Conflict("checked_out"));
        }
    }
    touched(tx, document).await
}

/// Gives it back: whoever has it, or who manages the room.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else, [`Error::Conflict`] when nobody has it.
pub async fn release(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    document.changeable()?;
    let held = held(tx, document).await?.ok_or(Error::Conflict("not_checked_out"))?;
    if Some(held.person_id) != tx.actor().person() && !document.rights().manage {
        return Err(Error::Forbidden);
    }
    let sql = "UPDATE check_out SET released_by = $2, released_at = $3 WHERE document_id = $1 AND released_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    execute(tx, sql, [document.row().id.0.into(), by.into(), tx.now().into()]).await?;
    touched(tx, document).await
}

/// Its row tells more than before: everybody who shows it is told.
pub(crate) async fn touched(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let row = document.row();
    execute(tx, "UPDATE document SET revision = revision + 1 WHERE id = $1", [row.id.0.into()]).await?;
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(())
}
