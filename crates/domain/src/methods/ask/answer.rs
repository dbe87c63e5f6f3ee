//! An organisation's answer: one, whoever of its seats writes it. Every writing is a row; the newest is what it says.

use chrono::{DateTime, Utc};

use super::ReadableAsk;
use crate::access::{SeatKind, StandingKind};
use crate::actor::Actor;
use crate::conversations::mention;
use crate::conversations::text::{RENDERER_VERSION, Text};
use crate::event::Event;
use crate::ids::{ConversationId, OrganisationId, PersonId, SeatId};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// The most characters of an answer.
pub const LONGEST_ANSWER: usize = 10_000;

/// What an organisation answers.
#[derive(Clone, Debug, FromRow)]
pub struct Answer {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Its place in Swedish order.
    pub sort_key: String,
    /// Goes up with every writing.
    pub number: i64,
    /// Markdown; empty where it is hidden.
    pub text: String,
    /// Safe HTML; empty where it is hidden.
    pub html: String,
    /// Who wrote it.
    pub author_id: PersonId,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// Under which standing.
    pub standing: String,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// A coordinator entered it.
    pub by_coordinator: bool,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Why whoever manages the room hid it.
    pub hidden_reason: Option<String>,
}

const COLUMNS: &str = "w.organisation_id, o.name AS organisation, o.sort_key, w.number, \
    CASE WHEN w.hidden_at IS NULL THEN w.text ELSE '' END AS text, \
    CASE WHEN w.hidden_at IS NULL THEN w.html ELSE '' END AS html, w.author_id, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, w.standing, t.kind AS seat_kind, w.by_coordinator, \
    w.written_at, w.hidden_reason";
const TABLES: &str = "ask_answer w JOIN organisation o ON o.id = w.organisation_id JOIN person p ON p.id = w.author_id \
    LEFT JOIN seat t ON t.id = w.author_seat_id";
const NEWEST: &str = "w.number = (SELECT max(x.number) FROM ask_answer x WHERE x.conversation_id = w.conversation_id \
    AND x.organisation_id = w.organisation_id)";

/// The answers after `cursor` (sort key and id), in Swedish order of the organisations.
///
/// # Errors
/// When the database can't be reached.
pub async fn answers(
    db: &impl Db,
    ask: &ReadableAsk,
    cursor: Option<(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Answer>> {
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE w.conversation_id = $1 AND {NEWEST} \
         AND (o.sort_key > $2 OR (o.sort_key = $2 AND o.id > $3)) ORDER BY o.sort_key, o.id LIMIT $4"
    );
    let id = ask.row().conversation_id;
    rows(db, &sql, [id.0.into(), after.into(), after_id.into(), limit.into()]).await
}

/// The answer of one organisation.
///
/// # Errors
/// [`Error::NotFound`] where it has not answered.
pub async fn own_answer(db: &impl Db, ask: &ReadableAsk, organisation: OrganisationId) -> Result<Answer> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE w.conversation_id = $1 AND w.organisation_id = $2 \
         ORDER BY w.number DESC LIMIT 1"
    );
    row(db, &sql, [ask.row().conversation_id.0.into(), organisation.0.into()]).await?.ok_or(Error::NotFound)
}

/// The answer of one organisation through all its writings, oldest first, at most 100.
///
/// # Errors
/// [`Error::NotFound`] where it has not answered.
pub async fn versions(db: &impl Db, ask: &ReadableAsk, organisation: OrganisationId) -> Result<Vec<Answer>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE w.conversation_id = $1 AND w.organisation_id = $2 ORDER BY w.number LIMIT 100"
    );
    let found: Vec<_> = rows(db, &sql, [ask.row().conversation_id.0.into(), organisation.0.into()]).await?;
    if found.is_empty() { Err(Error::NotFound) } else { Ok(found) }
}

/// The writings of one organisation's answer before `before`, the newest first.
pub(super) async fn writings(
    db: &impl Db,
    ask: &ReadableAsk,
    organisation: OrganisationId,
    before: i64,
    limit: i64,
) -> Result<Vec<Answer>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE w.conversation_id = $1 AND w.organisation_id = $2 AND w.number < $3 \
         ORDER BY w.number DESC LIMIT $4"
    );
    let id = ask.row().conversation_id;
    rows(db, &sql, [id.0.into(), organisation.0.into(), before.into(), limit.into()]).await
}

#[derive(FromRow)]
struct Newest {
    number: i64,
    by_coordinator: bool,
}

/// Who writes, and under what standing.
struct By {
    person: PersonId,
    seat: Option<SeatId>,
    standing: &'static str,
    coordinator: bool,
}

/// Whether the actor may write the answer of the organisation.
///
/// # Errors
/// [`Error::NotFound`] for an organisation that was not asked; [`Error::Forbidden`] without a voice for it.
pub async fn may_answer(db: &impl Db, actor: &Actor, ask: &ReadableAsk, organisation: OrganisationId) -> Result<()> {
    was_asked(db, ask.row().conversation_id, organisation).await?;
    by(actor, ask, organisation).map(drop)
}

fn by(actor: &Actor, ask: &ReadableAsk, organisation: OrganisationId) -> Result<By> {
    let person = actor.signed_in()?;
    match ask.voice(actor, organisation) {
        Some(voice) => Ok(By { person, seat: voice.seat, standing: voice.kind.word(), coordinator: false }),
        None if ask.may_enter(actor) => {
            Ok(By { person, seat: None, standing: StandingKind::Coordinator.word(), coordinator: true })
        }
        None => Err(Error::Forbidden),
    }
}

/// Writes an organisation's answer or changes it, `expected` being the number one started from; 0 where there was none.
///
/// # Errors
/// [`Error::NotFound`] for an organisation that was not asked; [`Error::Forbidden`] without a voice for it, and for a
/// coordinator where the organisation itself has answered; [`Error::Stale`] when it has been written meanwhile;
/// [`Error::Conflict`] when the ask is closed.
pub async fn answer(
    tx: &Tx,
    ask: &ReadableAsk,
    organisation: OrganisationId,
    expected: i64,
    text: &Text,
) -> Result<i64> {
    let id = ask.row().conversation_id;
    was_asked(tx, id, organisation).await?;
    let by = by(tx.actor(), ask, organisation)?;
    if text.markdown().chars().count() > LONGEST_ANSWER {
        return Err(Error::invalid("/text", "too_long"));
    }
    // answers of one ask are written one after another, and none once it is closed
    let turn = "UPDATE ask SET revision = revision + 1 WHERE conversation_id = $1 AND closed_at IS NULL";
    let open = execute_affecting(tx, turn, [id.0.into()]).await? > 0;
    let newest = "SELECT number, by_coordinator FROM ask_answer WHERE conversation_id = $1 AND organisation_id = $2 \
                  ORDER BY number DESC LIMIT 1";
    let newest: Option<Newest> = row(tx, newest, [id.0.into(), organisation.0.into()]).await?;
    // nobody changes another's words
    if by.coordinator && newest.as_ref().is_some_and(|answer| !answer.by_coordinator) {
        return Err(Error::Forbidden);
    }
    let number = newest.map_or(0, |answer| answer.number);
    if number != expected {
        return Err(Error::Stale);
    }
    if !open {
        return Err(Error::Conflict("ask_closed"));
    }
    insert(tx, id, organisation, number + 1, &by, text, tx.now()).await?;
    tx.record(ask.conversation().row().room_id, Event::AskAnswered { conversation: id, organisation });
    Ok(number + 1)
}

/// Writes an answer as somebody, at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn answer_as(
    tx: &Tx,
    ask: &ReadableAsk,
    organisation: OrganisationId,
    (person, seat, standing): (PersonId, Option<SeatId>, StandingKind),
    text: &Text,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let id = ask.row().conversation_id;
    was_asked(tx, id, organisation).await?;
    let count = "SELECT count(*) AS n FROM ask_answer WHERE conversation_id = $1 AND organisation_id = $2";
    let count = one(tx, count, [id.0.into(), organisation.0.into()]).await?;
    let number: i64 = count.map(|row| row.get("n")).transpose()?.unwrap_or(0);
    let coordinator = standing == StandingKind::Coordinator;
    let by = By { person, seat, standing: standing.word(), coordinator };
    insert(tx, id, organisation, number + 1, &by, text, at).await?;
    tx.record(ask.conversation().row().room_id, Event::AskAnswered { conversation: id, organisation });
    Ok(())
}

async fn was_asked(db: &impl Db, id: ConversationId, organisation: OrganisationId) -> Result<()> {
    let sql = "SELECT 1 AS asked FROM ask_organisation WHERE conversation_id = $1 AND organisation_id = $2";
    one(db, sql, [id.0.into(), organisation.0.into()]).await?.map(drop).ok_or(Error::NotFound)
}

async fn insert(
    tx: &Tx,
    id: ConversationId,
    organisation: OrganisationId,
    number: i64,
    by: &By,
    text: &Text,
    at: DateTime<Utc>,
) -> Result<()> {
    let unnamed = mention::unnamed(tx, text).await?;
    let text = unnamed.as_ref().unwrap_or(text);
    let sql = "INSERT INTO ask_answer (conversation_id, organisation_id, number, text, html, renderer_version, author_id, \
               author_seat_id, standing, by_coordinator, written_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = [
        id.0.into(),
        organisation.0.into(),
        number.into(),
        text.markdown().into(),
        text.html().into(),
        RENDERER_VERSION.into(),
        by.person.0.into(),
        by.seat.map(|seat| seat.0).into(),
        by.standing.into(),
        by.coordinator.into(),
        at.into(),
    ];
    execute(tx, sql, values).await
}
