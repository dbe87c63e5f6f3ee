//! Moving a document to another room: access follows at once, everywhere, as for a thread.
//!
//! Its conversation goes along with what is attached there, and those who have written in it are told; messages elsewhere
//! that it was attached to stay where they are. To where more people read only who manages both rooms moves, having seen how
//! many more. What is published, under review, or checked out by somebody else stays.

use super::document::{DocumentState, ReadableDocument};
use super::{checkout, discussion, upload};
use crate::access::RoomKind;
use crate::actor::Actor;
use crate::catalogue;
use crate::conversations::message;
use crate::conversations::moving::{attached, left};
use crate::conversations::text::Text;
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, NetworkId, RoomId};
use crate::meetings::notes;
use crate::people::person::Language;
use crate::rooms::moving::{Destination, Readers, called, destination, reachable, weigh};
use crate::rooms::room::ReadableRoom;
use crate::sorting::{fold, sort_key};
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
use crate::{Error, Result};
use chrono::NaiveDate;

/// What it would mean to move the document to the room.
///
/// # Errors
/// [`Error::Forbidden`] for who may not move it at all, or only reads the room; [`Error::Invalid`] for a room it can't go to.
pub async fn outlook(
    db: &impl Db,
    asked: (&Actor, NaiveDate),
    document: &ReadableDocument,
    to: &ReadableRoom,
) -> Result<Readers> {
    may_go(document, to)?;
    reachable(standing(document), to)?;
    weigh(db, asked, (document.row().room_id, document.rights().manage), to).await
}

/// Where the document stands now.
fn standing(document: &ReadableDocument) -> (RoomId, Option<NetworkId>) {
    (document.row().room_id, document.row().network_id)
}

/// The actor may move the document, and to such a room.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads it, or may not upload there.
pub fn may_go(document: &ReadableDocument, to: &ReadableRoom) -> Result<()> {
    // what was said between a few stays between them
    if document.changeable()?.row().room_kind == RoomKind::Direct {
        return Err(Error::Forbidden);
    }
    if to.rights().upload && to.room().kind != RoomKind::Direct { Ok(()) } else { Err(Error::Forbidden) }
}

/// Moves a document.
///
/// # Errors
/// [`Error::Forbidden`] where one may not, or more people would read and one does not manage both rooms;
/// [`Error::Stale`] when it has changed since `revision`; [`Error::Conflict`] when more people would read than was shown, and
/// for one that is published, under review or checked out by somebody else.
pub async fn shift(tx: &Tx, document: &ReadableDocument, revision: i64, to: Destination) -> Result<()> {
    let room = destination(tx, tx.actor(), to.room).await?;
    may_go(document, &room)?;
    let place = (document.row().room_id, document.rights().manage);
    let readers = weigh(tx, (tx.actor(), tx.today()), place, &room).await?;
    if !readers.allowed {
        return Err(Error::Forbidden);
    }
    let row = document.row();
    if row.revision != revision {
        return Err(Error::Stale);
    }
    reachable(standing(document), &room)?;
    if readers.more > to.more_readers {
        return Err(Error::Conflict("more_readers"));
    }
    if notes::is_archive(tx, document).await? {
        return Err(Error::Conflict("published"));
    }
    if row.state == DocumentState::UnderReview {
        return Err(Error::Conflict("under_review_already"));
    }
    checkout::free(tx, document).await?;
    let word = to.word()?;
    let facts = format!("room:{}", to.room);
    crate::audit::note_in(tx, row.network_id, "document_moved", &format!("document:{}", row.id), &facts).await?;
    let name = carry(tx, row.id, (row.room_id, to.room), &row.name, revision).await?;
    // what others are doing with it at this moment is asked again for the right to it
    tx.access_changed().await?;
    if let Some(conversation) = discussion::of(tx, document).await? {
        let words = catalogue::of(tx.actor().access().and_then(|access| access.language).unwrap_or(Language::Swedish));
        let told = Text::written(&(words.document_moved)(&called(&room, words), readers.more, word))?;
        talk(tx, conversation, (row.room_id, to.room), &name, &told).await?;
        left::tell(tx, conversation, &format!("{}:{revision}", row.id), &readers.losing).await?;
    }
    Ok(())
}

/// Puts the document on top of the other room.
async fn carry(tx: &Tx, id: DocumentId, (from, to): (RoomId, RoomId), name: &str, revision: i64) -> Result<String> {
    let name = upload::name_in(tx, to, None, name).await?;
    // what comes into a meeting's room belongs to the meeting, as if it had been brought in there
    let sql = "UPDATE document SET room_id = $3, folder_id = NULL, pinned_at = NULL, name = $4, name_folded = $5, \
               sort_key = $6, \
               meeting_id = coalesce((SELECT r.meeting_id FROM room r WHERE r.id = $3 AND r.kind = 'meeting'), meeting_id), \
               changed_at = $7, revision = revision + 1 WHERE id = $1 AND revision = $8 AND room_id = $2 \
               AND deleted_at IS NULL";
    let values = [
        id.0.into(),
        from.0.into(),
        to.0.into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        tx.now().into(),
        revision.into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    tx.record(from, Event::DocumentChanged { document: id });
    tx.record(to, Event::DocumentChanged { document: id });
    Ok(name)
}

/// What is said of it goes along, with what is attached there; those who have written are told.
async fn talk(tx: &Tx, id: ConversationId, (from, to): (RoomId, RoomId), name: &str, told: &Text) -> Result<()> {
    #[derive(FromRow)]
    struct Moved {
        id: ConversationId,
    }
    let files: Vec<DocumentId> = attached::going_along(tx, id, from).await?.iter().map(|file| file.id).collect();
    let sql = "UPDATE conversation SET room_id = $2, title = $3, title_folded = $4, pinned_at = NULL, \
               revision = revision + 1 WHERE id = $1 RETURNING id";
    let values = [id.0.into(), to.0.into(), name.into(), fold(name).into()];
    let moved: Moved = row(tx, sql, values).await?.ok_or(Error::NotFound)?;
    tx.record(from, Event::ConversationMoved { conversation: moved.id });
    tx.record(to, Event::ConversationMoved { conversation: moved.id });
    attached::carry(tx, &files, from, to).await?;
    message::notice(tx, id, told).await.map(drop)
}
