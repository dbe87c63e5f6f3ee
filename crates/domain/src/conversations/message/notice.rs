//! Telling everybody who has written in a conversation that something was done to it, by a message that stays as it is.

use uuid::Uuid;

use crate::conversations::conversation::speaks_for;
use crate::conversations::text::{RENDERER_VERSION, Text};
use crate::conversations::{answered_by, read_mark};
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, RoomId};
use crate::store::{FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// Writes a message of the actor's that concerns everybody who has written in the conversation, whether it is closed or
/// not. The caller has checked the right to what it tells of.
pub(crate) async fn notice(tx: &Tx, conversation: ConversationId, text: &Text) -> Result<MessageId> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
        last_position: i64,
    }
    let author = tx.actor().signed_in()?;
    let take = "UPDATE conversation SET last_position = last_position + 1, last_at = $2 WHERE id = $1 \
                RETURNING room_id, last_position";
    let taken: Row = row(tx, take, [conversation.0.into(), tx.now().into()]).await?.ok_or(Error::NotFound)?;
    let (organisation, seat, standing) = speaks_for(tx.actor(), taken.room_id);
    let id = MessageId::at(tx.now());
    let sql = "INSERT INTO message (id, conversation_id, position, author_id, author_seat_id, author_organisation_id, \
               standing, client_id, text, html, renderer_version, attachments, revision, created_at, notice) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, TRUE)";
    let values = [
        id.0.into(),
        conversation.0.into(),
        taken.last_position.into(),
        author.0.into(),
        seat.into(),
        organisation.map(|o| o.0).into(),
        standing.into(),
        Uuid::new_v4().into(),
        text.markdown().into(),
        text.html().into(),
        RENDERER_VERSION.into(),
        serde_json::json!([]).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    // it is told as a mention is: on the start page, and by mail to those who may still read it
    let concerned = "INSERT INTO message_mention (message_id, person_id, conversation_id, position) \
                     SELECT DISTINCT $1, m.author_id, $2, $3 FROM message m \
                     WHERE m.conversation_id = $2 AND m.author_id IS NOT NULL AND m.author_id <> $4 \
                     ON CONFLICT DO NOTHING";
    let values = [id.0.into(), conversation.0.into(), taken.last_position.into(), author.0.into()];
    execute(tx, concerned, values).await?;
    answered_by::refresh(tx, conversation).await?;
    read_mark::wrote(tx, author, (conversation, taken.last_position), None).await?;
    tx.record(taken.room_id, Event::MessagePosted { conversation, message: id });
    Ok(id)
}

/// Takes back what such a message told, unless it is already: its place stays.
pub(crate) async fn withdraw_notice(tx: &Tx, conversation: ConversationId, room: RoomId, id: MessageId) -> Result<()> {
    let sql = "UPDATE message SET deleted_at = $2, deleted_by = $3, revision = revision + 1 \
               WHERE id = $1 AND deleted_at IS NULL";
    let by = tx.actor().person().map(|person| person.0);
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), by.into()]).await? == 0 {
        return Ok(());
    }
    answered_by::refresh(tx, conversation).await?;
    tx.record(room, Event::MessageDeleted { conversation, message: id });
    Ok(())
}
