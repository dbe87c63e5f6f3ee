//! A thread that somebody started at a time gone by: demo data and imports.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{ThreadKind, title};
use crate::Result;
use crate::actor::Actor;
use crate::conversations::tags::Tags;
use crate::event::Event;
use crate::ids::{ConversationId, PersonId};
use crate::rooms::room::ReadableRoom;
use crate::sorting::fold;
use crate::store::{Tx, execute};

/// A thread to start as somebody.
#[derive(Clone, Debug)]
pub struct StartedBefore {
    /// What it is for.
    pub kind: ThreadKind,
    /// Its title.
    pub title: String,
    /// Who started it.
    pub author: PersonId,
    /// Through which seat.
    pub seat: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is about.
    pub tags: Tags,
    /// It stands on top of lists.
    pub pinned: bool,
}

/// Starts a thread as somebody, still without messages: those follow by [`crate::conversations::message::post_as`].
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation, [`crate::Error::Invalid`] for a title that can't be.
pub async fn start_as(tx: &Tx, room: &ReadableRoom, new: StartedBefore) -> Result<ConversationId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(crate::Error::Forbidden);
    }
    let room = room.room();
    let title = title(&new.title)?;
    let id = ConversationId::at(new.at);
    let sql = "INSERT INTO conversation (id, room_id, network_id, kind, thread_kind, title, title_folded, themes, \
               articles, author_id, author_seat_id, last_position, last_at, revision, created_at, pinned_at) \
               VALUES ($1, $2, $3, 'thread', $4, $5, $6, $7, $8, $9, $10, 0, $11, 1, $11, $12)";
    let values = [
        id.0.into(),
        room.id.0.into(),
        room.network_id.map(|n| n.0).into(),
        new.kind.word().into(),
        title.clone().into(),
        fold(&title).into(),
        serde_json::json!(new.tags.themes).into(),
        serde_json::json!(new.tags.articles).into(),
        new.author.0.into(),
        new.seat.into(),
        new.at.into(),
        new.pinned.then_some(new.at).into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(room.id, Event::ConversationStarted { conversation: id });
    Ok(id)
}
