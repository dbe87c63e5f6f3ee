//! Cases of a time gone by: demo data.

use chrono::{DateTime, Utc};

use super::{CaseKind, NewCase, receive};
use crate::actor::Actor;
use crate::ids::{CaseId, NetworkId, OrganisationId, PersonId};
use crate::networks::condition::{self, ConditionState, KnownCondition};
use crate::networks::expression::Answer;
use crate::people::person::Language;
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// A case to lay down.
#[derive(Clone, Debug)]
pub struct LaidCase {
    /// Which network was asked.
    pub network: NetworkId,
    /// By which organisation.
    pub organisation: OrganisationId,
    /// What that is called.
    pub organisation_name: String,
    /// By whom.
    pub name: String,
    /// As what.
    pub role: String,
    /// From which address.
    pub email: String,
    /// What they added.
    pub message: String,
    /// What they say of each of the six conditions.
    pub answers: Vec<(KnownCondition, ConditionState, String)>,
    /// What was written: by a coordinator or by whoever asked, what, and when.
    pub words: Vec<(Option<PersonId>, String, DateTime<Utc>)>,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// Lays a case down, with what was written in it.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn lay(tx: &Tx, laid: LaidCase) -> Result<CaseId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let conditions = condition::of(tx, laid.network).await?;
    let answer = |condition: &condition::Condition| {
        let given = laid.answers.iter().find(|(word, _, _)| condition.word == Some(*word));
        let (state, text) =
            given.map_or((ConditionState::Unclear, String::new()), |(_, state, text)| (*state, text.clone()));
        Answer { condition_id: condition.id, state, text }
    };
    let new = NewCase {
        network: laid.network,
        kind: CaseKind::Expression,
        organisation: Some(laid.organisation),
        organisation_name: laid.organisation_name,
        name: laid.name,
        role: laid.role,
        email: laid.email,
        language: Language::Swedish,
        message: laid.message,
        consent: String::new(),
        person: None,
        answers: conditions.iter().map(answer).collect(),
    };
    let id = receive(tx, new, None).await?;
    let begun = laid.words.iter().any(|(by, _, _)| by.is_some());
    let sql = "UPDATE network_case SET received_at = $2, changed_at = $2, state = $3 WHERE id = $1";
    let state = if begun { "in_dialogue" } else { "received" };
    execute(tx, sql, [id.0.into(), laid.at.into(), state.into()]).await?;
    execute(tx, "UPDATE case_act SET at = $2 WHERE case_id = $1", [id.0.into(), laid.at.into()]).await?;
    for (by, text, at) in laid.words {
        let sql = "INSERT INTO case_word (id, case_id, from_applicant, person_id, text, at) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let word = crate::ids::uuid_at(at);
        let values = [word.into(), id.0.into(), by.is_none().into(), by.map(|id| id.0).into(), text.into(), at.into()];
        execute(tx, sql, values).await?;
    }
    Ok(id)
}
