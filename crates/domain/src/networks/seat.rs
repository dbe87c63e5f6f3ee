//! A seat: an organisation's place in a network, which outlives its holders.

use chrono::NaiveDate;
use sea_orm::FromQueryResult;

use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatHoldingId, SeatId, SubstitutionId};
use crate::networks::network;
use crate::rooms::room;
use crate::store::{Db, Ids, Tx, execute, execute_affecting, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// How somebody is tied to a seat.
    HoldingRole {
        /// Holds it.
        Holder = "holder",
        /// Its deputy.
        Deputy = "deputy",
    }
}

/// A seat and, in each row, one of its current people (none in a vacant seat).
#[derive(Clone, Debug, FromQueryResult)]
pub struct SeatLine {
    /// Which seat.
    pub seat_id: SeatId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Who.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person_name: Option<String>,
    /// How they are tied to it.
    pub role: Option<HoldingRole>,
}

/// The seats of these organisations in the network, with their current people.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory.
pub async fn of_organisations(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    organisations: &[OrganisationId],
    today: NaiveDate,
) -> Result<Vec<SeatLine>> {
    network::with_directory(db, actor, network).await?;
    let sql = format!(
        "SELECT s.id AS seat_id, s.organisation_id, s.kind, s.title, h.person_id, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS person_name, h.role \
         FROM seat s LEFT JOIN seat_holding h ON h.seat_id = s.id AND h.from_day <= $3 \
         AND (h.to_day IS NULL OR h.to_day >= $3) LEFT JOIN person p ON p.id = h.person_id \
         WHERE s.network_id = $1 AND s.organisation_id IN {} ORDER BY s.kind DESC, s.id, h.role DESC, p.sort_key \
         LIMIT 2000",
        Ids::sql(db, "$2")
    );
    rows(db, &sql, [network.0.into(), Ids::value(organisations.iter().map(|o| o.0)), today.into()]).await
}

/// Makes a seat.
///
/// # Errors
/// [`Error::Forbidden`] without the right to the network's directory.
pub async fn create(
    tx: &Tx,
    network: NetworkId,
    organisation: OrganisationId,
    kind: SeatKind,
    title: &str,
) -> Result<SeatId> {
    may_write(tx, network)?;
    let id = SeatId::at(tx.now());
    let sql = "INSERT INTO seat (id, network_id, organisation_id, kind, title, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values =
        [id.0.into(), network.0.into(), organisation.0.into(), kind.word().into(), title.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.record(network, Event::SeatChanged { seat: id });
    Ok(id)
}

/// Seats somebody, as holder or deputy, from `from` to `to` (included).
///
/// # Errors
/// [`Error::NotFound`] where there is no such seat, [`Error::Forbidden`] without the right to the directory.
pub async fn appoint(
    tx: &Tx,
    seat: SeatId,
    person: PersonId,
    role: HoldingRole,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<SeatHoldingId> {
    let network = network_of(tx, seat).await?;
    may_write(tx, network)?;
    let id = SeatHoldingId::at(tx.now());
    let sql = "INSERT INTO seat_holding (id, seat_id, person_id, role, from_day, to_day, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values =
        [id.0.into(), seat.0.into(), person.0.into(), role.word().into(), from.into(), to.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    Ok(id)
}

/// Ends somebody's holding of a seat: `last` is the last day it counts. A day before today takes effect at once.
///
/// # Errors
/// [`Error::NotFound`] where they don't hold it, [`Error::Forbidden`] without the right to the directory.
pub async fn end(tx: &Tx, seat: SeatId, person: PersonId, last: NaiveDate) -> Result<()> {
    let network = network_of(tx, seat).await?;
    may_write(tx, network)?;
    let sql = "UPDATE seat_holding SET to_day = $3 WHERE seat_id = $1 AND person_id = $2 \
               AND (to_day IS NULL OR to_day > $3)";
    if execute_affecting(tx, sql, [seat.0.into(), person.0.into(), last.into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    room::narrowed(tx, network, Some(person)).await?;
    crate::audit::note(tx, "seat_ended", &seat.to_string(), &person.to_string()).await
}

/// Lets a deputy stand in for the seat from a day to a day, both included.
///
/// # Errors
/// [`Error::NotFound`] where there is no such seat, [`Error::Forbidden`] without the right to the directory.
pub async fn stand_in(
    tx: &Tx,
    seat: SeatId,
    person: PersonId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<SubstitutionId> {
    let network = network_of(tx, seat).await?;
    may_write(tx, network)?;
    let id = SubstitutionId::at(tx.now());
    let sql = "INSERT INTO substitution (id, seat_id, person_id, from_day, to_day, confirmed_at, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $6)";
    let values = [id.0.into(), seat.0.into(), person.0.into(), from.into(), to.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    Ok(id)
}

async fn network_of(tx: &Tx, seat: SeatId) -> Result<NetworkId> {
    #[derive(FromQueryResult)]
    struct Row {
        network_id: NetworkId,
    }
    let found: Option<Row> = row(tx, "SELECT network_id FROM seat WHERE id = $1", [seat.0.into()]).await?;
    Ok(found.ok_or(Error::NotFound)?.network_id)
}

fn may_write(tx: &Tx, network: NetworkId) -> Result<()> {
    if tx.actor().may(network, NetworkRight::WriteDirectory) { Ok(()) } else { Err(Error::Forbidden) }
}
