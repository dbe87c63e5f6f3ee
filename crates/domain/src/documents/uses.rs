//! Where a document is spoken of: messages that attach it or point to it, and how many a conversation speaks of.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::document::ReadableDocument;
use crate::Result;
use crate::actor::Actor;
use crate::conversations::mentioned_in::{MENTION_COLUMNS, MENTION_TABLES, Mention};
use crate::conversations::text::Text;
use crate::ids::{ConversationId, DocumentId, MessageId};
use crate::store::{Db, Ids, Tx, execute, one, rows};

/// Notes which documents a message attaches or points to: one statement, and none where there are none.
pub(crate) async fn note(tx: &Tx, message: MessageId, attached: &[DocumentId], text: &Text) -> Result<()> {
    let mut named: BTreeSet<Uuid> = text.documents().clone();
    named.extend(attached.iter().map(|id| id.0));
    if named.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO message_document (message_id, document_id) SELECT $1, d.id FROM document d WHERE d.id IN {} \
         ON CONFLICT DO NOTHING",
        Ids::sql(tx, "$2")
    );
    execute(tx, &sql, [message.0.into(), Ids::value(named)]).await
}

/// Notes anew what a changed message points to; what it attaches stays attached.
pub(crate) async fn note_again(tx: &Tx, message: MessageId, attached: &serde_json::Value, text: &Text) -> Result<()> {
    let attached = attached.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok());
    let attached: Vec<DocumentId> = attached.collect();
    execute(tx, "DELETE FROM message_document WHERE message_id = $1", [message.0.into()]).await?;
    note(tx, message, &attached, text).await
}

/// The messages that attach the document or point to it, the newest first, those that the actor may read.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_document(
    db: &impl Db,
    actor: &Actor,
    document: &ReadableDocument,
    before: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Mention>> {
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT {MENTION_COLUMNS} FROM message_document f JOIN {MENTION_TABLES} \
         WHERE f.document_id = $1 AND m.deleted_at IS NULL AND m.id < $2 AND c.room_id IN {} \
         ORDER BY m.id DESC LIMIT $3",
        Ids::sql(db, "$4")
    );
    let before = before.map_or(Uuid::max(), |id| id.0);
    rows(db, &sql, [document.row().id.0.into(), before.into(), limit.into(), Ids::value(rooms)]).await
}

/// How many documents the messages of a conversation attach or point to, of those that the actor may read. The caller has
/// shown that the conversation is one of those.
///
/// # Errors
/// When the database can't be reached.
pub async fn in_conversation(db: &impl Db, actor: &Actor, id: ConversationId) -> Result<i64> {
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT count(DISTINCT f.document_id) AS n FROM message m JOIN message_document f ON f.message_id = m.id \
         JOIN document d ON d.id = f.document_id WHERE m.conversation_id = $1 AND m.deleted_at IS NULL \
         AND d.deleted_at IS NULL AND d.room_id IN {}",
        Ids::sql(db, "$2")
    );
    let counted = one(db, &sql, [id.0.into(), Ids::value(rooms)]).await?;
    counted.map_or(Ok(0), |row| row.get("n"))
}
