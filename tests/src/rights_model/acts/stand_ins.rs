//! Standing in for a holder.

use domain::access::NetworkRight;
use domain::networks::seat;
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::StandIn;
use super::super::stage::Stage;

impl Stage {
    pub(super) async fn stand_in(&mut self, told: &str) -> bool {
        let deputies: Vec<_> = self.model.holdings.iter().filter(|one| one.deputy).collect();
        let Some((seat, person)) = deputies.choose(&mut self.random).map(|one| (one.seat, one.person)) else {
            return self.seat_somebody(told).await;
        };
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let person = if self.random.random_bool(0.85) { person } else { self.anybody() };
        let (from, to) = (self.day(0..4), self.day(0..8));
        let holders: Vec<_> = self.people.iter().copied().filter(|one| self.model.holds(*one, seat)).collect();
        let by = match holders.choose(&mut self.random) {
            Some(holder) if self.random.random_bool(0.6) => *holder,
            _ => self.somebody_for(network),
        };
        let today = self.model.today;
        let is_deputy =
            self.model.holdings.iter().any(|one| {
                one.seat == seat && one.person == person && one.deputy && one.from <= from && today <= one.to
            });
        let taken = self.model.stand_ins.iter().any(|one| one.seat == seat && one.from <= to && from <= one.to);
        let directs = self.may(by, network, NetworkRight::WriteDirectory);
        let sees = self.may(by, network, NetworkRight::ReadDirectory);
        let keeps = self.model.holds(by, seat) || directs;
        let open = !self.model.network(network).closed;
        let foretold = open && sees && is_deputy && keeps && from <= to && !taken;
        let told = format!("{told}: {by} lets {person} stand in at {seat} from {from} to {to}");
        let work = move |tx: Tx| async move {
            let seat = seat::visible(&tx, tx.actor(), seat).await?;
            seat::stand_in_for(&tx, &seat, person, from, to).await
        };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(id) = made {
            let confirmed = directs || self.model.network(network).deputies_free;
            self.model.stand_ins.push(StandIn { id, seat, person, from, to, confirmed });
        }
        made.is_some()
    }

    pub(super) async fn settle_stand_in(&mut self, told: &str) -> bool {
        let Some(found) = self.model.stand_ins.choose(&mut self.random) else { return self.stand_in(told).await };
        let (id, seat, person, confirmed) = (found.id, found.seat, found.person, found.confirmed);
        let Some(network) = self.model.seat(seat).map(|one| one.network) else { return self.days_pass() };
        let by = if self.random.random_bool(0.3) { self.somebody_awake() } else { self.somebody_for(network) };
        let directs = self.may(by, network, NetworkRight::WriteDirectory);
        if self.random.random_bool(0.5) {
            let foretold = directs && !confirmed;
            let told = format!("{told}: {by} confirms {id}");
            let work = move |tx: Tx| async move { seat::confirm_stand_in(&tx, id).await };
            let done = self.tried(by, foretold, &told, work).await.is_some();
            for one in self.model.stand_ins.iter_mut().filter(|one| done && one.id == id) {
                one.confirmed = true;
            }
            return done;
        }
        let sees = self.may(by, network, NetworkRight::ReadDirectory);
        let foretold = sees && (by == person || self.model.holds(by, seat) || directs);
        let told = format!("{told}: {by} ends {id}");
        let work = move |tx: Tx| async move { seat::end_stand_in(&tx, id).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        self.model.stand_ins.retain(|one| !done || one.id != id);
        done
    }
}
