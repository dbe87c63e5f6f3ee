//! A deputy's standing in for a period: the holder starts it; where the network lets deputies only by exception a
//! coordinator confirms. All see it in the directory, and it ends by itself.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::told::{Step, tell};
use super::{VisibleSeat, may_write};
use crate::access::{Deputies, NetworkRight};
use crate::actor::Actor;
use crate::clock::in_order;
use crate::event::Event;
use crate::ids::{MeetingId, NetworkId, PersonId, SeatId, SubstitutionId};
use crate::networks::network;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// The longest time at once.
const LONGEST: Days = Days::new(366);
/// The most that are shown of one seat.
const MOST: i64 = 50;

/// A deputy's standing in, now or to come.
#[derive(Clone, Debug, FromRow)]
pub struct Substitution {
    /// Which.
    pub id: SubstitutionId,
    /// The deputy.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included.
    pub to_day: NaiveDate,
    /// Confirmed when; none where a coordinator has still to confirm it.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The meeting it is for.
    pub meeting_id: Option<MeetingId>,
}

/// The standings in for a seat that go on or are to come, the first first.
///
/// # Errors
/// When the database can't be reached.
pub async fn substitutions(db: &impl Db, seat: &VisibleSeat, today: NaiveDate) -> Result<Vec<Substitution>> {
    let sql = "SELECT b.id, b.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS name, b.from_day, b.to_day, \
               b.confirmed_at, b.meeting_id FROM substitution b JOIN person p ON p.id = b.person_id \
               WHERE b.seat_id = $1 AND b.ended_at IS NULL AND b.to_day >= $2 ORDER BY b.from_day, b.id LIMIT $3";
    rows(db, sql, [seat.facts().id.0.into(), today.into(), MOST.into()]).await
}

/// Lets a deputy of the seat stand in for a period.
///
/// # Errors
/// [`Error::NotFoundIn`] for somebody who is no deputy of the seat, [`Error::Forbidden`] for anybody but its holder and
/// whoever has the right to the directory, [`Error::Invalid`] for days that can't be, [`Error::Conflict`] where somebody
/// stands in already, or the network is closed, in which nobody acts for an organisation.
pub async fn stand_in_for(
    tx: &Tx,
    seat: &VisibleSeat,
    person: PersonId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<SubstitutionId> {
    let (by, facts) = (tx.actor().signed_in()?, seat.facts());
    let deputy = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 AND role = 'deputy' \
                  AND from_day <= $3 AND (to_day IS NULL OR to_day >= $4)";
    let values = [facts.id.0.into(), person.0.into(), from.into(), tx.today().into()];
    one(tx, deputy, values).await?.ok_or(Error::NotFoundIn("/person_id"))?;
    if !seat.rights().keep && !seat.rights().change {
        return Err(Error::Forbidden);
    }
    in_order(from, Some(to))?;
    if to < tx.today() {
        return Err(Error::invalid("/to", "in_the_past"));
    }
    if from.checked_add_days(LONGEST).is_none_or(|last| to > last) {
        return Err(Error::invalid("/to", "out_of_range"));
    }
    network::still_open(tx, facts.network_id).await?;
    super::locked(tx, facts.id).await?;
    let taken = "SELECT id FROM substitution WHERE seat_id = $1 AND ended_at IS NULL AND meeting_id IS NULL \
                 AND from_day <= $3 AND to_day >= $2";
    if one(tx, taken, [facts.id.0.into(), from.into(), to.into()]).await?.is_some() {
        return Err(Error::Conflict("stands_in_already"));
    }
    let confirmed = seat.rights().change || deputies_are_free(tx, facts.network_id).await?;
    let id = SubstitutionId::at(tx.now());
    let sql = "INSERT INTO substitution (id, seat_id, person_id, from_day, to_day, confirmed_at, created_at, started_by) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        id.0.into(),
        facts.id.0.into(),
        person.0.into(),
        from.into(),
        to.into(),
        confirmed.then(|| tx.now()).into(),
        tx.now().into(),
        by.0.into(),
    ];
    execute(tx, sql, values).await?;
    changed(tx, facts.network_id, facts.id).await?;
    tell(tx, facts.network_id, id, [person], Step::Begun).await?;
    crate::audit::note_in(tx, facts.network_id, "stand_in_started", &id.to_string(), &person.to_string()).await?;
    Ok(id)
}

async fn changed(tx: &Tx, network: NetworkId, seat: SeatId) -> Result<()> {
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    Ok(())
}

/// Whether a deputy in the network stands in without a coordinator's word.
pub(crate) async fn deputies_are_free(tx: &Tx, network: NetworkId) -> Result<bool> {
    #[derive(FromRow)]
    struct Row {
        deputies: Deputies,
    }
    let sql = "SELECT deputies FROM network_setting WHERE network_id = $1 AND until IS NULL";
    let found: Option<Row> = row(tx, sql, [network.0.into()]).await?;
    Ok(found.is_some_and(|row| row.deputies == Deputies::Free))
}

#[derive(FromRow)]
struct Found {
    seat_id: SeatId,
    network_id: NetworkId,
    person_id: PersonId,
    started_by: Option<PersonId>,
    confirmed: bool,
}

/// A standing in, in a network whose directory the actor reads.
async fn seen(db: &impl Db, actor: &Actor, id: SubstitutionId) -> Result<Found> {
    let sql = "SELECT b.seat_id, s.network_id, b.person_id, b.started_by, (b.confirmed_at IS NOT NULL) AS confirmed \
               FROM substitution b JOIN seat s ON s.id = b.seat_id WHERE b.id = $1";
    let found: Found = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if actor.may(found.network_id, NetworkRight::ReadDirectory) { Ok(found) } else { Err(Error::NotFound) }
}

/// Confirms a standing in, where the network lets deputies only by exception.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] without the right to the directory, [`Error::Conflict`]
/// when there is nothing to confirm.
pub async fn confirm_stand_in(tx: &Tx, id: SubstitutionId) -> Result<()> {
    let found = seen(tx, tx.actor(), id).await?;
    may_write(tx, found.network_id)?;
    let sql = "UPDATE substitution SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into()]).await? == 0 {
        return Err(Error::Conflict("nothing_to_confirm"));
    }
    changed(tx, found.network_id, found.seat_id).await?;
    let people = std::iter::once(found.person_id).chain(found.started_by);
    tell(tx, found.network_id, id, people, Step::Confirmed).await?;
    crate::audit::note_in(tx, found.network_id, "stand_in_confirmed", &id.to_string(), &found.person_id.to_string())
        .await
}

/// Ends a standing in at once: the holder is back, the deputy can't, or a coordinator says no.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] for anybody else, [`Error::Conflict`] when it has ended.
pub async fn end_stand_in(tx: &Tx, id: SubstitutionId) -> Result<()> {
    let found = seen(tx, tx.actor(), id).await?;
    let seat = super::visible(tx, tx.actor(), found.seat_id).await?;
    let own = tx.actor().person() == Some(found.person_id);
    if !own && !seat.rights().keep && !seat.rights().change {
        return Err(Error::Forbidden);
    }
    let sql = "UPDATE substitution SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND to_day >= $3";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), tx.today().into()]).await? == 0 {
        return Err(Error::Conflict("ended_already"));
    }
    changed(tx, found.network_id, found.seat_id).await?;
    room::narrowed(tx, found.network_id, Some(found.person_id)).await?;
    // who asked for it waits for a word while it is not confirmed
    let people = std::iter::once(found.person_id).chain(found.started_by.filter(|_| !found.confirmed));
    tell(tx, found.network_id, id, people, Step::Ended).await?;
    crate::audit::note_in(tx, found.network_id, "stand_in_ended", &id.to_string(), &found.person_id.to_string()).await
}
