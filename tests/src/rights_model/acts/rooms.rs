//! Rooms that coordinators make and keep: archived and brought back, which organisations they are for, who is in a group
//! and until when; and guests who are sent home.

use chrono::NaiveDate;
use domain::access::{Audience, NetworkRight};
use domain::actor::Actor;
use domain::ids::{NetworkId, OrganisationId, PersonId, RoomId, SeatHoldingId, SeatId};
use domain::rooms::custom::{self, Change, NewCustomRoom};
use domain::rooms::wanted::{Choice, Chosen};
use domain::rooms::{guest, room};
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::Room;
use super::super::stage::Stage;

/// The most groups of the play.
const GROUPS: usize = 4;

impl Stage {
    pub(super) async fn keep_rooms(&mut self, told: &str) -> bool {
        match self.random.random_range(0..6) {
            0 => self.archive_room(told).await,
            1 => self.name_organisations(told).await,
            2 => self.send_home(told).await,
            _ => self.gather(told).await,
        }
    }

    /// Where in the model one of the rooms stands that were made.
    fn made_room(&mut self, of: impl Fn(Audience) -> bool) -> Option<usize> {
        let rooms = self.model.rooms.iter().enumerate();
        let made: Vec<_> = rooms.filter(|(_, one)| one.made && of(one.audience)).map(|(at, _)| at).collect();
        made.choose(&mut self.random).copied()
    }

    async fn revision(&self, network: NetworkId, id: RoomId) -> i64 {
        let rooms = room::every(self.store().reader(), &Actor::System, network).await.expect("rooms");
        rooms.iter().find(|one| one.id == id).expect("a room of the play").revision
    }

    async fn archive_room(&mut self, told: &str) -> bool {
        let Some(at) = self.made_room(|_| true) else { return self.days_pass() };
        let Room { id, network, archived, .. } = self.model.rooms[at];
        let by = self.somebody_for(network);
        let open = !self.model.network(network).closed;
        let foretold = open && self.model.room(by, &self.model.rooms[at]).manage;
        let told = format!("{told}: {by} archives {id}, or brings it back ({archived})");
        let work = move |tx: Tx| async move { custom::set_archived(&tx, id, !archived).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.rooms[at].archived = !archived;
        }
        done
    }

    async fn name_organisations(&mut self, told: &str) -> bool {
        let Some(at) = self.made_room(|audience| audience == Audience::Organisations) else { return self.days_pass() };
        let Room { id, network, archived, .. } = self.model.rooms[at];
        let by = self.somebody_for(network);
        let mut chosen: Vec<OrganisationId> = self.organisations.clone();
        chosen.retain(|_| self.random.random_bool(0.5));
        let foretold = self.model.room(by, &self.model.rooms[at]).manage
            && !archived
            && !self.model.network(network).closed
            && !chosen.is_empty()
            && chosen.iter().all(|one| self.model.takes_part_now(network, *one));
        let told = format!("{told}: {by} makes {id} the room of {chosen:?}");
        let revision = self.revision(network, id).await;
        let change = Change { organisations: Some(chosen.clone()), ..Change::default() };
        let work = move |tx: Tx| async move { custom::change(&tx, id, revision, change).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.rooms[at].organisations = chosen;
        }
        done
    }

    /// Makes a group, or says who is in one from now on.
    async fn gather(&mut self, told: &str) -> bool {
        let groups = self.model.rooms.iter().filter(|one| one.audience == Audience::NamedGroup).count();
        let at = match groups < GROUPS && self.random.random_bool(0.3) {
            true => None,
            false => self.made_room(|audience| audience == Audience::NamedGroup),
        };
        let network = match at {
            Some(at) => self.model.rooms[at].network,
            None => self.network(),
        };
        let Some(chosen) = self.some_seated(network) else { return self.seat_somebody(told).await };
        let held: Option<Vec<SeatHoldingId>> =
            chosen.iter().map(|(seat, person)| self.model.has_held(*seat, *person)).collect();
        let by = self.somebody_for(network);
        let last = self.day(-1..20);
        match at {
            None if groups < GROUPS => self.make_group(told, (network, by), (chosen, held), last).await,
            None => self.days_pass(),
            Some(at) => self.change_group(told, (at, by), (chosen, held), last).await,
        }
    }

    /// Some who have had a seat of the network, mostly still; none where nobody has.
    fn some_seated(&mut self, network: NetworkId) -> Option<Vec<(SeatId, PersonId)>> {
        let of_network = |seat: SeatId| self.model.seat(seat).is_some_and(|one| one.network == network);
        let all = self.model.holdings.iter().filter(|one| of_network(one.seat));
        let mut all: Vec<_> = all.map(|one| (one.seat, one.person)).collect();
        all.sort_unstable();
        all.dedup();
        let chosen: Vec<_> = all.choose_multiple(&mut self.random, 3).copied().collect();
        (!chosen.is_empty()).then_some(chosen)
    }

    async fn make_group(
        &mut self,
        told: &str,
        (network, by): (NetworkId, PersonId),
        (chosen, held): (Vec<(SeatId, PersonId)>, Option<Vec<SeatHoldingId>>),
        last: NaiveDate,
    ) -> bool {
        let open = !self.model.network(network).closed;
        let foretold =
            self.may(by, network, NetworkRight::Govern) && open && held.is_some() && last >= self.model.today;
        let told = format!("{told}: {by} makes a group of {chosen:?} in {network} until {last}");
        let new = NewCustomRoom {
            name: "En grupp".into(),
            purpose: String::new(),
            choice: Choice { audience: Audience::NamedGroup, organisations: Vec::new(), members: named(&chosen) },
            ends_on: Some(last),
        };
        let work = move |tx: Tx| async move { custom::make(&tx, network, new).await };
        let made = self.tried(by, foretold, &told, work).await;
        if let (Some(id), Some(group)) = (made, held) {
            let room = Room { group, to: last, made: true, ..Room::of(id, network, Audience::NamedGroup, None) };
            self.model.rooms.push(room);
        }
        made.is_some()
    }

    async fn change_group(
        &mut self,
        told: &str,
        (at, by): (usize, PersonId),
        (chosen, held): (Vec<(SeatId, PersonId)>, Option<Vec<SeatHoldingId>>),
        last: NaiveDate,
    ) -> bool {
        let Room { id, network, archived, to, .. } = self.model.rooms[at];
        let foretold = self.model.room(by, &self.model.rooms[at]).manage
            && !archived
            && !self.model.network(network).closed
            && held.is_some()
            && (last >= self.model.today || last == to);
        let told = format!("{told}: {by} makes the group {id} {chosen:?} until {last}");
        let revision = self.revision(network, id).await;
        let change = Change { members: Some(named(&chosen)), ends_on: Some(last), ..Change::default() };
        let work = move |tx: Tx| async move { custom::change(&tx, id, revision, change).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if let (true, Some(held)) = (done, held) {
            // who is in it already stays by the holding they came in by
            let stays = |(seat, person): (SeatId, PersonId)| {
                let same = self.model.holdings.iter().filter(|one| one.seat == seat && one.person == person);
                let mut still = same.filter(|one| one.to >= self.model.today).map(|one| one.id);
                still.find(|holding| self.model.rooms[at].group.contains(holding))
            };
            let group = chosen.iter().zip(held).map(|(one, holding)| stays(*one).unwrap_or(holding)).collect();
            (self.model.rooms[at].group, self.model.rooms[at].to) = (group, last);
        }
        done
    }

    /// A guest's pass ends at once.
    async fn send_home(&mut self, told: &str) -> bool {
        let Some(pass) = self.model.passes.choose(&mut self.random) else { return self.let_in(told).await };
        let (id, room) = (pass.id, pass.room);
        let at = self.model.rooms.iter().position(|one| one.id == room).expect("a room of the play");
        let by = self.somebody_for(self.model.rooms[at].network);
        let foretold = self.model.room(by, &self.model.rooms[at]).manage;
        let told = format!("{told}: {by} sends a guest home from {room}");
        let work = move |tx: Tx| async move { guest::revoke(&tx, id).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        self.model.passes.retain(|one| !done || one.id != id);
        done
    }
}

fn named(chosen: &[(SeatId, PersonId)]) -> Vec<Chosen> {
    chosen.iter().map(|(seat, person)| Chosen { seat: *seat, person: *person }).collect()
}

/// The rooms that are made before the play begins: one for each audience that is chosen in words, and one of the first two
/// organisations. Returns them as the model knows them.
pub async fn make(tx: &Tx, network: NetworkId, organisations: &[OrganisationId]) -> domain::Result<Vec<Room>> {
    let two: Vec<_> = organisations.iter().take(2).copied().collect();
    let mut rooms = Vec::new();
    for audience in [Audience::Officials, Audience::Elected, Audience::Observers, Audience::Organisations] {
        let of = if audience == Audience::Organisations { two.clone() } else { Vec::new() };
        let choice = Choice { audience, organisations: of.clone(), members: Vec::new() };
        let new = NewCustomRoom { name: "Ett rum".into(), purpose: String::new(), choice, ends_on: None };
        let id = custom::make(tx, network, new).await?;
        rooms.push(Room { organisations: of, made: true, ..Room::of(id, network, audience, None) });
    }
    Ok(rooms)
}
