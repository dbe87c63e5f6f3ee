//! A chat message that became a thread: a link both ways, and no copy of what was said.

use uuid::Uuid;

use super::{ConversationKind, NewThread, readable, start};
use crate::actor::Actor;
use crate::conversations::message::{self, Message, ReadableMessage};
use crate::error::if_seen;
use crate::event::Event;
use crate::idempotency::Outcome;
use crate::ids::{ConversationId, MessageId};
use crate::rooms::room;
use crate::store::{Db, Tx, execute, execute_affecting};
use crate::{Error, Result};

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifted {
    /// A new thread.
    New(ConversationId),
    /// Somebody had lifted it before: the thread it became then.
    Earlier(ConversationId),
}

impl Lifted {
    /// The thread.
    #[must_use]
    pub fn id(self) -> ConversationId {
        match self {
            Self::New(id) | Self::Earlier(id) => id,
        }
    }
}

impl Outcome for Lifted {
    fn noted(&self) -> (Uuid, bool) {
        (self.id().0, matches!(self, Self::New(_)))
    }

    fn again(id: Uuid, new: bool) -> Self {
        if new { Self::New(ConversationId(id)) } else { Self::Earlier(ConversationId(id)) }
    }
}

/// Starts a thread in the same room from a chat message. A message becomes one thread, whoever asks first.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads the room, [`Error::Conflict`] for a message of something else than a chat, or
/// one that has been deleted; what [`start`] refuses.
pub async fn lift(tx: &Tx, message: &ReadableMessage, new: NewThread) -> Result<Lifted> {
    if !message.rights().write {
        return Err(Error::Forbidden);
    }
    let row = message.row();
    let chat = readable(tx, tx.actor(), row.conversation_id).await?;
    if chat.row().kind == ConversationKind::Direct {
        return Err(Error::Forbidden);
    }
    if chat.row().kind != ConversationKind::Chat {
        return Err(Error::Conflict("not_a_chat"));
    }
    if row.deleted_at.is_some() {
        return Err(Error::Conflict("message_deleted"));
    }
    if let Some(earlier) = row.lifted_to {
        return Ok(Lifted::Earlier(earlier));
    }
    if new.kind.carries_more() {
        return Err(Error::invalid("/kind", "wrong_form"));
    }
    let room = room::readable(tx, tx.actor(), message.room()).await?;
    let (thread, _) = start(tx, &room, new).await?;
    let forth = "UPDATE message SET lifted_to = $2 WHERE id = $1 AND lifted_to IS NULL";
    if execute_affecting(tx, forth, [row.id.0.into(), thread.0.into()]).await? == 0 {
        return Err(Error::UnderWay);
    }
    let back = "UPDATE conversation SET lifted_from = $2 WHERE id = $1";
    execute(tx, back, [thread.0.into(), row.id.0.into()]).await?;
    tx.record(message.room(), Event::MessageLifted { conversation: row.conversation_id, message: row.id });
    Ok(Lifted::New(thread))
}

/// Says of a thread that it was lifted from that message of a chat, at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where the chat has no such message.
pub async fn lifted_before(tx: &Tx, thread: ConversationId, (chat, position): (ConversationId, i64)) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let forth = "UPDATE message SET lifted_to = $3 WHERE conversation_id = $1 AND position = $2";
    if execute_affecting(tx, forth, [chat.0.into(), position.into(), thread.0.into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    let back = "UPDATE conversation SET lifted_from = (SELECT m.id FROM message m WHERE m.conversation_id = $1 \
                AND m.position = $2) WHERE id = $3";
    execute(tx, back, [chat.0.into(), position.into(), thread.0.into()]).await
}

/// The message a thread was lifted from, where the actor may still read it.
///
/// # Errors
/// When the database can't be reached.
pub async fn lifted_from(db: &impl Db, actor: &Actor, id: Option<MessageId>) -> Result<Option<Message>> {
    let Some(id) = id else { return Ok(None) };
    Ok(if_seen(message::readable(db, actor, id).await)?.map(|found| found.row().clone()))
}
