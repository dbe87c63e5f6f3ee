//! Whoever proposed a successor is told what became of it: nobody would look for it otherwise.

use chrono::NaiveDate;

use crate::access::SeatKind;
use crate::actor::Actor;
use crate::ids::{NetworkId, PersonId, SeatId, SeatProposalId};
use crate::notifications::notice::{self, NewNotice, NoticeKind, Reached};
use crate::store::{Db, FromRow, Tx, row};
use crate::{Error, Result};

/// Puts the letter in the outbox; none to whoever decided it themself, or can't sign in.
pub(super) async fn tell(tx: &Tx, network: NetworkId, id: SeatProposalId, to: PersonId) -> Result<()> {
    if tx.actor().person() == Some(to) {
        return Ok(());
    }
    let Some(Reached { email, language }) = notice::reached(tx, to).await? else { return Ok(()) };
    let letter = NewNotice {
        to: email,
        language,
        kind: NoticeKind::SuccessorSettled,
        subject: id.0,
        network: Some(network),
        secret: None,
        cause: format!("successor_settled:{id}"),
    };
    notice::enqueue_in_turn(tx, letter).await
}

/// What the letter says.
#[derive(Clone, Debug, FromRow)]
pub struct Settled {
    /// The network.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// The seat.
    pub seat_id: SeatId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: SeatKind,
    /// Its organisation's name.
    pub organisation: String,
    /// Who was proposed.
    pub name: String,
    /// The last day of whoever proposed them.
    pub last_day: Option<NaiveDate>,
    /// Why it was declined; none where it was confirmed.
    pub declined_reason: Option<String>,
}

/// What the letter about a proposal says; none where it has not been decided.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn settled(db: &impl Db, actor: &Actor, id: SeatProposalId) -> Result<Option<Settled>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT s.network_id, n.name AS network, s.id AS seat_id, s.title, s.kind, o.name AS organisation, p.name, \
               p.last_day, p.declined_reason FROM seat_proposal p JOIN seat s ON s.id = p.seat_id \
               JOIN network n ON n.id = s.network_id JOIN organisation o ON o.id = s.organisation_id \
               WHERE p.id = $1 AND p.decided_at IS NOT NULL";
    row(db, sql, [id.0.into()]).await
}
