//! Taking a letter back while it lies: nobody has got it, and nobody gets it.

use crate::access::NetworkRight;
use crate::ids::{MailingId, NetworkId};
use crate::networks::network;
use crate::store::{FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// Takes a letter back. Done twice it is done once.
///
/// # Errors
/// [`Error::NotFound`] where there is none in a network one sees, [`Error::Forbidden`] without the right to govern it,
/// [`Error::Conflict`] when it has gone.
pub async fn take_back(tx: &Tx, id: MailingId) -> Result<()> {
    let found = kept(tx, id).await?;
    network::readable(tx, tx.actor(), found.network_id).await?;
    if !tx.actor().may(found.network_id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    if found.taken_back {
        return Ok(());
    }
    let by = tx.actor().signed_in()?;
    // its mails are claimed from its time on only: before that none of them is on its way
    let sql = "UPDATE mailing SET taken_back_at = $2, taken_back_by = $3 WHERE id = $1 AND taken_back_at IS NULL \
               AND goes_at > $2";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), by.0.into()]).await? == 0 {
        // another may have taken it back at the same moment
        return if kept(tx, id).await?.taken_back { Ok(()) } else { Err(Error::Conflict("letter_gone")) };
    }
    let sql =
        "UPDATE mail SET state = 'dropped', last_error = 'taken back' WHERE mailing_id = $1 AND state = 'waiting'";
    execute(tx, sql, [id.0.into()]).await?;
    crate::audit::note_in(tx, found.network_id, "mailing_taken_back", &id.to_string(), "").await
}

#[derive(FromRow)]
struct Kept {
    network_id: NetworkId,
    taken_back: bool,
}

async fn kept(tx: &Tx, id: MailingId) -> Result<Kept> {
    let sql = "SELECT network_id, taken_back_at IS NOT NULL AS taken_back FROM mailing WHERE id = $1";
    row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)
}
