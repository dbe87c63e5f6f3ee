//! A page of a conversation: one statement for its messages and what is needed of where they stand.

use super::{COLUMNS, JOINED, Message};
use crate::actor::Actor;
use crate::ids::{ConversationId, RoomId};
use crate::store::{Columns, Db, FromColumns, columns, read_at_once};
use crate::{Error, Result};

/// Which part of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The messages after a position.
    After(i64),
    /// The messages before a position.
    Before(i64),
    /// The messages about a position: half of them before it.
    Around(i64),
}

columns! {
    /// Where the messages of a page stand, as of the same state of the database as they themselves.
    #[derive(Clone, Copy, Debug)]
    pub struct Place {
        /// The room of the conversation.
        pub room_id: RoomId,
        /// The position of the conversation's newest message; 0 while it is empty.
        pub last_position: i64,
        /// The room's newest event: what comes later comes as an event.
        pub seq: i64,
        /// The installation's epoch.
        pub epoch: i64,
    }
}

/// A page with the place it comes from.
#[derive(Debug)]
pub struct LongPage {
    /// Where the messages stand.
    pub place: Place,
    /// The messages, by position.
    pub messages: Vec<Message>,
}

/// Where a message's position stands among its columns.
const POSITION: usize = 2;

struct Row {
    place: Place,
    message: Option<Message>,
}

impl FromColumns for Row {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self> {
        let place = Place::from_columns(columns)?;
        // an empty page is one row without a message, so without a position
        let message = if columns.absent(POSITION)? { None } else { Some(Message::from_columns(columns)?) };
        Ok(Self { place, message })
    }
}

/// A page of a conversation.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the conversation.
pub async fn page(db: &impl Db, actor: &Actor, id: ConversationId, page: Page, limit: i64) -> Result<LongPage> {
    let (from, starts, order) = match page {
        Page::After(position) => (position, "> $2", "ASC"),
        Page::Before(position) => (position, "< $2", "DESC"),
        // positions are without gaps, so the middle is arithmetic; around what lies beyond the end is the end
        Page::Around(position) => {
            (position.max(0), "> (CASE WHEN c.last_position < $2 THEN c.last_position ELSE $2 END) - $3 / 2 - 1", "ASC")
        }
    };
    let sql = format!(
        "SELECT c.room_id, c.last_position, coalesce(s.seq, 0) AS seq, \
         (SELECT epoch FROM installation WHERE id = 1) AS epoch, {COLUMNS} \
         FROM conversation c LEFT JOIN stream s ON s.id = c.room_id \
         LEFT JOIN message m ON m.conversation_id = c.id AND m.position {starts} {JOINED} \
         WHERE c.id = $1 ORDER BY m.position {order} LIMIT $3"
    );
    let found: Vec<Row> = read_at_once(db, &sql, [id.0.into(), from.into(), limit.into()]).await?;
    let place = found.first().map(|row| row.place).filter(|place| actor.room(place.room_id).read);
    let place = place.ok_or(Error::NotFound)?;
    let mut messages: Vec<Message> = found.into_iter().filter_map(|row| row.message).collect();
    if matches!(page, Page::Before(_)) {
        messages.reverse();
    }
    Ok(LongPage { place, messages })
}
