//! One position per person and conversation, from which unread is derived: it can neither go negative nor stick.

use chrono::{DateTime, Days, Utc};

use super::attention::called;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, NetworkId, PersonId, RoomId};
use crate::networks::network;
use crate::rooms::room;
use crate::store::{FromRow, Ids, OneRow, Tx, execute, one, rows};
use crate::{Error, Result};

/// The most conversations told of when a whole room or network is marked read.
const MOST_TOLD: i64 = 200;

/// What has been said so long before somebody came is not new to them.
const NEW_TO_WHO_COMES: Days = Days::new(14);

/// Marks are merged by the greater position, so that an old tab does not undo a newer one.
const UPSERT: &str = "ON CONFLICT (person_id, conversation_id) DO UPDATE SET came_from = read_mark.position, \
    position = CASE WHEN excluded.position > read_mark.position THEN excluded.position ELSE read_mark.position END, \
    updated_at = excluded.updated_at";

/// Up to where a message's author has read, as their client knows; none where it does not say. What comes before
/// `position`, the message's own.
pub(crate) fn read_before(position: i64, read_to: Option<i64>) -> i64 {
    let read_to = read_to.unwrap_or(0).clamp(0, position - 1);
    if read_to + 1 == position { position } else { read_to }
}

/// The statement that marks what somebody has read who writes a message: for a row of `from`, reading the author, the
/// conversation, how far they had read ([`read_before`]), the instant and the message's position from its parameters.
///
/// What one writes is read by oneself, and what stands before it is not by that alone: who answers from far up, or
/// offline, has not seen what came meanwhile. The mark goes on to it only where nothing lies between.
pub(crate) fn of_author(from: &str, [author, conversation, read, now, position]: [&str; 5]) -> String {
    format!(
        "INSERT INTO read_mark (person_id, conversation_id, position, updated_at) \
         SELECT {author}, {conversation}, {read}, {now} {from} \
         ON CONFLICT (person_id, conversation_id) DO UPDATE SET came_from = read_mark.position, \
         position = CASE WHEN read_mark.position = {position} - 1 THEN {position} \
         WHEN excluded.position > read_mark.position THEN excluded.position ELSE read_mark.position END, \
         updated_at = excluded.updated_at {}",
        returning(conversation, &format!("AND m.position <> {position}"))
    )
}

/// Marks what somebody has read who has just written there.
pub(crate) async fn wrote(
    tx: &Tx,
    author: PersonId,
    (conversation, position): (ConversationId, i64),
    read_to: Option<i64>,
) -> Result<()> {
    let read = read_before(position, read_to);
    let values = [author.0.into(), conversation.0.into(), read.into(), tx.now().into(), position.into()];
    if let Some(mark) = one(tx, &of_author("WHERE TRUE", ["$1", "$2", "$3", "$4", "$5"]), values).await? {
        seen(tx, conversation, &mark)?;
    }
    Ok(())
}

/// Where the mark stands now, and the room to tell when a message whose author asks who sees it was read just now, by
/// somebody who wants a part in it.
fn returning(conversation: &str, and: &str) -> String {
    format!(
        "RETURNING position, (SELECT c.room_id FROM conversation c JOIN message m ON m.conversation_id = c.id \
         WHERE c.id = {conversation} AND m.seen_asked_at IS NOT NULL AND m.position > read_mark.came_from \
         AND m.position <= read_mark.position {and} AND EXISTS (SELECT 1 FROM person q \
         WHERE q.id = read_mark.person_id AND q.tells_seen) LIMIT 1) AS seen_in"
    )
}

/// Tells those who read there what was seen. Gives where the mark stands.
pub(crate) fn seen(tx: &Tx, conversation: ConversationId, mark: &OneRow) -> Result<i64> {
    if let Some(room) = mark.get::<Option<RoomId>>("seen_in")? {
        tx.record(room, Event::MessagesSeen { conversation });
    }
    mark.get("position")
}

/// Marks several conversations read up to a position, for the person asking. Conversations they don't read are passed
/// over, and no position goes past the newest message.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn mark(tx: &Tx, marks: &[(ConversationId, i64)]) -> Result<()> {
    for (conversation, position) in marks {
        mark_one(tx, tx.actor(), *conversation, *position).await?;
    }
    Ok(())
}

/// Where somebody has read to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadTo {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub conversation: ConversationId,
    /// Up to which message.
    pub position: i64,
}

/// Marks read for many people in one command, each by their own access, and tells where their marks stand now: what
/// open sockets have gathered. Conversations somebody does not read are passed over.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::Unauthenticated`] for an actor who is no person.
pub async fn mark_for(tx: &Tx, marks: &[(Actor, Vec<(ConversationId, i64)>)]) -> Result<Vec<ReadTo>> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let mut stand = Vec::new();
    for (actor, marks) in marks {
        for (conversation, position) in marks {
            stand.extend(mark_one(tx, actor, *conversation, *position).await?);
        }
    }
    Ok(stand)
}

async fn mark_one(tx: &Tx, actor: &Actor, conversation: ConversationId, position: i64) -> Result<Option<ReadTo>> {
    let person = actor.signed_in()?;
    let access = actor.own_access()?;
    // up to what others have written next: what one wrote oneself is no news
    let sql = format!(
        "INSERT INTO read_mark (person_id, conversation_id, position, updated_at) \
         SELECT $1, c.id, coalesce((SELECT min(m.position) - 1 FROM message m WHERE m.conversation_id = c.id \
         AND m.position > $3 AND (m.author_id IS NULL OR m.author_id <> $1)), c.last_position), $4 \
         FROM conversation c WHERE c.id = $2 AND c.room_id IN {} {UPSERT} {}",
        Ids::sql(tx, "$5"),
        returning("$2", "")
    );
    let rooms = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    let values = [person.0.into(), conversation.0.into(), position.max(0).into(), tx.now().into(), rooms];
    let found = one(tx, &sql, values).await?;
    found.map(|mark| Ok(ReadTo { person, conversation, position: seen(tx, conversation, &mark)? })).transpose()
}

/// Marks everything read that the person asking may read in the network. Their other devices are told.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network.
pub async fn mark_network(tx: &Tx, id: NetworkId) -> Result<()> {
    let person = tx.actor().signed_in()?;
    network::readable(tx, tx.actor(), id).await?;
    let access = tx.actor().own_access()?;
    let rooms = access.readable_rooms().filter(|facts| facts.network == Some(id)).map(|facts| facts.id);
    mark_rooms(tx, person, rooms).await?;
    tx.record(person, Event::MarkedRead { network: Some(id), room: None });
    Ok(())
}

/// Marks everything in a room read, for the person asking. Their other devices are told.
///
/// # Errors
/// [`Error::NotFound`] where one does not read the room.
pub async fn mark_room(tx: &Tx, id: RoomId) -> Result<()> {
    let person = tx.actor().signed_in()?;
    room::readable(tx, tx.actor(), id).await?;
    mark_rooms(tx, person, std::iter::once(id)).await?;
    tx.record(person, Event::MarkedRead { network: None, room: Some(id) });
    Ok(())
}

async fn mark_rooms(tx: &Tx, person: PersonId, rooms: impl Iterator<Item = RoomId>) -> Result<()> {
    let rooms: Vec<_> = rooms.map(|room| room.0).collect();
    for seen in newly_seen(tx, person, &rooms).await? {
        tx.record(seen.room_id, Event::MessagesSeen { conversation: seen.id });
    }
    // what is read already needs no new mark, but where an edit has mentioned one since
    let sql = format!(
        "INSERT INTO read_mark (person_id, conversation_id, position, updated_at) \
         SELECT $1, c.id, c.last_position, $2 FROM conversation c \
         LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.person_id = $1 \
         WHERE c.room_id IN {} AND (c.last_position > coalesce(k.position, 0) OR c.id IN {}) {UPSERT}",
        Ids::sql(tx, "$3"),
        called()
    );
    execute(tx, &sql, [person.0.into(), tx.now().into(), Ids::value(rooms)]).await
}

/// A conversation with a message whose author asks who sees it, and the person has not read so far.
#[derive(FromRow)]
struct NewlySeen {
    id: ConversationId,
    room_id: RoomId,
}

async fn newly_seen(tx: &Tx, person: PersonId, rooms: &[uuid::Uuid]) -> Result<Vec<NewlySeen>> {
    let sql = format!(
        "SELECT DISTINCT c.id, c.room_id FROM message m JOIN conversation c ON c.id = m.conversation_id \
         LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.person_id = $1 \
         WHERE m.seen_asked_at IS NOT NULL AND m.position > coalesce(k.position, 0) AND c.room_id IN {} \
         AND EXISTS (SELECT 1 FROM person q WHERE q.id = $1 AND q.tells_seen) LIMIT $3",
        Ids::sql(tx, "$2")
    );
    rows(tx, &sql, [person.0.into(), Ids::value(rooms.iter().copied()), MOST_TOLD.into()]).await
}

/// Lets somebody who comes to a network begin without a pile of years: all of it is theirs to read and to find, and only
/// what was said in the last fortnight is unread. The caller has seen that they are not there already.
///
/// The marks are older than all that was said: nobody is told that somebody has seen what they have not opened.
pub(crate) async fn came(tx: &Tx, person: PersonId, network: NetworkId) -> Result<()> {
    let sql = "INSERT INTO read_mark (person_id, conversation_id, position, updated_at) \
               SELECT $1, c.id, CASE WHEN c.last_at < $3 THEN c.last_position ELSE coalesce((SELECT max(m.position) \
                 FROM message m WHERE m.conversation_id = c.id AND m.created_at < $3), 0) END, $4 \
               FROM conversation c JOIN room r ON r.id = c.room_id WHERE r.network_id = $2 AND c.created_at < $3 \
               ON CONFLICT (person_id, conversation_id) DO UPDATE SET position = excluded.position \
               WHERE read_mark.position < excluded.position";
    let new = tx.now().checked_sub_days(NEW_TO_WHO_COMES).unwrap_or_else(|| tx.now());
    execute(tx, sql, [person.0.into(), network.0.into(), new.into(), DateTime::<Utc>::UNIX_EPOCH.into()]).await
}

/// Sets where somebody has read to: demo data only.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn mark_as(tx: &Tx, person: PersonId, conversation: ConversationId, position: i64) -> Result<()> {
    match tx.actor() {
        Actor::System => {}
        _ => return Err(Error::Forbidden),
    }
    let sql = format!(
        "INSERT INTO read_mark (person_id, conversation_id, position, updated_at) VALUES ($1, $2, $3, $4) {UPSERT}"
    );
    execute(tx, &sql, [person.0.into(), conversation.0.into(), position.into(), tx.now().into()]).await
}
