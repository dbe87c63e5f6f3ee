//! What other networks want: to be linked, and that something they passed on is placed.

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::networks::{forwarding, link};
use crate::store::Db;

/// The networks that want to be linked.
pub(super) async fn proposed(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let found = link::waiting_in(db, &scope.networks, MOST).await?;
    Ok(found
        .into_iter()
        .map(|link| Matter {
            title: Some(link.name),
            since: Some(link.proposed_at),
            ..Matter::new(MatterKind::LinkProposed, link.network_id, link.id.0)
        })
        .collect())
}

/// What was passed on and nobody has said what becomes of it.
pub(super) async fn forwarded(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let found = forwarding::waiting_in(db, &scope.networks, MOST).await?;
    Ok(found
        .into_iter()
        .map(|one| Matter {
            title: Some(one.title),
            organisation: Some(one.from),
            since: Some(one.forwarded_at),
            ..Matter::new(MatterKind::ForwardingWaiting, one.network_id, one.id.0)
        })
        .collect())
}
