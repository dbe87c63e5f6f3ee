//! A decision: what was decided, when, by which voices. It is a record of its own, found long after the conversation it
//! came from has been forgotten; whoever reads that conversation reads it.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

use super::proposal::{ProposalResult, ReadableProposal, Voting};
use crate::access::RoomKind;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, DecisionId, NetworkId, RoomId};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows, rows_at_once};
use crate::{Error, Result};

/// A decision's row.
#[derive(Clone, Debug, FromRow)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The conversation it came from.
    pub conversation_id: ConversationId,
    /// Where that stands: whoever reads the room reads the decision.
    pub room_id: RoomId,
    /// What the room is for.
    pub room_kind: RoomKind,
    /// The room's own name.
    pub room_name: Option<String>,
    /// In which network.
    pub network_id: NetworkId,
    /// The title of the proposal when it was decided.
    pub title: String,
    /// The wording.
    pub wording: String,
    /// Adopted or rejected.
    pub result: ProposalResult,
    /// What it leads to, in words; may be empty.
    pub outcome: String,
    /// Whose voices counted.
    pub voting: Voting,
    /// The day it was decided.
    pub decided_on: NaiveDate,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
}

pub(crate) const COLUMNS: &str = "d.id, d.conversation_id, c.room_id, r.kind AS room_kind, \
    coalesce(r.name, m.title) AS room_name, d.network_id, d.title, d.wording, d.result, d.outcome, p.voting, \
    d.decided_on, d.created_at";
pub(crate) const TABLES: &str = "decision d JOIN conversation c ON c.id = d.conversation_id \
    JOIN proposal p ON p.conversation_id = d.conversation_id JOIN room r ON r.id = c.room_id \
    LEFT JOIN meeting m ON m.id = r.meeting_id";

/// A decision to record.
#[derive(Clone, Debug)]
pub(crate) struct NewDecision {
    pub(crate) title: String,
    pub(crate) wording: String,
    pub(crate) result: ProposalResult,
    pub(crate) outcome: String,
    pub(crate) decided_on: NaiveDate,
}

/// Records what a proposal became. The caller has checked the right.
pub(crate) async fn record(tx: &Tx, proposal: &ReadableProposal, new: NewDecision) -> Result<DecisionId> {
    let (id, conversation) = (DecisionId::at(tx.now()), proposal.row().conversation_id);
    let sql = "INSERT INTO decision (id, conversation_id, network_id, title, wording, result, outcome, decided_on, \
               recorded_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = [
        id.0.into(),
        conversation.0.into(),
        proposal.row().network_id.0.into(),
        new.title.into(),
        new.wording.into(),
        new.result.word().into(),
        new.outcome.into(),
        new.decided_on.into(),
        tx.actor().person().map(|person| person.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(proposal.conversation().row().room_id, Event::DecisionMade { conversation, decision: id });
    Ok(id)
}

/// A decision one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: DecisionId) -> Result<Decision> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.id = $1");
    let found: Decision = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if actor.room(found.room_id).read { Ok(found) } else { Err(Error::NotFound) }
}

/// The decisions of a network that one may read, the latest first, after `cursor`.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    cursor: Option<(NaiveDate, DecisionId)>,
    limit: i64,
) -> Result<Vec<Decision>> {
    if !network::seen_by(actor, network) {
        return Err(Error::NotFound);
    }
    let rooms = actor.own_access()?.readable_rooms().filter(|room| room.network == Some(network)).map(|room| room.id.0);
    let far = NaiveDate::from_ymd_opt(9999, 12, 31).ok_or_else(|| Error::internal("no such day"))?;
    let (day, id) = cursor.map_or((far, uuid::Uuid::nil()), |(day, id)| (day, id.0));
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.network_id = $1 AND c.room_id IN {} \
         AND (d.decided_on < $3 OR (d.decided_on = $3 AND d.id < $4)) \
         ORDER BY d.decided_on DESC, d.id DESC LIMIT $5",
        Ids::sql(db, "$2")
    );
    rows(db, &sql, [network.0.into(), Ids::value(rooms), day.into(), id.into(), limit.into()]).await
}

/// What was adopted from one day to another, of one network or of all, that one may read, in that order; at most `limit`.
///
/// # Errors
/// When the database can't be reached.
pub async fn adopted_between(
    db: &impl Db,
    actor: &Actor,
    days: &RangeInclusive<NaiveDate>,
    network: Option<NetworkId>,
    limit: i64,
) -> Result<Vec<Decision>> {
    let rooms = actor.own_access()?.readable_rooms();
    let rooms = rooms.filter(|room| network.is_none() || room.network == network).map(|room| room.id.0);
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.result = 'adopted' AND c.room_id IN {} AND d.decided_on >= $2 \
         AND d.decided_on <= $3 ORDER BY d.decided_on, d.id LIMIT $4",
        Ids::sql(db, "$1")
    );
    let values = [Ids::value(rooms), (*days.start()).into(), (*days.end()).into(), limit.into()];
    rows(db, &sql, values).await
}

/// Every decision that came out of the conversations of a room one reads, the latest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn all_of(db: &impl Db, room: &crate::rooms::room::ReadableRoom) -> Result<Vec<Decision>> {
    let sql =
        format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.room_id = $1 ORDER BY d.decided_on DESC, d.id DESC LIMIT 5000");
    rows(db, &sql, [room.room().id.0.into()]).await
}

/// Those of the decisions that one may read: for hits of a search. Their order is not that of the ids.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[DecisionId]) -> Result<Vec<Decision>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|room| room.id.0);
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.id IN {} AND c.room_id IN {}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms)]).await
}
