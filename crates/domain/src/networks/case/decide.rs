//! Deciding a case, and taking it back. A decision makes what follows from it in the same commit: participation, seats,
//! what is known of the conditions, and the letter that tells of it.

use super::state::{CaseDecision, Step, after};
use super::{
    Case, CaseAct, CaseKind, FollowedCase, GovernedCase, answers, checks, letter_to_applicant, note, tell, turn,
};
use crate::access::{ParticipationState, SeatKind};
use crate::audit;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::expression::{long, short};
use crate::networks::invitation::{self, NewInvitation};
use crate::networks::seat::{Appointment, HoldingRole};
use crate::networks::{membership, network, participation, seat};
use crate::notifications::{NoticeKind, notice};
use crate::people::person;
use crate::store::{FromRow, Tx, execute, execute_affecting, one, row};
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
/// [`Error::Conflict`] for a case that is over, or whose organisation is not known yet, or takes part or waits by another
/// case, or where there is no space for it; [`Error::Stale`] for one that has changed; [`Error::Invalid`] for no reason, or
/// seats that can't be.
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
    membership::one_at_a_time(tx, case.network_id).await?;
    match (new.decision, case.organisation_id) {
        (CaseDecision::No, None) => {}
        (CaseDecision::No, Some(organisation)) => wait_no_more(tx, case, organisation, &reason).await?,
        (_, None) => return Err(Error::Conflict("organisation_unknown")),
        (_, Some(organisation)) => take_part(tx, case, organisation, &new, &reason).await?,
    }
    audit::note_in(tx, case.network_id, "case_decided", &format!("case:{}", case.id), new.decision.word()).await?;
    // the decision stands however many letters the address got this hour, and whoever asked is told of it
    let letter = letter_to_applicant(tx, case, NoticeKind::CaseDecided, format!("case_decided:{}:{revision}", case.id));
    notice::enqueue_in_turn(tx, letter.await?).await?;
    tell(tx, case.network_id, case.id).await
}

/// Who waited for a place by this case waits no more. An observer stays one, and in a closed network, where all stay as they
/// are, so does whoever waits.
async fn wait_no_more(tx: &Tx, case: &Case, organisation: OrganisationId, reason: &str) -> Result<()> {
    let waited = case.decision == Some(CaseDecision::Queue);
    if !waited || takes_part(tx, case.network_id, organisation).await? != Some(ParticipationState::Queued) {
        return Ok(());
    }
    match network::still_open(tx, case.network_id).await {
        Err(Error::Conflict(_)) => return Ok(()),
        open => open?,
    }
    let ended = ParticipationState::Ended;
    participation::set(tx, case.network_id, organisation, ended, tx.today(), reason).await.map(drop)
}

async fn take_part(tx: &Tx, case: &Case, organisation: OrganisationId, new: &Decision, reason: &str) -> Result<()> {
    use ParticipationState::{Member, Observer, Queued, Resting};
    let to = match new.decision {
        CaseDecision::Member => Member,
        CaseDecision::Observer => Observer,
        CaseDecision::Queue | CaseDecision::No => Queued,
    };
    let waited = case.decision == Some(CaseDecision::Queue);
    let today = takes_part(tx, case.network_id, organisation).await?;
    let takes_part = today.is_some_and(|state| state != ParticipationState::Ended);
    if takes_part && other_case(tx, case, organisation).await? {
        return Err(Error::Conflict("other_case"));
    }
    let changes = match (to, today) {
        // it was made so elsewhere while the case waited: the seats and the letter are left
        (Member, Some(Member | Resting)) if waited || case.kind == CaseKind::Membership => false,
        (Observer, Some(Observer)) if waited => false,
        (Queued, Some(Observer)) => false,
        // a member is not made an observer by a case
        (_, Some(Member | Resting)) | (Observer, Some(Observer)) | (Queued, Some(Queued)) => {
            return Err(Error::Conflict("takes_part_already"));
        }
        (_, Some(_) | None) => true,
    };
    if changes {
        participation::set(tx, case.network_id, organisation, to, tx.today(), reason).await?;
    }
    if changes && to == Member {
        membership::within_cap(tx, case.network_id, tx.today()).await?;
    }
    let mut taken = Vec::new();
    for (index, (kind, title)) in new.seats.iter().enumerate() {
        let title = short("/seats", title)?;
        let seat = match seat::create(tx, case.network_id, organisation, *kind, &title).await {
            // one that comes back has seats from before, which nobody has any more
            Err(Error::Conflict("no_more_seats")) => {
                let address = person::address(&case.email)?;
                seat::vacant(tx, case.network_id, organisation, *kind, (&taken, &address)).await?
            }
            made => made?,
        };
        taken.push(seat);
        // whoever asked from outside has no seat yet: the first is theirs to take
        if index == 0 && case.person_id.is_none() {
            match invitation::invite(tx, seat, offered(tx, case)).await {
                // their invitation of before still waits, and leads there
                Ok(_) | Err(Error::Conflict("already_invited")) => {}
                Err(error) => return Err(error),
            }
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

/// Whether another case of the organisation has led to how it takes part: one that waits for a place, or one that was decided
/// while this was open. Of two who ask for the same organisation one is answered with a no.
async fn other_case(tx: &Tx, case: &Case, organisation: OrganisationId) -> Result<bool> {
    let sql = "SELECT id FROM network_case WHERE network_id = $1 AND organisation_id = $2 AND id <> $3 \
               AND state = 'decided' AND (decision = 'queue' OR (decision IN ('member', 'observer') \
               AND changed_at > $4)) LIMIT 1";
    let values = [case.network_id.0.into(), organisation.0.into(), case.id.0.into(), case.received_at.into()];
    Ok(one(tx, sql, values).await?.is_some())
}

/// How the organisation takes part today.
async fn takes_part(tx: &Tx, network: NetworkId, organisation: OrganisationId) -> Result<Option<ParticipationState>> {
    #[derive(FromRow)]
    struct Row {
        state: ParticipationState,
    }
    let sql = "SELECT state FROM participation WHERE network_id = $1 AND organisation_id = $2 AND from_day <= $3 \
               AND (to_day IS NULL OR to_day >= $3) ORDER BY from_day DESC, id DESC LIMIT 1";
    let found: Option<Row> = row(tx, sql, [network.0.into(), organisation.0.into(), tx.today().into()]).await?;
    Ok(found.map(|row| row.state))
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
    take_back(tx, followed.row()).await
}

/// The same. The caller has checked that it is theirs to take back.
pub(crate) async fn take_back(tx: &Tx, case: &Case) -> Result<()> {
    let (state, decision) = after(case.state, case.decision, Step::Withdraw)?;
    turn(tx, case, case.revision, state, decision).await?;
    note(tx, case.id, CaseAct::Withdrawn, None, None).await?;
    tell(tx, case.network_id, case.id).await
}
