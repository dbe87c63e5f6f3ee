//! What changes for a whole network: closing, its rules, a guest in a room, a meeting's hosts.

use domain::access::{Coordination, Deputies, NetworkRight};
use domain::actor::Actor;
use domain::meetings::meeting::{self, Facts};
use domain::networks::governing::{self, Change};
use domain::rooms::guest;
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::Pass;
use super::super::stage::Stage;

impl Stage {
    pub(super) async fn close_network(&mut self, told: &str) -> bool {
        let network = self.network();
        // open most of the time
        let closed = !self.model.network(network).closed && self.random.random_bool(0.4);
        let by = if self.random.random_bool(0.8) { self.an_administrator() } else { self.somebody_awake() };
        let foretold = self.model.administrators.contains(&by);
        let told = format!("{told}: {by} closes {network}, or opens it ({closed})");
        let work = move |tx: Tx| async move { governing::set_closed(&tx, network, closed).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        for one in self.model.networks.iter_mut().filter(|one| done && one.id == network) {
            one.closed = closed;
        }
        done
    }

    pub(super) async fn set_up(&mut self, told: &str) -> bool {
        let network = self.network();
        let by = self.somebody_for(network);
        let [write, upload, free, troika] = std::array::from_fn(|_| self.random.random_bool(0.5));
        // hosts that coordinate don't leave a network to nobody
        let kept = troika || !self.model.network(network).troika || self.model.has_named(network);
        // what is closed stays as it was
        let open = !self.model.network(network).closed;
        let foretold = self.may(by, network, NetworkRight::Govern) && kept && open;
        let told = format!("{told}: {by} sets {network} up: {write} {upload} {free} {troika}");
        let now = governing::governed(self.store().reader(), &Actor::System, network).await.expect("a network");
        let change = Change {
            name: now.name,
            kind: now.kind,
            purpose: now.purpose,
            stands_for: now.stands_for,
            contact: now.contact,
            most_members: now.most_members,
            most_officials: now.most_officials,
            most_elected: now.most_elected,
            observers_write: write,
            observers_upload: upload,
            deputies: if free { Deputies::Free } else { Deputies::Exceptional },
            coordination: if troika { Coordination::Troika } else { Coordination::Secretariat },
        };
        let work = move |tx: Tx| async move { governing::change(&tx, network, now.revision, change).await };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        for one in self.model.networks.iter_mut().filter(|one| done && one.id == network) {
            (one.observers_write, one.observers_upload) = (write, upload);
            (one.deputies_free, one.troika) = (free, troika);
        }
        done
    }

    pub(super) async fn let_in(&mut self, told: &str) -> bool {
        let (at, person) = (self.random.random_range(0..self.model.rooms.len()), self.anybody());
        let (room, network) = (self.model.rooms[at].id, self.model.rooms[at].network);
        let (by, writes, to) = (self.somebody_for(network), self.random.random_bool(0.5), self.day(0..6));
        let foretold = self.model.room(by, &self.model.rooms[at]).manage;
        let told = format!("{told}: {by} lets {person} into {room} until {to}");
        let work = move |tx: Tx| async move { guest::invite(&tx, room, person, writes, to).await };
        let given = self.tried(by, foretold, &told, work).await;
        if let Some(id) = given {
            self.model.passes.push(Pass { id, room, person, writes, from: self.model.today, to });
        }
        given.is_some()
    }

    /// Other hosts of a meeting: who plans it, and who coordinates where a troika does, changes with them.
    pub(super) async fn rehost(&mut self, told: &str) -> bool {
        let at = self.random.random_range(0..self.model.meetings.len());
        let (id, network) = (self.model.meetings[at].id, self.model.meetings[at].network);
        let taking_part = |one: &&domain::ids::OrganisationId| {
            self.model.parts.iter().any(|part| part.network == network && part.organisation == **one)
        };
        let known: Vec<_> = self.organisations.iter().filter(taking_part).copied().collect();
        let count = known.len().min(2);
        let hosts: Vec<_> = known.choose_multiple(&mut self.random, count).copied().collect();
        if hosts.is_empty() {
            return self.days_pass();
        }
        let told = format!("{told}: {id} is hosted by {hosts:?}");
        let (work_hosts, system) = (hosts.clone(), Actor::System);
        let work = move |tx: Tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            let facts = Facts::of(planned.row(), work_hosts);
            meeting::change(&tx, &planned, planned.row().revision, facts, None).await
        };
        let today = self.model.today;
        let kept = self.model.leaves_coordinator(network, today, |model| model.meetings[at].hosts.clone_from(&hosts));
        let done = self.tried_as(&system, kept, &told, work).await.is_some();
        if done {
            self.model.meetings[at].hosts = hosts;
        }
        done
    }
}
