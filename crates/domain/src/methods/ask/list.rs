//! Asks in a list: those of a network, and those that a search came by.

use chrono::{DateTime, NaiveDate, Utc};

use super::{HAS_ANSWERED, still_asked};
use crate::actor::Actor;
use crate::ids::{ConversationId, DocumentId, NetworkId, RoomId};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, rows};
use crate::{Error, Result};

/// An ask in a list.
#[derive(Clone, Debug, FromRow)]
pub struct AskRow {
    /// The conversation it is.
    pub conversation_id: ConversationId,
    /// Where it stands.
    pub room_id: RoomId,
    /// Its title.
    pub title: String,
    /// Answers are hoped for until then.
    pub due_on: NaiveDate,
    /// Closed when.
    pub closed_at: Option<DateTime<Utc>>,
    /// The summary as a document.
    pub document_id: Option<DocumentId>,
    /// Put when.
    pub created_at: DateTime<Utc>,
    /// How many organisations are asked.
    pub asked: i64,
    /// How many have answered.
    pub answered: i64,
}

/// The columns of [`AskRow`] on the day `day`, from `ask k JOIN conversation c`.
pub(crate) fn columns(day: &str) -> String {
    format!(
        "k.conversation_id, c.room_id, c.title, k.due_on, k.closed_at, k.document_id, k.created_at, \
         (SELECT count(*) FROM ask_organisation q WHERE q.conversation_id = k.conversation_id AND {}) AS asked, \
         (SELECT count(*) FROM ask_organisation q WHERE q.conversation_id = k.conversation_id AND {HAS_ANSWERED}) \
         AS answered",
        still_asked(day)
    )
}

/// The asks of a network that one may read, the newest first, after `cursor`.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    today: NaiveDate,
    cursor: Option<(DateTime<Utc>, ConversationId)>,
    limit: i64,
) -> Result<Vec<AskRow>> {
    if !network::seen_by(actor, network) {
        return Err(Error::NotFound);
    }
    let rooms = actor.own_access()?.readable_rooms().filter(|room| room.network == Some(network)).map(|room| room.id.0);
    let (at, id) = cursor.map_or((DateTime::<Utc>::MAX_UTC, uuid::Uuid::nil()), |(at, id)| (at, id.0));
    let far = at.min(DateTime::from_timestamp_millis(253_402_300_799_000).unwrap_or(at));
    let sql = format!(
        "SELECT {} FROM ask k JOIN conversation c ON c.id = k.conversation_id WHERE k.network_id = $1 \
         AND c.room_id IN {} AND k.created_at <= $4 AND (k.created_at < $4 OR k.conversation_id < $5) \
         ORDER BY k.created_at DESC, k.conversation_id DESC LIMIT $6",
        columns("$2"),
        Ids::sql(db, "$3")
    );
    let values = [network.0.into(), today.into(), Ids::value(rooms), far.into(), id.into(), limit.into()];
    rows(db, &sql, values).await
}

/// Those of the conversations that are asks one may read, in the order of the ids.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[ConversationId], today: NaiveDate) -> Result<Vec<AskRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|room| room.id.0);
    let sql = format!(
        "SELECT {} FROM ask k JOIN conversation c ON c.id = k.conversation_id WHERE k.conversation_id IN {} \
         AND c.room_id IN {}",
        columns("$3"),
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    let values = [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms), today.into()];
    let mut found: Vec<AskRow> = rows(db, &sql, values).await?;
    found.sort_by_key(|ask| ids.iter().position(|id| *id == ask.conversation_id));
    Ok(found)
}
