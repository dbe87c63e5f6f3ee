//! Something passed on at a time gone by: demo data.

use chrono::{DateTime, Utc};

use crate::actor::Actor;
use crate::conversations::message;
use crate::conversations::text::apart;
use crate::ids::{ConversationId, ForwardingId, NetworkId, NetworkLinkId, PersonId};
use crate::store::{Tx, execute, one};
use crate::{Error, Result};

/// A message that waits in the other network to be placed.
#[derive(Clone, Debug)]
pub struct LaidForwarding {
    /// By which link.
    pub link: NetworkLinkId,
    /// From where to where.
    pub networks: (NetworkId, NetworkId),
    /// Which: its conversation and its place there.
    pub message: (ConversationId, i64),
    /// What it is to be called.
    pub title: String,
    /// What is said of it.
    pub comment: String,
    /// Who passed it on.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Lays it.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where there is no such message.
pub async fn lay(tx: &Tx, laid: LaidForwarding) -> Result<ForwardingId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let (conversation, position) = laid.message;
    let sql = "SELECT id FROM message WHERE conversation_id = $1 AND position = $2";
    let placed = one(tx, sql, [conversation.0.into(), position.into()]).await?.ok_or(Error::NotFound)?;
    let found = message::readable(tx, tx.actor(), placed.get("id")?).await?;
    let (row, id) = (found.row(), ForwardingId::at(laid.at));
    let sql = "INSERT INTO forwarding (id, link_id, from_id, to_id, message_id, title, text, comment, written_by, \
               written_label, written_for, written_at, forwarded_by, forwarded_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = [
        id.0.into(),
        laid.link.0.into(),
        laid.networks.0.0.into(),
        laid.networks.1.0.into(),
        row.id.0.into(),
        laid.title.into(),
        apart(&row.text).into(),
        laid.comment.into(),
        row.author_id.map(|id| id.0).into(),
        row.author_label.clone().into(),
        row.organisation_id.map(|id| id.0).into(),
        row.created_at.into(),
        laid.by.0.into(),
        laid.at.into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}
