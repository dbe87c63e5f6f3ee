//! Closing an ask: no answer is written any more, and what it gave is summed up in a document of the room.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::ReadableAsk;
use crate::actor::Actor;
use crate::conversations::message::{self, Post};
use crate::conversations::text::Text;
use crate::documents::upload::{self, Destination, IfExists, NewFile};
use crate::event::Event;
use crate::rooms::room;
use crate::store::{Tx, execute, execute_affecting};
use crate::{Error, Result};

/// What an ask gave, in words and as a document.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The client's own name for the message it is told in.
    pub client_id: Uuid,
    /// What it says.
    pub text: Text,
    /// The document, its bytes stored.
    pub file: NewFile,
}

/// How an ask is closed.
#[derive(Clone, Debug)]
pub struct Closing {
    /// The revision one started from: an answer that came meanwhile is not passed over.
    pub revision: i64,
    /// What it gave; none closes it without a word.
    pub summary: Option<Summary>,
}

/// Closes an ask. The summary is written as a message in the conversation, with the document attached.
///
/// # Errors
/// [`Error::Forbidden`] for who does not run it, [`Error::Conflict`] when it is closed already, [`Error::Stale`] when it
/// has changed since.
pub async fn close(tx: &Tx, ask: &ReadableAsk, closing: Closing) -> Result<()> {
    ask.runnable(tx.actor())?;
    let id = ask.row().conversation_id;
    if ask.row().closed_at.is_some() {
        return Err(Error::Conflict("ask_closed"));
    }
    let sql = "UPDATE ask SET closed_at = $3, closed_by = $4, revision = revision + 1 \
               WHERE conversation_id = $1 AND revision = $2 AND closed_at IS NULL";
    let by = tx.actor().person().map(|person| person.0);
    if execute_affecting(tx, sql, [id.0.into(), closing.revision.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    let room = ask.conversation().row().room_id;
    if let Some(Summary { client_id, text, file }) = closing.summary {
        let room = room::readable(tx, tx.actor(), room).await?;
        let document = upload::add(tx, &room, file, Destination::default(), IfExists::KeepBoth).await?;
        execute(tx, "UPDATE ask SET document_id = $2 WHERE conversation_id = $1", [id.0.into(), document.0.into()])
            .await?;
        message::post(tx, id, Post { attachments: vec![document], ..Post::of(client_id, text) }).await?;
    }
    tx.record(room, Event::AskClosed { conversation: id });
    Ok(())
}

/// Closes an ask at a time gone by, its summary written already: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn close_as(tx: &Tx, ask: &ReadableAsk, at: DateTime<Utc>) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let id = ask.row().conversation_id;
    execute(tx, "UPDATE ask SET closed_at = $2 WHERE conversation_id = $1", [id.0.into(), at.into()]).await?;
    tx.record(ask.conversation().row().room_id, Event::AskClosed { conversation: id });
    Ok(())
}
