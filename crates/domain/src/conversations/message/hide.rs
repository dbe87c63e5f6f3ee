//! Hiding another's words: the place stays, and so does the trace of who did it and why. Nobody's words are changed.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::ReadableMessage;
use crate::actor::Actor;
use crate::audit::{self, Written};
use crate::conversations::text::field;
use crate::conversations::{answered_by, flag, mention};
use crate::event::Event;
use crate::ids::{MessageId, PersonId, uuid_at};
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// A reason in one paragraph.
///
/// # Errors
/// [`Error::Invalid`] for none, or one of more than [`LONGEST_REASON`] characters.
pub(crate) fn reason(written: &str) -> Result<String> {
    let reason = field(written);
    if reason.is_empty() {
        return Err(Error::invalid("/reason", "empty"));
    }
    if reason.contains('\0') {
        return Err(Error::invalid("/reason", "nul_character"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::invalid("/reason", "too_long"));
    }
    Ok(reason)
}

/// Hides a message in a room one manages, for a reason that its readers see. What was flagged about it is settled.
///
/// # Errors
/// [`Error::Forbidden`] where one does not manage the room, [`Error::Conflict`] for a message that is gone already or
/// tells what was done to the conversation, [`Error::Invalid`] for no reason.
pub async fn hide(tx: &Tx, message: &ReadableMessage, reason: &str) -> Result<()> {
    message.manageable()?;
    message.stays()?;
    let reason = self::reason(reason)?;
    let by = tx.actor().signed_in()?;
    let id = message.row().id;
    let sql = "UPDATE message SET deleted_at = $2, deleted_by = $3, hidden_reason = $4, revision = revision + 1 \
               WHERE id = $1 AND deleted_at IS NULL";
    let values = [id.0.into(), tx.now().into(), by.0.into(), reason.clone().into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("message_deleted"));
    }
    note(tx, id, &reason, by, tx.now()).await?;
    flag::message_hidden(tx, message).await?;
    let network = tx.actor().facts(message.room()).and_then(|facts| facts.network);
    audit::note_written(tx, network, Written::MessageHidden, &format!("message:{id}"), &reason).await?;
    answered_by::refresh(tx, message.row().conversation_id).await?;
    mention::unplace(tx, id).await?;
    tx.record(message.room(), Event::MessageHidden { conversation: message.row().conversation_id, message: id });
    Ok(())
}

/// Hides a message at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn hide_as(tx: &Tx, id: MessageId, reason: &str, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    may_administer(tx.actor())?;
    let sql = "UPDATE message SET deleted_at = $2, deleted_by = $3, hidden_reason = $4, revision = revision + 1 \
               WHERE id = $1";
    execute(tx, sql, [id.0.into(), at.into(), by.0.into(), reason.into()]).await?;
    note(tx, id, reason, by, at).await
}

async fn note(tx: &Tx, id: MessageId, reason: &str, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO message_hiding (id, message_id, reason, hidden_by, hidden_at) VALUES ($1, $2, $3, $4, $5)";
    execute(tx, sql, [uuid_at(at).into(), id.0.into(), reason.into(), by.0.into(), at.into()]).await
}

/// Shows a hidden message again. What was flagged about it waits again.
///
/// # Errors
/// [`Error::Forbidden`] where one does not manage the room, [`Error::Conflict`] for one that is not hidden.
pub async fn show(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    message.manageable()?;
    let by = tx.actor().signed_in()?;
    let id = message.row().id;
    let sql = "UPDATE message SET deleted_at = NULL, deleted_by = NULL, hidden_reason = NULL, revision = revision + 1 \
               WHERE id = $1 AND hidden_reason IS NOT NULL";
    if execute_affecting(tx, sql, [id.0.into()]).await? == 0 {
        return Err(Error::Conflict("not_hidden"));
    }
    let sql = "UPDATE message_hiding SET shown_by = $2, shown_at = $3 WHERE message_id = $1 AND shown_at IS NULL";
    execute(tx, sql, [id.0.into(), by.0.into(), tx.now().into()]).await?;
    flag::message_shown(tx, message).await?;
    let network = tx.actor().facts(message.room()).and_then(|facts| facts.network);
    audit::note_in(tx, network, "message_shown", &format!("message:{id}"), "").await?;
    answered_by::refresh(tx, message.row().conversation_id).await?;
    mention::put_back(tx, message.room(), message.row()).await?;
    tx.record(message.room(), Event::MessageShown { conversation: message.row().conversation_id, message: id });
    Ok(())
}

/// What a hidden message says, for those who may see it all the same.
#[derive(Clone, Debug, FromRow)]
pub struct HiddenWords {
    /// Safe HTML.
    pub html: String,
    /// Why it is hidden.
    pub reason: String,
    /// Since when.
    pub hidden_at: DateTime<Utc>,
    /// By whom; none where the identity is protected.
    pub hidden_by: Option<String>,
}

/// What a hidden message says: for who manages the room, and for who wrote it.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the message or it is not hidden, [`Error::Forbidden`] for anybody else.
pub async fn hidden_words(db: &impl Db, actor: &Actor, id: MessageId) -> Result<HiddenWords> {
    let message = super::readable(db, actor, id).await?;
    if !message.own() {
        message.manageable()?;
    }
    let sql = "SELECT m.html, h.reason, h.hidden_at, CASE WHEN p.protected THEN NULL ELSE p.name END AS hidden_by \
               FROM message m JOIN message_hiding h ON h.message_id = m.id AND h.shown_at IS NULL \
               JOIN person p ON p.id = h.hidden_by WHERE m.id = $1 AND m.hidden_reason IS NOT NULL";
    let id: Uuid = message.row().id.0;
    row(db, sql, [id.into()]).await?.ok_or(Error::NotFound)
}
