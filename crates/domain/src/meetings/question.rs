//! The question box before a meeting. A question is asked by name, or by way of a coordinator: then nobody but the asker and
//! the coordinators see it until one of them puts it forward, and nobody is told whose it was.

use chrono::{DateTime, Utc};

use super::meeting::{self, Meeting, MeetingState};
use crate::access::SeatKind;
use crate::actor::Actor;
use crate::conversations::conversation::speaks_for;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{MeetingId, OrganisationId, PersonId, QuestionId};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most characters of a question.
pub const LONGEST: usize = 2_000;
/// The most questions of one person before one meeting.
const MOST_EACH: i64 = 20;

/// A question in the box.
#[derive(Clone, Debug, FromRow)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// What is asked.
    pub text: String,
    /// It was asked by name.
    pub named: bool,
    /// It has been put forward, or was asked by name.
    pub shown: bool,
    /// The actor asked it.
    pub mine: bool,
    /// Who asked it, where that is told.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person_name: Option<String>,
    /// For which organisation, where that is told.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// The questions before a meeting that the actor may see, the first first; at most 500.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see.
pub async fn list(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<Vec<Question>> {
    let meeting = meeting::readable(db, actor, id).await?;
    let keeps = keeps(actor, &meeting);
    // whose a question is that came by way of a coordinator is told to the asker and to coordinators only
    let sql = "SELECT q.id, q.text, q.named, (q.named OR q.forwarded_at IS NOT NULL) AS shown, q.person_id = $2 AS mine, \
               CASE WHEN q.named OR $3 THEN q.person_id END AS person_id, \
               CASE WHEN (q.named OR $3) AND NOT p.protected THEN p.name END AS person_name, \
               CASE WHEN q.named OR $3 THEN q.organisation_id END AS organisation_id, \
               CASE WHEN q.named OR $3 THEN o.name END AS organisation, \
               CASE WHEN q.named OR $3 THEN s.kind END AS seat_kind, q.asked_at \
               FROM meeting_question q JOIN person p ON p.id = q.person_id \
               LEFT JOIN organisation o ON o.id = q.organisation_id LEFT JOIN seat s ON s.id = q.seat_id \
               WHERE q.meeting_id = $1 AND q.withdrawn_at IS NULL \
               AND (q.named OR q.forwarded_at IS NOT NULL OR $3 OR q.person_id = $2) ORDER BY q.asked_at, q.id LIMIT 500";
    let person = actor.person().map_or(uuid::Uuid::nil(), |person| person.0);
    rows(db, sql, [id.0.into(), person.into(), keeps.into()]).await
}

/// Whether the actor keeps the box: sees what was sent by way of them, and puts it forward.
#[must_use]
pub fn keeps(actor: &Actor, meeting: &Meeting) -> bool {
    meeting::rights(actor, meeting).keep_attendance
}

/// Puts a question in the box.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::Forbidden`] where one does not write in its room,
/// [`Error::Conflict`] when it has begun, or one has asked as much as one may, [`Error::Invalid`] for a text that can't be.
pub async fn ask(tx: &Tx, id: MeetingId, text: &str, named: bool) -> Result<QuestionId> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let person = tx.actor().signed_in()?;
    if !tx.actor().room(meeting.room_id).write {
        return Err(Error::Forbidden);
    }
    let text = clean(text.trim());
    if is_blank(&text) {
        return Err(Error::invalid("/text", "empty"));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid("/text", "too_long"));
    }
    before(&meeting)?;
    let sql =
        "SELECT count(*) AS n FROM meeting_question WHERE meeting_id = $1 AND person_id = $2 AND withdrawn_at IS NULL";
    let asked = one(tx, sql, [id.0.into(), person.0.into()]).await?;
    if asked.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_EACH {
        return Err(Error::Conflict("too_many_questions"));
    }
    let (organisation, seat, standing) = speaks_for(tx.actor(), meeting.room_id);
    let question = QuestionId::at(tx.now());
    let sql = "INSERT INTO meeting_question (id, meeting_id, text, named, person_id, seat_id, organisation_id, standing, \
               asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        question.0.into(),
        id.0.into(),
        text.into(),
        named.into(),
        person.0.into(),
        seat.into(),
        organisation.map(|id| id.0).into(),
        standing.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::MeetingAsked { meeting: id });
    Ok(question)
}

/// What is asked beforehand is asked before it begins.
pub(super) fn before(meeting: &Meeting) -> Result<()> {
    meeting::is_on(meeting)?;
    match meeting.state {
        MeetingState::Planned | MeetingState::Invited => Ok(()),
        MeetingState::Ongoing | MeetingState::Documenting | MeetingState::Archived => {
            Err(Error::Conflict("meeting_begun"))
        }
    }
}

/// Puts forward a question that came by way of a coordinator: everybody sees it, without whose it is.
///
/// # Errors
/// [`Error::NotFound`] for a question one does not see, [`Error::Forbidden`] for who does not keep the box.
pub async fn forward(tx: &Tx, id: MeetingId, question: QuestionId) -> Result<()> {
    let meeting = visible(tx, id, question).await?.0;
    if !keeps(tx.actor(), &meeting) {
        return Err(Error::Forbidden);
    }
    let sql = "UPDATE meeting_question SET forwarded_at = $2, forwarded_by = $3 WHERE id = $1 AND forwarded_at IS NULL";
    let by = tx.actor().person().map(|person| person.0);
    execute(tx, sql, [question.0.into(), tx.now().into(), by.into()]).await?;
    tx.record(meeting.room_id, Event::MeetingAsked { meeting: id });
    Ok(())
}

/// Takes a question back: one's own, or as coordinator any.
///
/// # Errors
/// [`Error::NotFound`] for a question one does not see, [`Error::Forbidden`] for another's.
pub async fn withdraw(tx: &Tx, id: MeetingId, question: QuestionId) -> Result<()> {
    let (meeting, found) = visible(tx, id, question).await?;
    if !found.mine && !keeps(tx.actor(), &meeting) {
        return Err(Error::Forbidden);
    }
    let sql = "UPDATE meeting_question SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL";
    execute_affecting(tx, sql, [question.0.into(), tx.now().into()]).await?;
    tx.record(meeting.room_id, Event::MeetingAsked { meeting: id });
    Ok(())
}

async fn visible(tx: &Tx, id: MeetingId, question: QuestionId) -> Result<(Meeting, Question)> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let found = list(tx, tx.actor(), id).await?.into_iter().find(|one| one.id == question);
    Ok((meeting, found.ok_or(Error::NotFound)?))
}

/// Puts a question in the box as somebody, at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn ask_as(
    tx: &Tx,
    meeting: &Meeting,
    (person, organisation): (PersonId, OrganisationId),
    text: &str,
    named: bool,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "INSERT INTO meeting_question (id, meeting_id, text, named, person_id, organisation_id, standing, asked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 'member', $7)";
    let values = [
        QuestionId::at(tx.now()).0.into(),
        meeting.id.0.into(),
        text.into(),
        named.into(),
        person.0.into(),
        organisation.0.into(),
        at.into(),
    ];
    execute(tx, sql, values).await
}
