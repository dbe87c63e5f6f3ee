//! What a thread is called and about, and its state: title, kind, tags, pinned, closed. How it was before stays.

use serde_json::json;

use super::{Conversation, ReadableConversation, ThreadKind, speaks_for, title};
use crate::audit;
use crate::conversations::flag;
use crate::conversations::tags::Tags;
use crate::event::Event;
use crate::ids::MessageId;
use crate::rooms::room;
use crate::sorting::fold;
use crate::store::{Tx, execute, execute_affecting, one};
use crate::{Error, Result};

/// The most threads on top of one room's list.
const MOST_PINNED: i64 = 5;

/// What to change; none leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// A new title.
    pub title: Option<String>,
    /// What it is for.
    pub kind: Option<ThreadKind>,
    /// What it is about.
    pub tags: Option<Tags>,
    /// On top of the list, or not.
    pub pinned: Option<bool>,
    /// Only read, or not.
    pub closed: Option<bool>,
}

impl Change {
    /// Whether the actor may do all of it.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where not, [`Error::Conflict`] where it is closed.
    pub fn allowed(&self, conversation: &ReadableConversation) -> Result<()> {
        let keeps = self.pinned.is_some() || self.closed.is_some();
        if keeps {
            conversation.allows(|rights| rights.keep)?;
        }
        let changes = self.title.is_some() || self.kind.is_some() || self.tags.is_some();
        // who opens it again may change it in the same breath
        if (changes && self.closed != Some(false)) || !keeps {
            conversation.allows(|rights| rights.change)?;
        }
        Ok(())
    }
}

/// Changes a thread.
///
/// # Errors
/// [`Error::Forbidden`] where one may not, [`Error::Stale`] when it has changed since `revision`, [`Error::Invalid`] for a
/// title that can't be, [`Error::Conflict`] where as many stand on top as may.
pub async fn change(tx: &Tx, conversation: &ReadableConversation, revision: i64, change: Change) -> Result<()> {
    change.allowed(conversation)?;
    let row = conversation.row();
    if row.revision != revision {
        return Err(Error::Stale);
    }
    let carries_more = |kind: ThreadKind| kind.carries_more();
    if change.kind.is_some_and(|to| {
        Some(to) != row.thread_kind && (carries_more(to) || row.thread_kind.is_some_and(carries_more))
    }) {
        return Err(Error::invalid("/kind", "wrong_form"));
    }
    let new_title = change.title.as_deref().map(title).transpose()?;
    if change.pinned == Some(true) && row.pinned_at.is_none() {
        room_on_top(tx, row).await?;
    }
    let title = new_title.or_else(|| row.title.clone()).unwrap_or_default();
    let kind = change.kind.or(row.thread_kind);
    let (themes, articles) = match &change.tags {
        Some(tags) => (json!(tags.themes), json!(tags.articles)),
        None => (row.themes.clone(), row.articles.clone()),
    };
    let since = |wanted: Option<bool>, was| match wanted {
        None => was,
        Some(false) => None,
        Some(true) => was.or(Some(tx.now())),
    };
    let sql = "UPDATE conversation SET title = $3, title_folded = $4, thread_kind = $5, themes = $6, articles = $7, \
               pinned_at = $8, closed_at = $9, revision = revision + 1 WHERE id = $1 AND revision = $2";
    let values = [
        row.id.0.into(),
        revision.into(),
        title.clone().into(),
        fold(&title).into(),
        kind.map(ThreadKind::word).into(),
        themes.into(),
        articles.into(),
        since(change.pinned, row.pinned_at).into(),
        since(change.closed, row.closed_at).into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    trace(tx, row, &change).await?;
    if let Some(closed) = change.closed.filter(|closed| *closed != row.closed_at.is_some()) {
        let act = if closed { "conversation_closed" } else { "conversation_reopened" };
        audit::note_in(tx, row.network_id, act, &format!("conversation:{}", row.id), "").await?;
        flag::place_changed(tx, row.id).await?;
    }
    tx.record(row.room_id, Event::ConversationChanged { conversation: row.id });
    Ok(())
}

/// There is room for one more on top.
async fn room_on_top(tx: &Tx, row: &Conversation) -> Result<()> {
    room::locked(tx, row.room_id).await?;
    let sql = "SELECT count(*) AS n FROM conversation WHERE room_id = $1 AND pinned_at IS NOT NULL";
    let pinned = one(tx, sql, [row.room_id.0.into()]).await?;
    if pinned.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_PINNED {
        return Err(Error::Conflict("too_many_pinned"));
    }
    Ok(())
}

/// Keeps what was done, by whom, and how it was before.
async fn trace(tx: &Tx, row: &Conversation, change: &Change) -> Result<()> {
    let acts = [
        change.title.as_ref().map(|_| ("title", json!(row.title))),
        change.kind.map(|_| ("kind", json!(row.thread_kind))),
        change.tags.as_ref().map(|_| ("tags", json!({ "themes": row.themes, "articles": row.articles }))),
        change.pinned.map(|to| (if to { "pin" } else { "unpin" }, json!(row.pinned_at))),
        change.closed.map(|to| (if to { "close" } else { "reopen" }, json!(row.closed_at))),
    ];
    let (_, seat, standing) = speaks_for(tx.actor(), row.room_id);
    for (act, before) in acts.into_iter().flatten() {
        let sql = "INSERT INTO conversation_act (id, conversation_id, act, before, person_id, seat_id, standing, at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let by = tx.actor().person().map(|person| person.0);
        let values = [
            MessageId::at(tx.now()).0.into(),
            row.id.0.into(),
            act.into(),
            before.into(),
            by.into(),
            seat.into(),
            standing.into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await?;
    }
    Ok(())
}
