//! Rooms that coordinators make: for an audience chosen in words, for named organisations, or for a working group with a
//! purpose and a last day.
//!
//! Who a room is for is settled when it is made; of named organisations and of a group's people one says later which.
//! What has been written stays with those it was written for: another audience is another room.

mod archive;

pub use archive::set_archived;

use chrono::{Months, NaiveDate};

use super::room::{self, NewRoom, ReadableRoom};
use super::wanted::{self, Choice, Chosen, Wanted};
use super::working_group;
use crate::access::{Audience, NetworkRight, RoomKind};
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, RoomId};
use crate::networks::network;
use crate::networks::seat::written;
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most rooms of a network that are made and not archived.
const MOST: i64 = 100;
const LONGEST_NAME: usize = 80;
const LONGEST_PURPOSE: usize = 2_000;
/// For how many months ahead a working group is made at most.
const LONGEST_GROUP: Months = Months::new(60);

/// A room to make.
#[derive(Clone, Debug)]
pub struct NewCustomRoom {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Who it is for.
    pub choice: Choice,
    /// The last day of a working group.
    pub ends_on: Option<NaiveDate>,
}

/// Makes a room.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it,
/// [`Error::Invalid`] and [`Error::NotFoundIn`] for a name, a day or a choice that can't be, [`Error::Conflict`] where the
/// network is closed or has too many rooms.
pub async fn make(tx: &Tx, network: NetworkId, new: NewCustomRoom) -> Result<RoomId> {
    network::readable(tx, tx.actor(), network).await?;
    if !tx.actor().may(network, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let name = named(&new.name)?;
    let purpose = purposed(&new.purpose)?;
    let ends_on = ending(tx, new.choice.audience, new.ends_on)?;
    let wanted = new.choice.looked_up(tx, network, tx.today()).await?;
    network::still_open(tx, network).await?;
    let sql = "SELECT count(*) AS rooms FROM room WHERE network_id = $1 AND kind = $2 AND archived_at IS NULL";
    let already = one(tx, sql, [network.0.into(), RoomKind::Custom.word().into()]).await?;
    if already.map(|row| row.get::<i64>("rooms")).transpose()?.unwrap_or(0) >= MOST {
        return Err(Error::Conflict("too_many_rooms"));
    }
    let audience = wanted.audience();
    let room = NewRoom { network, kind: RoomKind::Custom, audience, name: Some(name), meeting: None };
    let id = room::create(tx, room).await?;
    let sql = "UPDATE room SET purpose = $2, ends_on = $3 WHERE id = $1";
    execute(tx, sql, [id.0.into(), purpose.into(), ends_on.into()]).await?;
    match &wanted {
        Wanted::All(_) => {}
        Wanted::Organisations(organisations) => room::be_for(tx, id, audience, organisations).await?,
        Wanted::Group(members) => working_group::become_of(tx, network, id, members).await?,
    }
    crate::audit::note_in(tx, network, "room_made", &id.to_string(), audience.word()).await?;
    Ok(id)
}

/// What is to be changed of a room; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Its organisations.
    pub organisations: Option<Vec<OrganisationId>>,
    /// Its members.
    pub members: Option<Vec<Chosen>>,
    /// The last day of its group.
    pub ends_on: Option<NaiveDate>,
}

/// A room that the actor may change: one that was made, not one that came with a network or a meeting.
///
/// # Errors
/// [`Error::NotFound`] where one does not see it, [`Error::Forbidden`] without the right to manage it,
/// [`Error::Conflict`] where it came with its network.
pub async fn manageable(db: &impl Db, actor: &crate::actor::Actor, id: RoomId) -> Result<ReadableRoom> {
    let found = room::readable(db, actor, id).await?;
    if !found.rights().manage {
        return Err(Error::Forbidden);
    }
    if found.room().kind != RoomKind::Custom {
        return Err(Error::Conflict("room_of_network"));
    }
    Ok(found)
}

/// Changes a room, from `revision` on.
///
/// # Errors
/// As [`manageable`]; [`Error::Stale`] where somebody has changed it since, [`Error::Conflict`] where it is archived or its
/// network closed, [`Error::Invalid`] and [`Error::NotFoundIn`] as [`make`].
pub async fn change(tx: &Tx, id: RoomId, revision: i64, change: Change) -> Result<()> {
    let found = manageable(tx, tx.actor(), id).await?;
    let room = found.room();
    let network = room.network_id.ok_or(Error::NotFound)?;
    network::still_open(tx, network).await?;
    if room.archived {
        return Err(Error::Conflict("room_archived"));
    }
    let name = change.name.as_deref().map(named).transpose()?;
    let purpose = change.purpose.as_deref().map(purposed).transpose()?;
    let ends_on = match change.ends_on {
        Some(day) if Some(day) != room.ends_on => ending(tx, room.audience, Some(day))?,
        _ => room.ends_on,
    };
    let sql = "UPDATE room SET name = coalesce($3, name), purpose = coalesce($4, purpose), ends_on = $5, \
               revision = revision + 1 WHERE id = $1 AND revision = $2";
    let values = [id.0.into(), revision.into(), name.into(), purpose.into(), ends_on.into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    if let Some(organisations) = change.organisations {
        if room.audience != Audience::Organisations {
            return Err(Error::invalid("/organisation_ids", "not_to_choose"));
        }
        let choice = Choice { audience: Audience::Organisations, organisations, members: Vec::new() };
        if let Wanted::Organisations(organisations) = choice.looked_up(tx, network, tx.today()).await? {
            room::be_for(tx, id, Audience::Organisations, &organisations).await?;
        }
    }
    if let Some(members) = change.members {
        if room.audience != Audience::NamedGroup {
            return Err(Error::invalid("/members", "not_to_choose"));
        }
        let held = wanted::holding(tx, network, &members, tx.today()).await?;
        working_group::become_of(tx, network, id, &held).await?;
    }
    tx.access_changed().await?;
    // who reads or writes may have become fewer; who is new asks for their rooms when the network's stream says so
    tx.record(id, Event::AudienceChanged { person: None });
    tx.record(network, Event::RoomChanged { room: id });
    crate::audit::note_in(tx, network, "room_changed", &id.to_string(), "").await
}

fn named(name: &str) -> Result<String> {
    let name = written(name, LONGEST_NAME, "/name")?;
    if is_blank(&name) { Err(Error::invalid("/name", "length")) } else { Ok(name) }
}

fn purposed(purpose: &str) -> Result<String> {
    let purpose = clean(purpose.trim());
    if purpose.chars().count() > LONGEST_PURPOSE { Err(Error::invalid("/purpose", "too_long")) } else { Ok(purpose) }
}

/// A working group ends on a day to come; other rooms have none.
fn ending(tx: &Tx, audience: Audience, day: Option<NaiveDate>) -> Result<Option<NaiveDate>> {
    match (audience == Audience::NamedGroup, day) {
        (false, None) => Ok(None),
        (false, Some(_)) => Err(Error::invalid("/ends_on", "not_to_choose")),
        (true, None) => Err(Error::invalid("/ends_on", "missing")),
        (true, Some(day)) if day < tx.today() => Err(Error::invalid("/ends_on", "in_the_past")),
        (true, Some(day)) if tx.today().checked_add_months(LONGEST_GROUP).is_some_and(|last| day > last) => {
            Err(Error::invalid("/ends_on", "out_of_range"))
        }
        (true, day) => Ok(day),
    }
}

/// An organisation that a room is for.
#[derive(Clone, Debug, FromRow)]
pub struct OfRoom {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// The organisations that a room of named ones is for.
///
/// # Errors
/// When the database can't be reached.
pub async fn organisations(db: &impl Db, actor: &crate::actor::Actor, room: &ReadableRoom) -> Result<Vec<OfRoom>> {
    let ids = actor.facts(room.room().id).map(|facts| facts.organisations.clone()).unwrap_or_default();
    let sql = format!("SELECT id, name FROM organisation WHERE id IN {} ORDER BY sort_key, id", Ids::sql(db, "$1"));
    rows(db, &sql, [Ids::value(ids.into_iter().map(|id| id.0))]).await
}
