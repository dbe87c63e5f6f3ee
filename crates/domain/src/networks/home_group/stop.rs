//! The link in every mail to somebody at home that takes them away from the home group. Whoever holds the mail holds the
//! link: it opens nothing else.

use std::sync::Arc;

use uuid::Uuid;

use crate::actor::Actor;
use crate::ids::{HomeGroupRecipientId, NetworkId, OrganisationId};
use crate::notifications::token;
use crate::store::{Db, FromRow, Tx, row};
use crate::{Error, Result};

/// Such a link.
#[derive(Clone, Debug, FromRow)]
pub struct StopLink {
    letter: Uuid,
    recipient: HomeGroupRecipientId,
    network_id: NetworkId,
    organisation_id: OrganisationId,
    /// The network's name.
    pub network: String,
    /// The organisation's name.
    pub organisation: String,
    /// They are not in its home group any more.
    pub stopped: bool,
}

impl StopLink {
    /// Its holder as an actor, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        match anonymous.access() {
            Some(access) => Actor::Link { link: self.letter, access: Arc::clone(access) },
            None => anonymous.clone(),
        }
    }
}

/// What a link stops. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none.
pub async fn stop_link(db: &impl Db, token: &str) -> Result<StopLink> {
    let sql = "SELECT l.id AS letter, r.id AS recipient, r.network_id, r.organisation_id, n.name AS network, \
               o.name AS organisation, (r.ended_at IS NOT NULL) AS stopped FROM take_home_letter l \
               JOIN home_group_recipient r ON r.id = l.recipient_id JOIN network n ON n.id = r.network_id \
               JOIN organisation o ON o.id = r.organisation_id WHERE l.stop_hash = $1";
    row(db, sql, [token::hashed(token)?.into()]).await?.ok_or(Error::NotFound)
}

/// Takes them away from the home group: their name and address are forgotten. Done twice it is done once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the link's holder.
pub async fn stop(tx: &Tx, link: &StopLink) -> Result<()> {
    if !matches!(tx.actor(), Actor::Link { link: held, .. } if *held == link.letter) {
        return Err(Error::Forbidden);
    }
    if super::forget(tx, link.recipient).await? {
        let organisation = link.organisation_id.to_string();
        crate::audit::note_in(tx, link.network_id, "home_group_left", &organisation, "").await?;
    }
    Ok(())
}
