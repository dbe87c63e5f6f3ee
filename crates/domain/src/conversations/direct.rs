//! Direct conversations: between people named at the start, who share a network then.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::access::{NetworkRight, RoomKind};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, PersonId, RoomId};
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows};
use crate::{Error, Result};

/// The most people of one direct conversation, the one who starts it included.
pub const MOST: usize = 12;

/// Somebody named in a direct conversation.
#[derive(Clone, Debug, FromRow)]
pub struct Named {
    /// The room of the conversation.
    pub room_id: RoomId,
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
}

/// Who is named in these direct conversations, of those the actor reads, in Swedish order.
///
/// # Errors
/// When the database can't be reached.
pub async fn named(db: &impl Db, actor: &Actor, of: &[RoomId]) -> Result<Vec<Named>> {
    let own: Vec<_> = of.iter().filter(|id| actor.room(**id).read).map(|id| id.0).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT d.room_id, q.id, CASE WHEN q.protected THEN NULL ELSE q.name END AS name FROM direct_participant d \
         JOIN person q ON q.id = d.person_id AND q.suspended_at IS NULL WHERE d.room_id IN {} \
         ORDER BY q.protected, CASE WHEN q.protected THEN '' ELSE q.sort_key END, q.id",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(own)]).await
}

/// Starts a direct conversation with these people, or gives the one that the same people have already.
///
/// # Errors
/// [`Error::Invalid`] for nobody, oneself alone or too many; [`Error::NotFoundIn`] for somebody with whom one shares no
/// network today; [`Error::Forbidden`] for guests.
pub async fn start(tx: &Tx, others: &[PersonId]) -> Result<(ConversationId, bool)> {
    let me = tx.actor().signed_in()?;
    let others: BTreeSet<PersonId> = others.iter().copied().filter(|p| *p != me).collect();
    if others.is_empty() {
        return Err(Error::invalid("/people", "empty"));
    }
    if others.len() >= MOST {
        return Err(Error::invalid("/people", "too_many"));
    }
    let access = tx.actor().own_access()?;
    let shared: BTreeSet<_> = access
        .standings
        .iter()
        .filter_map(|s| s.network)
        .filter(|network| access.may(*network, NetworkRight::WriteDirectly))
        .collect();
    if shared.is_empty() {
        return Err(Error::Forbidden);
    }
    for other in &others {
        let theirs = crate::access::person_access(tx, Some(*other), tx.today()).await?;
        if !shared.iter().any(|network| theirs.may(*network, NetworkRight::WriteDirectly)) {
            return Err(Error::NotFoundIn("/people"));
        }
    }
    create(tx, me, &others, tx.now()).await
}

/// Starts a direct conversation among people, whoever they are, at a time gone by: demo data only.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn start_as(tx: &Tx, first: PersonId, others: &[PersonId], at: DateTime<Utc>) -> Result<ConversationId> {
    match tx.actor() {
        Actor::System => Ok(create(tx, first, &others.iter().copied().collect(), at).await?.0),
        _ => Err(Error::Forbidden),
    }
}

async fn create(
    tx: &Tx,
    first: PersonId,
    others: &BTreeSet<PersonId>,
    at: DateTime<Utc>,
) -> Result<(ConversationId, bool)> {
    #[derive(FromRow)]
    struct Row {
        id: ConversationId,
    }
    let mut people = others.clone();
    people.insert(first);
    let key = people.iter().map(|p| p.0.simple().to_string()).collect::<Vec<_>>().join("+");
    let known = "SELECT id FROM conversation WHERE participants_key = $1";
    if let Some(known) = row::<Row>(tx, known, [key.clone().into()]).await? {
        return Ok((known.id, false));
    }
    let room = RoomId::at(at);
    let sql = "INSERT INTO room (id, kind, created_at) VALUES ($1, $2, $3)";
    execute(tx, sql, [room.0.into(), RoomKind::Direct.word().into(), at.into()]).await?;
    for person in &people {
        let sql = "INSERT INTO direct_participant (room_id, person_id) VALUES ($1, $2)";
        execute(tx, sql, [room.0.into(), person.0.into()]).await?;
    }
    let id = ConversationId::at(at);
    let sql = "INSERT INTO conversation (id, room_id, kind, themes, author_id, last_position, last_at, \
               participants_key, revision, created_at) VALUES ($1, $2, 'direct', $3, $4, 0, $5, $6, 1, $5)";
    let themes = serde_json::json!([]);
    execute(tx, sql, [id.0.into(), room.0.into(), themes.into(), first.0.into(), at.into(), key.into()]).await?;
    tx.access_changed().await?;
    for person in &people {
        tx.record(*person, Event::DirectStarted { conversation: id });
    }
    Ok((id, true))
}
