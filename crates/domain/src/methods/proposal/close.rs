//! Stating the result of a proposal, and keeping it as a decision.

use chrono::{DateTime, Utc};

use super::{ReadableProposal, everybody_was_heard};
use crate::actor::Actor;
use crate::clock::day_of;
use crate::conversations::text::field;
use crate::event::Event;
use crate::ids::DecisionId;
use crate::methods::decision::{self, NewDecision};
use crate::store::{Tx, execute_affecting};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What became of a proposal.
    ProposalResult {
        /// Antaget.
        Adopted = "adopted",
        /// Avslaget.
        Rejected = "rejected",
        /// Taken back before it was decided.
        Withdrawn = "withdrawn",
    }
}

/// How a proposal is closed.
#[derive(Clone, Debug)]
pub struct Closing {
    /// The revision one started from: a voice that came meanwhile is not passed over.
    pub revision: i64,
    /// What became of it.
    pub result: ProposalResult,
    /// What it leads to, in words; may be empty.
    pub outcome: String,
}

/// The most characters of an outcome.
const LONGEST_OUTCOME: usize = 4_000;

/// States the result. One that was adopted or rejected is kept as a decision, whose id comes back.
///
/// Before the deadline nothing is decided over the heads of those who still may speak, unless all have; taking a proposal
/// back is always possible.
///
/// # Errors
/// [`Error::Forbidden`] for who did not put it and does not coordinate; [`Error::Conflict`] when it is closed, or the
/// deadline has not passed; [`Error::Stale`] when a voice was cast since.
pub async fn close(tx: &Tx, proposal: &ReadableProposal, closing: Closing) -> Result<Option<DecisionId>> {
    if !proposal.may_close(tx.actor()) {
        return Err(Error::Forbidden);
    }
    let outcome = field(&closing.outcome);
    if outcome.contains('\0') {
        return Err(Error::invalid("/outcome", "nul_character"));
    }
    if outcome.chars().count() > LONGEST_OUTCOME {
        return Err(Error::invalid("/outcome", "too_long"));
    }
    if proposal.row().closed_at.is_some() {
        return Err(Error::Conflict("vote_closed"));
    }
    let decides = closing.result != ProposalResult::Withdrawn;
    if decides && proposal.open(tx.now()) && !everybody_was_heard(tx, proposal, tx.today()).await? {
        return Err(Error::Conflict("deadline_not_passed"));
    }
    let Closing { revision, result, .. } = closing;
    state(tx, proposal, revision, (result, &outcome), tx.now()).await
}

/// States a result at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn close_as(
    tx: &Tx,
    proposal: &ReadableProposal,
    (result, outcome): (ProposalResult, &str),
    at: DateTime<Utc>,
) -> Result<Option<DecisionId>> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    state(tx, proposal, proposal.row().revision, (result, outcome), at).await
}

async fn state(
    tx: &Tx,
    proposal: &ReadableProposal,
    revision: i64,
    (result, outcome): (ProposalResult, &str),
    at: DateTime<Utc>,
) -> Result<Option<DecisionId>> {
    let (id, row) = (proposal.row().conversation_id, proposal.row());
    let sql = "UPDATE proposal SET closed_at = $3, closed_by = $4, result = $5, revision = revision + 1 \
               WHERE conversation_id = $1 AND revision = $2 AND closed_at IS NULL";
    let by = tx.actor().person().map(|person| person.0);
    let values = [id.0.into(), revision.into(), at.into(), by.into(), result.word().into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    let conversation = proposal.conversation().row();
    tx.record(conversation.room_id, Event::ProposalClosed { conversation: id });
    if result == ProposalResult::Withdrawn {
        return Ok(None);
    }
    let new = NewDecision {
        title: conversation.title.clone().unwrap_or_default(),
        wording: row.wording.clone(),
        result,
        outcome: outcome.to_owned(),
        decided_on: day_of(at),
    };
    decision::record(tx, proposal, new).await.map(Some)
}
