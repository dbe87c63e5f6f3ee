//! Who has seen a message, by organisation: asked for by its author, for this one message, and told to all who read it.
//!
//! Nothing is noted about anybody for it. It is read from where people have read to, from when it was asked on, and
//! never says who has not.

use chrono::{DateTime, Utc};

use super::ReadableMessage;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{MessageId, OrganisationId};
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, rows};
use crate::{Error, Result};

/// The most organisations that are told.
const MOST: i64 = 300;

/// An organisation somebody of which has opened the message.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SeenBy {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// Asks who sees one's own message from now on; asked already, it changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for another's, [`Error::Conflict`] for one taken away.
pub async fn ask_seen(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    change(tx, message, Some(tx.now())).await
}

/// Stops asking: nobody is told any more.
///
/// # Errors
/// [`Error::Forbidden`] for another's, [`Error::Conflict`] for one taken away.
pub async fn stop_asking_seen(tx: &Tx, message: &ReadableMessage) -> Result<()> {
    change(tx, message, None).await
}

async fn change(tx: &Tx, message: &ReadableMessage, asked: Option<DateTime<Utc>>) -> Result<()> {
    message.changeable()?;
    let row = message.row();
    if row.deleted_at.is_some() {
        return Err(Error::Conflict("message_deleted"));
    }
    let sql = "UPDATE message SET seen_asked_at = $2, touches = touches + 1 \
               WHERE id = $1 AND deleted_at IS NULL AND (seen_asked_at IS NULL) = $3";
    if execute_affecting(tx, sql, [row.id.0.into(), asked.into(), asked.is_some().into()]).await? > 0 {
        tx.record(message.room(), Event::MessageTouched { conversation: row.conversation_id, message: row.id });
    }
    Ok(())
}

/// Lets a message ask since a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn ask_seen_as(tx: &Tx, message: MessageId, since: DateTime<Utc>) -> Result<()> {
    may_administer(tx.actor())?;
    let sql = "UPDATE message SET seen_asked_at = $2, touches = touches + 1 WHERE id = $1";
    execute(tx, sql, [message.0.into(), since.into()]).await
}

/// The organisations that have opened it since it was asked, but for its author's own, by name. None where nobody asks.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the message.
pub async fn seen_by(db: &impl Db, actor: &Actor, id: MessageId, today: chrono::NaiveDate) -> Result<Vec<SeenBy>> {
    let message = super::readable(db, actor, id).await?;
    let row = message.row();
    let Some(asked) = row.seen_asked_at.filter(|_| row.deleted_at.is_none()) else {
        return Ok(Vec::new());
    };
    // whoever has read it, has a part in it, and holds a seat today; in a direct conversation, which is in no network, one in a network of
    // the asker's: which others somebody is in is not theirs to know
    let sql = format!(
        "SELECT DISTINCT o.id, o.name, o.sort_key FROM read_mark k \
         JOIN conversation c ON c.id = k.conversation_id JOIN person p ON p.id = k.person_id AND p.tells_seen \
         JOIN seat_holding h ON h.person_id = k.person_id AND h.from_day <= $4 \
           AND (h.to_day IS NULL OR h.to_day >= $4) \
         JOIN seat s ON s.id = h.seat_id \
           AND (s.network_id = c.network_id OR (c.network_id IS NULL AND s.network_id IN {})) \
         JOIN organisation o ON o.id = s.organisation_id \
         WHERE k.conversation_id = $1 AND k.position >= $2 AND k.updated_at >= $3 \
         AND o.id <> $5 ORDER BY o.sort_key, o.id LIMIT $6",
        Ids::sql(db, "$7")
    );
    let own = row.organisation_id.map_or(uuid::Uuid::nil(), |id| id.0);
    let standings = actor.access().into_iter().flat_map(|access| &access.standings);
    let networks = Ids::value(standings.filter_map(|standing| standing.network).map(|network| network.0));
    let values = [
        row.conversation_id.0.into(),
        row.position.into(),
        asked.into(),
        today.into(),
        own.into(),
        MOST.into(),
        networks,
    ];
    rows(db, &sql, values).await
}
