//! Guests: one named person in one room, until a date.

use chrono::NaiveDate;

use crate::event::Event;
use crate::ids::{GuestPassId, PersonId, RoomId};
use crate::rooms::room;
use crate::store::{Tx, execute};
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
    let id = GuestPassId::at(tx.now());
    let sql = "INSERT INTO guest_pass (id, room_id, person_id, writes, from_day, to_day, given_by, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        id.0.into(),
        room.0.into(),
        person.0.into(),
        writes.into(),
        tx.today().into(),
        to.into(),
        tx.actor().logged().into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    Ok(id)
}
