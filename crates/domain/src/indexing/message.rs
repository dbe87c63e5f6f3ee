//! Messages and conversations for the index.

use chrono::{DateTime, Utc};

use super::{Author, PLACE, PLACE_TABLES, Place, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::conversations::conversation::{ANSWERED, ConversationKind};
use crate::ids::{ConversationId, MessageId};
use crate::store::{Db, FromRow, Ids, rows_at_once};

/// A message as the index needs it.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedMessage {
    /// Its id.
    pub id: MessageId,
    /// The conversation it stands in.
    pub conversation_id: ConversationId,
    /// The conversation's title.
    pub title: Option<String>,
    /// The conversation's themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles the conversation is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// Its text as safe HTML.
    pub html: String,
    /// Written when.
    pub created_at: DateTime<Utc>,
    /// Where it stands.
    #[row(nested)]
    pub place: Place,
    /// Who wrote it.
    #[row(nested)]
    pub author: Author,
}

/// A conversation as the index needs it.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedConversation {
    /// Its id.
    pub id: ConversationId,
    /// What form it has.
    pub kind: ConversationKind,
    /// Its title.
    pub title: Option<String>,
    /// Its themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles it is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// Its summary as safe HTML.
    pub summary: Option<String>,
    /// An answer has been accepted.
    pub answered: bool,
    /// Started when.
    pub created_at: DateTime<Utc>,
    /// Where it stands.
    #[row(nested)]
    pub place: Place,
    /// Who started it.
    #[row(nested)]
    pub author: Author,
}

/// Those of the messages that have not been taken away.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn messages(db: &impl Db, actor: &Actor, ids: &[MessageId]) -> Result<Vec<IndexedMessage>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT m.id, m.conversation_id, c.title, c.themes, c.articles, m.html, m.created_at, {PLACE}, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, m.author_label, \
         m.author_organisation_id AS organisation_id, o.name AS organisation \
         FROM message m JOIN conversation c ON c.id = m.conversation_id JOIN room r ON r.id = c.room_id {PLACE_TABLES} \
         LEFT JOIN person p ON p.id = m.author_id LEFT JOIN organisation o ON o.id = m.author_organisation_id \
         WHERE m.id IN {} AND m.deleted_at IS NULL",
        Ids::sql(db, "$1")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}

/// Those of the conversations that there are.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn conversations(db: &impl Db, actor: &Actor, ids: &[ConversationId]) -> Result<Vec<IndexedConversation>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT c.id, c.kind, c.title, c.themes, c.articles, y.html AS summary, {ANSWERED} AS answered, c.created_at, {PLACE}, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, NULL AS author_label, \
         o.id AS organisation_id, o.name AS organisation \
         FROM conversation c JOIN room r ON r.id = c.room_id {PLACE_TABLES} \
         LEFT JOIN summary_version y ON y.conversation_id = c.id AND y.revision = c.summary_revision \
           AND y.hidden_at IS NULL \
         LEFT JOIN person p ON p.id = c.author_id LEFT JOIN seat t ON t.id = c.author_seat_id \
         LEFT JOIN organisation o ON o.id = t.organisation_id WHERE c.id IN {}",
        Ids::sql(db, "$1")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}
