//! Deciding a case, and taking it back. A decision makes what follows from it in the same commit: participation, seats,
//! what is known of the conditions, and the letter that tells of it.

use sea_orm::FromQueryResult;

use super::state::{CaseDecision, Step, after};
use super::{Case, CaseAct, FollowedCase, GovernedCase, answers, checks, note, tell, turn, write_to_applicant};
use crate::access::{ParticipationState, SeatKind};
use crate::audit;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::expression::{long, short};
use crate::networks::invitation::{self, NewInvitation};
use crate::networks::seat::{Appointment, HoldingRole};
use crate::networks::{participation, seat};
use crate::notifications::NoticeKind;
use crate::store::{Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// The most seats that one decision makes.
const MOST_SEATS: usize = 5;

/// A decision to make.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What.
    pub decision: CaseDecision,
    /// Why; whoever asked reads it.
    pub reason: String,
    /// The seats that the organisation gets, where it joins: their kind and title. The first is offered to whoever asked.
    pub seats: Vec<(SeatKind, String)>,
}

/// Decides the case. Of two at once one decides it; the other is told that it has changed, or has been decided.
///
/// # Errors
/// [`Error::Conflict`] for a case that is over, or whose organisation is not known yet; [`Error::Stale`] for one that has
/// changed; [`Error::Invalid`] for no reason, or seats that can't be.
pub async fn decide(tx: &Tx, governed: &GovernedCase, revision: i64, new: Decision) -> Result<()> {
    let case = governed.row();
    let reason = long("/reason", &new.reason)?;
    if reason.is_empty() {
        return Err(Error::invalid("/reason", "empty"));
    }
    let joins = matches!(new.decision, CaseDecision::Member | CaseDecision::Observer);
    if new.seats.len() > MOST_SEATS || (!joins && !new.seats.is_empty()) {
        return Err(Error::invalid("/seats", "too_many"));
    }
    let (state, decision) = after(case.state, case.decision, Step::Decide(new.decision))?;
    if case.revision != revision {
        return Err(Error::Stale);
    }
    turn(tx, case, revision, state, decision).await?;
    note(tx, case.id, CaseAct::Decided, Some(new.decision), Some(&reason)).await?;
    if new.decision != CaseDecision::No {
        let organisation = case.organisation_id.ok_or(Error::Conflict("organisation_unknown"))?;
        take_part(tx, case, organisation, &new, &reason).await?;
    }
    audit::note_in(tx, case.network_id, "case_decided", &format!("case:{}", case.id), new.decision.word()).await?;
    write_to_applicant(tx, case, NoticeKind::CaseDecided, format!("case_decided:{}:{revision}", case.id)).await?;
    tell(tx, case.network_id, case.id).await
}

async fn take_part(tx: &Tx, case: &Case, organisation: OrganisationId, new: &Decision, reason: &str) -> Result<()> {
    let state = match new.decision {
        CaseDecision::Member => ParticipationState::Member,
        CaseDecision::Observer => ParticipationState::Observer,
        CaseDecision::Queue | CaseDecision::No => ParticipationState::Queued,
    };
    if takes_part(tx, case.network_id, organisation, new.decision).await? {
        return Err(Error::Conflict("takes_part_already"));
    }
    participation::set(tx, case.network_id, organisation, state, tx.today(), reason).await?;
    for (index, (kind, title)) in new.seats.iter().enumerate() {
        let title = short("/seats", title)?;
        let made = seat::create(tx, case.network_id, organisation, *kind, &title).await?;
        // whoever asked from outside has no seat yet: the first is theirs to take
        if index == 0 && case.person_id.is_none() {
            invitation::invite(tx, made, offered(tx, case)).await?;
        }
    }
    remember(tx, case, organisation).await
}

/// The first seat, offered to whoever asked.
fn offered(tx: &Tx, case: &Case) -> NewInvitation {
    NewInvitation {
        name: case.name.clone(),
        email: case.email.clone(),
        language: case.language,
        role: HoldingRole::Holder,
        from: tx.today(),
        to: None,
        appointment: Appointment::default(),
    }
}

/// Whether the organisation takes part already as much as the decision would let it: a member is not made an observer by
/// a case.
async fn takes_part(tx: &Tx, network: NetworkId, organisation: OrganisationId, to: CaseDecision) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Row {
        state: ParticipationState,
    }
    let sql = "SELECT state FROM participation WHERE network_id = $1 AND organisation_id = $2 AND from_day <= $3 \
               AND (to_day IS NULL OR to_day >= $3) ORDER BY from_day DESC, id DESC LIMIT 1";
    let found: Option<Row> = row(tx, sql, [network.0.into(), organisation.0.into(), tx.today().into()]).await?;
    Ok(match found.map(|row| row.state) {
        Some(ParticipationState::Member | ParticipationState::Resting) => true,
        Some(ParticipationState::Observer) => to != CaseDecision::Member,
        Some(ParticipationState::Queued) => to == CaseDecision::Queue,
        Some(ParticipationState::Ended) | None => false,
    })
}

/// What the case found out of the conditions is what the participation begins with.
async fn remember(tx: &Tx, case: &Case, organisation: OrganisationId) -> Result<()> {
    let checks = checks(tx, case).await?;
    for answer in answers(tx, case).await? {
        let held = checks.iter().find(|check| check.condition_id == answer.condition_id);
        let state = held.map_or(answer.state, |check| check.state);
        let sql = "INSERT INTO condition_mark (id, network_id, organisation_id, condition_id, state, text, \
                   by_organisation, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let values = [
            crate::ids::uuid_at(tx.now()).into(),
            case.network_id.0.into(),
            organisation.0.into(),
            answer.condition_id.0.into(),
            state.word().into(),
            answer.text.into(),
            true.into(),
            case.person_id.map(|id| id.0).into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await?;
    }
    Ok(())
}

/// Says which organisation asks, where whoever asked did not find it in the list.
///
/// # Errors
/// [`Error::NotFoundIn`] for an organisation there is not, [`Error::Conflict`] for a case that is over,
/// [`Error::Stale`] for one that has changed.
pub async fn name_organisation(
    tx: &Tx,
    governed: &GovernedCase,
    revision: i64,
    organisation: OrganisationId,
) -> Result<()> {
    let case = governed.row();
    after(case.state, case.decision, Step::Withdraw)?;
    if one(tx, "SELECT id FROM organisation WHERE id = $1", [organisation.0.into()]).await?.is_none() {
        return Err(Error::NotFoundIn("/organisation_id"));
    }
    let sql = "UPDATE network_case SET organisation_id = $3, revision = revision + 1, changed_at = $4 \
               WHERE id = $1 AND revision = $2";
    if execute_affecting(tx, sql, [case.id.0.into(), revision.into(), organisation.0.into(), tx.now().into()]).await?
        == 0
    {
        return Err(Error::Stale);
    }
    tell(tx, case.network_id, case.id).await
}

/// Takes the case back: whoever asked does not want to join any more.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the link's holder, [`Error::Conflict`] for a case that is over.
pub async fn withdraw(tx: &Tx, followed: &FollowedCase) -> Result<()> {
    followed.held_by(tx.actor())?;
    let case = followed.row();
    let (state, decision) = after(case.state, case.decision, Step::Withdraw)?;
    turn(tx, case, case.revision, state, decision).await?;
    note(tx, case.id, CaseAct::Withdrawn, None, None).await?;
    tell(tx, case.network_id, case.id).await
}
