//! A message: what somebody wrote, at a position in a conversation that never changes.

mod answered;
mod edit;
mod found;
mod hide;
mod history;
mod notice;
mod page;
mod post;
mod react;
mod seen;

use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use answered::Answered;
pub use edit::{UNDO, Version, delete, edit, edit_as, restore, versions};
pub use found::{Found, found};
pub use hide::{HiddenWords, LONGEST_REASON, hidden_words, hide, hide_as, show};
pub use history::{Step, history};
pub(crate) use notice::{notice, withdraw_notice};
pub use page::{LongPage, Page, Place, page};
pub(crate) use post::{MOST_ATTACHMENTS, post_asked};
pub use post::{Post, Posted, post, post_as};
pub use react::{Reacted, Reaction, ReactionKind, react, react_as, reactions, unreact};
pub use seen::{SeenBy, ask_seen, ask_seen_as, seen_by, stop_asking_seen};

pub(crate) use hide::reason;
pub(crate) use react::shown_anew;

use crate::access::{RoomRights, SeatKind};
use crate::actor::Actor;
use crate::ids::{ConversationId, MessageId, OrganisationId, PersonId, RoomId};
use crate::store::{Db, FromRow, Ids, Tx, columns, row, row_at_once, rows_at_once};
use crate::{Error, Result};

columns! {
    /// A message with what its author line needs. It holds nothing that differs between readers of the room.
    #[derive(Clone, Debug, FromRow)]
    pub struct Message {
        /// Its id.
        pub id: MessageId,
        /// The conversation it stands in.
        pub conversation_id: ConversationId,
        /// Its place there.
        pub position: i64,
        /// The name the client gave it.
        pub client_id: Uuid,
        /// Who wrote it; none for an imported one.
        pub author_id: Option<PersonId>,
        /// Who wrote it, as an import names them.
        pub author_label: Option<String>,
        /// The author's name; none where the identity is protected.
        pub author_name: Option<String>,
        /// For which organisation.
        pub organisation_id: Option<OrganisationId>,
        /// Its name.
        pub organisation: Option<String>,
        /// Through what kind of seat.
        pub seat_kind: Option<SeatKind>,
        /// Under which standing: its kind's word.
        pub standing: String,
        /// Markdown; empty once deleted.
        pub text: String,
        /// Safe HTML; empty once deleted.
        pub html: String,
        /// Ids of documents: a JSON list.
        pub attachments: serde_json::Value,
        /// The thread it was lifted into.
        pub lifted_to: Option<ConversationId>,
        /// It tells what was done to its conversation: nobody changes it.
        pub notice: bool,
        /// Its revision.
        pub revision: i64,
        /// Written when.
        pub created_at: DateTime<Utc>,
        /// Last edited when.
        pub edited_at: Option<DateTime<Utc>>,
        /// Taken away when: by its author, or hidden.
        pub deleted_at: Option<DateTime<Utc>>,
        /// Why whoever manages the room hid it; none where its author took it away.
        pub hidden_reason: Option<String>,
        /// Who has reacted: what [`reactions`] reads. Empty once deleted.
        pub reactions: serde_json::Value,
        /// Its author asks who has seen it, since then.
        pub seen_asked_at: Option<DateTime<Utc>>,
        /// Goes up with what others do to it, which its revision does not.
        pub touches: i64,
        /// The message it answers: what [`Message::answered`] reads.
        pub answers_id: Option<MessageId>,
        /// That one's place.
        pub answers_position: Option<i64>,
        /// That one's author.
        pub answers_author_id: Option<PersonId>,
        /// Their name; none where the identity is protected.
        pub answers_author_name: Option<String>,
        /// Their name as an import gives it.
        pub answers_author_label: Option<String>,
        /// For which organisation they wrote.
        pub answers_organisation: Option<String>,
        /// Its beginning as Markdown; empty once deleted.
        pub answers_text: Option<String>,
        /// Taken away when.
        pub answers_deleted_at: Option<DateTime<Utc>>,
    }
}

pub(crate) const COLUMNS: &str = "m.id, m.conversation_id, m.position, m.client_id, m.author_id, m.author_label, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, m.author_organisation_id AS organisation_id, \
    o.name AS organisation, t.kind AS seat_kind, m.standing, \
    CASE WHEN m.deleted_at IS NULL THEN m.text ELSE '' END AS text, \
    CASE WHEN m.deleted_at IS NULL THEN m.html ELSE '' END AS html, \
    m.attachments, m.lifted_to, m.notice, m.revision, m.created_at, m.edited_at, m.deleted_at, m.hidden_reason, \
    m.reactions, m.seen_asked_at, m.touches, m.answers_id, a.position AS answers_position, a.author_id AS answers_author_id, \
    CASE WHEN ap.protected THEN NULL ELSE ap.name END AS answers_author_name, \
    a.author_label AS answers_author_label, ao.name AS answers_organisation, \
    CASE WHEN a.deleted_at IS NULL THEN substr(a.text, 1, 400) ELSE '' END AS answers_text, \
    a.deleted_at AS answers_deleted_at";

/// Who wrote a message `m` and for whom, and what it answers.
macro_rules! joined {
    () => {
        "LEFT JOIN person p ON p.id = m.author_id LEFT JOIN organisation o ON o.id = m.author_organisation_id \
         LEFT JOIN seat t ON t.id = m.author_seat_id LEFT JOIN message a ON a.id = m.answers_id \
         LEFT JOIN person ap ON ap.id = a.author_id LEFT JOIN organisation ao ON ao.id = a.author_organisation_id"
    };
}
/// What [`COLUMNS`] needs beside a message `m`.
pub(crate) const JOINED: &str = joined!();
pub(crate) const TABLES: &str = concat!("message m ", joined!());

/// A message one may read.
#[derive(Clone, Debug)]
pub struct ReadableMessage {
    message: Message,
    room: RoomId,
    rights: RoomRights,
    own: bool,
    closed: bool,
}

impl ReadableMessage {
    /// Its row.
    #[must_use]
    pub fn row(&self) -> &Message {
        &self.message
    }

    /// The room it stands in.
    #[must_use]
    pub fn room(&self) -> RoomId {
        self.room
    }

    /// What the actor may do in its room.
    #[must_use]
    pub fn rights(&self) -> RoomRights {
        self.rights
    }

    /// A message one may change: one's own, in a room one may write in.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for another's, or where one only reads; [`Error::Conflict`] for one that tells what was done to
    /// its conversation.
    pub fn changeable(&self) -> Result<()> {
        if self.own && self.rights.write { self.stays() } else { Err(Error::Forbidden) }
    }

    /// Not what tells of a move, or that words were passed on: everybody who has written is to learn who reads them now,
    /// whatever who did it wants.
    fn stays(&self) -> Result<()> {
        if self.message.notice { Err(Error::Conflict("notice_stays")) } else { Ok(()) }
    }

    /// Another's message in a room one may write in: one that may be reacted to.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for one's own, or where one only reads; [`Error::Conflict`] where the conversation is closed
    /// or the message taken away.
    pub fn reactable(&self) -> Result<()> {
        if self.own || !self.rights.write {
            return Err(Error::Forbidden);
        }
        if self.closed {
            return Err(Error::Conflict("conversation_closed"));
        }
        if self.message.deleted_at.is_some() { Err(Error::Conflict("message_deleted")) } else { Ok(()) }
    }

    /// A message one may hide: any in a room one manages.
    ///
    /// # Errors
    /// [`Error::Forbidden`] in any other.
    pub fn manageable(&self) -> Result<()> {
        if self.rights.manage { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The actor wrote it.
    #[must_use]
    pub fn own(&self) -> bool {
        self.own
    }
}

#[derive(FromRow)]
struct Placed {
    #[row(nested)]
    message: Message,
    room_id: RoomId,
    closed_at: Option<DateTime<Utc>>,
}

/// A message one may read: one statement, whose row is given only to who reads its room.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: MessageId) -> Result<ReadableMessage> {
    let sql = format!(
        "SELECT {COLUMNS}, c.room_id, c.closed_at \
         FROM {TABLES} JOIN conversation c ON c.id = m.conversation_id WHERE m.id = $1"
    );
    let found: Placed = row_at_once(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let Placed { message, room_id: room, closed_at } = found;
    let rights = actor.room(room);
    if !rights.read {
        return Err(Error::NotFound);
    }
    let own = message.author_id.is_some() && message.author_id == actor.person();
    Ok(ReadableMessage { message, room, rights, own, closed: closed_at.is_some() })
}

/// Those of the messages that stand in `room` now: what the feed shows all its readers. One that has moved away is not
/// among them.
///
/// # Errors
/// When the database can't be reached.
pub async fn in_room(db: &impl Db, room: RoomId, ids: &[MessageId]) -> Result<Vec<Message>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} JOIN conversation c ON c.id = m.conversation_id \
         WHERE m.id IN {} AND c.room_id = $2",
        Ids::sql(db, "$1")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), room.0.into()]).await
}

/// One's own message of that client id, if it has come before.
pub(crate) async fn by_client_id(tx: &Tx, client_id: Uuid) -> Result<Option<Message>> {
    let Some(author) = tx.actor().person() else {
        return Ok(None);
    };
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE m.author_id = $1 AND m.client_id = $2");
    row(tx, &sql, [author.0.into(), client_id.into()]).await
}
