//! Rooms that the coordinators of the partnership have made: the politicians' own, and a working group with a last day.

use std::collections::HashSet;
use std::sync::Arc;

use domain::access::Audience;
use domain::actor::Actor;
use domain::rooms::custom::{self, NewCustomRoom};
use domain::rooms::wanted::{Choice, Chosen};
use domain::store::{Store, Tx};

use super::ground::{Built, Ground, unknown};

/// How many are in the group.
const MEMBERS: usize = 5;
/// How many days it has left.
const DAYS: u32 = 75;

/// Makes them.
pub(super) async fn make(store: &Store, ground: &Arc<Ground>, network: &Built) -> domain::Result<()> {
    let content = ground.content.networks.get(network.index).ok_or_else(|| unknown("a network"))?;
    if content.slug != "partnerskapet" {
        return Ok(());
    }
    let mut organisations = HashSet::new();
    let held = content.seats.iter().filter(|seat| seat.to_days_ago.is_none());
    let held = held.filter_map(|seat| seat.holder.as_ref().map(|holder| (seat, holder)));
    let one_each = held.filter(|(seat, _)| organisations.insert(&seat.organisation)).take(MEMBERS);
    let members =
        one_each.map(|(seat, holder)| Ok(Chosen { seat: network.seat(&seat.key)?, person: ground.person(holder)? }));
    let members = members.collect::<domain::Result<Vec<_>>>()?;
    let group = NewCustomRoom {
        name: "Barnchecklistan".to_owned(),
        purpose:
            "Ta fram en gemensam checklista för prövning av barnets bästa i nämndbeslut, att lägga fram på nästa träff."
                .to_owned(),
        choice: Choice { audience: Audience::NamedGroup, organisations: Vec::new(), members },
        ends_on: Some(ground.coming_day(DAYS)),
    };
    let elected = NewCustomRoom {
        name: "De förtroendevaldas rum".to_owned(),
        purpose: "Hur driver vi barnrättsfrågor i fullmäktige och nämnd? Ett rum över partigränserna.".to_owned(),
        choice: Choice { audience: Audience::Elected, organisations: Vec::new(), members: Vec::new() },
        ends_on: None,
    };
    let id = network.id;
    let make = move |tx: Tx| async move {
        custom::make(&tx, id, elected).await?;
        custom::make(&tx, id, group).await.map(drop)
    };
    store.write(&Actor::System, make).await
}
