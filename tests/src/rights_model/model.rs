//! Who may do what, said as simply as can be: lists of what has been decided, and plain sentences about them.
//!
//! It is written from the vocabulary's page, not from the code: it knows days, not rows, and asks every question anew.

mod cases;
mod rights;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Audience, ParticipationState, SeatKind};
use domain::ids::{
    AssignmentId, DocumentId, GuestPassId, InvitationId, MeetingId, NetworkId, OrganisationId, PersonId, RoomId,
    SeatHoldingId, SeatId, SeatProposalId, SubstitutionId,
};

pub use cases::{Agreed, Case};

/// The last day of what has none.
pub const NEVER: NaiveDate = NaiveDate::MAX;

#[derive(Clone)]
pub struct Network {
    pub id: NetworkId,
    pub closed: bool,
    pub observers_write: bool,
    pub observers_upload: bool,
    pub deputies_free: bool,
    pub troika: bool,
}

/// From this day on the organisation takes part so, until something said later takes its place.
#[derive(Clone)]
pub struct TakesPart {
    pub network: NetworkId,
    pub organisation: OrganisationId,
    pub state: ParticipationState,
    pub from: NaiveDate,
}

#[derive(Clone)]
pub struct Seat {
    pub id: SeatId,
    pub network: NetworkId,
    pub organisation: OrganisationId,
    pub kind: SeatKind,
    pub to: NaiveDate,
    /// Somebody has had it: in a closed network only those get a successor.
    pub known: bool,
}

#[derive(Clone)]
pub struct Holding {
    pub id: SeatHoldingId,
    pub seat: SeatId,
    pub person: PersonId,
    pub deputy: bool,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone)]
pub struct StandIn {
    pub id: SubstitutionId,
    pub seat: SeatId,
    pub person: PersonId,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub confirmed: bool,
}

#[derive(Clone)]
pub struct Assignment {
    pub id: AssignmentId,
    pub network: NetworkId,
    pub person: PersonId,
    pub coordinator: bool,
    /// The holding of a seat by which somebody is in the working group.
    pub by: Option<SeatHoldingId>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone)]
pub struct Pass {
    pub id: GuestPassId,
    pub room: RoomId,
    pub person: PersonId,
    pub writes: bool,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// In the order they are held; none of them is over.
#[derive(Clone)]
pub struct Meeting {
    pub id: MeetingId,
    pub network: NetworkId,
    pub hosts: Vec<OrganisationId>,
}

#[derive(Clone)]
pub struct Room {
    pub id: RoomId,
    pub network: NetworkId,
    pub audience: Audience,
    pub meeting: Option<MeetingId>,
    /// The organisations it is for, where they are named.
    pub organisations: Vec<OrganisationId>,
    /// By which holdings somebody is in the group it is for.
    pub group: Vec<SeatHoldingId>,
    /// The group's last day; from then on it is only read.
    pub to: NaiveDate,
    pub archived: bool,
    /// A coordinator made it.
    pub made: bool,
}

impl Room {
    /// One that came with its network or a meeting.
    pub fn of(id: RoomId, network: NetworkId, audience: Audience, meeting: Option<MeetingId>) -> Self {
        let (organisations, group) = (Vec::new(), Vec::new());
        Self { id, network, audience, meeting, organisations, group, to: NEVER, archived: false, made: false }
    }
}

/// A conversation between the people who were named when it began.
#[derive(Clone)]
pub struct Direct {
    pub room: RoomId,
    pub people: BTreeSet<PersonId>,
}

/// A document that the installation laid there: nobody's own.
#[derive(Clone)]
pub struct Document {
    pub id: DocumentId,
    pub room: RoomId,
}

#[derive(Clone)]
pub struct Invitation {
    pub id: InvitationId,
    pub token: String,
    pub seat: SeatId,
    /// Whose address it is for.
    pub person: PersonId,
    pub deputy: bool,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub by: PersonId,
    pub sent: DateTime<Utc>,
}

#[derive(Clone)]
pub struct Proposal {
    pub id: SeatProposalId,
    pub seat: SeatId,
    pub holding: SeatHoldingId,
    pub person: PersonId,
    pub from: NaiveDate,
    pub last: Option<NaiveDate>,
}

/// All that has been decided and may still matter.
#[derive(Clone, Default)]
pub struct Model {
    pub today: NaiveDate,
    pub suspended: BTreeSet<PersonId>,
    pub administrators: BTreeSet<PersonId>,
    pub networks: Vec<Network>,
    pub parts: Vec<TakesPart>,
    pub seats: Vec<Seat>,
    pub holdings: Vec<Holding>,
    pub stand_ins: Vec<StandIn>,
    pub assignments: Vec<Assignment>,
    pub passes: Vec<Pass>,
    pub meetings: Vec<Meeting>,
    pub rooms: Vec<Room>,
    pub directs: Vec<Direct>,
    pub documents: Vec<Document>,
    pub invitations: Vec<Invitation>,
    pub proposals: Vec<Proposal>,
    pub cases: Vec<Case>,
    pub agreements: Vec<Agreed>,
    /// How many things have been done with cases.
    pub turns: usize,
}

/// What a seat gives whoever has it today.
struct Seated {
    holding: SeatHoldingId,
    seat: SeatId,
    organisation: OrganisationId,
    state: ParticipationState,
    kind: SeatKind,
    deputy: bool,
    stands_in: bool,
}

impl Model {
    pub fn network(&self, id: NetworkId) -> &Network {
        self.networks.iter().find(|one| one.id == id).expect("a network of the play")
    }

    pub fn seat(&self, id: SeatId) -> Option<&Seat> {
        self.seats.iter().find(|one| one.id == id)
    }

    /// How the organisation takes part on that day: as was said last of those that have begun by then.
    pub fn state(&self, network: NetworkId, organisation: OrganisationId, day: NaiveDate) -> ParticipationState {
        let of = |one: &&TakesPart| one.network == network && one.organisation == organisation && one.from <= day;
        self.parts.iter().rev().find(of).map_or(ParticipationState::Ended, |one| one.state)
    }

    /// It takes part so from that day on. One that comes back brings nobody back who held its seats before it left.
    pub fn takes_part_so(&mut self, part: TakesPart) {
        let (network, organisation) = (part.network, part.organisation);
        let before = part.from - chrono::Days::new(1);
        if gives(part.state) && !gives(self.state(network, organisation, before)) {
            let of_it = |one: &&Seat| one.network == network && one.organisation == organisation;
            let seats: Vec<_> = self.seats.iter().filter(of_it).map(|one| one.id).collect();
            // who got a seat while it waited to be let in has it
            let took_part = |from: NaiveDate| {
                from.iter_days()
                    .take_while(|day| *day < before)
                    .any(|day| gives(self.state(network, organisation, day)))
            };
            let ends = |one: &&Holding| seats.contains(&one.seat) && one.from <= before && took_part(one.from);
            let ended: Vec<_> = self.holdings.iter().filter(ends).map(|one| one.id).collect();
            for held in self.holdings.iter_mut().filter(|one| ended.contains(&one.id)) {
                held.to = held.to.min(before);
            }
        }
        self.parts.push(part);
    }

    /// Whether it takes part, today or as has been decided for a day to come.
    pub fn takes_part(&self, network: NetworkId, organisation: OrganisationId) -> bool {
        let begins = self.parts.iter().filter(|one| one.network == network && one.organisation == organisation);
        let mut days = begins.map(|one| one.from.max(self.today)).chain([self.today]);
        days.any(|day| gives(self.state(network, organisation, day)))
    }

    /// It takes part today.
    pub fn takes_part_now(&self, network: NetworkId, organisation: OrganisationId) -> bool {
        gives(self.state(network, organisation, self.today))
    }

    /// By which holding somebody has the seat today, the newest of several; also who is suspended has it.
    pub fn has_held(&self, seat: SeatId, person: PersonId) -> Option<SeatHoldingId> {
        let network = self.seat(seat)?.network;
        let held = self.seats_of(person, network).into_iter().filter(|one| one.seat == seat);
        held.map(|one| one.holding).max()
    }

    fn counts(&self, from: NaiveDate, to: NaiveDate) -> bool {
        from <= self.today && self.today <= to
    }

    /// A seat's holdings that count today; none after the seat's own last day.
    fn seated(&self, person: PersonId, network: NetworkId) -> Vec<Seated> {
        if self.suspended.contains(&person) { Vec::new() } else { self.seats_of(person, network) }
    }

    fn seats_of(&self, person: PersonId, network: NetworkId) -> Vec<Seated> {
        let held = self.holdings.iter().filter(|one| one.person == person && self.counts(one.from, one.to));
        let of_network = held.filter_map(|held| {
            let seat = self.seat(held.seat)?;
            let state = self.state(network, seat.organisation, self.today);
            let stands_in = held.deputy && self.stands_in(held.seat, person, network);
            (seat.network == network && self.today <= seat.to && gives(state)).then_some(Seated {
                holding: held.id,
                seat: seat.id,
                organisation: seat.organisation,
                state,
                kind: seat.kind,
                deputy: held.deputy,
                stands_in,
            })
        });
        of_network.collect()
    }

    fn stands_in(&self, seat: SeatId, person: PersonId, network: NetworkId) -> bool {
        let free = self.network(network).deputies_free;
        self.stand_ins.iter().any(|one| {
            one.seat == seat && one.person == person && self.counts(one.from, one.to) && (one.confirmed || free)
        })
    }

    pub fn holds(&self, person: PersonId, seat: SeatId) -> bool {
        let network = self.seat(seat).map(|one| one.network);
        network.is_some_and(|network| self.seated(person, network).iter().any(|one| one.seat == seat && !one.deputy))
    }

    pub fn has_seat(&self, person: PersonId, network: NetworkId) -> bool {
        !self.seated(person, network).is_empty()
    }

    fn assigned(&self, person: PersonId, network: NetworkId, coordinator: bool) -> bool {
        let mut all = self.assignments.iter().filter(|one| self.stands(one));
        !self.suspended.contains(&person)
            && all.any(|one| one.person == person && one.network == network && one.coordinator == coordinator)
    }

    /// Named, or where a troika coordinates: at an official seat of the previous, current or next host.
    pub fn coordinates(&self, person: PersonId, network: NetworkId) -> bool {
        if self.assigned(person, network, true) {
            return true;
        }
        // no meeting of the play is over: the current one is the first, and there is none before it
        let around: Vec<_> = self.meetings_of(network).take(2).flat_map(|one| one.hosts.iter()).collect();
        self.network(network).troika
            && self.seated(person, network).iter().any(|one| {
                around.contains(&&one.organisation) && one.kind == SeatKind::Official && (!one.deputy || one.stands_in)
            })
    }

    fn meetings_of(&self, network: NetworkId) -> impl Iterator<Item = &Meeting> {
        self.meetings.iter().filter(move |one| one.network == network)
    }

    /// At a seat of somebody who hosts the meeting, or the one before or after it.
    fn plans(&self, person: PersonId, network: NetworkId, meeting: MeetingId) -> bool {
        let order: Vec<_> = self.meetings_of(network).collect();
        let Some(at) = order.iter().position(|one| one.id == meeting) else { return false };
        let around = &order[at.saturating_sub(1)..order.len().min(at + 2)];
        let hosts: Vec<_> = around.iter().flat_map(|one| one.hosts.iter()).collect();
        self.seated(person, network).iter().any(|one| hosts.contains(&&one.organisation))
    }

    /// Membership of a working group falls with the seat it is by, and another seat does not bring it back.
    pub fn stands(&self, one: &Assignment) -> bool {
        let by = |holding| self.seats_of(one.person, one.network).iter().any(|seat| seat.holding == holding);
        self.counts(one.from, one.to) && (one.coordinator || one.by.is_some_and(by))
    }

    /// Somebody else coordinates the network, named or as a host.
    pub fn coordinated_without(&self, person: PersonId, network: NetworkId) -> bool {
        let people = self.assignments.iter().map(|one| one.person).chain(self.holdings.iter().map(|one| one.person));
        people.filter(|one| *one != person).any(|one| self.coordinates(one, network))
    }

    /// Where a troika coordinates and somebody would from that day on, somebody still does after this.
    pub fn leaves_coordinator(&self, network: NetworkId, from: NaiveDate, change: impl FnOnce(&mut Self)) -> bool {
        let mut then = self.clone();
        then.today = from.max(self.today);
        if !then.network(network).troika || !then.coordinated(network) {
            return true;
        }
        change(&mut then);
        then.coordinated(network)
    }

    fn coordinated(&self, network: NetworkId) -> bool {
        let mut people =
            self.assignments.iter().map(|one| one.person).chain(self.holdings.iter().map(|one| one.person));
        people.any(|one| self.coordinates(one, network))
    }

    /// The holding counts no longer than to that day.
    pub fn holding_ends(&mut self, id: SeatHoldingId, day: NaiveDate) {
        for held in self.holdings.iter_mut().filter(|one| one.id == id) {
            held.to = held.to.min(day);
        }
    }

    /// So does the seat, and with it all who hold it.
    pub fn seat_ends(&mut self, id: SeatId, day: NaiveDate) {
        for seat in self.seats.iter_mut().filter(|one| one.id == id) {
            seat.to = day;
        }
        for held in self.holdings.iter_mut().filter(|one| one.seat == id) {
            held.to = held.to.min(day);
        }
    }

    /// Somebody is named coordinator, and can act.
    pub fn has_named(&self, network: NetworkId) -> bool {
        self.assignments.iter().any(|one| self.assigned(one.person, network, true))
    }

    /// They hold a seat of the organisation, or stand in for who does.
    pub fn speaks_for(&self, person: PersonId, network: NetworkId, organisation: OrganisationId) -> bool {
        let seats = self.seated(person, network);
        seats.iter().any(|one| one.organisation == organisation && (!one.deputy || one.stands_in))
    }

    fn in_group(&self, person: PersonId, network: NetworkId) -> bool {
        self.assigned(person, network, false)
    }

    /// By which holding somebody comes into the working group today: as a holder rather than as a deputy, and as long as
    /// may be.
    pub fn seat_of(&self, person: PersonId, network: NetworkId) -> Option<SeatHoldingId> {
        let seats = self.seated(person, network);
        let held = self.holdings.iter().filter(|one| seats.iter().any(|seat| seat.holding == one.id));
        held.min_by_key(|one| (one.deputy, std::cmp::Reverse(one.to), one.id)).map(|one| one.id)
    }

    /// What is over stays over: it is forgotten, so that nothing here can bring it back. How organisations took part is not:
    /// that is asked where one comes back.
    pub fn move_to(&mut self, today: NaiveDate) {
        self.today = today;
        self.holdings.retain(|one| one.to >= today);
        self.stand_ins.retain(|one| one.to >= today);
        self.assignments.retain(|one| one.to >= today);
        self.passes.retain(|one| one.to >= today);
        let over: Vec<_> = self.seats.iter().filter(|one| one.to < today).map(|one| one.id).collect();
        self.seats.retain(|one| one.to >= today);
        self.holdings.retain(|one| !over.contains(&one.seat));
        self.stand_ins.retain(|one| !over.contains(&one.seat));
    }
}

/// Whether a participation in that state gives its seats anything.
fn gives(state: ParticipationState) -> bool {
    use ParticipationState::{Member, Observer, Resting};
    matches!(state, Member | Observer | Resting)
}
