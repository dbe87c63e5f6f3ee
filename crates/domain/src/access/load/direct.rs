//! Direct conversations: whether they are still between people who share a network.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::standings::{FAR, Of, Standings, in_networks};
use crate::Result;
use crate::access::{Audience, NetworkRight, RoomFacts, Settings, Standing, network_rights};
use crate::ids::{NetworkId, PersonId, RoomId};
use crate::store::{Db, FromRow, rows};

/// Says of each direct conversation among the rooms whether the person shares a network today with somebody else who is
/// named in it: one in which both may write directly, as when it was started.
pub(super) async fn say_who_shares(
    db: &impl Db,
    (person, standings): (PersonId, &[Standing]),
    day: NaiveDate,
    settings: &HashMap<NetworkId, Settings>,
    rooms: &mut [RoomFacts],
) -> Result<()> {
    #[derive(FromRow)]
    struct Named {
        room_id: RoomId,
        person_id: PersonId,
    }
    if !rooms.iter().any(|room| room.audience == Audience::Direct) {
        return Ok(());
    }
    let sql = "SELECT d.room_id, d.person_id FROM direct_participant d \
               JOIN direct_participant own ON own.room_id = d.room_id AND own.person_id = $1 \
               JOIN person p ON p.id = d.person_id AND p.suspended_at IS NULL WHERE d.person_id <> $1";
    let named: Vec<Named> = rows(db, sql, [person.0.into()]).await?;
    let mut theirs = Standings::new();
    in_networks(db, Of::NamedWith(person), day, FAR, &mut theirs).await?;
    let own = directly(standings, settings);
    let shares =
        |other: &PersonId| theirs.get(other).is_some_and(|standings| !directly(standings, settings).is_disjoint(&own));
    let shared: HashSet<RoomId> = named.iter().filter(|one| shares(&one.person_id)).map(|one| one.room_id).collect();
    for room in rooms {
        room.shares_network = shared.contains(&room.id);
    }
    Ok(())
}

/// The networks in which the standings let one write directly to people.
fn directly(standings: &[Standing], settings: &HashMap<NetworkId, Settings>) -> HashSet<NetworkId> {
    let networks = standings.iter().filter_map(|standing| standing.network);
    let may = |network: &NetworkId| {
        let settings = settings.get(network).copied().unwrap_or_default();
        network_rights(standings, *network, settings).contains(&NetworkRight::WriteDirectly)
    };
    networks.filter(may).collect()
}
