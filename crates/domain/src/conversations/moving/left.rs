//! Those who have written in what is moved and read it no more: they are told by letter that it was moved, and not where.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::access::person_access;
use crate::actor::Actor;
use crate::ids::{ConversationId, MessageId, NetworkId, PersonId, RoomId};
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Ids, Tx, row, rows};
use crate::{Error, Result};

/// The most who are told of one move.
const MOST: i64 = 500;

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
    let sql = "SELECT CASE WHEN c.kind = 'thread' AND NOT EXISTS (SELECT 1 FROM conversation_act a \
               WHERE a.conversation_id = c.id AND a.act = 'title' AND a.at >= m.created_at) THEN c.title END AS title, \
               n.name AS network, m.author_id AS written_by, c.room_id AS room FROM message m \
               JOIN conversation c ON c.id = m.conversation_id JOIN network n ON n.id = c.network_id \
               WHERE m.id = $1 AND m.author_id IS NOT NULL";
    let found: Left = row(db, sql, [message.into()]).await?.ok_or(Error::NotFound)?;
    let reads = person_access(db, Some(found.written_by), today).await?.room(found.room).read;
    Ok((!reads).then_some(found))
}
