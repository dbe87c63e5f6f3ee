//! How much is unread, by room.

use super::list::person_value;
use crate::Result;
use crate::actor::Actor;
use crate::ids::RoomId;
use crate::store::{Db, FromRow, Ids, rows};

/// What a person has muted, as conditions on a conversation `c`: by itself, or with its room and not followed by itself.
const ROOM_MUTED: &str =
    "c.room_id IN (SELECT g.room_id FROM follow_room g WHERE g.person_id = $1 AND g.level = 'nothing')";

/// How many conversations hold something unread for the person asking, by room; rooms without any are left out. What
/// they follow nothing of does not count.
///
/// Counted as what is there less what is read and what is muted: a person has read or muted some hundred conversations,
/// where an old network has tens of thousands, and how many a room holds is read from an index alone.
///
/// # Errors
/// When the database can't be reached.
pub async fn by_room(db: &impl Db, actor: &Actor) -> Result<Vec<(RoomId, i64)>> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
        unread: i64,
    }
    if actor.person().is_none() {
        return Ok(Vec::new());
    }
    let access = actor.own_access()?;
    let readable = format!("c.room_id IN {} AND c.last_position > 0", Ids::sql(db, "$2"));
    let followed = "JOIN conversation c ON c.id = f.conversation_id WHERE f.person_id = $1";
    let sql = format!(
        "SELECT room_id, CAST(sum(n) AS bigint) AS unread FROM (\
         SELECT c.room_id, count(*) AS n FROM conversation c WHERE {readable} AND NOT {ROOM_MUTED} GROUP BY c.room_id \
         UNION ALL SELECT c.room_id, -count(*) AS n FROM follow_conversation f {followed} AND f.level = 'nothing' \
         AND {readable} AND NOT {ROOM_MUTED} GROUP BY c.room_id \
         UNION ALL SELECT c.room_id, count(*) AS n FROM follow_conversation f {followed} AND f.level <> 'nothing' \
         AND {readable} AND {ROOM_MUTED} GROUP BY c.room_id \
         UNION ALL SELECT c.room_id, -count(*) AS n FROM read_mark k JOIN conversation c ON c.id = k.conversation_id \
         LEFT JOIN follow_conversation f ON f.conversation_id = c.id AND f.person_id = $1 \
         LEFT JOIN follow_room g ON g.room_id = c.room_id AND g.person_id = $1 \
         WHERE k.person_id = $1 AND k.position >= c.last_position AND {readable} \
         AND coalesce(f.level, g.level, '') <> 'nothing' GROUP BY c.room_id\
         ) counted GROUP BY room_id HAVING sum(n) > 0"
    );
    let rooms = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    let found: Vec<Row> = rows(db, &sql, [person_value(actor), rooms]).await?;
    Ok(found.into_iter().map(|row| (row.room_id, row.unread)).collect())
}
