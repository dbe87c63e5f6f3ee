//! How an organisation comes to take part: a case and its decision, an observer that asks for membership, and what boards
//! decide of an agreement, which gives nobody anything and takes nothing away.

use std::collections::BTreeSet;

use chrono::Days;
use domain::access::{NetworkRight, ParticipationState};
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::networks::agreement::{self, Adopting, Writing};
use domain::networks::case::{self, CaseDecision, Decision, LaidCase};
use domain::networks::condition::{held, ladder};
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::model::{Agreed, Case, TakesPart};
use super::super::stage::Stage;

impl Stage {
    pub(super) async fn ask_to_join(&mut self, told: &str) -> bool {
        if self.random.random_bool(0.5) {
            return self.ask_for_membership(told).await;
        }
        let (network, organisation) = (self.network(), *self.organisations.choose(&mut self.random).expect("some"));
        let laid = LaidCase {
            network,
            organisation,
            organisation_name: "Kommunen".into(),
            name: "Den som frågar".into(),
            role: "strateg".into(),
            email: "fragar@exempel.se".into(),
            message: String::new(),
            answers: Vec::new(),
            words: Vec::new(),
            at: self.node.clock.now(),
        };
        let told = format!("{told}: {organisation} asks to join {network}");
        let work = move |tx: Tx| async move { case::lay(&tx, laid).await };
        let made = self.tried_as(&Actor::System, true, &told, work).await;
        made.is_some_and(|id| self.model.comes(Case::new(id, network, organisation, false)))
    }

    /// An observer on its way up: whoever speaks for it asks, once.
    async fn ask_for_membership(&mut self, told: &str) -> bool {
        let observes = |network, organisation| {
            self.model.state(network, organisation, self.model.today) == ParticipationState::Observer
        };
        let seats = self.model.seats.iter().map(|seat| (seat.network, seat.organisation));
        let observers: Vec<_> = seats.filter(|(network, organisation)| observes(*network, *organisation)).collect();
        let Some((network, organisation)) = observers.choose(&mut self.random).copied() else {
            return self.set_participation(told).await;
        };
        let speaks = |one: &&PersonId| self.model.speaks_for(**one, network, organisation);
        let speakers: Vec<_> = self.people.iter().filter(speaks).copied().collect();
        let by = match speakers.choose(&mut self.random) {
            Some(person) if self.random.random_bool(0.8) => *person,
            _ => self.somebody_awake(),
        };
        let foretold = self.model.speaks_for(by, network, organisation)
            && !self.model.asked(network, organisation)
            && !self.model.network(network).closed;
        let told = format!("{told}: {by} asks for membership of {organisation} in {network}");
        let work = move |tx: Tx| async move {
            let of = held::of_organisation(&tx, tx.actor(), network, organisation, tx.today()).await?;
            ladder::ask(&tx, &of, "").await
        };
        let made = self.tried(by, foretold, &told, work).await;
        made.is_some_and(|id| self.model.comes(Case::new(id, network, organisation, true)))
    }

    pub(super) async fn decide_case(&mut self, told: &str) -> bool {
        let waiting: Vec<_> = self.model.cases.iter().filter(|one| one.waits()).collect();
        // now and then one that is over
        let found = match self.random.random_bool(0.9) {
            true => waiting.choose(&mut self.random).copied(),
            false => self.model.cases.choose(&mut self.random),
        };
        let Some((id, network, organisation)) = found.map(|one| (one.id, one.network, one.organisation)) else {
            return self.ask_to_join(told).await;
        };
        let (by, decision) = (self.somebody_for(network), *CaseDecision::ALL.choose(&mut self.random).expect("some"));
        let leads_to = self.model.decided(id, decision);
        let open = !self.model.network(network).closed;
        let from = self.model.today;
        let part = |state| TakesPart { network, organisation, state, from };
        let kept = leads_to
            .flatten()
            .is_none_or(|state| self.model.leaves_coordinator(network, from, |model| model.takes_part_so(part(state))));
        let foretold = self.may(by, network, NetworkRight::Govern)
            && leads_to.is_some_and(|change| change.is_none() || open)
            && kept;
        let told = format!("{told}: {by} decides {id} of {organisation} in {network}: {decision}");
        let work = move |tx: Tx| async move {
            let found = case::governed(&tx, tx.actor(), id).await?;
            let new = Decision { decision, reason: "därför".into(), seats: Vec::new() };
            case::decide(&tx, &found, found.row().revision, new).await
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        if done {
            self.letters += 1;
            self.model.decides(id, decision);
            if let Some(state) = leads_to.flatten() {
                self.model.takes_part_so(part(state));
            }
        }
        done
    }

    /// Writes an agreement, notes a decision on it, or takes that back. Nobody's rights hang on it.
    pub(super) async fn agree(&mut self, told: &str) -> bool {
        let Some(at) = (0..self.model.agreements.len()).collect::<Vec<_>>().choose(&mut self.random).copied() else {
            return self.write_agreement(told).await;
        };
        if self.model.agreements.len() < 4 && self.random.random_bool(0.2) {
            return self.write_agreement(told).await;
        }
        let organisation = *self.organisations.choose(&mut self.random).expect("some");
        let Agreed { id, network, .. } = self.model.agreements[at];
        let (by, today) = (self.somebody_for(network), self.model.today);
        let noted = self.model.agreements[at].by.contains(&organisation);
        let back = noted && self.random.random_bool(0.5);
        let part = |one: &TakesPart| one.network == network && one.organisation == organisation;
        let foretold = self.may(by, network, NetworkRight::WriteDirectory)
            && !self.model.network(network).closed
            && (back || self.model.parts.iter().any(part));
        let told = format!("{told}: {by} notes of {organisation} on {id} (taken back: {back})");
        let work = move |tx: Tx| async move {
            let body = "Kommunstyrelsen".to_owned();
            let adopting =
                Adopting { body, decided_on: today, reference: String::new(), document: None, version: None };
            match back {
                true => agreement::withdraw(&tx, id, organisation).await,
                false => agreement::adopt(&tx, id, organisation, adopting).await,
            }
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        let by = &mut self.model.agreements[at].by;
        if done && back {
            by.remove(&organisation);
        } else if done {
            by.insert(organisation);
        }
        done
    }

    async fn write_agreement(&mut self, told: &str) -> bool {
        let network = self.network();
        let (by, from) = (self.somebody_for(network), self.model.today);
        // short, so that periods end while one plays
        let to = Some(from + Days::new(3));
        let open = !self.model.network(network).closed;
        let foretold = self.may(by, network, NetworkRight::WriteDirectory) && open;
        let told = format!("{told}: {by} writes an agreement of {network}");
        let work = move |tx: Tx| async move {
            let writing =
                Writing { title: "Överenskommelse".into(), text: "Vi lovar.".into(), from, to, document: None };
            agreement::write(&tx, network, writing).await
        };
        let made = self.tried(by, foretold, &told, work).await;
        made.is_some_and(|id| {
            self.model.agreements.push(Agreed { id, network, by: BTreeSet::new() });
            true
        })
    }
}
