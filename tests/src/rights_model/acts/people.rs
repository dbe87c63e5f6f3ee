//! Coordinators, the working group, who runs the installation, and accounts that are suspended.

use domain::access::NetworkRight;
use domain::people::assignment::{self, AssignmentRole};
use domain::people::{accounts, administrators};
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::{Assignment, NEVER};
use super::super::stage::Stage;

impl Stage {
    pub(super) async fn appoint(&mut self, told: &str) -> bool {
        let (network, person) = (self.network(), self.anybody());
        let coordinator = self.random.random_bool(0.4);
        let by = match coordinator && self.random.random_bool(0.8) {
            true => self.an_administrator(),
            false => self.somebody_for(network),
        };
        let today = self.model.today;
        let same =
            move |one: &Assignment| one.network == network && one.person == person && one.coordinator == coordinator;
        let is_already = self.model.assignments.iter().any(|one| same(one) && self.model.stands(one));
        let right = match coordinator {
            true => self.model.administrators.contains(&by),
            false => {
                let open = !self.model.network(network).closed;
                open && self.may(by, network, NetworkRight::Govern) && self.model.has_seat(person, network)
            }
        };
        let foretold = right && !is_already && !self.model.suspended.contains(&person);
        let role = if coordinator { AssignmentRole::Coordinator } else { AssignmentRole::WorkingGroup };
        let told = format!("{told}: {by} appoints {person} as {role} in {network}");
        let new = assignment::Appointing { person, role, from: None, to: None };
        let work = move |tx: Tx| async move { assignment::appoint(&tx, network, new).await };
        let made = self.tried(by, foretold, &told, work).await;
        if let Some(id) = made {
            self.letters += usize::from(coordinator);
            let by = if coordinator { None } else { self.model.seat_of(person, network) };
            // what fell with an earlier seat is over
            self.model.assignments.retain(|one| !same(one));
            self.model.assignments.push(Assignment { id, network, person, coordinator, by, from: today, to: NEVER });
        }
        made.is_some()
    }

    pub(super) async fn dismiss(&mut self, told: &str) -> bool {
        let current: Vec<_> = self.model.assignments.iter().filter(|one| self.model.stands(one)).collect();
        let Some(found) = current.choose(&mut self.random) else { return self.appoint(told).await };
        let (id, network, coordinator) = (found.id, found.network, found.coordinator);
        let kept = self.model.coordinated_without(found.person, network);
        let by = match coordinator && self.random.random_bool(0.8) {
            true => self.an_administrator(),
            false => self.somebody_for(network),
        };
        let foretold = match coordinator {
            // the last one can't leave
            true => self.model.administrators.contains(&by) && kept,
            false => self.may(by, network, NetworkRight::Govern),
        };
        let told = format!("{told}: {by} dismisses {id} in {network}");
        let work = move |tx: Tx| async move { assignment::dismiss(&tx, network, id).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        self.model.assignments.retain(|one| !done || one.id != id);
        done
    }

    /// Somebody runs the installation from now on, or no longer.
    pub(super) async fn administer(&mut self, told: &str) -> bool {
        let person = if self.random.random_bool(0.3) { self.an_administrator() } else { self.anybody() };
        let by = if self.random.random_bool(0.8) { self.an_administrator() } else { self.somebody_awake() };
        let administers = self.random.random_bool(0.4);
        let asleep = self.model.suspended.contains(&person);
        let mut others = self.model.administrators.difference(&self.model.suspended).filter(|one| **one != person);
        let kept = !self.model.administrators.contains(&person) || others.next().is_some();
        let foretold = self.model.administrators.contains(&by) && if administers { !asleep } else { kept };
        let told = format!("{told}: {by} lets {person} run the installation ({administers})");
        let work = move |tx: Tx| async move { administrators::set(&tx, person, administers).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        match (done, administers) {
            (true, true) => self.model.administrators.insert(person),
            (true, false) => self.model.administrators.remove(&person),
            (false, _) => false,
        };
        done
    }

    pub(super) async fn suspend(&mut self, told: &str) -> bool {
        let (person, suspended) = (self.anybody(), self.model.suspended.clone());
        let by = if self.random.random_bool(0.8) { self.an_administrator() } else { self.somebody_awake() };
        // not too many at once: they are let back sooner than they are suspended
        let back = suspended.contains(&person) || self.random.random_bool(0.5);
        // the last coordinator of a network is not suspended either
        let mut networks = self.model.networks.iter().map(|one| one.id);
        let kept = networks
            .all(|network| !self.model.coordinates(person, network) || self.model.coordinated_without(person, network));
        // nobody suspends themself
        let foretold = self.model.administrators.contains(&by) && (back || (kept && by != person));
        let told = format!("{told}: {by} suspends {person}, or lets them back ({back})");
        let work = move |tx: Tx| async move {
            match back {
                true => accounts::lift_suspension(&tx, person).await,
                false => accounts::suspend(&tx, person).await,
            }
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        match (done, back) {
            (true, true) => self.model.suspended.remove(&person),
            (true, false) => self.model.suspended.insert(person),
            (false, _) => false,
        };
        done
    }
}
