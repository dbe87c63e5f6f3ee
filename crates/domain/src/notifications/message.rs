//! Whom a message may concern.

use chrono::{DateTime, Utc};

use super::only_the_system;
use crate::Result;
use crate::actor::Actor;
use crate::conversations::conversation::{ConversationKind, ThreadKind};
use crate::ids::{ConversationId, MessageId, NetworkId, PersonId, RoomId};
use crate::store::{Db, FromRow, row_at_once, rows, rows_at_once};

/// A message with the people it may concern. Whether they may read it is asked when they are told.
#[derive(Clone, Debug)]
pub struct Concerned {
    /// The conversation it stands in.
    pub conversation: ConversationId,
    /// The network of that; none for a direct conversation.
    pub network: Option<NetworkId>,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Its place in the conversation, from 1.
    pub position: i64,
    /// What form the conversation has.
    pub kind: ConversationKind,
    /// What the thread is for.
    pub thread_kind: Option<ThreadKind>,
    /// Who started the conversation.
    pub starter: Option<PersonId>,
    /// Who wrote the message it answers.
    pub answered: Option<PersonId>,
    /// Whom it mentions.
    pub mentioned: Vec<PersonId>,
    /// The people of the direct conversation, the writer included.
    pub participants: Vec<PersonId>,
}

#[derive(FromRow)]
struct Facts {
    conversation_id: ConversationId,
    network_id: Option<NetworkId>,
    author_id: Option<PersonId>,
    created_at: DateTime<Utc>,
    position: i64,
    kind: ConversationKind,
    thread_kind: Option<ThreadKind>,
    starter: Option<PersonId>,
    answered: Option<PersonId>,
    room_id: RoomId,
}

#[derive(FromRow)]
struct Person {
    person_id: PersonId,
}

/// Whom the message may concern; none where it has been taken away.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn of_message(db: &impl Db, actor: &Actor, id: MessageId) -> Result<Option<Concerned>> {
    only_the_system(actor)?;
    let sql =
        "SELECT person_id FROM message_mention WHERE message_id = $1 AND NOT withdrawn ORDER BY person_id LIMIT 2000";
    let mentioned = rows_at_once(db, sql, [id.0.into()]).await?;
    concerned(db, id, mentioned).await
}

/// Whom an edit at `edited_at`, or one after it, was the first to mention; none where the message has been taken away.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn of_edit(
    db: &impl Db,
    actor: &Actor,
    id: MessageId,
    edited_at: DateTime<Utc>,
) -> Result<Option<Concerned>> {
    only_the_system(actor)?;
    let sql = "SELECT person_id FROM message_mention WHERE message_id = $1 AND NOT withdrawn AND added_at >= $2 \
               ORDER BY person_id LIMIT 2000";
    let mentioned: Vec<Person> = rows(db, sql, [id.0.into(), edited_at.into()]).await?;
    if mentioned.is_empty() { Ok(None) } else { concerned(db, id, mentioned).await }
}

async fn concerned(db: &impl Db, id: MessageId, mentioned: Vec<Person>) -> Result<Option<Concerned>> {
    let sql = "SELECT m.conversation_id, c.network_id, m.author_id, m.created_at, m.position, c.kind, c.thread_kind, c.room_id, coalesce(c.author_id, \
               (SELECT f.author_id FROM message f WHERE f.conversation_id = c.id AND f.position = 1)) AS starter, \
               (SELECT q.author_id FROM message q WHERE q.id = m.answers_id) AS answered \
               FROM message m JOIN conversation c ON c.id = m.conversation_id \
               WHERE m.id = $1 AND m.deleted_at IS NULL";
    let Some(facts) = row_at_once::<Facts>(db, sql, [id.0.into()]).await? else {
        return Ok(None);
    };
    let participants: Vec<Person> = if facts.kind == ConversationKind::Direct {
        let sql = "SELECT person_id FROM direct_participant WHERE room_id = $1 ORDER BY person_id LIMIT 50";
        rows(db, sql, [facts.room_id.0.into()]).await?
    } else {
        Vec::new()
    };
    Ok(Some(Concerned {
        conversation: facts.conversation_id,
        network: facts.network_id,
        author: facts.author_id,
        written_at: facts.created_at,
        position: facts.position,
        kind: facts.kind,
        thread_kind: facts.thread_kind,
        starter: facts.starter,
        answered: facts.answered,
        mentioned: mentioned.into_iter().map(|person| person.person_id).collect(),
        participants: participants.into_iter().map(|person| person.person_id).collect(),
    }))
}
