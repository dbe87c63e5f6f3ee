//! What is said of a document: it has a conversation of its own, begun by the first who says something.

use super::document::ReadableDocument;
use crate::access::RoomKind;
use crate::conversations::message::{self, Post, Posted};
use crate::event::Event;
use crate::ids::ConversationId;
use crate::sorting::fold;
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
use crate::{Error, Result};

#[derive(FromRow)]
struct Found {
    id: ConversationId,
}

/// The document's conversation; none before anybody has said anything.
///
/// # Errors
/// When the database can't be reached.
pub async fn of(db: &impl Db, document: &ReadableDocument) -> Result<Option<ConversationId>> {
    let sql = "SELECT id FROM conversation WHERE document_id = $1";
    let found: Option<Found> = row(db, sql, [document.row().id.0.into()]).await?;
    Ok(found.map(|found| found.id))
}

/// Says something of the document, where its conversation stands or begins.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads, and in the room of a direct conversation; else as [`message::post`].
pub async fn say(tx: &Tx, document: &ReadableDocument, post: Post) -> Result<(ConversationId, Posted)> {
    let conversation = begun(tx, document).await?;
    let posted = message::post(tx, conversation, post).await?;
    Ok((conversation, posted))
}

/// The document's conversation, begun now where there is none.
pub(crate) async fn begun(tx: &Tx, document: &ReadableDocument) -> Result<ConversationId> {
    let row = document.row();
    // a direct conversation is one conversation: nobody begins another in its room
    if !document.rights().write || row.room_kind == RoomKind::Direct {
        return Err(Error::Forbidden);
    }
    if let Some(known) = of(tx, document).await? {
        return Ok(known);
    }
    let id = ConversationId::at(tx.now());
    let sql = "INSERT INTO conversation (id, room_id, network_id, kind, title, title_folded, themes, articles, \
               document_id, author_id, last_position, last_at, revision, created_at) \
               VALUES ($1, $2, $3, 'document', $4, $5, $6, $6, $7, $8, 0, $9, 1, $9) \
               ON CONFLICT (document_id) WHERE document_id IS NOT NULL DO NOTHING";
    let values = [
        id.0.into(),
        row.room_id.0.into(),
        row.network_id.map(|n| n.0).into(),
        row.name.clone().into(),
        fold(&row.name).into(),
        serde_json::json!([]).into(),
        row.id.0.into(),
        tx.actor().person().map(|p| p.0).into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return of(tx, document).await?.ok_or(Error::UnderWay);
    }
    tx.record(row.room_id, Event::ConversationStarted { conversation: id });
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(id)
}
