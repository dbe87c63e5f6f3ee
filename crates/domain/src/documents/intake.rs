//! What an import asks before it brings files in: the network's organisations, its meetings and its rooms.
//!
//! Only the installation itself asks here ([`Actor::System`]: the command line). An administrator does not read rooms.

use crate::access::{Audience, RoomKind};
use crate::actor::Actor;
use crate::ids::{MeetingId, NetworkId, OrganisationId, RoomId};
use crate::meetings::meeting::MeetingState;
use crate::networks::organisation::OrganisationKind;
use crate::rooms::room::{self, ReadableRoom};
use crate::store::{Db, FromRow, row, rows};
use crate::{Error, Result};

/// An organisation that takes or took part in the network.
#[derive(Clone, Debug, FromRow)]
pub struct Participant {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
}

/// A meeting that files may belong to. One hosted by two organisations stands here twice.
#[derive(Clone, Debug, FromRow)]
pub struct Candidate {
    /// Which.
    pub id: MeetingId,
    /// Its title.
    pub title: String,
    /// How far it has come.
    pub state: MeetingState,
    /// Its year.
    pub year: i32,
    /// Its month, where it is known.
    pub month: Option<i32>,
    /// Who hosts it.
    pub host_id: Option<OrganisationId>,
    /// Its own room.
    pub room_id: RoomId,
    /// Who its room is for.
    pub audience: Audience,
}

/// The organisations that take or ever took part in the network or hosted a meeting of it, at most 2,000.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn participants(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<Vec<Participant>> {
    only_the_installation(actor)?;
    let sql = "SELECT id, name, kind FROM organisation WHERE id IN (SELECT organisation_id FROM participation \
               WHERE network_id = $1 UNION SELECT h.organisation_id FROM hosting h JOIN meeting m \
               ON m.id = h.meeting_id WHERE m.network_id = $1) ORDER BY sort_key, id LIMIT 2000";
    rows(db, sql, [network.0.into()]).await
}

/// The network's meetings with their current hosts, the earliest first, at most 5,000.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn meetings(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<Vec<Candidate>> {
    only_the_installation(actor)?;
    let sql = "SELECT m.id, m.title, m.state, m.year, m.month, h.organisation_id AS host_id, m.room_id, a.audience \
               FROM meeting m JOIN room_audience a ON a.room_id = m.room_id AND a.until IS NULL \
               LEFT JOIN hosting h ON h.meeting_id = m.id AND h.to_day IS NULL \
               WHERE m.network_id = $1 ORDER BY m.year, m.month, m.id LIMIT 5000";
    rows(db, sql, [network.0.into()]).await
}

/// The network's room of that kind: one of the five that came with it.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where the network has none.
pub async fn room_of_kind(db: &impl Db, actor: &Actor, network: NetworkId, kind: RoomKind) -> Result<ReadableRoom> {
    #[derive(FromRow)]
    struct Found {
        id: RoomId,
    }
    only_the_installation(actor)?;
    let sql = "SELECT id FROM room WHERE network_id = $1 AND kind = $2 AND meeting_id IS NULL ORDER BY id LIMIT 1";
    let found: Option<Found> = row(db, sql, [network.0.into(), kind.word().into()]).await?;
    room::readable(db, actor, found.ok_or(Error::NotFound)?.id).await
}

/// A room of the network by its id.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where the network has no such room.
pub async fn room_of_network(db: &impl Db, actor: &Actor, network: NetworkId, id: RoomId) -> Result<ReadableRoom> {
    only_the_installation(actor)?;
    let found = room::readable(db, actor, id).await?;
    if found.room().network_id == Some(network) { Ok(found) } else { Err(Error::NotFound) }
}

fn only_the_installation(actor: &Actor) -> Result<()> {
    if matches!(actor, Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}
