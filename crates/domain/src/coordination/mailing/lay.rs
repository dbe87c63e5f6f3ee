//! A letter sent at a time gone by: demo data. No mail goes.

use chrono::{DateTime, Utc};

use super::choose::{self, Selection};
use crate::actor::Actor;
use crate::ids::{MailingId, NetworkId, PersonId};
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// Lays a letter to everybody who holds one of the chosen seats today.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn lay(
    tx: &Tx,
    network: NetworkId,
    selection: &Selection,
    (subject, text): (&str, &str),
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<MailingId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let id = MailingId::at(at);
    let sql = "INSERT INTO mailing (id, network_id, subject, text, sent_by, sent_at) VALUES ($1, $2, $3, $4, $5, $6)";
    execute(tx, sql, [id.0.into(), network.0.into(), subject.into(), text.into(), by.0.into(), at.into()]).await?;
    for one in choose::recipients(tx, network, selection, tx.today()).await? {
        let sql = "INSERT INTO mailing_recipient (mailing_id, person_id, seat_id) VALUES ($1, $2, $3)";
        execute(tx, sql, [id.0.into(), one.person.0.into(), one.seat.0.into()]).await?;
    }
    Ok(id)
}
