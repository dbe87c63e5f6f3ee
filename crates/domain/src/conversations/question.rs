//! Questions: the answers that helped, accepted by whoever asked or who manages the room.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::conversation::{ReadableConversation, speaks_for};
use super::message::{self, Message, ReadableMessage};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, PersonId, RoomId};
use crate::store::{Db, FromRow, Tx, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most accepted answers of one question.
pub const MOST_ACCEPTED: i64 = 20;
/// How long a question waits before its coordinator is reminded of it.
pub const WAITS: TimeDelta = TimeDelta::days(7);

/// An answer that helped.
#[derive(Clone, Debug, FromRow)]
pub struct Accepted {
    /// The answer.
    #[row(nested)]
    pub message: Message,
    /// Accepted when.
    pub accepted_at: DateTime<Utc>,
}

/// The accepted answers that are still there, as they were written.
///
/// # Errors
/// When the database can't be reached.
pub async fn accepted(db: &impl Db, conversation: &ReadableConversation) -> Result<Vec<Accepted>> {
    if !conversation.row().answered {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {}, w.accepted_at FROM {} JOIN accepted_answer w ON w.message_id = m.id AND w.withdrawn_at IS NULL \
         WHERE w.conversation_id = $1 AND m.deleted_at IS NULL ORDER BY m.position LIMIT {MOST_ACCEPTED}",
        message::COLUMNS,
        message::TABLES
    );
    rows(db, &sql, [conversation.row().id.0.into()]).await
}

/// Accepts an answer; again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a message of another conversation, [`Error::Forbidden`] for others than who asked and who
/// manages the room, [`Error::Conflict`] where there is no question or the message is no answer to it.
pub async fn accept(tx: &Tx, conversation: &ReadableConversation, answer: &ReadableMessage) -> Result<()> {
    let (question, message) = (within(conversation, answer)?, answer.row());
    if !question.thread_kind.is_some_and(super::conversation::ThreadKind::asks) {
        return Err(Error::Conflict("not_a_question"));
    }
    if message.position <= 1 {
        return Err(Error::Conflict("not_an_answer"));
    }
    if message.deleted_at.is_some() {
        return Err(Error::Conflict("message_deleted"));
    }
    let count = "SELECT count(*) AS n FROM accepted_answer WHERE conversation_id = $1 AND withdrawn_at IS NULL";
    let in_force = one(tx, count, [question.id.0.into()]).await?;
    if in_force.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_ACCEPTED {
        return Err(Error::Conflict("too_many_answers"));
    }
    let (_, seat, standing) = speaks_for(tx.actor(), question.room_id);
    let by = tx.actor().person();
    if insert(tx, (question.id, message.id), by, (seat, standing), tx.now()).await? {
        tx.record(question.room_id, Event::AnswerAccepted { conversation: question.id, message: message.id });
    }
    Ok(())
}

/// Takes an acceptance back; where there is none nothing changes.
///
/// # Errors
/// As for [`accept`].
pub async fn withdraw(tx: &Tx, conversation: &ReadableConversation, answer: &ReadableMessage) -> Result<()> {
    let question = within(conversation, answer)?;
    let sql = "UPDATE accepted_answer SET withdrawn_at = $2, withdrawn_by = $3 \
               WHERE message_id = $1 AND withdrawn_at IS NULL";
    let by = tx.actor().person().map(|person| person.0);
    if execute_affecting(tx, sql, [answer.row().id.0.into(), tx.now().into(), by.into()]).await? > 0 {
        tx.record(question.room_id, Event::AnswerWithdrawn { conversation: question.id, message: answer.row().id });
    }
    Ok(())
}

/// Accepts an answer as whoever asked, at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn accept_as(
    tx: &Tx,
    room: RoomId,
    (conversation, message): (ConversationId, MessageId),
    asker: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    if insert(tx, (conversation, message), Some(asker), (None, "none"), at).await? {
        tx.record(room, Event::AnswerAccepted { conversation, message });
    }
    Ok(())
}

fn within<'a>(
    conversation: &'a ReadableConversation,
    answer: &ReadableMessage,
) -> Result<&'a super::conversation::Conversation> {
    if answer.row().conversation_id != conversation.row().id {
        return Err(Error::NotFound);
    }
    Ok(conversation.allows(|rights| rights.accept)?.row())
}

/// False where it was accepted already.
async fn insert(
    tx: &Tx,
    (question, answer): (ConversationId, MessageId),
    by: Option<PersonId>,
    (seat, standing): (Option<Uuid>, &str),
    at: DateTime<Utc>,
) -> Result<bool> {
    let sql = "INSERT INTO accepted_answer (id, conversation_id, message_id, accepted_by, accepted_seat_id, standing, \
               accepted_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
               ON CONFLICT (message_id) WHERE withdrawn_at IS NULL DO NOTHING";
    let id = MessageId::at(at).0;
    let by = by.map(|person| person.0);
    let values = [id.into(), question.0.into(), answer.0.into(), by.into(), seat.into(), standing.into(), at.into()];
    Ok(execute_affecting(tx, sql, values).await? > 0)
}
