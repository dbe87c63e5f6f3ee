//! In which order members are to host, as the coordinators write it down. Who has hosted what is told by the meetings.

use serde::{Deserialize, Serialize};

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId};
use crate::meetings::meeting::takes_part;
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, Tx, execute_affecting, row, rows};
use crate::{Error, Result};

/// The most turns of one order.
const MOST: usize = 100;
/// The most characters of a note.
const LONGEST_NOTE: usize = 200;

/// A turn to host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Whose.
    pub organisation: OrganisationId,
    /// What is said of it: when, or what it waits for.
    pub note: String,
}

/// The order that has been agreed.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The turns, with the organisations' names.
    pub turns: Vec<(Turn, String)>,
    /// How often it has been written.
    pub number: i64,
}

/// The order in which members are to host.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory.
pub async fn order(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Order> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
        turns: serde_json::Value,
    }
    #[derive(FromRow)]
    struct Named {
        id: OrganisationId,
        name: String,
    }
    network::with_directory(db, actor, id).await?;
    let sql = "SELECT number, turns FROM host_order WHERE network_id = $1 ORDER BY number DESC LIMIT 1";
    let Some(found) = row::<Row>(db, sql, [id.0.into()]).await? else { return Ok(Order::default()) };
    let turns: Vec<Turn> = serde_json::from_value(found.turns).map_err(Error::internal)?;
    let sql = format!("SELECT id, name FROM organisation WHERE id IN {}", Ids::sql(db, "$1"));
    let names: Vec<Named> = rows(db, &sql, [Ids::value(turns.iter().map(|turn| turn.organisation.0))]).await?;
    let named = |turn: Turn| {
        let name = names.iter().find(|one| one.id == turn.organisation)?.name.clone();
        Some((turn, name))
    };
    Ok(Order { turns: turns.into_iter().filter_map(named).collect(), number: found.number })
}

/// An order that one may write anew, as it stands.
///
/// # Errors
/// As [`order`]; [`Error::Forbidden`] for anybody but who governs the network.
pub async fn governed(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Order> {
    let order = order(db, actor, id).await?;
    if actor.may(id, NetworkRight::Govern) { Ok(order) } else { Err(Error::Forbidden) }
}

/// Writes the order anew; that of before stays as history.
///
/// # Errors
/// As [`governed`]; [`Error::Stale`] when it has been written since `number`, [`Error::NotFoundIn`] for an organisation that
/// takes no part, [`Error::Invalid`] for too many turns, one twice, or a note that is too long, [`Error::Conflict`] in a closed
/// network.
pub async fn write(tx: &Tx, id: NetworkId, number: i64, turns: Vec<Turn>) -> Result<()> {
    let before = order(tx, tx.actor(), id).await?;
    let organisations: Vec<_> = turns.iter().map(|turn| turn.organisation).collect();
    takes_part(tx, id, &organisations, "/turns/organisation_id").await?;
    if !tx.actor().may(id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, id).await?;
    if before.number != number {
        return Err(Error::Stale);
    }
    let mut once = organisations.clone();
    once.sort_unstable();
    once.dedup();
    if once.len() != organisations.len() {
        return Err(Error::invalid("/turns", "twice"));
    }
    if turns.len() > MOST {
        return Err(Error::invalid("/turns", "too_many"));
    }
    let turns: Vec<Turn> = turns.into_iter().map(|turn| Turn { note: clean(turn.note.trim()), ..turn }).collect();
    if turns.iter().any(|turn| turn.note.chars().count() > LONGEST_NOTE) {
        return Err(Error::invalid("/turns/note", "too_long"));
    }
    let sql = "INSERT INTO host_order (network_id, number, turns, person_id, at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT DO NOTHING";
    let turns = serde_json::to_value(turns).map_err(Error::internal)?;
    let person = tx.actor().signed_in()?;
    let values = [id.0.into(), (number + 1).into(), turns.into(), person.0.into(), tx.now().into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    tx.record(id, Event::NetworkChanged { network: id });
    crate::audit::note_in(tx, id, "host_order_written", &id.to_string(), "").await
}

/// Writes an order as somebody: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn write_as(tx: &Tx, id: NetworkId, person: crate::ids::PersonId, turns: Vec<Turn>) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "INSERT INTO host_order (network_id, number, turns, person_id, at) VALUES ($1, 1, $2, $3, $4)";
    let turns = serde_json::to_value(turns).map_err(Error::internal)?;
    crate::store::execute(tx, sql, [id.0.into(), turns.into(), person.0.into(), tx.now().into()]).await
}
