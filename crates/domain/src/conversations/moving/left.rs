//! Those who have written in what is moved and read it no more: they are told by letter and in the inbox that it was moved,
//! and not where.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::access::person_access;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, MoveId, NetworkId, PersonId, RoomId};
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows};
use crate::{Error, Result};

/// The most who are told of one move.
const MOST: i64 = 500;
/// So long a move stands in the inbox, and so many at once.
const SHOWN_FOR: TimeDelta = TimeDelta::days(90);
const MOST_SHOWN: i64 = 20;

/// What a thread `c` was called when somebody read it who last wrote the message `m` there; none where it may be called
/// something else by now.
const TITLE: &str = "CASE WHEN c.kind = 'thread' AND NOT EXISTS (SELECT 1 FROM conversation_act a \
    WHERE a.conversation_id = c.id AND a.act = 'title' AND a.at >= m.created_at) THEN c.title END AS title";

/// Puts a letter in the outbox to everybody who has written in the conversation and is among those who lost it, in the commit
/// of the act; `cause` names the act. Whoever did it knows.
pub(crate) async fn tell(tx: &Tx, conversation: ConversationId, cause: &str, losing: &HashSet<PersonId>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        message: MessageId,
        person: PersonId,
        email: String,
        language: Language,
        network: Option<NetworkId>,
    }
    let by = tx.actor().person();
    let told: Vec<_> = losing.iter().filter(|one| Some(**one) != by).map(|one| one.0).collect();
    if told.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT m.id AS message, p.id AS person, e.shown AS email, p.language, c.network_id AS network \
               FROM (SELECT author_id, max(position) AS position FROM message WHERE conversation_id = $1 \
               AND author_id IN {} GROUP BY author_id) l \
               JOIN message m ON m.conversation_id = $1 AND m.position = l.position \
               JOIN conversation c ON c.id = m.conversation_id \
               JOIN person p ON p.id = l.author_id AND p.suspended_at IS NULL \
               JOIN person_email e ON e.person_id = p.id AND e.is_primary ORDER BY m.position LIMIT $2",
        Ids::sql(tx, "$3")
    );
    let wrote: Vec<Row> = rows(tx, &sql, [conversation.0.into(), MOST.into(), Ids::value(told)]).await?;
    for one in wrote {
        let letter = NewNotice {
            to: one.email,
            language: one.language,
            kind: NoticeKind::ThreadMoved,
            subject: one.message.0,
            network: one.network,
            secret: None,
            cause: format!("thread_moved:{cause}:{}", one.person),
        };
        notice::enqueue_in_turn(tx, letter).await?;
    }
    Ok(())
}

/// What the letter tells. For the notifier.
#[derive(Clone, Debug, FromRow)]
pub struct Left {
    /// What it was called when they read it; none where it may be called something else by now.
    pub title: Option<String>,
    /// The network it stands in.
    pub network: String,
    written_by: PersonId,
    room: RoomId,
}

/// What somebody wrote in and reads no more, by a message of theirs; none where they read it again.
///
/// # Errors
/// [`Error::NotFound`] where there is no such message, [`Error::Forbidden`] for anybody but the installation.
pub async fn told(db: &impl Db, actor: &Actor, message: uuid::Uuid, today: NaiveDate) -> Result<Option<Left>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = format!(
        "SELECT {TITLE}, n.name AS network, m.author_id AS written_by, c.room_id AS room FROM message m \
         JOIN conversation c ON c.id = m.conversation_id JOIN network n ON n.id = c.network_id \
         WHERE m.id = $1 AND m.author_id IS NOT NULL"
    );
    let found: Left = row(db, &sql, [message.into()]).await?.ok_or(Error::NotFound)?;
    let reads = person_access(db, Some(found.written_by), today).await?.room(found.room).read;
    Ok((!reads).then_some(found))
}

/// A thread that one has written in and that was moved to where one does not read.
#[derive(Clone, Debug, FromRow)]
pub struct MovedAway {
    /// The move.
    pub id: MoveId,
    /// What it was called when one read it; none where it may be called something else by now.
    pub title: Option<String>,
    /// The network it stands in.
    pub network: String,
    /// When it was moved.
    pub moved_at: DateTime<Utc>,
    conversation: ConversationId,
}

/// What one has written in and lost by a move since one last saw such, the newest first, each once; at most twenty moves of
/// the last ninety days.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn moved_away(db: &impl Db, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<MovedAway>> {
    let (me, access) = (actor.signed_in()?, actor.own_access()?);
    let reads = Ids::sql(db, "$3");
    // where the room it left is read no more either, it is not by the move that one has lost it
    let sql = format!(
        "SELECT v.id, {TITLE}, n.name AS network, v.moved_at, v.conversation_id AS conversation \
         FROM conversation_move v JOIN conversation c ON c.id = v.conversation_id JOIN network n ON n.id = c.network_id \
         JOIN person p ON p.id = $1 JOIN message m ON m.conversation_id = c.id AND m.position = \
         (SELECT max(w.position) FROM message w WHERE w.conversation_id = c.id AND w.author_id = $1) \
         WHERE v.moved_at > $2 AND v.moved_at > coalesce(p.moved_seen_at, $2) AND v.undone_at IS NULL \
         AND (v.moved_by IS NULL OR v.moved_by <> $1) AND v.from_room_id IN {reads} AND c.room_id NOT IN {reads} \
         ORDER BY v.moved_at DESC, v.id DESC LIMIT $4"
    );
    let rooms = Ids::value(access.readable_rooms().map(|facts| facts.id.0));
    let values = [me.0.into(), (now - SHOWN_FOR).into(), rooms, MOST_SHOWN.into()];
    let mut found: Vec<MovedAway> = rows(db, &sql, values).await?;
    let mut told = HashSet::new();
    found.retain(|one| told.insert(one.conversation));
    Ok(found)
}

/// One has seen what was moved away up to then, also what was too much to be shown. Said twice it is said once.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn see_moved_away(tx: &Tx, to: DateTime<Utc>) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let shown = moved_away(tx, tx.actor(), tx.now()).await?;
    let Some(newest) = shown.first() else { return Ok(()) };
    let sql = "UPDATE person SET moved_seen_at = $2 WHERE id = $1 AND (moved_seen_at IS NULL OR moved_seen_at < $2)";
    // nothing older is shown, and not every engine reaches further back
    let to = to.clamp(tx.now() - SHOWN_FOR, tx.now());
    execute(tx, sql, [person.0.into(), to.into()]).await?;
    // one's other devices look at the inbox anew
    tx.record(person, Event::PutOffChanged { conversation: newest.conversation });
    Ok(())
}
