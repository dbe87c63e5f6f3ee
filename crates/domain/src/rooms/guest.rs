//! Guests: one named person in one room, until a date.

use chrono::NaiveDate;
use sea_orm::FromQueryResult;

use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{GuestPassId, PersonId, RoomId};
use crate::rooms::room;
use crate::store::{Tx, execute, row};
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
    #[derive(FromQueryResult)]
    struct Row {
        room_id: RoomId,
        person_id: PersonId,
    }
    let sql = "UPDATE guest_pass SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING room_id, person_id";
    let ended: Option<Row> = row(tx, sql, [pass.0.into(), tx.now().into()]).await?;
    if let Some(Row { room_id, person_id }) = ended {
        tx.access_changed().await?;
        tx.record(room_id, Event::AudienceChanged { person: Some(person_id) });
        tx.record(person_id, Event::AudienceChanged { person: Some(person_id) });
    }
    Ok(())
}
