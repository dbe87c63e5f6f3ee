//! What somebody may do today: in a room, in a network, and for which organisations.

use std::collections::BTreeSet;

use domain::access::{Audience, NetworkRight, ParticipationState, RoomRights, SeatKind};
use domain::ids::{MeetingId, NetworkId, OrganisationId, PersonId, RoomId};

use super::{Direct, Model, Network, Room, Seated};

/// Who may read a room, in a word for each way to come by it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Anybody,
    Observers,
    Officials,
    Elected,
    Group,
    /// Whoever plans that meeting as its host, or the one before or after; they have a seat, of an observer at least.
    Hosts(Option<MeetingId>),
    /// A seat of that organisation, whatever kind and however it takes part.
    Of(OrganisationId),
    /// Whoever is in the group of that room, each by a seat, of an observer at least.
    Named(RoomId),
}

impl Model {
    pub fn room(&self, person: PersonId, room: &Room) -> RoomRights {
        use ParticipationState::{Member, Observer, Resting};
        let network = self.network(room.network);
        let seats = self.seated(person, room.network);
        let (group, coordinates) = (self.in_group(person, room.network), self.coordinates(person, room.network));
        let any = |state, kind: Option<SeatKind>| {
            seats.iter().any(|one| one.state == state && kind.is_none_or(|kind| one.kind == kind))
        };
        let of_members = |kind| (any(Member, kind) || any(Resting, kind), any(Member, kind));
        let plans = room.meeting.is_some_and(|meeting| self.plans(person, room.network, meeting));
        // (read, write as members do, write as observers do)
        let (reads, writes, beside) = match room.audience {
            Audience::WholeNetwork | Audience::Public => {
                let reads = !seats.is_empty() || group || room.audience == Audience::Public;
                (reads, any(Member, None) || group, any(Resting, None) || any(Observer, None))
            }
            Audience::Members => (of_members(None).0, of_members(None).1, false),
            Audience::WorkingGroup => (group, group, false),
            Audience::Planning => (group || plans, group || plans, false),
            Audience::Coordination => (false, false, false),
            Audience::Officials => {
                (of_members(Some(SeatKind::Official)).0, of_members(Some(SeatKind::Official)).1, false)
            }
            Audience::Elected => (of_members(Some(SeatKind::Elected)).0, of_members(Some(SeatKind::Elected)).1, false),
            Audience::Observers => (any(Observer, None), false, any(Observer, None)),
            Audience::Organisations => {
                let has = |state| {
                    seats.iter().any(|one| one.state == state && room.organisations.contains(&one.organisation))
                };
                let beside = has(Resting) || has(Observer);
                (has(Member) || beside, has(Member), beside)
            }
            Audience::NamedGroup => {
                let within = seats.iter().any(|one| room.group.contains(&one.holding));
                (within, within, false)
            }
            Audience::Direct => unreachable!("no such room is in the play"),
        };
        let open = !network.closed && !room.archived && self.today <= room.to;
        let awake = !self.suspended.contains(&person);
        let passes = self.passes.iter().filter(|one| awake && one.person == person && one.room == room.id);
        let passes: Vec<_> = passes.filter(|one| self.counts(one.from, one.to)).collect();
        let (write, upload) = (
            coordinates || writes || (beside && network.observers_write) || passes.iter().any(|one| one.writes),
            coordinates || writes || (beside && network.observers_write && network.observers_upload),
        );
        RoomRights {
            read: coordinates || reads || !passes.is_empty(),
            write: write && open,
            upload: upload && open,
            manage: coordinates,
        }
    }

    /// Whoever is named reads as long as they are anything anywhere but a guest or one who administers, and writes while
    /// they share a network with another who is.
    pub fn direct(&self, person: PersonId, direct: &Direct) -> RoomRights {
        let named = direct.people.contains(&person);
        let there = |network: &Network| {
            self.has_seat(person, network.id)
                || self.in_group(person, network.id)
                || self.coordinates(person, network.id)
        };
        let others = || direct.people.iter().filter(|one| **one != person);
        let both = |network: &Network| {
            let writes = |one| self.may(one, network.id, NetworkRight::WriteDirectly);
            writes(person) && others().any(|one| writes(*one))
        };
        let read = named && self.networks.iter().any(there);
        let write = read && self.networks.iter().any(both);
        RoomRights { read, write, upload: write, manage: false }
    }

    /// Whether more people could read in the other room, or do so today.
    pub fn wider(&self, from: &Room, to: &Room, people: &[PersonId]) -> bool {
        let before = readers(from);
        let every_seat = [Reader::Observers, Reader::Officials, Reader::Elected];
        let known = |reader: &Reader| {
            before.contains(&Reader::Anybody)
                || before.contains(reader)
                || match reader {
                    Reader::Hosts(_) | Reader::Named(_) => before.contains(&Reader::Observers),
                    Reader::Of(_) => every_seat.iter().all(|one| before.contains(one)),
                    _ => false,
                }
        };
        let more = |one: &PersonId| self.room(*one, to).read && !self.room(*one, from).read;
        !readers(to).iter().all(known) || people.iter().any(more)
    }

    pub fn administers(&self, person: PersonId) -> bool {
        self.administrators.contains(&person) && !self.suspended.contains(&person)
    }

    pub fn may(&self, person: PersonId, network: NetworkId, right: NetworkRight) -> bool {
        use NetworkRight as May;
        let seats = self.seated(person, network);
        let has = |state| seats.iter().any(|one| one.state == state);
        let (member, resting) = (has(ParticipationState::Member), has(ParticipationState::Resting));
        let (group, coordinates) = (self.in_group(person, network), self.coordinates(person, network));
        let open = !self.network(network).closed;
        match right {
            May::ReadDirectory => !seats.is_empty() || group || coordinates,
            May::OwnConditions => !seats.is_empty(),
            May::WriteDirectory | May::AllConditions | May::Govern | May::Moderate => coordinates,
            May::WriteDirectly => open && (!seats.is_empty() || group || coordinates),
            May::SignUp => open && (member || resting || group || coordinates),
            May::SignUpInvited => open && has(ParticipationState::Observer),
            May::PlanMeetings => {
                let hosts = self.meetings_of(network).any(|one| self.plans(person, network, one.id));
                open && (group || coordinates || hosts)
            }
            May::AskNetwork => open && (member || group || coordinates),
            May::ActForOrganisation => !self.voices(person, network).is_empty(),
        }
    }

    /// The organisations one votes and answers for: the seat's holder, and its deputy only while standing in.
    pub fn voices(&self, person: PersonId, network: NetworkId) -> BTreeSet<OrganisationId> {
        let votes = |one: &Seated| {
            matches!(one.state, ParticipationState::Member | ParticipationState::Resting)
                && (!one.deputy || one.stands_in)
        };
        let seats = self.seated(person, network);
        let all = seats.iter().filter(|one| votes(one) && !self.network(network).closed);
        all.map(|one| one.organisation).collect()
    }
}

/// Who may read a room, beside those who coordinate its network, who read all of them.
fn readers(room: &Room) -> Vec<Reader> {
    use Reader::{Anybody, Elected, Group, Hosts, Named, Observers, Of, Officials};
    match room.audience {
        Audience::Public => vec![Anybody],
        Audience::WholeNetwork => vec![Observers, Officials, Elected, Group, Hosts(None)],
        Audience::Members => vec![Officials, Elected],
        Audience::WorkingGroup => vec![Group],
        Audience::Planning => vec![Group, Hosts(room.meeting)],
        Audience::Coordination => vec![],
        Audience::Officials => vec![Officials],
        Audience::Elected => vec![Elected],
        Audience::Observers => vec![Observers],
        Audience::Organisations => room.organisations.iter().copied().map(Of).collect(),
        Audience::NamedGroup => vec![Named(room.id)],
        Audience::Direct => unreachable!("no such room is in the play"),
    }
}
