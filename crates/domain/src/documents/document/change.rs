//! Renaming, moving within a room, saying what a document is and is about, taking away and bringing back.

use chrono::{DateTime, TimeDelta, Utc};

use super::{DocumentKind, DocumentState, Precision, ReadableDocument, dating};
use crate::conversations::conversation::{articles, themes};
use crate::conversations::tags::Tags;
use crate::documents::{checkout, folder, review, upload};
use crate::event::Event;
use crate::ids::{FolderId, RoomId};
use crate::meetings::meeting;
use crate::meetings::notes::{self, Documentation};
use crate::rooms::room;
use crate::sorting::{fold, sort_key};
use crate::store::{Tx, execute_affecting, one};
use crate::{Error, Result};

/// How long a deletion can be undone.
pub const UNDO: TimeDelta = TimeDelta::days(30);

/// The most documents beside the conversations of a room.
const MOST_PINNED: i64 = 5;

/// What to change; none leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// A new name.
    pub name: Option<String>,
    /// Another folder of the same room; `Some(None)` is its top.
    pub folder: Option<Option<FolderId>>,
    /// What it is; `Some(None)` is that nobody says.
    pub kind: Option<Option<DocumentKind>>,
    /// Other themes.
    pub themes: Option<Vec<String>>,
    /// Other articles of the Convention.
    pub articles: Option<Vec<i64>>,
    /// The year, month or day it is about, as it is written; `Some(None)` is that nobody says.
    pub dated: Option<Option<String>>,
    /// Beside the conversations of its room, or not: for those who keep them.
    pub pinned: Option<bool>,
    /// A draft, or done. Under review it comes by asking somebody.
    pub state: Option<DocumentState>,
    /// Put it into the archive, where its meeting is.
    pub publish: bool,
}

/// Renames a document, puts it in another folder, says what it is or what it is about.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, and to pin it where one does not keep the room; [`Error::Stale`] when it has
/// changed since `revision`, [`Error::NotFoundIn`] for a folder of another room, [`Error::NameTaken`] for a name another
/// document has there, [`Error::Conflict`] for another state while it is under review, another name or folder for what is in
/// the archive, and to publish what does not belong to a meeting in the archive that one plans, and where as many are pinned
/// as may; [`Error::Invalid`] for a state that is not chosen and a date that is none.
pub async fn change(tx: &Tx, document: &ReadableDocument, revision: i64, change: Change) -> Result<()> {
    let row = document.changeable()?.row();
    // where it is shown is no change of it
    let only_pinned = change == Change { pinned: change.pinned, ..Change::default() };
    let folder = change.folder.unwrap_or(row.folder_id);
    if let Some(folder) = folder {
        let found = folder::readable(tx, tx.actor(), folder).await;
        if !found.is_ok_and(|found| found.room_id == row.room_id) {
            return Err(Error::NotFoundIn("/folder_id"));
        }
    }
    let name = match change.name {
        Some(written) => folder::name(&written).ok_or_else(|| Error::invalid("/name", "not_a_name"))?,
        None => row.name.clone(),
    };
    if (name != row.name || folder != row.folder_id) && notes::is_archive(tx, document).await? {
        return Err(Error::Conflict("published"));
    }
    if let Some(taken) = upload::named(tx, row.room_id, folder, &name).await?
        && taken != row.id
    {
        return Err(Error::NameTaken(taken));
    }
    let state = match change.state {
        Some(DocumentState::UnderReview) => return Err(Error::invalid("/state", "by_review")),
        Some(_) if row.state == DocumentState::UnderReview => return Err(Error::Conflict("under_review_already")),
        Some(state) => state,
        None => row.state,
    };
    let comes = match row.published_at {
        None if change.publish && notes::may_follow(tx, tx.actor(), document).await? => Some(tx.now()),
        None if change.publish => return Err(Error::Conflict("meeting_not_published")),
        _ => None,
    };
    let (dated_on, precision) = match &change.dated {
        None => (row.dated_on, row.dated_precision),
        Some(None) => (None, None),
        Some(Some(written)) => dating::read(written).map(|(day, precision)| (Some(day), Some(precision)))?,
    };
    let pinned_at = match change.pinned {
        None => row.pinned_at,
        Some(pin) => pinned(tx, document, pin).await?,
    };
    let stays = if state == DocumentState::Draft { review::WITHOUT_APPROVAL } else { "published_at" };
    let kind = change.kind.unwrap_or(row.kind);
    let tags = Tags::chosen(
        &change.themes.unwrap_or_else(|| themes(&row.themes)),
        &change.articles.unwrap_or_else(|| articles(&row.articles)),
    )?;
    let sql = format!(
        "UPDATE document SET name = $3, name_folded = $4, sort_key = $5, folder_id = $6, changed_at = $7, kind = $8, \
         themes = $9, articles = $10, state = $11, published_at = coalesce({stays}, $12), dated_on = $13, \
         dated_precision = $14, pinned_at = $15, revision = revision + 1 WHERE id = $1 AND revision = $2"
    );
    let values = [
        row.id.0.into(),
        revision.into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        folder.map(|f| f.0).into(),
        if only_pinned { row.changed_at } else { tx.now() }.into(),
        kind.map(DocumentKind::word).into(),
        serde_json::json!(tags.themes).into(),
        serde_json::json!(tags.articles).into(),
        state.word().into(),
        comes.into(),
        dated_on.into(),
        precision.map(Precision::word).into(),
        pinned_at.into(),
    ];
    if execute_affecting(tx, &sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    if name != row.name {
        // its own conversation is called as it is
        let sql = "UPDATE conversation SET title = $2, title_folded = $3, revision = revision + 1 WHERE document_id = $1 \
                   RETURNING id";
        let renamed = crate::store::one(tx, sql, [row.id.0.into(), name.clone().into(), fold(&name).into()]).await?;
        if let Some(found) = renamed {
            tx.record(row.room_id, Event::ConversationChanged { conversation: found.get("id")? });
        }
    }
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(())
}

/// Since when it is pinned then, for who keeps its room.
async fn pinned(tx: &Tx, document: &ReadableDocument, pin: bool) -> Result<Option<DateTime<Utc>>> {
    let row = document.pinnable()?.row();
    if !pin || row.pinned_at.is_some() {
        return Ok(row.pinned_at.filter(|_| pin));
    }
    if room_beside(tx, row.room_id).await? {
        Ok(Some(tx.now()))
    } else {
        Err(Error::Conflict("too_many_pinned_documents"))
    }
}

/// Whether there is room for one more beside the conversations.
async fn room_beside(tx: &Tx, id: RoomId) -> Result<bool> {
    room::locked(tx, id).await?;
    let sql = "SELECT count(*) AS n FROM document WHERE room_id = $1 AND pinned_at IS NOT NULL AND deleted_at IS NULL";
    let found = one(tx, sql, [id.0.into()]).await?;
    Ok(found.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) < MOST_PINNED)
}

/// Takes a document away; it can be brought back for [`UNDO`].
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, [`Error::Stale`] when it has changed since `revision`, [`Error::Conflict`]
/// while somebody else has it checked out.
pub async fn delete(tx: &Tx, document: &ReadableDocument, revision: i64) -> Result<()> {
    let row = document.changeable()?.row();
    checkout::free(tx, document).await?;
    match notes::documentation(tx, row).await? {
        None => {}
        Some((_, Documentation::Notes)) => return Err(Error::Conflict("published")),
        // a photo of somebody who would rather not: those who keep the archive take it away
        Some((meeting, Documentation::Other)) => {
            meeting::if_planned(tx, tx.actor(), meeting).await?.ok_or(Error::Conflict("published"))?;
        }
    }
    let sql = "UPDATE document SET deleted_at = $3, deleted_by = $4, revision = revision + 1 \
               WHERE id = $1 AND revision = $2 AND deleted_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    if execute_affecting(tx, sql, [row.id.0.into(), revision.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    tx.record(row.room_id, Event::DocumentDeleted { document: row.id });
    Ok(())
}

/// Brings a document back. Where its name has been taken meanwhile it gets a number, as in keeping both; where as many as may
/// have been pinned meanwhile it is so no longer.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, [`Error::Conflict`] when it is not deleted or too late.
pub async fn restore(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let row = document.changeable()?.row();
    let name = match upload::named(tx, row.room_id, row.folder_id, &row.name).await? {
        Some(taken) if taken != row.id => upload::free_name(tx, row.room_id, row.folder_id, &row.name).await?,
        _ => row.name.clone(),
    };
    let stays = row.pinned_at.is_some() && room_beside(tx, row.room_id).await?;
    let sql = "UPDATE document SET deleted_at = NULL, deleted_by = NULL, name = $3, name_folded = $4, sort_key = $5, \
               pinned_at = $6, revision = revision + 1 WHERE id = $1 AND deleted_at IS NOT NULL AND deleted_at >= $2";
    let values = [
        row.id.0.into(),
        (tx.now() - UNDO).into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        row.pinned_at.filter(|_| stays).into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("too_late_to_undo"));
    }
    tx.record(row.room_id, Event::DocumentRestored { document: row.id });
    Ok(())
}
