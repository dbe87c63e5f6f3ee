//! The roll: the organisations whose voice is asked for in a room.

use std::collections::HashSet;

use crate::access::{Audience, NetworkRight};
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::organisation::Named;
use crate::rooms::room::{ReadableRoom, Room};
use crate::store::{FromRow, Ids, Tx, execute, rows};
use crate::{Error, Result};

/// The most organisations of one roll.
const MOST: usize = 500;

/// That the organisation `{q}` is, on the day `{day}`, a member of the network `{n}`: active or resting, both have a voice.
pub(crate) fn takes_part(q: &str, network: &str, day: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM participation tp WHERE tp.network_id = {network} AND tp.organisation_id = {q} \
         AND tp.from_day <= {day} AND (tp.to_day IS NULL OR tp.to_day >= {day}) AND tp.state IN ('member', 'resting'))"
    )
}

/// Whether organisations speak in a room of that audience: rooms for named people or for a few of the network's own
/// have none to speak in them.
fn organisations_speak(audience: Audience) -> bool {
    match audience {
        Audience::WholeNetwork
        | Audience::Members
        | Audience::Public
        | Audience::Officials
        | Audience::Elected
        | Audience::Organisations => true,
        Audience::WorkingGroup
        | Audience::Coordination
        | Audience::Planning
        | Audience::Observers
        | Audience::NamedGroup
        | Audience::Direct => false,
    }
}

/// A room in which one may ask and propose, and its network.
///
/// # Errors
/// [`Error::Forbidden`] where one may not write or not ask, or where the room is in no network.
pub(crate) fn askable(tx: &Tx, room: &ReadableRoom) -> Result<NetworkId> {
    let network = room.writable()?.room().network_id.ok_or(Error::Forbidden)?;
    if tx.actor().may(network, NetworkRight::AskNetwork) { Ok(network) } else { Err(Error::Forbidden) }
}

/// The members whose seats read the room, in Swedish order: all of them, or those that were chosen.
///
/// # Errors
/// [`Error::NotFoundIn`] where one that was chosen is not among them, [`Error::Forbidden`] in a room where no
/// organisation speaks, [`Error::Invalid`] where there is none.
pub(crate) async fn of(tx: &Tx, room: &Room, chosen: Option<&[OrganisationId]>) -> Result<Vec<Named>> {
    const POINTER: &str = "/organisations";
    let members = members(tx, room).await?;
    let asked = match chosen {
        None => members,
        Some(chosen) => {
            let chosen: HashSet<_> = chosen.iter().copied().collect();
            let found: Vec<_> = members.into_iter().filter(|one| chosen.contains(&one.id)).collect();
            if found.len() < chosen.len() {
                return Err(Error::NotFoundIn(POINTER));
            }
            found
        }
    };
    if !organisations_speak(room.audience) {
        return Err(Error::Forbidden);
    }
    match asked.len() {
        0 => Err(Error::invalid(POINTER, "empty")),
        1..=MOST => Ok(asked),
        _ => Err(Error::invalid(POINTER, "too_many")),
    }
}

async fn members(tx: &Tx, room: &Room) -> Result<Vec<Named>> {
    // who may not read the directory is told of no organisation
    let Some(network) = room.network_id.filter(|id| tx.actor().may(*id, NetworkRight::ReadDirectory)) else {
        return Ok(Vec::new());
    };
    let seat = |kind: &str| {
        format!(
            " AND EXISTS (SELECT 1 FROM seat s WHERE s.network_id = $1 AND s.organisation_id = o.id AND s.kind = '{kind}')"
        )
    };
    let more = match room.audience {
        Audience::Officials => seat("official"),
        Audience::Elected => seat("elected"),
        _ => String::new(),
    };
    let sql = format!(
        "SELECT o.id, o.name FROM organisation o WHERE o.id IN (SELECT p.organisation_id FROM participation p \
         WHERE p.network_id = $1) AND {}{more} ORDER BY o.sort_key, o.id LIMIT {}",
        takes_part("o.id", "$1", "$2"),
        MOST + 1
    );
    let mut found: Vec<Named> = rows(tx, &sql, [network.0.into(), tx.today().into()]).await?;
    if room.audience == Audience::Organisations {
        let named = named(tx, room).await?;
        found.retain(|one| named.contains(&one.id));
    }
    Ok(found)
}

/// The organisations of an audience of named organisations.
async fn named(tx: &Tx, room: &Room) -> Result<HashSet<OrganisationId>> {
    #[derive(FromRow)]
    struct Row {
        organisations: serde_json::Value,
    }
    let sql = "SELECT organisations FROM room_audience WHERE room_id = $1 AND until IS NULL";
    let found: Vec<Row> = rows(tx, sql, [room.id.0.into()]).await?;
    let lists = found.into_iter().map(|row| serde_json::from_value::<Vec<OrganisationId>>(row.organisations));
    Ok(lists.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Writes a roll down in `table`: who was asked stays known, whoever joins later.
pub(crate) async fn keep(tx: &Tx, table: &str, conversation: uuid::Uuid, roll: &[Named]) -> Result<()> {
    let sql = format!(
        "INSERT INTO {table} (conversation_id, organisation_id) SELECT $1, o.id FROM organisation o WHERE o.id IN {} \
         ON CONFLICT DO NOTHING",
        Ids::sql(tx, "$2")
    );
    execute(tx, &sql, [conversation.into(), Ids::value(roll.iter().map(|one| one.id.0))]).await
}
