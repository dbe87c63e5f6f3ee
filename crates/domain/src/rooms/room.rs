//! A room.

use chrono::NaiveDate;

use crate::access::{Audience, RoomKind, RoomRights};
use crate::actor::Actor;
use crate::clock::start_of;
use crate::conversations::conversation;
use crate::event::Event;
use crate::ids::{ConversationId, MeetingId, NetworkId, OrganisationId, PersonId, RoomAudienceId, RoomId};
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows};
use crate::{Error, Result};

/// A room's row.
#[derive(Clone, Debug, FromRow)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Its network; none for a direct conversation's.
    pub network_id: Option<NetworkId>,
    /// What it is for.
    pub kind: RoomKind,
    /// Its own name; rooms that come with a network or meeting are named by their kind.
    pub name: Option<String>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// The meeting's title.
    pub meeting_title: Option<String>,
    /// Its chat.
    pub chat_id: Option<ConversationId>,
    /// Who it is for.
    pub audience: Audience,
    /// Its newest event.
    pub seq: Option<i64>,
    /// What it is for, as whoever made it wrote.
    pub purpose: String,
    /// The last day of a working group; from then on its room is only read.
    pub ends_on: Option<NaiveDate>,
    /// It has been archived: only read.
    pub archived: bool,
    /// Counts its changes.
    pub revision: i64,
}

/// A room one may read.
#[derive(Clone, Debug)]
pub struct ReadableRoom {
    room: Room,
    rights: RoomRights,
}

impl ReadableRoom {
    /// Its row.
    #[must_use]
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// What the actor may do in it.
    #[must_use]
    pub fn rights(&self) -> RoomRights {
        self.rights
    }

    /// A room one may write in.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where one only reads.
    pub fn writable(&self) -> Result<&Self> {
        if self.rights.write { Ok(self) } else { Err(Error::Forbidden) }
    }

    /// A room to whose folders one may upload.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where one may not.
    pub fn uploadable(&self) -> Result<&Self> {
        if self.rights.upload { Ok(self) } else { Err(Error::Forbidden) }
    }
}

const COLUMNS: &str = "r.id, r.network_id, r.kind, r.name, r.meeting_id, m.title AS meeting_title, \
    (SELECT c.id FROM conversation c WHERE c.room_id = r.id AND c.kind = 'chat') AS chat_id, \
    coalesce(a.audience, 'direct') AS audience, s.seq, r.purpose, r.ends_on, r.archived_at IS NOT NULL AS archived, \
    r.revision";
const TABLES: &str = "room r LEFT JOIN room_audience a ON a.room_id = r.id AND a.until IS NULL \
    LEFT JOIN meeting m ON m.id = r.meeting_id LEFT JOIN stream s ON s.id = r.id";
/// The rooms that came with the network before its own and the meetings', in an order of their own: rooms made in one
/// commit have the same time, and their ids say nothing.
const ORDER: &str = "r.meeting_id IS NOT NULL, CASE r.kind WHEN 'whole_network' THEN 0 WHEN 'members' THEN 1 \
    WHEN 'working_group' THEN 2 WHEN 'coordination' THEN 3 WHEN 'public' THEN 4 ELSE 5 END, r.created_at, r.kind, r.id";

/// A room one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: RoomId) -> Result<ReadableRoom> {
    let rights = actor.room(id);
    if !rights.read {
        return Err(Error::NotFound);
    }
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.id = $1");
    let room = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok(ReadableRoom { room, rights })
}

/// What is counted in a room, its guests and what is pinned there, comes one after another.
pub(crate) async fn locked(tx: &Tx, id: RoomId) -> Result<()> {
    execute(tx, "UPDATE room SET revision = revision WHERE id = $1", [id.0.into()]).await
}

/// Every room of the network that one may read, however many; the installation itself reads them all.
///
/// # Errors
/// When the database can't be reached.
pub async fn all_of(
    db: &impl Db,
    actor: &Actor,
    network: &crate::networks::network::Network,
) -> Result<Vec<ReadableRoom>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.network_id = $1 ORDER BY {ORDER}");
    let found: Vec<Room> = rows(db, &sql, [network.id.0.into()]).await?;
    let readable = found.into_iter().map(|room| ReadableRoom { rights: actor.room(room.id), room });
    Ok(readable.filter(|room| room.rights.read).collect())
}

/// The rooms of the network that one may read: first those that came with it, then the meetings', at most 500.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_network(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<Vec<ReadableRoom>> {
    crate::networks::network::readable(db, actor, network).await?;
    let access = actor.own_access()?;
    let ids = access.readable_rooms().filter(|facts| facts.network == Some(network)).map(|facts| facts.id.0);
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.id IN {} ORDER BY {ORDER} LIMIT 500", Ids::sql(db, "$1"));
    let found: Vec<Room> = rows(db, &sql, [Ids::value(ids)]).await?;
    Ok(found
        .into_iter()
        .map(|room| {
            let rights = actor.room(room.id);
            ReadableRoom { room, rights }
        })
        .collect())
}

/// Every room of the network, whoever it is for: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn every(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<Vec<Room>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.network_id = $1 ORDER BY r.created_at, r.id LIMIT 2000");
    rows(db, &sql, [network.0.into()]).await
}

/// Those of the rooms that one may read.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[RoomId]) -> Result<Vec<ReadableRoom>> {
    let readable = ids.iter().filter(|id| actor.room(**id).read).map(|id| id.0);
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.id IN {}", Ids::sql(db, "$1"));
    let found: Vec<Room> = rows(db, &sql, [Ids::value(readable)]).await?;
    Ok(found.into_iter().map(|room| ReadableRoom { rights: actor.room(room.id), room }).collect())
}

/// A room to make.
#[derive(Clone, Debug)]
pub(crate) struct NewRoom {
    pub(crate) network: NetworkId,
    pub(crate) kind: RoomKind,
    pub(crate) audience: Audience,
    pub(crate) name: Option<String>,
    pub(crate) meeting: Option<MeetingId>,
}

/// Makes a room with its chat. The caller has checked the right.
pub(crate) async fn create(tx: &Tx, new: NewRoom) -> Result<RoomId> {
    let id = RoomId::at(tx.now());
    let sql = "INSERT INTO room (id, network_id, kind, name, meeting_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        id.0.into(),
        new.network.0.into(),
        new.kind.word().into(),
        new.name.into(),
        new.meeting.map(|m| m.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    be_for(tx, id, new.audience, &[]).await?;
    conversation::create_chat(tx, id, Some(new.network)).await?;
    tx.access_changed().await?;
    tx.record(new.network, Event::RoomChanged { room: id });
    Ok(id)
}

/// Says from now on who a room is for.
pub(super) async fn be_for(tx: &Tx, id: RoomId, audience: Audience, organisations: &[OrganisationId]) -> Result<()> {
    let before = "UPDATE room_audience SET until = $2 WHERE room_id = $1 AND until IS NULL";
    execute(tx, before, [id.0.into(), tx.now().into()]).await?;
    let sql = "INSERT INTO room_audience (id, room_id, audience, organisations, since) VALUES ($1, $2, $3, $4, $5)";
    let values = [
        RoomAudienceId::at(tx.now()).0.into(),
        id.0.into(),
        audience.word().into(),
        serde_json::json!(organisations).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await
}

/// Says that the rooms of a network have been there, for those they are for, since the day it really began: demo data and
/// imports, so that who could read them on a day before they were made is told.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn were_there(tx: &Tx, network: NetworkId, since: NaiveDate) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let values = || [network.0.into(), start_of(since).into()];
    execute(tx, "UPDATE room SET created_at = $2 WHERE network_id = $1 AND created_at > $2", values()).await?;
    let sql = "UPDATE room_audience SET since = $2 WHERE since > $2 AND until IS NULL \
               AND room_id IN (SELECT id FROM room WHERE network_id = $1)";
    execute(tx, sql, values()).await
}

/// Says in every room stream of the network that its readers have to be asked again: all, or one person.
pub(crate) async fn narrowed(tx: &Tx, network: NetworkId, person: Option<PersonId>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: RoomId,
    }
    let rooms: Vec<Row> = rows(tx, "SELECT id FROM room WHERE network_id = $1", [network.0.into()]).await?;
    for room in rooms {
        tx.record(room.id, Event::AudienceChanged { person });
    }
    tx.record(network, Event::AudienceChanged { person });
    if let Some(person) = person {
        tx.record(person, Event::AudienceChanged { person: Some(person) });
    }
    Ok(())
}

/// Tells the coordinators, in the room that only they read.
pub(crate) async fn tell_coordinators(tx: &Tx, network: NetworkId, event: Event) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: RoomId,
    }
    let sql = "SELECT id FROM room WHERE network_id = $1 AND kind = $2 ORDER BY created_at LIMIT 1";
    let room: Option<Row> = row(tx, sql, [network.0.into(), RoomKind::Coordination.word().into()]).await?;
    if let Some(room) = room {
        tx.record(room.id, event);
    }
    Ok(())
}

/// The room of that kind that came with the network. For the installation itself.
///
/// # Errors
/// [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn of_kind(db: &Tx, network: NetworkId, kind: RoomKind) -> Result<RoomId> {
    #[derive(FromRow)]
    struct Row {
        id: RoomId,
    }
    crate::people::assignment::may_administer(db.actor())?;
    let sql = "SELECT id FROM room WHERE network_id = $1 AND kind = $2 ORDER BY created_at LIMIT 1";
    let found: Option<Row> = row(db, sql, [network.0.into(), kind.word().into()]).await?;
    Ok(found.ok_or(Error::NotFound)?.id)
}
