//! What of all that is unread asks for somebody's attention, and why: the start page, the inbox and the digests are made
//! from this one list, and reading is what takes a conversation out of it.

use chrono::{DateTime, SubsecRound as _, Utc};

use super::conversation::{ConversationKind, ReadableConversation};
use super::following::{self, Following};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, PersonId, RoomId};
use crate::meetings::meeting::Meeting;
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most conversations that are weighed.
const MOST: i64 = 2_000;
/// For how long something can be put off.
const LONGEST_PUT_OFF: chrono::TimeDelta = chrono::TimeDelta::days(366);

words! {
    /// Why a conversation asks for attention.
    Why {
        /// It is a direct conversation.
        Direct = "direct",
        /// Somebody mentioned the person asking.
        Mentioned = "mentioned",
        /// Somebody answered what they wrote or began.
        AnswerToYours = "answer_to_yours",
        /// They have written in it, and follow it.
        YouWrote = "you_wrote",
        /// They follow it.
        Following = "following",
        /// It is in their network.
        Network = "network",
    }
}

impl Why {
    /// It is for them in particular.
    #[must_use]
    pub fn personal(self) -> bool {
        matches!(self, Self::Direct | Self::Mentioned | Self::AnswerToYours)
    }
}

/// A conversation with something unread in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which.
    pub conversation: ConversationId,
    /// Where it stands.
    pub room: RoomId,
    /// When something was last written.
    pub last_at: DateTime<Utc>,
    /// Why it asks for attention.
    pub why: Why,
    /// It has been put off until then.
    pub put_off: Option<DateTime<Utc>>,
    /// The position of a message they had read before an edit mentioned them in it: the first they have not read since.
    pub called_in: Option<i64>,
}

/// The conversations in which an edit has mentioned the person `$1` in a message they had read, and they have not read
/// there since.
pub(super) fn called() -> String {
    format!("(SELECT n.conversation_id {CALLS})")
}

const CALLS: &str = "FROM message_mention n JOIN message x ON x.id = n.message_id AND x.deleted_at IS NULL \
    JOIN read_mark j ON j.conversation_id = n.conversation_id AND j.person_id = $1 \
    WHERE n.person_id = $1 AND NOT n.withdrawn AND n.position <= j.position AND n.added_at >= j.updated_at";

#[derive(FromRow)]
struct Row {
    id: ConversationId,
    room_id: RoomId,
    kind: ConversationKind,
    author_id: Option<PersonId>,
    last_at: DateTime<Utc>,
    here: Option<Following>,
    for_room: Option<Following>,
    wrote: bool,
    mentioned: bool,
    answered: bool,
    put_off: Option<DateTime<Utc>>,
    called_in: Option<i64>,
}

/// Everything unread that asks for the attention of the person asking, the newest activity first. What they follow
/// nothing of is not in it; what they have put off says until when. What they had read before an edit mentioned them in it
/// is in it until they read there again.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn claims(db: &impl Db, actor: &Actor) -> Result<Vec<Claim>> {
    let (me, access) = (actor.signed_in()?, actor.own_access()?);
    let sql = format!(
        "WITH page AS (SELECT c.id, coalesce(k.position, 0) AS read_to FROM conversation c \
         LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.person_id = $1 \
         WHERE c.room_id IN {} AND (c.last_position > coalesce(k.position, 0) OR c.id IN {}) \
         ORDER BY c.last_at DESC, c.id DESC LIMIT $3) \
         SELECT c.id, c.room_id, c.kind, c.author_id, c.last_at, f.level AS here, g.level AS for_room, \
         l.until AS put_off, {} AS called_in, \
         EXISTS (SELECT 1 FROM message w WHERE w.conversation_id = c.id AND w.author_id = $1) AS wrote, \
         EXISTS (SELECT 1 FROM message_mention n JOIN message x ON x.id = n.message_id AND x.deleted_at IS NULL \
           WHERE n.person_id = $1 AND NOT n.withdrawn AND n.conversation_id = c.id \
           AND n.position > page.read_to) AS mentioned, \
         EXISTS (SELECT 1 FROM message a JOIN message q ON q.id = a.answers_id WHERE a.conversation_id = c.id \
           AND a.answers_id IS NOT NULL AND a.position > page.read_to AND q.author_id = $1 \
           AND a.deleted_at IS NULL) AS answered \
         FROM page JOIN conversation c ON c.id = page.id \
         LEFT JOIN follow_conversation f ON f.conversation_id = c.id AND f.person_id = $1 \
         LEFT JOIN follow_room g ON g.room_id = c.room_id AND g.person_id = $1 \
         LEFT JOIN put_off l ON l.conversation_id = c.id AND l.person_id = $1 \
         ORDER BY c.last_at DESC, c.id DESC",
        Ids::sql(db, "$2"),
        called(),
        called_in("c.id")
    );
    let rooms = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    let found: Vec<Row> = rows(db, &sql, [me.0.into(), rooms, MOST.into()]).await?;
    let claim = |row: Row| {
        let usual = following::usual_for(access, row.room_id, row.kind);
        let wrote = row.wrote || row.author_id == Some(me);
        let level = following::level(row.here, row.for_room, wrote, usual);
        let why = why(&row, level, me)?;
        let Row { id: conversation, room_id: room, last_at, put_off, called_in, .. } = row;
        Some(Claim { conversation, room, last_at, why, put_off, called_in })
    };
    Ok(found.into_iter().filter_map(claim).collect())
}

/// What one begins with, in this order: all that is not put off, the oldest first, and what is said in the rooms of a
/// meeting that comes soon before the rest.
#[must_use]
pub fn to_begin_with(mut claims: Vec<Claim>, soon: Option<&Meeting>, now: DateTime<Utc>) -> Vec<Claim> {
    claims.retain(|claim| claim.put_off.is_none_or(|until| until <= now));
    claims.reverse();
    if let Some(soon) = soon {
        claims.sort_by_key(|claim| claim.room != soon.room_id && claim.room != soon.planning_room_id);
    }
    claims
}

/// The strongest reason; none for what is muted.
fn why(row: &Row, level: Following, me: PersonId) -> Option<Why> {
    let everything = level == Following::Everything;
    Some(match level {
        Following::Nothing => return None,
        _ if row.kind == ConversationKind::Direct && everything => Why::Direct,
        _ if row.mentioned || row.called_in.is_some() => Why::Mentioned,
        _ if row.answered || (row.author_id == Some(me) && row.kind != ConversationKind::Direct) => Why::AnswerToYours,
        Following::Everything if row.wrote => Why::YouWrote,
        Following::Everything => Why::Following,
        Following::Mentions => Why::Network,
    })
}

/// The first message of the conversation that the person `$1` had read before an edit mentioned them in it, and they have
/// not read there since.
pub(super) fn called_in(conversation: &str) -> String {
    format!("(SELECT min(n.position) {CALLS} AND n.conversation_id = {conversation})")
}

/// Puts a conversation off until a time: until then it stands neither on the start page nor in the inbox.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in, [`Error::Invalid`] for a time gone by or far off.
pub async fn put_off(tx: &Tx, conversation: &ReadableConversation, until: DateTime<Utc>) -> Result<()> {
    let person = tx.actor().signed_in()?;
    if until <= tx.now() || until > tx.now() + LONGEST_PUT_OFF {
        return Err(Error::invalid("/until", "out_of_range"));
    }
    let conversation = conversation.row().id;
    let sql = "INSERT INTO put_off (person_id, conversation_id, until, created_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (person_id, conversation_id) DO UPDATE SET until = excluded.until";
    let until = until.trunc_subsecs(3);
    execute(tx, sql, [person.0.into(), conversation.0.into(), until.into(), tx.now().into()]).await?;
    tx.record(person, Event::PutOffChanged { conversation });
    Ok(())
}

/// Takes up again what was put off. What was not is no fault.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn take_up(tx: &Tx, conversation: &ReadableConversation) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let conversation = conversation.row().id;
    let sql = "DELETE FROM put_off WHERE person_id = $1 AND conversation_id = $2";
    if execute_affecting(tx, sql, [person.0.into(), conversation.0.into()]).await? > 0 {
        tx.record(person, Event::PutOffChanged { conversation });
    }
    Ok(())
}
