//! The summary on top of a thread: whoever may write in it may improve it, every wording stays.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::conversation::{ReadableConversation, speaks_for};
use super::mention;
use super::text::{RENDERER_VERSION, Text};
use crate::access::{SeatKind, StandingKind};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{ConversationId, OrganisationId, PersonId, RoomId};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row, rows};
use crate::{Error, Result};

/// The most characters of a summary.
pub const LONGEST: usize = 10_000;

/// One wording of a summary.
#[derive(Clone, Debug, FromRow)]
pub struct Summary {
    /// Its number, from 1.
    pub revision: i64,
    /// Markdown; empty where the summary was taken away or is hidden.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Who wrote it so.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// Under which standing.
    pub standing: String,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Why whoever manages the room hid it.
    pub hidden_reason: Option<String>,
}

const SELECT: &str = "SELECT y.revision, CASE WHEN y.hidden_at IS NULL THEN y.text ELSE '' END AS text, \
    CASE WHEN y.hidden_at IS NULL THEN y.html ELSE '' END AS html, y.author_id, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, y.author_organisation_id AS organisation_id, \
    o.name AS organisation, t.kind AS seat_kind, y.standing, y.written_at, \
    y.hidden_reason FROM summary_version y \
    LEFT JOIN person p ON p.id = y.author_id LEFT JOIN organisation o ON o.id = y.author_organisation_id \
    LEFT JOIN seat t ON t.id = y.author_seat_id";

/// The words of a summary: those of a message, or none at all.
#[derive(Clone, Debug)]
pub struct Wording(Option<Text>);

impl Wording {
    /// Takes what somebody wrote.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/text` for more than [`LONGEST`] characters, or U+0000.
    pub fn written(text: &str) -> Result<Self> {
        if text.chars().count() > LONGEST {
            return Err(Error::invalid("/text", "too_long"));
        }
        if text.trim().is_empty() { Ok(Self(None)) } else { Text::written(text).map(|text| Self(Some(text))) }
    }
}

/// The summary as it stands; none where nobody has written one.
///
/// # Errors
/// When the database can't be reached.
pub async fn current(db: &impl Db, conversation: &ReadableConversation) -> Result<Option<Summary>> {
    let revision = conversation.row().summary_revision;
    if revision == 0 {
        return Ok(None);
    }
    let sql = format!("{SELECT} WHERE y.conversation_id = $1 AND y.revision = $2");
    row(db, &sql, [conversation.row().id.0.into(), revision.into()]).await
}

/// Writes the summary anew, from the wording of `revision` (0: from none). Two people at the same time: the second is
/// told, and nothing of either's is lost.
///
/// # Errors
/// [`Error::Forbidden`] for who may not write, [`Error::Stale`] when it has been changed since.
pub async fn improve(tx: &Tx, conversation: &ReadableConversation, revision: i64, wording: &Wording) -> Result<()> {
    let row = conversation.allows(|rights| rights.summarise)?.row();
    let take =
        "UPDATE conversation SET summary_revision = summary_revision + 1 WHERE id = $1 AND summary_revision = $2";
    if execute_affecting(tx, take, [row.id.0.into(), revision.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    let by = tx.actor().person();
    keep(tx, (row.id, revision + 1), by, speaks_for(tx.actor(), row.room_id), tx.now(), wording).await?;
    tx.record(row.room_id, Event::SummaryChanged { conversation: row.id });
    Ok(())
}

/// Writes the summary anew as somebody, at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn improve_as(
    tx: &Tx,
    (room, id): (RoomId, ConversationId),
    author: PersonId,
    (organisation, seat, standing): (Option<OrganisationId>, Option<Uuid>, StandingKind),
    at: DateTime<Utc>,
    wording: &Wording,
) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        summary_revision: i64,
    }
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let take = "UPDATE conversation SET summary_revision = summary_revision + 1 WHERE id = $1 \
                RETURNING summary_revision";
    let taken: Row = row(tx, take, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let by = (organisation, seat, standing.word());
    keep(tx, (id, taken.summary_revision), Some(author), by, at, wording).await?;
    tx.record(room, Event::SummaryChanged { conversation: id });
    Ok(())
}

async fn keep(
    tx: &Tx,
    (id, revision): (ConversationId, i64),
    author: Option<PersonId>,
    (organisation, seat, standing): (Option<OrganisationId>, Option<Uuid>, &str),
    at: DateTime<Utc>,
    wording: &Wording,
) -> Result<()> {
    let sql = "INSERT INTO summary_version (conversation_id, revision, text, html, renderer_version, author_id, \
               author_seat_id, author_organisation_id, standing, written_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let unnamed = match &wording.0 {
        Some(text) => mention::unnamed(tx, text).await?,
        None => None,
    };
    let text = unnamed.as_ref().or(wording.0.as_ref());
    let values = [
        id.0.into(),
        revision.into(),
        text.map_or("", Text::markdown).into(),
        text.map_or("", Text::html).into(),
        RENDERER_VERSION.into(),
        author.map(|person| person.0).into(),
        seat.into(),
        organisation.map(|id| id.0).into(),
        standing.into(),
        at.into(),
    ];
    execute(tx, sql, values).await
}

/// The wordings there have been before `revision`, the newest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn versions(
    db: &impl Db,
    conversation: &ReadableConversation,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Summary>> {
    let sql = format!("{SELECT} WHERE y.conversation_id = $1 AND y.revision < $2 ORDER BY y.revision DESC LIMIT $3");
    rows(db, &sql, [conversation.row().id.0.into(), before.unwrap_or(i64::MAX).into(), limit.into()]).await
}
