//! What becomes of cases: one leads to how an organisation takes part, and another of it does not.

use std::collections::BTreeSet;

use domain::access::ParticipationState;
use domain::ids::{AgreementId, CaseId, NetworkId, OrganisationId};
use domain::networks::case::CaseDecision;

use super::Model;

/// How an organisation asks to join, or as an observer to become a member.
#[derive(Clone)]
pub struct Case {
    pub id: CaseId,
    pub network: NetworkId,
    pub organisation: OrganisationId,
    pub membership: bool,
    /// What was decided last, if anything.
    pub decision: Option<CaseDecision>,
    /// After how many other things of cases it came, and was decided.
    came: usize,
    over: usize,
}

impl Case {
    pub fn new(id: CaseId, network: NetworkId, organisation: OrganisationId, membership: bool) -> Self {
        Self { id, network, organisation, membership, decision: None, came: 0, over: 0 }
    }

    /// It can be decided: it never was, or its organisation waits for a place.
    pub fn waits(&self) -> bool {
        matches!(self.decision, None | Some(CaseDecision::Queue))
    }
}

/// An agreement, and whose decisions on it are noted.
#[derive(Clone)]
pub struct Agreed {
    pub id: AgreementId,
    pub network: NetworkId,
    pub by: BTreeSet<OrganisationId>,
}

impl Model {
    /// Membership has been asked for, and is not settled.
    pub fn asked(&self, network: NetworkId, organisation: OrganisationId) -> bool {
        let mut of = self.cases.iter().filter(|one| one.network == network && one.organisation == organisation);
        of.any(|one| one.membership && one.waits())
    }

    /// A case comes.
    pub fn comes(&mut self, case: Case) -> bool {
        self.turns += 1;
        self.cases.push(Case { came: self.turns, ..case });
        true
    }

    pub fn decides(&mut self, id: CaseId, decision: CaseDecision) {
        self.turns += 1;
        for one in self.cases.iter_mut().filter(|one| one.id == id) {
            (one.decision, one.over) = (Some(decision), self.turns);
        }
    }

    /// Whether a case can be decided so; if it can, how its organisation takes part from then on, where that changes.
    pub fn decided(&self, id: CaseId, decision: CaseDecision) -> Option<Option<ParticipationState>> {
        use ParticipationState::{Ended, Member, Observer, Queued, Resting};
        let case = self.cases.iter().find(|one| one.id == id)?;
        let waited = case.decision == Some(CaseDecision::Queue);
        if !case.waits() || (waited && decision == CaseDecision::Queue) {
            return None;
        }
        let state = self.state(case.network, case.organisation, self.today);
        if decision == CaseDecision::No {
            // in a closed network all stay as they are, whoever waits too
            let open = !self.network(case.network).closed;
            return Some((waited && state == Queued && open).then_some(Ended));
        }
        // one case leads to how an organisation takes part; another that was open beside it does not
        let beside = |one: &Case| {
            one.id != id
                && one.network == case.network
                && one.organisation == case.organisation
                && match one.decision {
                    Some(CaseDecision::Queue) => true,
                    Some(CaseDecision::Member | CaseDecision::Observer) => one.over > case.came,
                    Some(CaseDecision::No) | None => false,
                }
        };
        if state != Ended && self.cases.iter().any(beside) {
            return None;
        }
        match (decision, state) {
            // whoever asked to become a member has been made one: the letter is left
            (CaseDecision::Member, Member | Resting) => (waited || case.membership).then_some(None),
            (CaseDecision::Observer, Observer) => waited.then_some(None),
            (CaseDecision::Queue, Observer) => Some(None),
            (_, Member | Resting) | (CaseDecision::Queue, Queued) => None,
            (CaseDecision::Member, _) => Some(Some(Member)),
            (CaseDecision::Observer, _) => Some(Some(Observer)),
            (CaseDecision::Queue | CaseDecision::No, _) => Some(Some(Queued)),
        }
    }
}
