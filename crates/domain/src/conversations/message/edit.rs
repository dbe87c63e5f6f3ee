//! Changing and taking away what one wrote: versions stay as history, a deletion leaves its trace.

use chrono::{DateTime, TimeDelta, Utc};

use super::ReadableMessage;
use crate::actor::Actor;
use crate::conversations::mention;
use crate::conversations::text::{RENDERER_VERSION, Text};
use crate::conversations::{answered_by, mentioned_in};
use crate::documents::uses;
use crate::event::Event;
use crate::ids::MessageId;
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, rows};
use crate::{Error, Result};

/// How long a deletion can be undone by its author.
pub const UNDO: TimeDelta = TimeDelta::seconds(30);

/// A message as it stood before an edit.
#[derive(Clone, Debug, FromRow)]
pub struct Version {
    /// Its revision.
    pub revision: i64,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Written when.
    pub written_at: DateTime<Utc>,
}

/// Changes the text of one's own message; the text before stays as history.
///
/// # Errors
/// [`Error::Forbidden`] for another's message, [`Error::Stale`] when it has changed since `revision`,
/// [`Error::Conflict`] for a deleted one.
pub async fn edit(tx: &Tx, message: &ReadableMessage, revision: i64, text: &Text) -> Result<()> {
    message.changeable()?;
    let row = message.row();
    if row.deleted_at.is_some() {
        return Err(Error::Conflict("message_deleted"));
    }
    let unnamed = mention::unnamed(tx, text).await?;
    let text = unnamed.as_ref().unwrap_or(text);
    let keep = "INSERT INTO message_version (message_id, revision, text, html, written_at) \
                SELECT id, revision, text, html, coalesce(edited_at, created_at) FROM message \
                WHERE id = $1 AND revision = $2 ON CONFLICT DO NOTHING";
    execute(tx, keep, [row.id.0.into(), revision.into()]).await?;
    let sql = "UPDATE message SET text = $3, html = $4, renderer_version = $5, revision = revision + 1, \
               edited_at = $6 WHERE id = $1 AND revision = $2";
    let values = [
        row.id.0.into(),
        revision.into(),
        text.markdown().into(),
        text.html().into(),
        RENDERER_VERSION.into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    mention::replace(tx, message.room(), row, text.mentions()).await?;
    mentioned_in::note_again(tx, (row.id, row.conversation_id), text).await?;
    uses::note_again(tx, row.id, &row.attachments, text).await?;
    tx.record(message.room(), Event::MessageEdited { conversation: row.conversation_id, message: row.id });
    Ok(())
}

/// Changes a message's text at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn edit_as(tx: &Tx, id: MessageId, text: &Text, at: DateTime<Utc>) -> Result<()> {
    may_administer(tx.actor())?;
    let keep = "INSERT INTO message_version (message_id, revision, text, html, written_at) \
                SELECT id, revision, text, html, coalesce(edited_at, created_at) FROM message WHERE id = $1";
    execute(tx, keep, [id.0.into()]).await?;
    let sql = "UPDATE message SET text = $2, html = $3, revision = revision + 1, edited_at = $4 WHERE id = $1";
    execute(tx, sql, [id.0.into(), text.markdown().into(), text.html().into(), at.into()]).await
}

/// Takes away one's own message. Its place stays, with the word that it is gone.
///
/// # Errors
/// [`Error::Forbidden`] for another's message, [`Error::Stale`] when it has changed since `revision`.
pub async fn delete(tx: &Tx, message: &ReadableMessage, revision: i64) -> Result<()> {
    message.changeable()?;
    let row = message.row();
    let sql = "UPDATE message SET deleted_at = $3, deleted_by = $4, revision = revision + 1 \
               WHERE id = $1 AND revision = $2 AND deleted_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    if execute_affecting(tx, sql, [row.id.0.into(), revision.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    answered_by::refresh(tx, row.conversation_id).await?;
    mention::unplace(tx, row.id).await?;
    tx.record(message.room(), Event::MessageDeleted { conversation: row.conversation_id, message: row.id });
    Ok(())
}

/// Undoes one's own deletion within [`UNDO`].
///
/// # Errors
/// [`Error::Forbidden`] for another's message, [`Error::Conflict`] when it is not deleted or too late.
pub async fn restore(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    message.changeable()?;
    let row = message.row();
    // what somebody else has hidden is not one's own deletion
    let sql = "UPDATE message SET deleted_at = NULL, deleted_by = NULL, revision = revision + 1 \
               WHERE id = $1 AND deleted_at IS NOT NULL AND deleted_at >= $2 AND hidden_reason IS NULL";
    if execute_affecting(tx, sql, [row.id.0.into(), (tx.now() - UNDO).into()]).await? == 0 {
        return Err(Error::Conflict("too_late_to_undo"));
    }
    answered_by::refresh(tx, row.conversation_id).await?;
    mention::put_back(tx, message.room(), row).await?;
    tx.record(message.room(), Event::MessageRestored { conversation: row.conversation_id, message: row.id });
    Ok(())
}

/// The versions before the present one, oldest first, at most 100. A deleted message shows none.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the message.
pub async fn versions(db: &impl Db, actor: &Actor, id: MessageId) -> Result<Vec<Version>> {
    let message = super::readable(db, actor, id).await?;
    if message.row().deleted_at.is_some() {
        return Ok(Vec::new());
    }
    let sql = "SELECT revision, text, html, written_at FROM message_version WHERE message_id = $1 \
               ORDER BY revision LIMIT 100";
    rows(db, sql, [id.0.into()]).await
}
