//! What points to what: a message that links to a conversation, or to a message of one, is found from there too.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::conversation::ReadableConversation;
use super::text::Text;
use crate::Result;
use crate::access::RoomKind;
use crate::actor::Actor;
use crate::ids::{ConversationId, MessageId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::store::{Db, FromRow, Ids, Tx, execute, rows};

/// A message elsewhere that points here.
#[derive(Clone, Debug, FromRow)]
pub struct Mention {
    /// The message.
    pub message_id: MessageId,
    /// Its place.
    pub position: i64,
    /// The conversation it stands in.
    pub conversation_id: ConversationId,
    /// That one's title.
    pub title: Option<String>,
    /// The room of that.
    pub room_id: RoomId,
    /// Its network.
    pub network_id: Option<NetworkId>,
    /// What the room is for.
    pub room_kind: RoomKind,
    /// The room's own name.
    pub room_name: Option<String>,
    /// Who wrote it.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// Their name as an import gives it.
    pub author_label: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Under which standing.
    pub standing: String,
    /// Written when.
    pub created_at: DateTime<Utc>,
}

/// Notes what a message points to: one statement, and none where it points to nothing.
pub(crate) async fn note(tx: &Tx, (message, own): (MessageId, ConversationId), text: &Text) -> Result<()> {
    if text.pointed_to().is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO message_reference (message_id, conversation_id) SELECT $1, x.id FROM \
         (SELECT id FROM conversation WHERE id IN {ids} UNION SELECT conversation_id AS id FROM message WHERE id IN {ids}) x \
         WHERE x.id <> $2 ON CONFLICT DO NOTHING",
        ids = Ids::sql(tx, "$3")
    );
    let pointed_to = Ids::value(text.pointed_to().iter().copied());
    execute(tx, &sql, [message.0.into(), own.0.into(), pointed_to]).await
}

/// Notes anew what a changed message points to.
pub(crate) async fn note_again(tx: &Tx, place: (MessageId, ConversationId), text: &Text) -> Result<()> {
    execute(tx, "DELETE FROM message_reference WHERE message_id = $1", [place.0.0.into()]).await?;
    note(tx, place, text).await
}

/// What is told of a message that points somewhere, and where that is read.
pub(crate) const MENTION_COLUMNS: &str = "m.id AS message_id, m.position, c.id AS conversation_id, c.title, c.room_id, \
    c.network_id, r.kind AS room_kind, coalesce(r.name, g.title) AS room_name, m.author_id, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, m.author_label, \
    m.author_organisation_id AS organisation_id, o.name AS organisation, m.standing, m.created_at";
pub(crate) const MENTION_TABLES: &str = "message m ON m.id = f.message_id JOIN conversation c \
    ON c.id = m.conversation_id JOIN room r ON r.id = c.room_id LEFT JOIN meeting g ON g.id = r.meeting_id \
    LEFT JOIN person p ON p.id = m.author_id LEFT JOIN organisation o ON o.id = m.author_organisation_id";

/// The messages elsewhere that point to the conversation, the newest first, those that the actor may read.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_conversation(
    db: &impl Db,
    actor: &Actor,
    conversation: &ReadableConversation,
    before: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Mention>> {
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT {MENTION_COLUMNS} FROM message_reference f JOIN {MENTION_TABLES} \
         WHERE f.conversation_id = $1 AND m.deleted_at IS NULL AND m.id < $2 AND c.room_id IN {} \
         ORDER BY m.id DESC LIMIT $3",
        Ids::sql(db, "$4")
    );
    let before = before.map_or(Uuid::max(), |id| id.0);
    rows(db, &sql, [conversation.row().id.0.into(), before.into(), limit.into(), Ids::value(rooms)]).await
}
