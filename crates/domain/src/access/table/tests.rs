//! Every cell of the table, one by one.

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::access::RoomKind;
use crate::ids::{MeetingId, OrganisationId, RoomId};

const NETWORK: NetworkId = NetworkId(Uuid::from_u128(1));
const OTHER: NetworkId = NetworkId(Uuid::from_u128(2));
const ROOM: RoomId = RoomId(Uuid::from_u128(3));
const MEETING: MeetingId = MeetingId(Uuid::from_u128(4));
const OURS: OrganisationId = OrganisationId(Uuid::from_u128(5));

fn standing(kind: StandingKind) -> Standing {
    Standing {
        organisation: Some(OURS),
        seat_kind: Some(SeatKind::Official),
        meeting: (kind == StandingKind::Host).then_some(MEETING),
        ..Standing::new(kind, Some(NETWORK), NaiveDate::MIN)
    }
}

fn room(audience: Audience) -> RoomFacts {
    RoomFacts {
        id: ROOM,
        network: (audience != Audience::Direct).then_some(NETWORK),
        kind: RoomKind::Custom,
        audience,
        organisations: vec![OURS],
        meeting: Some(MEETING),
        archived: false,
        shares_network: true,
    }
}

/// `r` read, `w` write, `u` upload, `m` manage.
fn cell(standings: &[Standing], audience: Audience, settings: Settings) -> String {
    let rights = room_rights(standings, &room(audience), settings);
    [(rights.read, 'r'), (rights.write, 'w'), (rights.upload, 'u'), (rights.manage, 'm')]
        .iter()
        .map(|(on, letter)| if *on { *letter } else { '-' })
        .collect()
}

#[test]
fn rooms_by_standing() {
    use Audience as A;
    use StandingKind as S;
    let kinds = [S::Observer, S::Member, S::Resting, S::WorkingGroup, S::Host, S::Coordinator, S::Administrator];
    let table = [
        //                   observer  member  resting  group   host    coordinator administrator
        (A::WholeNetwork, ["rw--", "rwu-", "rw--", "rwu-", "----", "rwum", "----"]),
        (A::Members, ["----", "rwu-", "r---", "----", "----", "rwum", "----"]),
        (A::WorkingGroup, ["----", "----", "----", "rwu-", "----", "rwum", "----"]),
        (A::Coordination, ["----", "----", "----", "----", "----", "rwum", "----"]),
        (A::Public, ["rw--", "rwu-", "rw--", "rwu-", "r---", "rwum", "r---"]),
        (A::Planning, ["----", "----", "----", "rwu-", "rwu-", "rwum", "----"]),
        (A::Officials, ["----", "rwu-", "r---", "----", "----", "rwum", "----"]),
        (A::Elected, ["----", "----", "----", "----", "----", "rwum", "----"]),
        (A::Organisations, ["rw--", "rwu-", "rw--", "----", "----", "rwum", "----"]),
        (A::Observers, ["rw--", "----", "----", "----", "----", "rwum", "----"]),
        (A::NamedGroup, ["----", "----", "----", "----", "----", "rwum", "----"]),
        (A::Direct, ["rwu-", "rwu-", "rwu-", "rwu-", "rwu-", "rwu-", "----"]),
    ];
    assert_eq!(table.len(), Audience::ALL.len(), "an audience without a row");
    for (audience, cells) in table {
        for (kind, expected) in kinds.iter().zip(cells) {
            let is = cell(&[standing(*kind)], audience, Settings::default());
            assert_eq!(is, expected, "{kind} in {audience}");
        }
    }
}

#[test]
fn a_direct_conversation_is_only_read_by_who_shares_no_network_with_anybody_in_it() {
    let old = RoomFacts { shares_network: false, ..room(Audience::Direct) };
    for kind in StandingKind::ALL {
        let rights = room_rights(&[standing(*kind)], &old, Settings::default());
        let reads = !matches!(kind, StandingKind::Guest | StandingKind::Administrator);
        assert_eq!(rights, RoomRights { read: reads, ..RoomRights::NONE }, "{kind}");
    }
}

#[test]
fn anonymous_reads_only_what_is_public() {
    for audience in Audience::ALL {
        let expected = if *audience == Audience::Public { "r---" } else { "----" };
        assert_eq!(cell(&[], *audience, Settings::default()), expected, "{audience}");
    }
}

#[test]
fn another_networks_standing_gives_nothing() {
    for audience in Audience::ALL.iter().filter(|a| !matches!(a, Audience::Direct | Audience::Public)) {
        for kind in StandingKind::ALL {
            let stranger = Standing { network: Some(OTHER), ..standing(*kind) };
            assert_eq!(cell(&[stranger], *audience, Settings::default()), "----", "{kind} in {audience}");
        }
    }
}

#[test]
fn observers_follow_the_networks_settings() {
    let observer = [standing(StandingKind::Observer)];
    let quiet = Settings { observers_write: false, observers_upload: true, ..Settings::default() };
    let free = Settings { observers_upload: true, ..Settings::default() };
    assert_eq!(cell(&observer, Audience::WholeNetwork, quiet), "r---");
    assert_eq!(cell(&observer, Audience::WholeNetwork, free), "rwu-");
    // a resting member writes as an observer does
    assert_eq!(cell(&[standing(StandingKind::Resting)], Audience::WholeNetwork, quiet), "r---");
}

#[test]
fn a_guest_sees_one_room() {
    let guest = |writes| Standing { room: Some(ROOM), guest_writes: writes, ..standing(StandingKind::Guest) };
    let elsewhere = Standing { room: Some(RoomId(Uuid::from_u128(99))), ..guest(true) };
    assert_eq!(cell(&[guest(false)], Audience::Members, Settings::default()), "r---");
    assert_eq!(cell(&[guest(true)], Audience::Members, Settings::default()), "rw--");
    assert_eq!(cell(&[elsewhere], Audience::Members, Settings::default()), "----");
}

#[test]
fn a_named_group_has_its_own_room_only() {
    let group = |room| Standing { room: Some(room), ..standing(StandingKind::NamedGroup) };
    for audience in Audience::ALL.iter().filter(|a| !matches!(a, Audience::Direct | Audience::Public)) {
        let expected = if *audience == Audience::NamedGroup { "rwu-" } else { "----" };
        assert_eq!(cell(&[group(ROOM)], *audience, Settings::default()), expected, "{audience}");
    }
    let another = group(RoomId(Uuid::from_u128(99)));
    assert_eq!(cell(&[another], Audience::NamedGroup, Settings::default()), "----");
    let ended = RoomFacts { archived: true, ..room(Audience::NamedGroup) };
    assert_eq!(room_rights(&[group(ROOM)], &ended, Settings::default()), RoomRights { read: true, ..RoomRights::NONE });
}

#[test]
fn politicians_rooms_are_for_elected_seats() {
    let elected = Standing { seat_kind: Some(SeatKind::Elected), ..standing(StandingKind::Member) };
    assert_eq!(cell(std::slice::from_ref(&elected), Audience::Elected, Settings::default()), "rwu-");
    assert_eq!(cell(&[elected], Audience::Officials, Settings::default()), "----");
}

#[test]
fn a_host_plans_its_own_meeting_only() {
    let other = Standing { meeting: Some(MeetingId(Uuid::from_u128(9))), ..standing(StandingKind::Host) };
    assert_eq!(cell(&[other], Audience::Planning, Settings::default()), "----");
}

#[test]
fn rights_are_unions() {
    let both = [standing(StandingKind::Observer), standing(StandingKind::WorkingGroup)];
    assert_eq!(cell(&both, Audience::WholeNetwork, Settings::default()), "rwu-");
    assert_eq!(cell(&both, Audience::WorkingGroup, Settings::default()), "rwu-");
    assert_eq!(cell(&both, Audience::Members, Settings::default()), "----");
}

#[test]
fn closed_and_archived_are_read() {
    let closed = Settings { closed: true, ..Settings::default() };
    for kind in [StandingKind::Member, StandingKind::Coordinator] {
        let is = cell(&[standing(kind)], Audience::WholeNetwork, closed);
        assert!(is.starts_with("r--"), "{kind}: {is}");
    }
    let archived = RoomFacts { archived: true, ..room(Audience::Members) };
    let rights = room_rights(&[standing(StandingKind::Member)], &archived, Settings::default());
    assert!(rights.read && !rights.write && !rights.upload);
}

#[test]
fn network_rights_by_standing() {
    use NetworkRight as R;
    use StandingKind as S;
    let all = [
        R::WriteDirectly,
        R::ActForOrganisation,
        R::AskNetwork,
        R::SignUp,
        R::SignUpInvited,
        R::PlanMeetings,
        R::ReadDirectory,
        R::WriteDirectory,
        R::OwnConditions,
        R::AllConditions,
        R::Govern,
    ];
    let table = [
        (S::Observer, vec![R::WriteDirectly, R::SignUpInvited, R::ReadDirectory, R::OwnConditions]),
        (
            S::Member,
            vec![R::WriteDirectly, R::ActForOrganisation, R::AskNetwork, R::SignUp, R::ReadDirectory, R::OwnConditions],
        ),
        (S::Resting, vec![R::WriteDirectly, R::ActForOrganisation, R::SignUp, R::ReadDirectory, R::OwnConditions]),
        (S::WorkingGroup, vec![R::WriteDirectly, R::AskNetwork, R::SignUp, R::PlanMeetings, R::ReadDirectory]),
        (S::Host, vec![R::PlanMeetings]),
        (
            S::Coordinator,
            vec![
                R::WriteDirectly,
                R::AskNetwork,
                R::SignUp,
                R::PlanMeetings,
                R::ReadDirectory,
                R::WriteDirectory,
                R::AllConditions,
                R::Govern,
            ],
        ),
        (S::Administrator, vec![]),
        (S::NamedGroup, vec![]),
        (S::Guest, vec![]),
    ];
    assert_eq!(table.len(), S::ALL.len(), "a standing without a row");
    for (kind, expected) in table {
        let rights = network_rights(&[standing(kind)], NETWORK, Settings::default());
        for right in all {
            assert_eq!(rights.contains(&right), expected.contains(&right), "{kind}: {right:?}");
        }
    }
}

#[test]
fn a_deputy_acts_for_the_organisation_only_while_standing_in() {
    for (part, acts) in [(Part::Holder, true), (Part::Deputy, false), (Part::StandingIn, true)] {
        let seat = Standing { part, ..standing(StandingKind::Member) };
        let rights = network_rights(&[seat], NETWORK, Settings::default());
        assert_eq!(rights.contains(&NetworkRight::ActForOrganisation), acts, "{part}");
    }
}

#[test]
fn who_has_seats_of_two_organisations_has_a_voice_for_each() {
    let theirs = OrganisationId(Uuid::from_u128(6));
    let seats = [
        standing(StandingKind::Member),
        standing(StandingKind::Host),
        Standing { organisation: Some(theirs), ..standing(StandingKind::Resting) },
        Standing { organisation: Some(theirs), part: Part::Deputy, ..standing(StandingKind::Member) },
        standing(StandingKind::Member),
        standing(StandingKind::Coordinator),
    ];
    let heard = |network, settings| -> Vec<_> {
        voices(&seats, network, settings).into_iter().filter_map(|voice| voice.organisation).collect()
    };
    assert_eq!(heard(NETWORK, Settings::default()), [OURS, theirs]);
    assert_eq!(heard(OTHER, Settings::default()), []);
    assert_eq!(heard(NETWORK, Settings { closed: true, ..Settings::default() }), []);
}

#[test]
fn both_ends_of_a_standing_count() {
    let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a day");
    let seat = Standing { from: day(10), to: Some(day(20)), ..standing(StandingKind::Member) };
    assert!(!seat.current(day(9)));
    assert!(seat.current(day(10)));
    assert!(seat.current(day(20)));
    assert!(!seat.current(day(21)));
}
