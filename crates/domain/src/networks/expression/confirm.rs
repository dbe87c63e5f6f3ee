//! Confirming the address of an expression of interest: looking at the link changes nothing, acting on it makes the case.

use chrono::{DateTime, Utc};

use super::{Answer, KEPT};
use crate::actor::Actor;
use crate::ids::{CaseId, ExpressionId, NetworkId, OrganisationId};
use crate::networks::case::{self, CaseKind, NewCase};
use crate::notifications::token::hashed;
use crate::people::person::Language;
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
use crate::{Error, Result};

/// An expression of interest that waits to be confirmed, as the holder of its link sees it.
#[derive(Clone, Debug, FromRow)]
pub struct Unconfirmed {
    id: ExpressionId,
    network_id: NetworkId,
    organisation_id: Option<OrganisationId>,
    role: String,
    answers: serde_json::Value,
    message: String,
    consent: String,
    token_hash: String,
    /// The network's name.
    pub network: String,
    /// What the organisation is called.
    pub organisation_name: String,
    /// Who sent it.
    pub name: String,
    /// From which address.
    pub email: String,
    /// The language they are written to in.
    pub language: Language,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// What waits to be confirmed by that link. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none, or is too old.
pub async fn unconfirmed(db: &impl Db, token: &str, now: DateTime<Utc>) -> Result<Unconfirmed> {
    let sql = "SELECT e.id, e.network_id, e.organisation_id, e.role, e.answers, e.message, e.consent, e.token_hash, \
               n.name AS network, e.organisation_name, e.name, e.email, e.language, e.created_at \
               FROM expression e JOIN network n ON n.id = e.network_id \
               WHERE e.token_hash = $1 AND e.created_at > $2 AND n.closed_at IS NULL";
    row(db, sql, [hashed(token)?.into(), (now - KEPT).into()]).await?.ok_or(Error::NotFound)
}

/// The names of the network and the organisation of an expression of interest that waits: for its letter.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where it waits no more.
pub async fn of_notice(db: &impl Db, actor: &Actor, id: uuid::Uuid) -> Result<(String, String)> {
    #[derive(FromRow)]
    struct Row {
        network: String,
        organisation_name: String,
    }
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT n.name AS network, e.organisation_name FROM expression e JOIN network n ON n.id = e.network_id \
               WHERE e.id = $1";
    let found: Row = row(db, sql, [id.into()]).await?.ok_or(Error::NotFound)?;
    Ok((found.network, found.organisation_name))
}

impl Unconfirmed {
    /// The link's holder as an actor: whoever has the letter, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        anonymous.holding(self.id.0)
    }
}

/// Makes it a case, which the same link follows from then on. Of two at once one makes it; the other finds it made.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the link's holder, [`Error::NotFound`] where it has been confirmed already.
pub async fn confirm(tx: &Tx, waiting: Unconfirmed) -> Result<CaseId> {
    if !matches!(tx.actor(), Actor::Link { link, .. } if *link == waiting.id.0) {
        return Err(Error::Forbidden);
    }
    if execute_affecting(tx, "DELETE FROM expression WHERE id = $1", [waiting.id.0.into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    let answers: Vec<Answer> = serde_json::from_value(waiting.answers)?;
    let new = NewCase {
        network: waiting.network_id,
        kind: CaseKind::Expression,
        organisation: waiting.organisation_id,
        organisation_name: waiting.organisation_name,
        name: waiting.name,
        role: waiting.role,
        email: waiting.email,
        language: waiting.language,
        message: waiting.message,
        consent: waiting.consent,
        person: None,
        answers,
    };
    case::receive(tx, new, Some(waiting.token_hash)).await
}
