//! Telling whoever wrote something that somebody else has passed it on.

use chrono::NaiveDate;

use crate::access::person_access;
use crate::actor::Actor;
use crate::ids::{ConversationId, DocumentId, ForwardingId, NetworkId, PersonId, RoomId};
use crate::notifications::notice::{self, NewNotice, NoticeKind, Reached};
use crate::store::{Db, FromRow, Tx, row};
use crate::{Error, Result};

/// Puts the letter to the author in the outbox, in the commit of the act.
pub(super) async fn author(tx: &Tx, id: ForwardingId, from: NetworkId, author: PersonId) -> Result<()> {
    let Some(Reached { email, language }) = notice::reached(tx, author).await? else { return Ok(()) };
    let new = NewNotice {
        to: email,
        language,
        kind: NoticeKind::Forwarded,
        subject: id.0,
        network: Some(from),
        secret: None,
        cause: format!("forwarded:{id}"),
    };
    notice::enqueue_unless_too_many(tx, new).await.map(drop)
}

/// What the mail to the author tells. For the notifier.
#[derive(Clone, Debug, FromRow)]
pub struct Told {
    /// Who passed it on; none where the identity is protected.
    pub by: Option<String>,
    /// From which network.
    pub network: String,
    /// To which.
    pub to: String,
    /// What it is called.
    pub title: String,
    /// The document, where it is one.
    pub document: Option<DocumentId>,
    /// The conversation of the message, where it is one.
    pub conversation: Option<ConversationId>,
    /// The message's place in it.
    pub position: Option<i64>,
    written_by: Option<PersonId>,
    room: RoomId,
}

/// What was passed on; none where whoever wrote it does not read it any more.
///
/// # Errors
/// [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but the installation.
pub async fn told(db: &impl Db, actor: &Actor, id: uuid::Uuid, today: NaiveDate) -> Result<Option<Told>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT CASE WHEN b.protected THEN NULL ELSE b.name END AS by, n.name AS network, t.name AS \"to\", f.title, \
               f.document_id AS document, m.conversation_id AS conversation, m.position, f.written_by, \
               coalesce(c.room_id, d.room_id) AS room FROM forwarding f JOIN network n ON n.id = f.from_id \
               JOIN network t ON t.id = f.to_id JOIN person b ON b.id = f.forwarded_by \
               LEFT JOIN message m ON m.id = f.message_id LEFT JOIN conversation c ON c.id = m.conversation_id \
               LEFT JOIN document d ON d.id = f.document_id WHERE f.id = $1";
    let found: Told = row(db, sql, [id.into()]).await?.ok_or(Error::NotFound)?;
    let reads = person_access(db, found.written_by, today).await?.room(found.room).read;
    Ok(reads.then_some(found))
}
