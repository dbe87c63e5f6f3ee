//! Earlier moves told of in the thread name the rooms it came to. Whoever comes to read it without knowing of such a room
//! does not learn of it there.

use crate::conversations::message::withdraw_notice;
use crate::ids::{ConversationId, MessageId, RoomId};
use crate::rooms::moving::weigh;
use crate::rooms::room::ReadableRoom;
use crate::store::{FromRow, Tx, rows};
use crate::{Error, Result};

#[derive(FromRow)]
struct Told {
    to_room_id: RoomId,
    notice_id: MessageId,
}

/// Withdraws what tells of a move to a room that not all who read in the one it comes to now may read.
pub(super) async fn withdraw(tx: &Tx, thread: ConversationId, to: &ReadableRoom) -> Result<()> {
    let room = to.room().id;
    let sql = "SELECT v.to_room_id, v.notice_id FROM conversation_move v \
               JOIN message n ON n.id = v.notice_id AND n.deleted_at IS NULL \
               WHERE v.conversation_id = $1 AND v.to_room_id <> $2 ORDER BY v.moved_at, v.id";
    let told: Vec<Told> = rows(tx, sql, [thread.0.into(), room.0.into()]).await?;
    for Told { to_room_id, notice_id } in told {
        let known = match weigh(tx, (tx.actor(), tx.today()), (to_room_id, false), to).await {
            Ok(readers) => !readers.wider,
            Err(Error::NotFound) => false,
            Err(error) => return Err(error),
        };
        if !known {
            withdraw_notice(tx, thread, room, notice_id).await?;
        }
    }
    Ok(())
}
