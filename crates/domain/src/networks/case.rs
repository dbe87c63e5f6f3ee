//! A case: how an organisation asks to join a network. `received → in dialogue → decided or withdrawn`; it makes no
//! participation before the decision.
//!
//! Coordinators see it ([`governed`]); whoever asked follows it by link ([`followed`]) and needs no account. What may
//! become of it is said in one place, [`state`].

mod check;
mod decide;
mod dialogue;
mod file;
mod find;
mod lay;
pub mod state;

use chrono::TimeDelta;

pub use check::{Check, check, checks};
pub(crate) use decide::take_back;
pub use decide::{Decision, decide, name_organisation, withdraw};
pub use dialogue::{Word, Writer, say, words};
pub use file::{CaseFile, FileOf, LARGEST as LARGEST_FILE, MOST_FILES, attach, files};
pub use find::{Act, Case, FollowedCase, GovernedCase, acts, answers, asked, followed, governed, list};
pub(crate) use find::{answered_in, open_membership, waiting_in};
pub use lay::{LaidCase, lay};
pub use state::{CaseDecision, CaseState};

use crate::event::Event;
use crate::ids::{CaseId, NetworkId, OrganisationId, PersonId};
use crate::networks::expression::Answer;
use crate::notifications::{NewNotice, NoticeKind, new_token};
use crate::people::person::Language;
use crate::rooms::room;
use crate::store::{Tx, execute, execute_affecting};
use crate::words::words;
use crate::{Error, Result};

/// For how long a letter's link follows the case.
const FOLLOWED: TimeDelta = TimeDelta::days(365);

words! {
    /// What is asked.
    CaseKind {
        /// To join, by an expression of interest.
        Expression = "expression",
        /// To become a member, by an observer.
        Membership = "membership",
    }

    /// What was done in a case.
    CaseAct {
        /// It came.
        Received = "received",
        /// The dialogue began.
        Dialogue = "dialogue",
        /// It was decided.
        Decided = "decided",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
    }
}

/// A case that comes.
#[derive(Clone, Debug)]
pub(crate) struct NewCase {
    pub(crate) network: NetworkId,
    pub(crate) kind: CaseKind,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) organisation_name: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) email: String,
    pub(crate) language: Language,
    pub(crate) message: String,
    pub(crate) consent: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) answers: Vec<Answer>,
}

/// Takes a case in; the link, where there is one, follows it from then on.
pub(crate) async fn receive(tx: &Tx, new: NewCase, link: Option<String>) -> Result<CaseId> {
    let id = CaseId::at(tx.now());
    let sql = "INSERT INTO network_case (id, network_id, kind, organisation_id, organisation_name, name, role, email, \
               language, message, consent, person_id, state, revision, received_at, changed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'received', 1, $13, $13)";
    let values = [
        id.0.into(),
        new.network.0.into(),
        new.kind.word().into(),
        new.organisation.map(|id| id.0).into(),
        new.organisation_name.into(),
        new.name.into(),
        new.role.into(),
        new.email.into(),
        new.language.word().into(),
        new.message.into(),
        new.consent.into(),
        new.person.map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    for answer in new.answers {
        let sql = "INSERT INTO case_answer (case_id, condition_id, state, text) VALUES ($1, $2, $3, $4)";
        let values = [id.0.into(), answer.condition_id.0.into(), answer.state.word().into(), answer.text.into()];
        execute(tx, sql, values).await?;
    }
    if let Some(hash) = link {
        keep_link(tx, id, hash).await?;
    }
    note(tx, id, CaseAct::Received, None, None).await?;
    tell(tx, new.network, id).await?;
    Ok(id)
}

async fn keep_link(tx: &Tx, case: CaseId, hash: String) -> Result<()> {
    let sql = "INSERT INTO case_link (token_hash, case_id, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    execute(tx, sql, [hash.into(), case.0.into(), tx.now().into(), (tx.now() + FOLLOWED).into()]).await
}

async fn note(tx: &Tx, case: CaseId, act: CaseAct, decision: Option<CaseDecision>, reason: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO case_act (id, case_id, act, decision, reason, person_id, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        crate::ids::uuid_at(tx.now()).into(),
        case.0.into(),
        act.word().into(),
        decision.map(CaseDecision::word).into(),
        reason.into(),
        tx.actor().person().map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await
}

async fn tell(tx: &Tx, network: NetworkId, case: CaseId) -> Result<()> {
    room::tell_coordinators(tx, network, Event::CaseChanged { network, case }).await
}

/// A letter to whoever asked, with a way in of its own.
async fn letter_to_applicant(tx: &Tx, case: &Case, kind: NoticeKind, cause: String) -> Result<NewNotice> {
    let (token, hash) = new_token();
    keep_link(tx, case.id, hash).await?;
    Ok(NewNotice {
        to: case.email.clone(),
        language: case.language,
        kind,
        subject: case.id.0,
        network: Some(case.network_id),
        secret: Some(token),
        cause,
    })
}

/// Sets what has become of the case, if nobody has changed it meanwhile.
async fn turn(tx: &Tx, case: &Case, revision: i64, state: CaseState, decision: Option<CaseDecision>) -> Result<()> {
    let sql = "UPDATE network_case SET state = $3, decision = $4, revision = revision + 1, changed_at = $5 \
               WHERE id = $1 AND revision = $2";
    let decision = decision.map(CaseDecision::word);
    let values = [case.id.0.into(), revision.into(), state.word().into(), decision.into(), tx.now().into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}
