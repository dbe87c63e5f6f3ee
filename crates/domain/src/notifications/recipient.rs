//! A recipient, with the access they have at this moment.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::Result;
use crate::actor::Actor;
use crate::ids::{ConversationId, MessageId, PersonId, SessionId};
use crate::people::person::Language;
use crate::store::{FromRow, Store, one, row};

/// Somebody to send a mail to.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// They themselves, for the finders: what they may not read they are not told of. On no device, so it can't write.
    pub actor: Actor,
    /// Their primary address.
    pub email: String,
    /// Their language.
    pub language: Language,
}

/// The person as they stand now; none for one who is suspended, has gone, or has no address.
///
/// # Errors
/// When the database can't be reached.
pub async fn recipient(store: &Store, person: PersonId) -> Result<Option<Recipient>> {
    #[derive(FromRow)]
    struct Row {
        email: String,
        language: Language,
        suspended_at: Option<DateTime<Utc>>,
        access_version: i64,
    }
    let sql = "SELECT e.shown AS email, p.language, p.suspended_at, \
               (SELECT access_version FROM installation WHERE id = 1) AS access_version \
               FROM person p JOIN person_email e ON e.person_id = p.id AND e.is_primary WHERE p.id = $1";
    let Some(found) = row::<Row>(store.reader(), sql, [person.0.into()]).await? else {
        return Ok(None);
    };
    if found.suspended_at.is_some() {
        return Ok(None);
    }
    let access = store.access_of(Some(person), found.access_version).await?;
    let actor = Actor::Person { person, session: SessionId(Uuid::nil()), access };
    Ok(Some(Recipient { actor, email: found.email, language: found.language }))
}

impl Recipient {
    /// Whether they have read the message at `position`, and that not before an edit mentioned them in it.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn has_read(
        &self,
        store: &Store,
        conversation: ConversationId,
        (message, position): (MessageId, i64),
    ) -> Result<bool> {
        let person = self.actor.signed_in()?;
        let sql = "SELECT k.position FROM read_mark k WHERE k.person_id = $1 AND k.conversation_id = $2 \
                   AND k.position >= $3 AND NOT EXISTS (SELECT 1 FROM message_mention n WHERE n.message_id = $4 \
                   AND n.person_id = $1 AND NOT n.withdrawn AND n.added_at >= k.updated_at)";
        let values = [person.0.into(), conversation.0.into(), position.into(), message.0.into()];
        let found = one(store.reader(), sql, values).await?;
        Ok(found.is_some())
    }
}
