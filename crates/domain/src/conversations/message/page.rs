//! A page of a conversation: one statement for the conversation, one for its messages.

use super::{COLUMNS, Message, TABLES};
use crate::Result;
use crate::actor::Actor;
use crate::conversations::conversation::{self, ReadableConversation};
use crate::ids::ConversationId;
use crate::store::{Db, rows};

/// Which part of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The messages after a position.
    After(i64),
    /// The messages before a position.
    Before(i64),
    /// The messages about a position: half of them before it.
    Around(i64),
}

/// A page with the conversation it comes from.
#[derive(Debug)]
pub struct LongPage {
    /// The conversation, with the room's newest event as of just before the messages were read: what comes later comes
    /// as an event.
    pub conversation: ReadableConversation,
    /// Its messages, by position.
    pub messages: Vec<Message>,
}

/// A page of a conversation.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the conversation.
pub async fn page(db: &impl Db, actor: &Actor, id: ConversationId, page: Page, limit: i64) -> Result<LongPage> {
    let conversation = conversation::readable(db, actor, id).await?;
    let (from, backwards) = match page {
        Page::After(position) => (position, false),
        Page::Before(position) => (position, true),
        // positions are without gaps, so the middle is arithmetic
        Page::Around(position) => (position.saturating_sub(limit / 2 + 1).max(0), false),
    };
    let (compare, order) = if backwards { ("<", "DESC") } else { (">", "ASC") };
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE m.conversation_id = $1 AND m.position {compare} $2 \
         ORDER BY m.position {order} LIMIT $3"
    );
    let mut messages: Vec<Message> = rows(db, &sql, [id.0.into(), from.into(), limit.into()]).await?;
    if backwards {
        messages.reverse();
    }
    Ok(LongPage { conversation, messages })
}
