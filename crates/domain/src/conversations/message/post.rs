//! Writing a message.

use chrono::{DateTime, Utc};
use sea_orm::{DbBackend, Value};
use uuid::Uuid;

use crate::access::StandingKind;
use crate::conversations::conversation::{TakenPosition, speaks_for, take_asked_position, take_position};
use crate::conversations::mention;
use crate::conversations::text::{RENDERER_VERSION, Text};
use crate::conversations::{answered_by, mentioned_in, read_mark};
use crate::documents::{document, uses};
use crate::event::Event;
use crate::idempotency::Outcome;
use crate::ids::{ConversationId, DocumentId, MessageId, OrganisationId, PersonId, RoomId};
use crate::people::assignment::may_administer;
use crate::store::sealed::Connection as _;
use crate::store::{Tx, execute, execute_affecting, one};
use crate::{Error, Result};

/// The most documents attached to one message.
pub(crate) const MOST_ATTACHMENTS: usize = 20;

/// A message to write.
#[derive(Clone, Debug)]
pub struct Post {
    /// The client's own name for it: the same name again is the same message.
    pub client_id: Uuid,
    /// What it says.
    pub text: Text,
    /// Documents attached by reference.
    pub attachments: Vec<DocumentId>,
    /// The message of the same conversation that it answers.
    pub answers: Option<MessageId>,
    /// Its author asks who sees it.
    pub ask_seen: bool,
    /// How far its author had read when they wrote it, as far as their client knows.
    pub read_to: Option<i64>,
}

impl Post {
    /// Text and nothing else.
    #[must_use]
    pub fn of(client_id: Uuid, text: Text) -> Self {
        Self { client_id, text, attachments: Vec::new(), answers: None, ask_seen: false, read_to: None }
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// It was written now.
    New(MessageId),
    /// It had been written before.
    Earlier(MessageId),
}

impl Posted {
    /// The message.
    #[must_use]
    pub fn id(self) -> MessageId {
        match self {
            Self::New(id) | Self::Earlier(id) => id,
        }
    }
}

impl Outcome for Posted {
    fn noted(&self) -> (Uuid, bool) {
        (self.id().0, matches!(self, Self::New(_)))
    }

    fn again(id: Uuid, new: bool) -> Self {
        if new { Self::New(MessageId(id)) } else { Self::Earlier(MessageId(id)) }
    }
}

/// Writes a message in a conversation. Its author has read it, and what stands before it only where they said so.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the conversation, [`Error::Forbidden`] where one only reads it,
/// [`Error::Conflict`] where it is closed, [`Error::NotFoundIn`] for an attachment one does not see or an answered
/// message that is not of the conversation.
pub async fn post(tx: &Tx, conversation: ConversationId, post: Post) -> Result<Posted> {
    let author = tx.actor().signed_in()?;
    if post.attachments.len() > MOST_ATTACHMENTS {
        return Err(Error::invalid("/attachments", "too_many"));
    }
    for attachment in &post.attachments {
        let found = document::readable(tx, tx.actor(), *attachment).await;
        found.map_err(
            |error| {
                if matches!(error, Error::NotFound) { Error::NotFoundIn("/attachments") } else { error }
            },
        )?;
    }
    if let Some(answered) = post.answers {
        let found = super::readable(tx, tx.actor(), answered).await;
        match found {
            Ok(found) if found.row().conversation_id == conversation => {}
            Ok(_) | Err(Error::NotFound) => return Err(Error::NotFoundIn("/answers")),
            Err(error) => return Err(error),
        }
    }
    let place = take_position(tx, conversation).await?;
    write(tx, author, place, post).await
}

/// Writes what somebody was asked for in a conversation, also where they otherwise only read it. The caller has checked that
/// they were.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the conversation, [`Error::Conflict`] where it is closed.
pub(crate) async fn post_asked(tx: &Tx, conversation: ConversationId, text: Text) -> Result<Posted> {
    let author = tx.actor().signed_in()?;
    let place = take_asked_position(tx, conversation).await?;
    write(tx, author, place, Post::of(Uuid::new_v4(), text)).await
}

async fn write(tx: &Tx, author: PersonId, place: TakenPosition, post: Post) -> Result<Posted> {
    let post = match mention::unnamed(tx, &post.text).await? {
        Some(text) => Post { text, ..post },
        None => post,
    };
    let (organisation, seat, standing) = speaks_for(tx.actor(), place.room);
    let conversation = place.id;
    let row = Row {
        room: place.room,
        conversation,
        position: place.position,
        author: Some(author),
        seat,
        organisation,
        standing,
        at: tx.now(),
    };
    let read = read_mark::read_before(place.position, post.read_to);
    let Some(id) = insert(tx, &row, &post, Some((author, read))).await? else {
        // the unique index held it off: give the position back, with when it was last written in, and answer with the one
        // that came before
        let sql = "UPDATE conversation SET last_position = last_position - 1, last_at = coalesce((SELECT m.created_at \
                   FROM message m WHERE m.conversation_id = $1 AND m.position = conversation.last_position - 1), created_at) \
                   WHERE id = $1";
        execute(tx, sql, [conversation.0.into()]).await?;
        let earlier = super::by_client_id(tx, post.client_id).await?.ok_or(Error::UnderWay)?;
        return Ok(Posted::Earlier(earlier.id));
    };
    answered(tx, &place, organisation).await?;
    tx.record(place.room, Event::MessagePosted { conversation: place.id, message: id });
    Ok(Posted::New(id))
}

/// Writes a message as somebody, at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn post_as(
    tx: &Tx,
    conversation: ConversationId,
    author: PersonId,
    standing: (Option<OrganisationId>, Option<Uuid>, StandingKind),
    at: DateTime<Utc>,
    post: Post,
) -> Result<MessageId> {
    may_administer(tx.actor())?;
    let place = take_position(tx, conversation).await?;
    let (organisation, seat, kind) = standing;
    let row = Row {
        room: place.room,
        conversation,
        position: place.position,
        author: Some(author),
        seat,
        organisation,
        standing: kind.word(),
        at,
    };
    let id = insert(tx, &row, &post, None).await?.ok_or(Error::Conflict("already_written"))?;
    answered(tx, &place, organisation).await?;
    execute(tx, "UPDATE conversation SET last_at = $2 WHERE id = $1", [conversation.0.into(), at.into()]).await?;
    tx.record(place.room, Event::MessagePosted { conversation, message: id });
    Ok(id)
}

/// The first message of a conversation is no answer.
async fn answered(tx: &Tx, place: &TakenPosition, organisation: Option<OrganisationId>) -> Result<()> {
    match organisation {
        Some(organisation) if place.position > 1 && answered_by::lacks(&place.answered_by, organisation) => {
            answered_by::refresh(tx, place.id).await
        }
        _ => Ok(()),
    }
}

struct Row {
    room: RoomId,
    conversation: ConversationId,
    position: i64,
    author: Option<PersonId>,
    seat: Option<Uuid>,
    organisation: Option<OrganisationId>,
    standing: &'static str,
    at: DateTime<Utc>,
}

const MESSAGE: &str = "INSERT INTO message (id, conversation_id, position, author_id, author_seat_id, \
    author_organisation_id, standing, client_id, text, html, renderer_version, attachments, revision, created_at, \
    answers_id, seen_asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $15) \
    ON CONFLICT (author_id, client_id) DO NOTHING";

/// `None` where the author has written a message of that client id before. `read` is who writes now, and how far
/// they have read.
async fn insert(tx: &Tx, row: &Row, post: &Post, read: Option<(PersonId, i64)>) -> Result<Option<MessageId>> {
    let id = MessageId::at(row.at);
    let attachments: Vec<String> = post.attachments.iter().map(ToString::to_string).collect();
    let values: Vec<Value> = vec![
        id.0.into(),
        row.conversation.0.into(),
        row.position.into(),
        row.author.map(|a| a.0).into(),
        row.seat.into(),
        row.organisation.map(|o| o.0).into(),
        row.standing.into(),
        post.client_id.into(),
        post.text.markdown().into(),
        post.text.html().into(),
        RENDERER_VERSION.into(),
        serde_json::json!(attachments).into(),
        row.at.into(),
        post.answers.map(|id| id.0).into(),
        post.ask_seen.then_some(row.at).into(),
    ];
    let written = match read {
        None => execute_affecting(tx, MESSAGE, values).await? > 0,
        Some(read) => read_by_its_author(tx, row, values, read).await?,
    };
    if !written {
        return Ok(None);
    }
    mentioned_in::note(tx, (id, row.conversation), &post.text).await?;
    uses::note(tx, id, &post.attachments, &post.text).await?;
    mention::place(tx, row.room, (id, row.conversation, row.position), row.author, post.text.mentions()).await?;
    Ok(Some(id))
}

/// Stores the message and marks what its author has read: one statement where the engine can, for there each is a way to
/// the server and back. False where it was written before.
async fn read_by_its_author(
    tx: &Tx,
    row: &Row,
    mut values: Vec<Value>,
    (author, read): (PersonId, i64),
) -> Result<bool> {
    if tx.backend() != DbBackend::Postgres {
        let written = execute_affecting(tx, MESSAGE, values).await? > 0;
        if written {
            read_mark::wrote(tx, author, (row.conversation, row.position), Some(read)).await?;
        }
        return Ok(written);
    }
    values.push(read.into());
    let mark = read_mark::of_author("FROM written", ["$4", "$2", "$16", "$13", "$3"]);
    let both =
        format!("WITH written AS ({MESSAGE} RETURNING id), marked AS ({mark}) SELECT position, seen_in FROM marked");
    let marked = one(tx, &both, values).await?;
    marked.map(|mark| read_mark::seen(tx, row.conversation, &mark)).transpose().map(|mark| mark.is_some())
}
