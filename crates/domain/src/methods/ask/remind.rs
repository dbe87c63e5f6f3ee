//! A friendly reminder, to the organisations that have not answered and to nobody else.

use chrono::{NaiveDate, TimeDelta};

use super::{HAS_ANSWERED, ReadableAsk, asked};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, PersonId};
use crate::methods::roll;
use crate::networks::network;
use crate::store::{Db, FromRow, Tx, execute_affecting, rows};
use crate::{Error, Result};

/// The least time between two reminders of one ask.
pub const BETWEEN_REMINDERS: TimeDelta = TimeDelta::hours(24);

/// Reminds those that have not answered. Gives how many organisations that are.
///
/// # Errors
/// [`Error::Forbidden`] for who does not run the ask; [`Error::Conflict`] when it is closed, when everybody has answered,
/// when the last reminder is less than a day old, or in a closed network, where nobody answers any more.
pub async fn remind(tx: &Tx, ask: &ReadableAsk) -> Result<usize> {
    ask.runnable(tx.actor())?;
    let id = ask.row().conversation_id;
    if ask.row().closed_at.is_some() {
        return Err(Error::Conflict("ask_closed"));
    }
    network::still_open(tx, ask.row().network_id).await?;
    let missing = asked(tx, ask, tx.today()).await?.iter().filter(|one| !one.answered).count();
    if missing == 0 {
        return Err(Error::Conflict("everybody_answered"));
    }
    let sql = "UPDATE ask SET reminded_at = $2, revision = revision + 1 WHERE conversation_id = $1 \
               AND closed_at IS NULL AND (reminded_at IS NULL OR reminded_at <= $3)";
    let values = [id.0.into(), tx.now().into(), (tx.now() - BETWEEN_REMINDERS).into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("reminded_recently"));
    }
    tx.record(ask.conversation().row().room_id, Event::AskReminded { conversation: id });
    Ok(missing)
}

/// Whom a reminder is for: somebody with a voice in an organisation that has not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Reminded {
    /// Who.
    pub person_id: PersonId,
    /// The question: the first message of the conversation.
    pub message_id: MessageId,
}

/// Whom the reminder of an ask is for as it stands now: nobody once it is closed, nor for an organisation that has
/// answered meanwhile. Whether they may read it is asked when they are told.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn reminded(db: &impl Db, actor: &Actor, ask: ConversationId, today: NaiveDate) -> Result<Vec<Reminded>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = format!(
        "SELECT DISTINCT h.person_id, m.id AS message_id FROM ask k \
         JOIN ask_organisation q ON q.conversation_id = k.conversation_id \
         JOIN message m ON m.conversation_id = k.conversation_id AND m.position = 1 \
         JOIN seat s ON s.network_id = k.network_id AND s.organisation_id = q.organisation_id \
         JOIN seat_holding h ON h.seat_id = s.id AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) \
         WHERE k.conversation_id = $1 AND k.closed_at IS NULL AND NOT {HAS_ANSWERED} AND {} \
         AND (h.role = 'holder' OR EXISTS (SELECT 1 FROM substitution b JOIN network_setting n \
           ON n.network_id = s.network_id AND n.until IS NULL WHERE b.seat_id = s.id AND b.person_id = h.person_id \
           AND b.from_day <= $2 AND b.to_day >= $2 AND b.ended_at IS NULL \
           AND (b.confirmed_at IS NOT NULL OR n.deputies = 'free'))) \
         ORDER BY h.person_id LIMIT 5000",
        roll::takes_part("q.organisation_id", "k.network_id", "$2")
    );
    rows(db, &sql, [ask.0.into(), today.into()]).await
}
