//! Guests: one named person in one room, until a date. Everybody in the room sees who they are.

pub mod accept;
pub mod invitation;

use chrono::NaiveDate;

use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{GuestPassId, PersonId, RoomId};
use crate::rooms::room::{self, ReadableRoom};
use crate::store::{Db, FromRow, Tx, execute, row, rows};
use crate::{Error, Result};

/// Lets a person into a room from today until `to`, included.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the room, [`Error::Forbidden`] without the right to manage it.
pub async fn invite(tx: &Tx, room: RoomId, person: PersonId, writes: bool, to: NaiveDate) -> Result<GuestPassId> {
    let found = room::readable(tx, tx.actor(), room).await?;
    if !found.rights().manage {
        return Err(Error::Forbidden);
    }
    give(tx, room, person, writes, (tx.today(), to), tx.actor().person()).await
}

/// Lets a person into a room between two days, both included, as given by `giver`: demo data only.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn invite_as(
    tx: &Tx,
    room: RoomId,
    person: PersonId,
    writes: bool,
    days: (NaiveDate, NaiveDate),
    giver: PersonId,
) -> Result<GuestPassId> {
    match tx.actor() {
        Actor::System => give(tx, room, person, writes, days, Some(giver)).await,
        _ => Err(Error::Forbidden),
    }
}

/// Gives a pass. The caller has checked the right.
pub(crate) async fn give(
    tx: &Tx,
    room: RoomId,
    person: PersonId,
    writes: bool,
    (from, to): (NaiveDate, NaiveDate),
    giver: Option<PersonId>,
) -> Result<GuestPassId> {
    let id = GuestPassId::at(tx.now());
    let sql = "INSERT INTO guest_pass (id, room_id, person_id, writes, from_day, to_day, given_by, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        id.0.into(),
        room.0.into(),
        person.0.into(),
        writes.into(),
        from.into(),
        to.into(),
        giver.map(|p| p.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    Ok(id)
}

/// Ends a pass at once. The caller has checked the right.
pub(crate) async fn end(tx: &Tx, pass: GuestPassId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
        person_id: PersonId,
    }
    let sql = "UPDATE guest_pass SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL \
               RETURNING room_id, person_id";
    let by = tx.actor().person().map(|p| p.0);
    let ended: Option<Row> = row(tx, sql, [pass.0.into(), tx.now().into(), by.into()]).await?;
    if let Some(Row { room_id, person_id }) = ended {
        tx.access_changed().await?;
        tx.record(room_id, Event::AudienceChanged { person: Some(person_id) });
        tx.record(person_id, Event::AudienceChanged { person: Some(person_id) });
    }
    Ok(())
}

/// A guest of a room.
#[derive(Clone, Debug, FromRow)]
pub struct Guest {
    /// Their pass.
    pub id: GuestPassId,
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// They write, not only read.
    pub writes: bool,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included.
    pub to_day: NaiveDate,
    /// Who let them in.
    pub by: Option<String>,
}

/// The guests of a room, by name, at most 400: everybody in the room sees them.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_room(db: &impl Db, found: &ReadableRoom, today: NaiveDate) -> Result<Vec<Guest>> {
    let sql = "SELECT g.id, g.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, g.writes, \
               g.from_day, g.to_day, CASE WHEN b.protected THEN NULL ELSE b.name END AS by FROM guest_pass g \
               JOIN person p ON p.id = g.person_id LEFT JOIN person b ON b.id = g.given_by \
               WHERE g.room_id = $1 AND g.ended_at IS NULL AND g.from_day <= $2 AND g.to_day >= $2 \
               AND p.suspended_at IS NULL ORDER BY CASE WHEN p.protected THEN 'representant' ELSE p.sort_key END, g.id \
               LIMIT 400";
    rows(db, sql, [found.room().id.0.into(), today.into()]).await
}

/// Sends a guest home: their pass ends at once.
///
/// # Errors
/// [`Error::NotFound`] for a pass to a room one does not see, [`Error::Forbidden`] without the right to manage it,
/// [`Error::Conflict`] where it has ended.
pub async fn revoke(tx: &Tx, pass: GuestPassId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
        person_id: PersonId,
        over: bool,
    }
    let sql = "SELECT room_id, person_id, (ended_at IS NOT NULL OR to_day < $2) AS over FROM guest_pass WHERE id = $1";
    let found: Row = row(tx, sql, [pass.0.into(), tx.today().into()]).await?.ok_or(Error::NotFound)?;
    let room = room::readable(tx, tx.actor(), found.room_id).await?;
    if !room.rights().manage {
        return Err(Error::Forbidden);
    }
    if found.over {
        return Err(Error::Conflict("ended_already"));
    }
    end(tx, pass).await?;
    if let Some(network) = room.room().network_id {
        tx.record(network, Event::RoomChanged { room: found.room_id });
    }
    let (network, whom) = (room.room().network_id, found.person_id.to_string());
    crate::audit::note_in(tx, network, "guest_sent_home", &found.room_id.to_string(), &whom).await
}
