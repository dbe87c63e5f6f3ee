//! What references in texts point to, as the person asking sees it: a deletion or a lost access reaches quotes too.
//!
//! However many are asked about at once, each kind of thing is one statement.

mod quoted;

pub use quoted::Quoted;

use std::collections::{BTreeSet, HashMap};

use crate::Result;
use crate::actor::Actor;
use crate::conversations::{conversation, message, text};
use crate::documents::document;
use crate::ids::{ConversationId, DocumentId, MessageId};
use crate::rooms::room::{self, ReadableRoom};
use crate::store::{Db, FromRow, Ids, rows};

/// The most references of one question.
pub const MOST: usize = 50;

/// Something a text may point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A document.
    Document(DocumentId),
    /// A message, or a passage of it.
    Message(Quoted),
    /// A message by its place in a conversation.
    Place(ConversationId, i64),
    /// A conversation.
    Conversation(ConversationId),
}

impl std::str::FromStr for Target {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, name) = text.split_once([':', '/']).ok_or(())?;
        match kind {
            "document" => name.parse().map(Self::Document).map_err(|_| ()),
            "message" => format!("message/{name}").parse().map(Self::Message),
            "conversation" => match name.split_once('@') {
                None => name.parse().map(Self::Conversation).map_err(|_| ()),
                Some((id, place)) => Ok(Self::Place(id.parse().map_err(|_| ())?, place.parse().map_err(|_| ())?)),
            },
            _ => Err(()),
        }
    }
}

/// What it points to.
#[derive(Clone, Debug)]
pub enum Found {
    /// A document one may read.
    Document(Box<document::Document>),
    /// A message one may read.
    Message(Box<FoundMessage>),
    /// A conversation one may read.
    Conversation(Box<conversation::Conversation>),
    /// Nothing, or nothing for this actor.
    Nothing,
}

/// A message one may read, with the passage that is quoted.
#[derive(Clone, Debug)]
pub struct FoundMessage {
    /// The message.
    pub message: message::Message,
    /// The title of its conversation.
    pub title: Option<String>,
    /// The room of that.
    pub room: Option<ReadableRoom>,
    /// What was quoted, as it stood then; empty once the message is deleted.
    pub passage: String,
}

/// Looks references up, each in its place.
///
/// # Errors
/// When the database can't be reached.
pub async fn look_up(db: &impl Db, actor: &Actor, targets: &[Target]) -> Result<Vec<Found>> {
    let documents: Vec<DocumentId> =
        targets.iter().filter_map(|t| if let Target::Document(id) = t { Some(*id) } else { None }).collect();
    let mut conversations: Vec<ConversationId> = Vec::new();
    for target in targets {
        if let Target::Conversation(id) | Target::Place(id, _) = target {
            conversations.push(*id);
        }
    }
    let documents = document::among(db, actor, &documents).await?;
    let conversations = conversation::among(db, actor, &conversations).await?;
    let messages = messages(db, actor, targets).await?;
    let rooms: Vec<_> = messages.iter().map(|found| found.room_id).collect();
    let rooms = if rooms.is_empty() { Vec::new() } else { room::among(db, actor, &rooms).await? };
    let earlier = earlier(db, targets, &messages).await?;
    let of_message = |found: &Placed, quoted: Option<Quoted>| {
        let html = match quoted.and_then(|quoted| quoted.revision.map(|revision| (quoted.id, revision))) {
            // what was said then is quoted, as long as anything of it still stands
            Some(then) if !found.message.html.is_empty() => earlier.get(&then).unwrap_or(&found.message.html),
            _ => &found.message.html,
        };
        let plain = text::plain(html);
        Found::Message(Box::new(FoundMessage {
            message: found.message.clone(),
            title: found.title.clone(),
            room: rooms.iter().find(|room| room.room().id == found.room_id).cloned(),
            passage: quoted.unwrap_or(Quoted::whole(found.message.id)).passage(&plain),
        }))
    };
    Ok(targets
        .iter()
        .map(|target| match target {
            Target::Document(id) => documents
                .iter()
                .find(|one| one.id == *id && one.deleted_at.is_none())
                .map(|one| Found::Document(Box::new(one.clone()))),
            Target::Conversation(id) => {
                conversations.iter().find(|one| one.id == *id).map(|one| Found::Conversation(Box::new(one.clone())))
            }
            Target::Message(quoted) => {
                messages.iter().find(|one| one.message.id == quoted.id).map(|one| of_message(one, Some(*quoted)))
            }
            Target::Place(id, position) => messages
                .iter()
                .find(|one| one.message.conversation_id == *id && one.message.position == *position)
                .map(|one| of_message(one, None)),
        })
        .map(|found| found.unwrap_or(Found::Nothing))
        .collect())
}

#[derive(Clone, Debug, FromRow)]
struct Placed {
    #[row(nested)]
    message: message::Message,
    title: Option<String>,
    room_id: crate::ids::RoomId,
}

/// The messages asked about, by id and by place, deleted ones too: of those only that they are.
async fn messages(db: &impl Db, actor: &Actor, targets: &[Target]) -> Result<Vec<Placed>> {
    let ids = targets.iter().filter_map(|t| if let Target::Message(quoted) = t { Some(quoted.id.0) } else { None });
    let ids: Vec<_> = ids.collect();
    let mut places = String::new();
    let mut values = vec![Ids::value(ids.iter().copied())];
    values.push(Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0)));
    for target in targets {
        if let Target::Place(conversation, position) = target {
            let at = values.len();
            places.push_str(&format!(" OR (m.conversation_id = ${} AND m.position = ${})", at + 1, at + 2));
            values.push(conversation.0.into());
            values.push((*position).into());
        }
    }
    if ids.is_empty() && places.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {}, c.title, c.room_id FROM {} JOIN conversation c ON c.id = m.conversation_id \
         WHERE (m.id IN {}{places}) AND c.room_id IN {}",
        message::COLUMNS,
        message::TABLES,
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    rows(db, &sql, values).await
}

/// What quoted messages said at the revision they were quoted at, where they have changed since.
async fn earlier(db: &impl Db, targets: &[Target], found: &[Placed]) -> Result<HashMap<(MessageId, i64), String>> {
    #[derive(FromRow)]
    struct Row {
        message_id: MessageId,
        revision: i64,
        html: String,
    }
    let changed: BTreeSet<(MessageId, i64)> = targets
        .iter()
        .filter_map(
            |target| if let Target::Message(quoted) = target { Some((quoted.id, quoted.revision?)) } else { None },
        )
        .filter(|(id, revision)| found.iter().any(|one| one.message.id == *id && *revision < one.message.revision))
        .collect();
    if changed.is_empty() {
        return Ok(HashMap::new());
    }
    // those revisions and no others: a message may have been changed hundreds of times
    let mut wanted = Vec::with_capacity(changed.len());
    let mut values = Vec::with_capacity(2 * changed.len());
    for (id, revision) in changed {
        let at = values.len();
        wanted.push(format!("(message_id = ${} AND revision = ${})", at + 1, at + 2));
        values.push(id.0.into());
        values.push(revision.into());
    }
    let sql = format!("SELECT message_id, revision, html FROM message_version WHERE {}", wanted.join(" OR "));
    let stood: Vec<Row> = rows(db, &sql, values).await?;
    Ok(stood.into_iter().map(|row| ((row.message_id, row.revision), row.html)).collect())
}
