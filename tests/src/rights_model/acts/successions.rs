//! A holder proposes who comes after them.

use chrono::Days;
use domain::access::NetworkRight;
use domain::networks::seat::{self, Appointment};
use domain::networks::succession::{self, NewSuccessor};
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::{Holding, Invitation, NEVER, Proposal};
use super::super::stage::Stage;
use super::last;

impl Stage {
    pub(super) async fn propose(&mut self, told: &str) -> bool {
        let held: Vec<_> = self.model.holdings.iter().filter(|one| !one.deputy).collect();
        let Some((seat, holder)) = held.choose(&mut self.random).map(|one| (one.seat, one.person)) else {
            return self.seat_somebody(told).await;
        };
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let by = if self.random.random_bool(0.8) { holder } else { self.somebody_awake() };
        if self.model.suspended.contains(&by) {
            return self.days_pass();
        }
        let (person, from, ends) = (self.anybody(), self.day(-1..5), self.last_day());
        let today = self.model.today;
        let theirs = |one: &&Holding| one.seat == seat && one.person == by && !one.deputy;
        let mut current: Vec<_> = self.model.holdings.iter().filter(theirs).collect();
        current.retain(|one| one.from <= today && today <= one.to);
        current.sort_by_key(|one| (one.from, one.id));
        let holding = current.first().map(|one| one.id);
        let foretold = self.may(by, network, NetworkRight::ReadDirectory)
            && self.model.holds(by, seat)
            && last(ends) >= today
            && self.open_seat(seat)
            && holding.is_some()
            && !self.model.proposals.iter().any(|one| one.seat == seat);
        let new = NewSuccessor {
            name: "Den som kommer efter".into(),
            email: self.address(person),
            from,
            last_day: ends,
            appointment: Appointment::default(),
            note: String::new(),
        };
        let told = format!("{told}: {by} proposes {person} for {seat}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), seat).await?;
            succession::propose(&tx, &seat, new).await
        };
        let made = self.tried(by, foretold, &told, work).await;
        if let (Some(id), Some(holding)) = (made, holding) {
            self.model.proposals.push(Proposal { id, seat, holding, person, from, last: ends });
        }
        made.is_some()
    }

    pub(super) async fn settle_proposal(&mut self, told: &str) -> bool {
        let Some(found) = self.model.proposals.choose(&mut self.random) else { return self.propose(told).await };
        let (id, seat, holding, person, from, ends) =
            (found.id, found.seat, found.holding, found.person, found.from, found.last);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        if self.model.invitations.iter().any(|one| self.nearly_out(one)) {
            return self.days_pass();
        }
        let how = self.random.random_range(0..10);
        let by = if how == 0 { self.somebody_awake() } else { self.somebody_for(network) };
        let sees = self.may(by, network, NetworkRight::ReadDirectory);
        let governs = self.may(by, network, NetworkRight::Govern);
        if how < 2 {
            let foretold = sees && self.model.holds(by, seat);
            let told = format!("{told}: {by} takes the proposal {id} back");
            let work = move |tx: Tx| async move { succession::withdraw(&tx, id).await };
            let done = self.tried(by, foretold, &told, work).await.is_some();
            self.model.proposals.retain(|one| !done || one.id != id);
            return done;
        }
        if how < 4 {
            let told = format!("{told}: {by} declines {id}");
            let work = move |tx: Tx| async move { succession::decline(&tx, id, "inte nu").await };
            let done = self.tried(by, governs, &told, work).await.is_some();
            self.model.proposals.retain(|one| !done || one.id != id);
            return done;
        }
        let begun = self.model.holdings.iter().find(|one| one.id == holding).map(|one| one.from);
        let yesterday = self.model.today - Days::new(1);
        let first = begun.map_or(yesterday, |from| from - Days::new(1));
        let ends = ends.map(|day| day.max(yesterday).max(first));
        // who is invited does not coordinate before they have accepted
        let kept = ends.is_none_or(|day| {
            self.model.leaves_coordinator(network, day + Days::new(1), |model| model.holding_ends(holding, day))
        });
        let foretold = governs && self.open_seat(seat) && !self.invited_already(seat, person, false) && kept;
        let told = format!("{told}: {by} confirms the proposal {id}");
        let work = move |tx: Tx| async move { succession::confirm(&tx, id).await };
        let sent = self.node.clock.now();
        let Some(invited) = self.tried(by, foretold, &told, work).await else { return false };
        self.letters += 1;
        self.model.proposals.retain(|one| one.id != id);
        let token = self.token(invited).await;
        let to = NEVER;
        self.model.invitations.push(Invitation { id: invited, token, seat, person, deputy: false, from, to, by, sent });
        if let Some(day) = ends {
            self.model.holding_ends(holding, day);
        }
        true
    }
}
