use uuid::Uuid;

use super::*;
use crate::access::Audience;
use crate::ids::{MeetingId, NetworkId};

fn network() -> NetworkId {
    NetworkId(Uuid::from_u128(1))
}

fn room(kind: RoomKind) -> RoomFacts {
    RoomFacts {
        id: RoomId(Uuid::from_u128(2)),
        network: Some(network()),
        kind,
        audience: Audience::WholeNetwork,
        organisations: Vec::new(),
        meeting: Some(MeetingId(Uuid::from_u128(3))),
        archived: false,
        shares_network: false,
    }
}

fn standing(kind: StandingKind) -> Standing {
    Standing::new(kind, Some(network()), chrono::NaiveDate::default())
}

#[test]
fn those_who_work_in_a_room_follow_it() {
    use Following::{Everything, Mentions};
    use RoomKind::{Coordination, Members, Planning, WholeNetwork, WorkingGroup};
    for (who, place, thread, chat) in [
        (StandingKind::Coordinator, WholeNetwork, Everything, Mentions),
        (StandingKind::Coordinator, Coordination, Everything, Everything),
        (StandingKind::WorkingGroup, WorkingGroup, Everything, Everything),
        (StandingKind::WorkingGroup, Planning, Everything, Everything),
        (StandingKind::WorkingGroup, WholeNetwork, Mentions, Mentions),
        (StandingKind::Member, Members, Mentions, Mentions),
        (StandingKind::Observer, WholeNetwork, Mentions, Mentions),
        (StandingKind::Host, Planning, Mentions, Mentions),
    ] {
        let (standings, room) = ([standing(who)], room(place));
        assert_eq!(usual(ConversationKind::Thread, &room, &standings), thread, "{who} in {place}");
        assert_eq!(usual(ConversationKind::Chat, &room, &standings), chat, "the chat, {who} in {place}");
        let elsewhere = [Standing { network: Some(NetworkId(Uuid::from_u128(9))), ..standings[0].clone() }];
        assert_eq!(usual(ConversationKind::Thread, &room, &elsewhere), Mentions, "{who} of another network");
        let archived = RoomFacts { archived: true, ..room };
        assert_eq!(usual(ConversationKind::Thread, &archived, &standings), Mentions, "archived");
    }
    let host = Standing { meeting: room(Planning).meeting, ..standing(StandingKind::Host) };
    assert_eq!(usual(ConversationKind::Thread, &room(Planning), std::slice::from_ref(&host)), Everything);
    let guest = Standing { room: Some(room(Members).id), ..standing(StandingKind::Guest) };
    assert_eq!(usual(ConversationKind::Chat, &room(Members), &[guest]), Everything);
    assert_eq!(usual(ConversationKind::Direct, &room(RoomKind::Direct), &[]), Everything);
}

#[test]
fn muted_stays_muted() {
    use Following::{Everything, Mentions, Nothing};
    for wrote in [false, true] {
        assert_eq!(level(Some(Nothing), Some(Everything), wrote, Everything), Nothing);
        assert_eq!(level(None, Some(Nothing), wrote, Everything), Nothing);
        assert_eq!(level(Some(Everything), Some(Nothing), wrote, Mentions), Everything, "chosen nearer");
    }
    assert_eq!(level(None, None, true, Mentions), Everything, "who has written follows");
    assert_eq!(level(None, Some(Mentions), true, Mentions), Everything);
    assert_eq!(level(None, Some(Mentions), false, Everything), Mentions);
}
