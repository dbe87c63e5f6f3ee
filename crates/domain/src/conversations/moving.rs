//! Moving a thread to another room: access follows at once, everywhere.
//!
//! What was attached goes along, what was linked stays where it is. To where more people read only who manages both rooms
//! moves, having seen how many more. Everybody who has written is told. It can be undone.
//!
//! Who may read a room does not change, so nobody is asked again who listens: the rooms' streams each say that the thread
//! has gone or come, the feed shows in each only what stands there now, and later events go to the new room's stream.
//! Whoever has written and reads it no longer can't be told by a message of the thread: they get a letter.

pub(crate) mod attached;
mod history;
pub(crate) mod left;
mod named;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use history::{Move, history, undo};
pub use left::{Left, MovedAway, moved_away, see_moved_away, told};

use super::conversation::{ReadableConversation, speaks_for};
use super::message;
use super::text::Text;
use crate::access::{RoomKind, StandingKind};
use crate::actor::Actor;
use crate::audit;
use crate::catalogue;
use crate::documents::document::Document;
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, MessageId, MoveId, NetworkId, PersonId, RoomId};
use crate::people::assignment::may_administer;
use crate::people::person::Language;
use crate::rooms::moving::{Destination, Readers, called, destination, reachable, weigh};
use crate::rooms::room::ReadableRoom;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, rows};
use crate::{Error, Result};

/// What a move would mean.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Who would read it.
    pub readers: Readers,
    /// What would go along.
    pub documents: Vec<Document>,
    /// Who has written, each once.
    pub writers: Vec<Writer>,
}

/// Somebody who has written in it.
#[derive(Clone, Debug, FromRow)]
pub struct Writer {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation they last wrote.
    pub organisation: Option<String>,
}

/// What it would mean to move the thread to the room.
///
/// # Errors
/// [`Error::Forbidden`] for who may not move it at all, or only reads the room; [`Error::Invalid`] for a room it can't go to.
pub async fn outlook(
    db: &impl Db,
    asked: (&Actor, NaiveDate),
    conversation: &ReadableConversation,
    to: &ReadableRoom,
) -> Result<Outlook> {
    may_go(conversation, to)?;
    reachable(standing(conversation), to)?;
    look_out(db, asked, conversation, to).await
}

/// Where the thread stands now.
fn standing(conversation: &ReadableConversation) -> (RoomId, Option<NetworkId>) {
    (conversation.row().room_id, conversation.row().network_id)
}

async fn look_out(
    db: &impl Db,
    asked: (&Actor, NaiveDate),
    conversation: &ReadableConversation,
    to: &ReadableRoom,
) -> Result<Outlook> {
    let row = conversation.row();
    let sql = "SELECT m.author_id AS id, CASE WHEN p.protected THEN NULL ELSE p.name END AS name, \
               max(o.name) AS organisation FROM message m JOIN person p ON p.id = m.author_id \
               LEFT JOIN organisation o ON o.id = m.author_organisation_id WHERE m.conversation_id = $1 \
               GROUP BY m.author_id, p.protected, p.name, p.sort_key ORDER BY p.protected, p.sort_key LIMIT 500";
    Ok(Outlook {
        readers: weigh(db, asked, (row.room_id, conversation.rights().manage), to).await?,
        documents: attached::going_along(db, row.id, row.room_id).await?,
        writers: rows(db, sql, [row.id.0.into()]).await?,
    })
}

/// The actor may move the thread, and to such a room.
fn may_go(conversation: &ReadableConversation, to: &ReadableRoom) -> Result<()> {
    conversation.allows(|rights| rights.shift)?;
    if to.writable()?.room().kind == RoomKind::Direct { Err(Error::Forbidden) } else { Ok(()) }
}

/// Moves a thread.
///
/// # Errors
/// [`Error::Forbidden`] where one may not, or more people would read and one does not manage both rooms;
/// [`Error::Stale`] when it has changed since `revision`; [`Error::Conflict`] when more people would read than was shown.
pub async fn shift(tx: &Tx, conversation: &ReadableConversation, revision: i64, to: Destination) -> Result<()> {
    let room = destination(tx, tx.actor(), to.room).await?;
    may_go(conversation, &room)?;
    let Outlook { readers, documents, .. } = look_out(tx, (tx.actor(), tx.today()), conversation, &room).await?;
    if !readers.allowed {
        return Err(Error::Forbidden);
    }
    if conversation.row().revision != revision {
        return Err(Error::Stale);
    }
    reachable(standing(conversation), &room)?;
    if readers.more > to.more_readers {
        return Err(Error::Conflict("more_readers"));
    }
    let word = to.word()?;
    let ids: Vec<DocumentId> = documents.iter().map(|document| document.id).collect();
    let words = catalogue::of(tx.actor().access().and_then(|access| access.language).unwrap_or(Language::Swedish));
    let told = Text::written(&(words.moved)(&called(&room, words), readers.more, ids.len(), word))?;
    audit::note_in(
        tx,
        conversation.row().network_id,
        "conversation_moved",
        &format!("conversation:{}", conversation.row().id),
        &format!("room:{}", to.room),
    )
    .await?;
    let notice = carry(tx, conversation, &room, &ids, &told).await?;
    let id = note(tx, conversation, (to.room, notice, readers.more), &ids).await?;
    left::tell(tx, conversation.row().id, &id.to_string(), &readers.losing).await
}

/// Takes the thread over, with what goes along, and tells those who have written.
async fn carry(
    tx: &Tx,
    conversation: &ReadableConversation,
    room: &ReadableRoom,
    documents: &[DocumentId],
    told: &Text,
) -> Result<MessageId> {
    let (row, to) = (conversation.row(), room.room().id);
    // a place on top is the room's, not the thread's
    let sql = "UPDATE conversation SET room_id = $3, pinned_at = NULL, revision = revision + 1 \
               WHERE id = $1 AND revision = $2";
    if execute_affecting(tx, sql, [row.id.0.into(), row.revision.into(), to.0.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    // what others are doing with it at this moment is asked again for the right to it
    tx.access_changed().await?;
    tx.record(row.room_id, Event::ConversationMoved { conversation: row.id });
    tx.record(to, Event::ConversationMoved { conversation: row.id });
    attached::carry(tx, documents, row.room_id, to).await?;
    named::withdraw(tx, row.id, room).await?;
    message::notice(tx, row.id, told).await
}

/// Notes a move at a time gone by, of which a message of the thread tells: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn moved_as(
    tx: &Tx,
    thread: ConversationId,
    (from, to): (RoomId, RoomId),
    (notice, more_readers): (MessageId, i64),
    (by, seat, standing): (PersonId, Option<Uuid>, StandingKind),
    at: DateTime<Utc>,
) -> Result<()> {
    may_administer(tx.actor())?;
    let row = Row { thread, from, to, notice, documents: serde_json::json!([]), more_readers };
    insert(tx, row, (Some(by), seat, standing.word()), at).await.map(drop)
}

async fn note(
    tx: &Tx,
    conversation: &ReadableConversation,
    (to, notice, more_readers): (RoomId, MessageId, i64),
    documents: &[DocumentId],
) -> Result<MoveId> {
    let row = conversation.row();
    let (_, seat, standing) = speaks_for(tx.actor(), to);
    let documents: Vec<String> = documents.iter().map(ToString::to_string).collect();
    let (thread, from, documents) = (row.id, row.room_id, serde_json::json!(documents));
    let row = Row { thread, from, to, notice, documents, more_readers };
    insert(tx, row, (tx.actor().person(), seat, standing), tx.now()).await
}

struct Row {
    thread: ConversationId,
    from: RoomId,
    to: RoomId,
    notice: MessageId,
    documents: serde_json::Value,
    more_readers: i64,
}

async fn insert(
    tx: &Tx,
    row: Row,
    (by, seat, standing): (Option<PersonId>, Option<Uuid>, &str),
    at: DateTime<Utc>,
) -> Result<MoveId> {
    let id = MoveId::at(at);
    let sql = "INSERT INTO conversation_move (id, conversation_id, from_room_id, to_room_id, notice_id, documents, \
               more_readers, moved_by, seat_id, standing, moved_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = [
        id.0.into(),
        row.thread.0.into(),
        row.from.0.into(),
        row.to.0.into(),
        row.notice.0.into(),
        row.documents.into(),
        row.more_readers.into(),
        by.map(|person| person.0).into(),
        seat.into(),
        standing.into(),
        at.into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}
