//! Where something came from, for those who read what it became.

use chrono::{DateTime, Utc};

use crate::Result;
use crate::actor::Actor;
use crate::conversations::message;
use crate::documents::document;
use crate::error::if_seen;
use crate::ids::{ConversationId, DocumentId, ForwardingId, MessageId};
use crate::store::{Db, FromRow, row};

/// The way back, for who reads it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A message, and its place.
    Message(ConversationId, i64),
    /// A document.
    Document(DocumentId),
}

/// Where it came from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The network's name.
    pub network: String,
    /// Who wrote it; none where the identity is protected.
    pub written_by: Option<String>,
    /// For which organisation.
    pub written_for: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Who passed it on; none where the identity is protected.
    pub forwarded_by: Option<String>,
    /// When.
    pub forwarded_at: DateTime<Utc>,
    /// What they say of it.
    pub comment: String,
    /// The way back; none for whoever may not read it there.
    pub source: Option<Source>,
}

/// Where it came from; none for what came from nowhere. The caller has been shown what it became.
///
/// # Errors
/// When the database can't be reached.
pub async fn origin(db: &impl Db, actor: &Actor, id: Option<ForwardingId>) -> Result<Option<Origin>> {
    #[derive(FromRow)]
    struct Row {
        network: String,
        message_id: Option<MessageId>,
        document_id: Option<DocumentId>,
        written_by: Option<String>,
        written_for: Option<String>,
        written_at: DateTime<Utc>,
        forwarded_by: Option<String>,
        forwarded_at: DateTime<Utc>,
        comment: String,
    }
    let Some(id) = id else { return Ok(None) };
    let sql = "SELECT n.name AS network, f.message_id, f.document_id, \
               CASE WHEN w.protected THEN NULL ELSE coalesce(w.name, f.written_label) END AS written_by, \
               o.name AS written_for, f.written_at, CASE WHEN b.protected THEN NULL ELSE b.name END AS forwarded_by, \
               f.forwarded_at, f.comment FROM forwarding f JOIN network n ON n.id = f.from_id \
               JOIN person b ON b.id = f.forwarded_by LEFT JOIN person w ON w.id = f.written_by \
               LEFT JOIN organisation o ON o.id = f.written_for WHERE f.id = $1";
    let Some(found) = row::<Row>(db, sql, [id.0.into()]).await? else { return Ok(None) };
    let source = source(db, actor, found.message_id, found.document_id).await?;
    Ok(Some(Origin {
        network: found.network,
        written_by: found.written_by,
        written_for: found.written_for,
        written_at: found.written_at,
        forwarded_by: found.forwarded_by,
        forwarded_at: found.forwarded_at,
        comment: found.comment,
        source,
    }))
}

async fn source(
    db: &impl Db,
    actor: &Actor,
    message: Option<MessageId>,
    document: Option<DocumentId>,
) -> Result<Option<Source>> {
    let found = match (message, document) {
        (Some(id), _) => message::readable(db, actor, id)
            .await
            .map(|found| Source::Message(found.row().conversation_id, found.row().position)),
        (None, Some(id)) => document::readable(db, actor, id).await.map(|found| Source::Document(found.row().id)),
        (None, None) => return Ok(None),
    };
    if_seen(found)
}
