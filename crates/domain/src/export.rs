//! Taking out what is here: a room, a meeting or a whole network as a folder that is read without Samrum.
//!
//! Who may read a room or a meeting may take out what they read of it; a whole network is for whoever governs it. In both
//! cases no more goes along than the person may read. That it was done stands in the audit log.

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::documents::document;
use crate::error::if_seen;
use crate::ids::{MeetingId, NetworkId, RoomId};
use crate::meetings::meeting::{self, Meeting};
use crate::networks::network::{self, Network};
use crate::rooms::room::{self, ReadableRoom};
use crate::store::{Db, FromRow, Ids, Tx, row};
use crate::{Error, Result};

/// What is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A room.
    Room(RoomId),
    /// A meeting, with its rooms.
    Meeting(MeetingId),
    /// A network.
    Network(NetworkId),
}

/// Something one may take out.
#[derive(Clone, Debug)]
pub struct Export {
    /// What.
    pub scope: Scope,
    /// The network it belongs to; none for a direct conversation.
    pub network: Option<Network>,
    /// Its rooms.
    pub rooms: Vec<ReadableRoom>,
    /// Its meetings, the latest first.
    pub meetings: Vec<Meeting>,
    /// The other rooms in which documents of the one meeting lie that is taken out.
    pub beside: Vec<RoomId>,
}

/// How much it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Extent {
    /// Conversations in which something was written.
    pub conversations: i64,
    /// What was written in them.
    pub messages: i64,
    /// Documents.
    pub documents: i64,
    /// Their bytes in all versions.
    pub bytes: i64,
}

/// Something one may take out.
///
/// # Errors
/// [`Error::Unauthenticated`] for nobody in particular; [`Error::NotFound`] where there is none, or none for this actor;
/// [`Error::Forbidden`] for a network one does not govern.
pub async fn of(db: &impl Db, actor: &Actor, scope: Scope) -> Result<Export> {
    if !matches!(actor, Actor::System) {
        actor.signed_in()?;
    }
    let network_of = async |id: Option<NetworkId>| match id {
        // a public room is read by people who are not of its network
        Some(id) => if_seen(network::readable(db, actor, id).await),
        None => Ok(None),
    };
    match scope {
        Scope::Room(id) => {
            let room = room::readable(db, actor, id).await?;
            let network = network_of(room.room().network_id).await?;
            let meetings = match room.room().meeting_id {
                Some(meeting) => if_seen(meeting::readable(db, actor, meeting).await)?.into_iter().collect(),
                None => Vec::new(),
            };
            Ok(Export { scope, network, rooms: vec![room], meetings, beside: Vec::new() })
        }
        Scope::Meeting(id) => {
            let meeting = meeting::readable(db, actor, id).await?;
            let network = network_of(Some(meeting.network_id)).await?;
            let mut rooms = vec![room::readable(db, actor, meeting.room_id).await?];
            rooms.extend(if_seen(room::readable(db, actor, meeting.planning_room_id).await)?);
            let own: Vec<RoomId> = rooms.iter().map(|room| room.room().id).collect();
            let beside = document::rooms_of_meeting(db, actor, id, &own).await?;
            Ok(Export { scope, network, rooms, meetings: vec![meeting], beside })
        }
        Scope::Network(id) => {
            let network = network::readable(db, actor, id).await?;
            if !actor.may(id, NetworkRight::Govern) {
                return Err(Error::Forbidden);
            }
            let rooms = room::all_of(db, actor, &network).await?;
            let meetings = meeting::all_of(db, actor, &network).await?;
            Ok(Export { scope, network: Some(network), rooms, meetings, beside: Vec::new() })
        }
    }
}

/// How much it is.
///
/// # Errors
/// When the database can't be reached.
pub async fn extent(db: &impl Db, export: &Export) -> Result<Extent> {
    let rooms = Ids::sql(db, "$1");
    let goes = format!("(d.room_id IN {rooms} OR (d.meeting_id = $2 AND d.room_id IN {}))", Ids::sql(db, "$3"));
    let sql = format!(
        "SELECT \
         (SELECT count(*) FROM conversation c WHERE c.last_position > 0 AND c.room_id IN {rooms}) AS conversations, \
         (SELECT CAST(coalesce(sum(c.last_position), 0) AS bigint) FROM conversation c WHERE c.room_id IN {rooms}) \
         AS messages, \
         (SELECT count(*) FROM document d WHERE d.deleted_at IS NULL AND {goes}) AS documents, \
         (SELECT CAST(coalesce(sum(v.size), 0) AS bigint) FROM document_version v \
         JOIN document d ON d.id = v.document_id WHERE d.deleted_at IS NULL AND {goes}) AS bytes"
    );
    let ids = Ids::value(export.rooms.iter().map(|room| room.room().id.0));
    let meeting = match export.scope {
        Scope::Meeting(id) => Some(id.0),
        Scope::Room(_) | Scope::Network(_) => None,
    };
    let beside = Ids::value(export.beside.iter().map(|room| room.0));
    row(db, &sql, [ids, meeting.into(), beside]).await?.ok_or_else(|| Error::internal("no row of counts"))
}

/// Notes that something is taken out.
///
/// # Errors
/// As [`of`].
pub async fn note(tx: &Tx, scope: Scope) -> Result<()> {
    let export = of(tx, tx.actor(), scope).await?;
    let (what, id) = match scope {
        Scope::Room(id) => ("room", id.0),
        Scope::Meeting(id) => ("meeting", id.0),
        Scope::Network(id) => ("network", id.0),
    };
    let network = export.network.as_ref().map(|network| network.id);
    let facts = format!("{what} rooms={}", export.rooms.len());
    crate::audit::note_in(tx, network, "taken_out", &id.to_string(), &facts).await
}
