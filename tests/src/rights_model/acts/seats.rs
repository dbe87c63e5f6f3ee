//! Participations, seats and who holds them.

use chrono::Days;
use domain::access::{NetworkRight, ParticipationState};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::{Holding, NEVER, Seat, TakesPart};
use super::super::stage::{KINDS, Stage};
use super::last;

impl Stage {
    pub(super) async fn set_participation(&mut self, told: &str) -> bool {
        let (network, organisation) = (self.network(), *self.organisations.choose(&mut self.random).expect("some"));
        let by = self.somebody_for(network);
        let (from, states) = (self.day(-2..6), ParticipationState::ALL);
        // mostly one that gives something, so that there is something to lose
        let state = match self.random.random_bool(0.6) {
            true => ParticipationState::Member,
            false => *states.choose(&mut self.random).expect("states"),
        };
        let part = || TakesPart { network, organisation, state, from };
        let kept = self.model.leaves_coordinator(network, from, |model| model.takes_part_so(part()));
        let foretold =
            self.may(by, network, NetworkRight::WriteDirectory) && !self.model.network(network).closed && kept;
        let told = format!("{told}: {by} sets {organisation} in {network} to {state} from {from}");
        let work =
            move |tx: Tx| async move { participation::set(&tx, network, organisation, state, from, "därför").await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.takes_part_so(part());
        }
        done
    }

    pub(super) async fn make_seat(&mut self, told: &str) -> bool {
        let (network, organisation) = (self.network(), *self.organisations.choose(&mut self.random).expect("some"));
        if self.model.seats.len() > 12 {
            return self.close_seat(told).await;
        }
        let (by, kind) = (self.somebody_for(network), *KINDS.choose(&mut self.random).expect("kinds"));
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && !self.model.network(network).closed;
        let told = format!("{told}: {by} makes a seat in {network}");
        let work = move |tx: Tx| async move { seat::create(&tx, network, organisation, kind, "kontaktperson").await };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(id) = made {
            self.model.seats.push(Seat { id, network, organisation, kind, to: NEVER, known: false });
        }
        made.is_some()
    }

    pub(super) async fn close_seat(&mut self, told: &str) -> bool {
        let Some((id, network)) = self.some_seat() else { return self.days_pass() };
        let (by, day) = (self.somebody_for(network), self.day(-1..5));
        let ends = self.model.seat(id).is_some_and(|seat| seat.to > day);
        let kept = self.model.leaves_coordinator(network, day + Days::new(1), |model| model.seat_ends(id, day));
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && ends && kept;
        let told = format!("{told}: {by} ends the seat {id} on {day}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), id).await?;
            seat::close(&tx, &seat, day).await
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.seat_ends(id, day);
            self.model.invitations.retain(|one| one.seat != id);
            self.model.proposals.retain(|one| one.seat != id);
        }
        done
    }

    pub(super) async fn seat_somebody(&mut self, told: &str) -> bool {
        let Some((id, network)) = self.some_seat() else { return self.make_seat(told).await };
        let (by, person, from, to) = (self.somebody_for(network), self.anybody(), self.day(-2..4), self.last_day());
        let deputy = self.random.random_bool(0.4);
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && from <= last(to);
        let told = format!("{told}: {by} seats {person} at {id} from {from} to {to:?}");
        let role = if deputy { HoldingRole::Deputy } else { HoldingRole::Holder };
        let work = move |tx: Tx| async move { seat::appoint(&tx, id, person, role, from, to).await };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(holding) = made {
            self.holds(Holding { id: holding, seat: id, person, deputy, from, to: last(to) });
        }
        made.is_some()
    }

    pub(super) fn holds(&mut self, holding: Holding) {
        for seat in self.model.seats.iter_mut().filter(|one| one.id == holding.seat) {
            seat.known = true;
        }
        self.model.holdings.push(holding);
    }

    pub(super) async fn end_holding(&mut self, told: &str) -> bool {
        let Some(held) = self.model.holdings.choose(&mut self.random) else { return self.seat_somebody(told).await };
        let (id, seat, from, to) = (held.id, held.seat, held.from, held.to);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let (by, day) = (self.somebody_for(network), self.day(-1..4));
        let ends = day.max(from - Days::new(1));
        let kept = self.model.leaves_coordinator(network, ends + Days::new(1), |model| model.holding_ends(id, ends));
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && ends < to && kept;
        let told = format!("{told}: {by} ends {id} at {seat} on {day}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), seat).await?;
            seat::end_holding(&tx, &seat, id, day).await
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.model.holding_ends(id, ends);
        }
        done
    }
}
