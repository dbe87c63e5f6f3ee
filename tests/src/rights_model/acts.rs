//! The steps of the play. Each is tried in the store and said beforehand by the model: done, or refused.

mod cases;
mod direct;
mod documents;
mod invitations;
mod networks;
mod people;
mod rooms;
mod seats;
mod stand_ins;
mod successions;

use chrono::{NaiveDate, TimeDelta};
use domain::Result;
use domain::access::NetworkRight;
use domain::actor::Actor;
use domain::ids::{NetworkId, PersonId, SeatId};
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

pub use rooms::make as make_rooms;

use super::model::NEVER;
use super::stage::Stage;

/// An address gets no more letters than this within an hour of the play (the installation's bound is six).
const LETTERS: usize = 4;

fn last(to: Option<NaiveDate>) -> NaiveDate {
    to.unwrap_or(NEVER)
}

impl Stage {
    /// One step. Returns whether it was done; refused otherwise, as the model says.
    pub async fn step(&mut self, told: &str) -> bool {
        if self.letters >= LETTERS {
            self.days_pass();
        }
        self.model.move_to(self.node.clock.today());
        match self.random.random_range(0..123) {
            0..10 => self.set_participation(told).await,
            10..17 => self.make_seat(told).await,
            17..20 => self.close_seat(told).await,
            20..29 => self.seat_somebody(told).await,
            29..35 => self.end_holding(told).await,
            35..42 => self.stand_in(told).await,
            42..46 => self.settle_stand_in(told).await,
            46..53 => self.invite(told).await,
            53..60 => self.accept(told).await,
            60..62 => self.take_invitation_back(told).await,
            62..68 => self.propose(told).await,
            68..74 => self.settle_proposal(told).await,
            74..80 => self.appoint(told).await,
            80..83 => self.dismiss(told).await,
            83..86 => self.suspend(told).await,
            86..88 => self.close_network(told).await,
            88..91 => self.set_up(told).await,
            91..94 => self.let_in(told).await,
            94..96 => self.rehost(told).await,
            96..99 => self.move_document(told).await,
            99..103 => self.ask_to_join(told).await,
            103..107 => self.decide_case(told).await,
            107..109 => self.agree(told).await,
            109..115 => self.keep_rooms(told).await,
            115..119 => self.write_directly(told).await,
            119..121 => self.administer(told).await,
            _ => self.days_pass(),
        }
    }

    fn days_pass(&mut self) -> bool {
        let days = self.random.random_range(1..4);
        self.node.clock.advance(std::time::Duration::from_hours(24 * days));
        self.model.move_to(self.node.clock.today());
        self.letters = 0;
        true
    }

    fn day(&mut self, days: std::ops::Range<i64>) -> NaiveDate {
        self.model.today + TimeDelta::days(self.random.random_range(days))
    }

    /// A last day from `from` on, or none; now and then one that can't be.
    fn last_day(&mut self) -> Option<NaiveDate> {
        self.random.random_bool(0.6).then(|| self.day(-1..12))
    }

    fn anybody(&mut self) -> PersonId {
        *self.people.choose(&mut self.random).expect("people")
    }

    /// Mostly somebody who coordinates the network, and now and then anybody at all.
    fn somebody_for(&mut self, network: NetworkId) -> PersonId {
        let may: Vec<_> = self.people.iter().copied().filter(|one| self.model.coordinates(*one, network)).collect();
        match may.choose(&mut self.random) {
            Some(person) if self.random.random_bool(0.75) => *person,
            _ => self.somebody_awake(),
        }
    }

    /// Who is suspended has no device to act from.
    fn somebody_awake(&mut self) -> PersonId {
        let all = self.people.iter().chain([&self.administrator]).copied();
        let awake: Vec<_> = all.filter(|one| !self.model.suspended.contains(one)).collect();
        *awake.choose(&mut self.random).expect("the administrator of the stage is never suspended")
    }

    /// Somebody who runs the installation, and can.
    fn an_administrator(&mut self) -> PersonId {
        let awake: Vec<_> = self.model.administrators.difference(&self.model.suspended).copied().collect();
        *awake.choose(&mut self.random).expect("the last one is neither ended nor suspended")
    }

    fn network(&mut self) -> NetworkId {
        self.model.networks.choose(&mut self.random).expect("networks").id
    }

    fn some_seat(&mut self) -> Option<(SeatId, NetworkId)> {
        self.model.seats.choose(&mut self.random).map(|seat| (seat.id, seat.network))
    }

    fn may(&self, person: PersonId, network: NetworkId, right: NetworkRight) -> bool {
        self.model.may(person, network, right)
    }

    /// Tries it, and holds what came of it against what was said.
    async fn tried<T, F, W>(&self, by: PersonId, foretold: bool, told: &str, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        let actor = self.actor(by).await;
        self.tried_as(&actor, foretold, told, work).await
    }

    async fn tried_as<T, F, W>(&self, actor: &Actor, foretold: bool, told: &str, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        match self.store().write(actor, work).await {
            Ok(done) => {
                assert!(foretold, "{told}: done, and the model says it is refused");
                Some(done)
            }
            Err(error) => {
                assert!(!foretold, "{told}: refused ({error:?}), and the model says it is done");
                None
            }
        }
    }
}
