//! The words a place is found by: a language catalogue, Swedish and English, of the rooms that are named by their kind.

use domain::access::RoomKind;
use domain::indexing::Place;

/// The names of the room and its network, and what the interface calls the room.
pub(crate) fn words(place: &Place) -> String {
    let kind = match place.room_kind {
        RoomKind::WholeNetwork => "Hela nätverket, Whole network",
        RoomKind::Members => "Medlemmar, Members",
        RoomKind::WorkingGroup => "Arbetsgruppen, Working group",
        RoomKind::Coordination => "Samordning, Coordination",
        RoomKind::Public => "Offentligt, Public",
        RoomKind::Meeting => "Träff, Meeting",
        RoomKind::Planning => "Planering, Planning",
        RoomKind::Direct => "Direktsamtal, Direct conversation",
        RoomKind::Custom => "",
    };
    [place.network.as_deref(), place.room_name.as_deref(), Some(kind)]
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
