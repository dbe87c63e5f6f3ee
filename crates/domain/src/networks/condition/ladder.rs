//! The observer's way to membership: asking for it is one act, which makes a case of what is held of the conditions.

use chrono::{DateTime, Utc};

use super::ConditionState;
use super::held::{Conditions, held};
use crate::access::ParticipationState;
use crate::ids::CaseId;
use crate::networks::case::{self, CaseDecision, CaseKind, NewCase};
use crate::networks::expression::{Answer, long};
use crate::networks::network;
use crate::people::person::Language;
use crate::store::{Db, FromRow, Tx, row};
use crate::{Error, Result};

/// Whether membership has been asked for and waits for its decision, or for a place.
///
/// # Errors
/// When the database can't be reached.
pub async fn asked(db: &impl Db, of: &Conditions) -> Result<bool> {
    let sql = "SELECT id FROM network_case WHERE network_id = $1 AND organisation_id = $2 AND kind = 'membership' \
               AND (state IN ('received', 'in_dialogue') OR (state = 'decided' AND decision = 'queue')) LIMIT 1";
    Ok(crate::store::one(db, sql, [of.network().0.into(), of.organisation().0.into()]).await?.is_some())
}

/// The no that was last said to an ask for membership.
#[derive(Clone, Debug, FromRow)]
pub struct Refusal {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// The no to the observer's last ask for membership; none where nothing was asked, it waits, or it was decided otherwise.
///
/// # Errors
/// When the database can't be reached.
pub async fn refused(db: &impl Db, of: &Conditions) -> Result<Option<Refusal>> {
    if of.state() != ParticipationState::Observer {
        return Ok(None);
    }
    #[derive(FromRow)]
    struct Last {
        decision: Option<CaseDecision>,
        at: DateTime<Utc>,
        reason: Option<String>,
    }
    // what was taken back answers nothing, and does not hide what was answered before
    let sql = "SELECT c.decision, a.at, a.reason FROM network_case c JOIN case_act a ON a.case_id = c.id \
               AND a.decision IS NOT NULL WHERE c.network_id = $1 AND c.organisation_id = $2 AND c.kind = 'membership' \
               AND c.state = 'decided' ORDER BY a.at DESC, a.id DESC LIMIT 1";
    let last: Option<Last> = row(db, sql, [of.network().0.into(), of.organisation().0.into()]).await?;
    let no = last.filter(|last| last.decision == Some(CaseDecision::No));
    Ok(no.map(|last| Refusal { at: last.at, reason: last.reason.unwrap_or_default() }))
}

/// Asks for full membership.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but who holds a seat of the organisation, [`Error::Conflict`] where it is no observer,
/// has asked already, or the network is closed.
pub async fn ask(tx: &Tx, of: &Conditions, message: &str) -> Result<CaseId> {
    #[derive(FromRow)]
    struct Who {
        name: String,
        email: String,
        language: Language,
        organisation: String,
        title: Option<String>,
    }
    let person = tx.actor().signed_in()?;
    if !of.own() {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, of.network()).await?;
    if of.state() != ParticipationState::Observer {
        return Err(Error::Conflict("not_an_observer"));
    }
    // two at once: the second waits here for the first, and finds its case
    let sql = "UPDATE organisation SET id = id WHERE id = $1";
    crate::store::execute(tx, sql, [of.organisation().0.into()]).await?;
    if asked(tx, of).await? {
        return Err(Error::Conflict("membership_asked"));
    }
    let sql = "SELECT p.name, e.shown AS email, p.language, o.name AS organisation, \
               (SELECT s.title FROM seat s JOIN seat_holding h ON h.seat_id = s.id WHERE h.person_id = p.id \
                AND s.network_id = $2 AND s.organisation_id = o.id ORDER BY h.from_day DESC LIMIT 1) AS title \
               FROM person p JOIN person_email e ON e.person_id = p.id AND e.is_primary \
               JOIN organisation o ON o.id = $3 WHERE p.id = $1";
    let who: Option<Who> = row(tx, sql, [person.0.into(), of.network().0.into(), of.organisation().0.into()]).await?;
    let who = who.ok_or(Error::NotFound)?;
    let said = |one: super::held::Held| Answer {
        condition_id: one.id,
        state: one.state.unwrap_or(ConditionState::Unclear),
        text: one.text.unwrap_or_default(),
    };
    let new = NewCase {
        network: of.network(),
        kind: CaseKind::Membership,
        organisation: Some(of.organisation()),
        organisation_name: who.organisation,
        name: who.name,
        role: who.title.unwrap_or_default(),
        email: who.email,
        language: who.language,
        message: long("/message", message)?,
        consent: String::new(),
        person: Some(person),
        answers: held(tx, of).await?.into_iter().map(said).collect(),
    };
    case::receive(tx, new, None).await
}

/// Whether what was asked for can be taken back: it waits for its decision. What was decided, to wait for a place, is a
/// coordinator's to change.
///
/// # Errors
/// When the database can't be reached.
pub async fn retractable(db: &impl Db, of: &Conditions) -> Result<bool> {
    Ok(of.own() && case::open_membership(db, of.network(), of.organisation()).await?.is_some())
}

/// Takes the ask for membership back.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but who holds a seat of the organisation, [`Error::Conflict`] where nothing waits for its
/// decision, [`Error::Stale`] where that was decided meanwhile.
pub async fn take_back(tx: &Tx, of: &Conditions) -> Result<()> {
    if !of.own() {
        return Err(Error::Forbidden);
    }
    let found = case::open_membership(tx, of.network(), of.organisation()).await?;
    case::take_back(tx, &found.ok_or(Error::Conflict("membership_not_asked"))?).await?;
    super::held::tell(tx, of).await
}
