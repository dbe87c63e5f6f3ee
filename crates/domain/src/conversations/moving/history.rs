//! Where a thread has been, and taking the last move back.

use chrono::{DateTime, Utc};

use super::{carry, left};
use crate::actor::Actor;
use crate::audit;
use crate::catalogue;
use crate::conversations::conversation::ReadableConversation;
use crate::conversations::message::withdraw_notice;
use crate::conversations::text::Text;
use crate::ids::{DocumentId, MessageId, MoveId, PersonId, RoomId};
use crate::people::person::Language;
use crate::rooms::moving::weigh;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute_affecting, row, rows};
use crate::{Error, Result};

/// A move.
#[derive(Clone, Debug, FromRow)]
pub struct Move {
    /// Its id.
    pub id: MoveId,
    /// The room it left.
    pub from_room_id: RoomId,
    /// The room it came to.
    pub to_room_id: RoomId,
    /// The message that told of it.
    pub notice_id: Option<MessageId>,
    /// The place of that message.
    pub notice_position: Option<i64>,
    /// What went along: a JSON list of ids.
    pub documents: serde_json::Value,
    /// So many more people could read.
    pub more_readers: i64,
    /// Who moved it.
    pub moved_by: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub mover_name: Option<String>,
    /// When.
    pub moved_at: DateTime<Utc>,
    /// Taken back when.
    pub undone_at: Option<DateTime<Utc>>,
}

impl Move {
    /// Whether the actor may take it back now: who moved it as long as nobody has written since, and who manages both rooms.
    #[must_use]
    pub fn undoable(&self, actor: &Actor, conversation: &ReadableConversation) -> bool {
        self.check(actor, conversation).is_ok()
    }

    fn check(&self, actor: &Actor, conversation: &ReadableConversation) -> Result<()> {
        let row = conversation.row();
        let back = actor.room(self.from_room_id);
        let manages = conversation.rights().manage && back.manage && back.write;
        let own = self.moved_by.is_some() && self.moved_by == actor.person();
        if !(manages || own && back.write && conversation.rights().write) {
            return Err(Error::Forbidden);
        }
        if self.undone_at.is_some() || row.room_id != self.to_room_id {
            return Err(Error::Conflict("moved_again"));
        }
        // what was said here was said to those who read here
        if !manages && self.notice_position.is_none_or(|position| position < row.last_position) {
            return Err(Error::Conflict("written_since"));
        }
        Ok(())
    }
}

const SELECT: &str = "SELECT v.id, v.from_room_id, v.to_room_id, v.notice_id, n.position AS notice_position, v.documents, \
    v.more_readers, v.moved_by, CASE WHEN p.protected THEN NULL ELSE p.name END AS mover_name, v.moved_at, v.undone_at \
    FROM conversation_move v LEFT JOIN message n ON n.id = v.notice_id LEFT JOIN person p ON p.id = v.moved_by";

/// The newest moves of a thread, at most 20.
///
/// # Errors
/// When the database can't be reached.
pub async fn history(db: &impl Db, conversation: &ReadableConversation) -> Result<Vec<Move>> {
    let sql = format!("{SELECT} WHERE v.conversation_id = $1 ORDER BY v.moved_at DESC, v.id DESC LIMIT 20");
    rows(db, &sql, [conversation.row().id.0.into()]).await
}

/// Takes a move back: the thread stands where it stood, with what went along, and those who have written are told.
///
/// # Errors
/// [`Error::NotFound`] for a move of another thread, [`Error::Forbidden`] for who may not, [`Error::Conflict`] when it has
/// been moved again, or somebody has written since and one does not manage both rooms.
pub async fn undo(tx: &Tx, conversation: &ReadableConversation, id: MoveId) -> Result<()> {
    let sql = format!("{SELECT} WHERE v.id = $1 AND v.conversation_id = $2");
    let found: Move = row(tx, &sql, [id.0.into(), conversation.row().id.0.into()]).await?.ok_or(Error::NotFound)?;
    found.check(tx.actor(), conversation)?;
    let by = tx.actor().person().map(|person| person.0);
    let sql = "UPDATE conversation_move SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Conflict("moved_again"));
    }
    let (thread, room) = (conversation.row().id, found.from_room_id);
    audit::note_in(
        tx,
        conversation.row().network_id,
        "conversation_moved_back",
        &format!("conversation:{thread}"),
        &format!("room:{room}"),
    )
    .await?;
    let documents = found.documents.as_array().into_iter().flatten();
    let documents: Vec<DocumentId> = documents.filter_map(|id| id.as_str()?.parse().ok()).collect();
    let words = catalogue::of(tx.actor().access().and_then(|access| access.language).unwrap_or(Language::Swedish));
    let told = Text::written(words.moved_back)?;
    let back = room::readable(tx, tx.actor(), found.from_room_id).await?;
    let manages = conversation.rights().manage;
    let readers = weigh(tx, (tx.actor(), tx.today()), (conversation.row().room_id, manages), &back).await?;
    carry(tx, conversation, &back, &documents, &told).await?;
    left::tell(tx, thread, &format!("{id}:undone"), &readers.losing).await?;
    match found.notice_id {
        Some(notice) => withdraw_notice(tx, conversation.row().id, found.from_room_id, notice).await,
        None => Ok(()),
    }
}
