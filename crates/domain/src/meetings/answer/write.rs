//! Answering for a place, and letting a deputy stand in.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::place::{answering, places, seated};
use super::stand_in::stands_in;
use super::{Coming, LONGEST_NOTE, Place};
use crate::access::{NetworkRight, StandingKind};
use crate::actor::Actor;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{MeetingId, PersonId, SeatId};
use crate::meetings::meeting::{self, Meeting, MeetingState};
use crate::networks::network;
use crate::store::{Db, Tx, execute, one};
use crate::{Error, Result};

/// A place somebody may answer for.
#[derive(Debug)]
pub struct Writing {
    meeting: Meeting,
    place: Place,
    person: PersonId,
    by_coordinator: bool,
}

/// A place the actor may answer for: a seat of theirs, they themself without one, or as coordinator any seat that has not
/// answered itself.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see and a place that is not there, [`Error::Forbidden`] where one may not
/// answer for it.
pub async fn answerable(
    db: &impl Db,
    actor: &Actor,
    id: MeetingId,
    subject: Uuid,
    today: NaiveDate,
) -> Result<Writing> {
    let meeting = meeting::readable(db, actor, id).await?;
    let person = actor.signed_in()?;
    let themself = subject == person.0;
    let place = places(db, &meeting, today).await?.into_iter().find(|place| place.subject_id == subject);
    let place = match place {
        Some(place) => place,
        None if themself => Place {
            subject_id: subject,
            seat_id: None,
            organisation_id: None,
            organisation: None,
            seat_kind: None,
            title: None,
            person_id: Some(person),
            person_name: None,
            attended: false,
            told: None,
        },
        None => return Err(Error::NotFound),
    };
    let signs_up = meeting::rights(actor, &meeting).sign_up;
    let own = match place.seat_id {
        Some(seat) => answering(actor, &meeting).contains(&seat),
        None => themself && !seated(actor, &meeting),
    };
    let enters = actor.may(meeting.network_id, NetworkRight::WriteDirectory) && place.seat_id.is_some();
    // nobody changes what a seat has said itself
    let free = place.told.as_ref().is_none_or(|told| told.by_coordinator);
    match (signs_up && own, enters && free) {
        (true, _) => Ok(Writing { meeting, place, person, by_coordinator: false }),
        (false, true) => Ok(Writing { meeting, place, person, by_coordinator: true }),
        (false, false) => Err(Error::Forbidden),
    }
}

/// Answers for a place. Where a deputy goes it stands in for the seat on the meeting's days: at once where deputies are
/// free, else when a coordinator confirms it.
///
/// # Errors
/// [`Error::NotFoundIn`] for somebody who is no deputy of the seat, [`Error::Conflict`] when nobody is invited yet, the
/// meeting is over or cancelled, or the network closed, [`Error::Invalid`] where nobody is said to stand in.
pub async fn answer(tx: &Tx, writing: &Writing, coming: Coming, stand_in: Option<PersonId>, note: &str) -> Result<()> {
    let Writing { meeting, place, person, by_coordinator } = writing;
    let stand_in = match (coming, stand_in, place.seat_id) {
        (Coming::Deputy, Some(deputy), Some(seat)) => {
            is_deputy(tx, seat, deputy).await?;
            Some((seat, deputy))
        }
        (Coming::Deputy, ..) => return Err(Error::invalid("/stand_in", "empty")),
        (Coming::Yes | Coming::No, ..) => None,
    };
    meeting::is_on(meeting)?;
    network::still_open(tx, meeting.network_id).await?;
    if !matches!(meeting.state, MeetingState::Invited | MeetingState::Ongoing) {
        return Err(Error::Conflict("not_open_for_answers"));
    }
    let note = clean(note.trim());
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("/note", "too_long"));
    }
    let newest = "SELECT coalesce(max(number), 0) AS n FROM meeting_answer WHERE meeting_id = $1 AND subject_id = $2";
    // answers of one meeting are written one after another
    execute(tx, "UPDATE meeting SET changed_at = changed_at WHERE id = $1", [meeting.id.0.into()]).await?;
    let newest = one(tx, newest, [meeting.id.0.into(), place.subject_id.into()]).await?;
    let number: i64 = newest.map(|row| row.get("n")).transpose()?.unwrap_or(0);
    let standing = if *by_coordinator {
        StandingKind::Coordinator.word()
    } else {
        tx.actor().speaking(meeting.room_id).map_or("none", |standing| standing.kind.word())
    };
    let sql = "INSERT INTO meeting_answer (meeting_id, subject_id, number, seat_id, organisation_id, answer, stand_in_id, \
               note, person_id, standing, by_coordinator, answered_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let values = [
        meeting.id.0.into(),
        place.subject_id.into(),
        (number + 1).into(),
        place.seat_id.map(|seat| seat.0).into(),
        place.organisation_id.map(|id| id.0).into(),
        coming.word().into(),
        stand_in.map(|(_, deputy)| deputy.0).into(),
        note.into(),
        person.0.into(),
        standing.into(),
        (*by_coordinator).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    if let Some(seat) = place.seat_id {
        stands_in(tx, meeting, seat, stand_in.map(|(_, deputy)| deputy)).await?;
    }
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: meeting.id });
    Ok(())
}

/// Answers for a place as somebody, at a time gone by: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] for a place that is not there.
pub async fn answer_as(
    tx: &Tx,
    meeting: &Meeting,
    seat: SeatId,
    coming: Coming,
    note: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let place = places(tx, meeting, tx.today()).await?.into_iter().find(|place| place.seat_id == Some(seat));
    let place = place.ok_or(Error::NotFound)?;
    let sql = "INSERT INTO meeting_answer (meeting_id, subject_id, number, seat_id, organisation_id, answer, note, \
               person_id, standing, by_coordinator, answered_at) VALUES ($1, $2, 1, $2, $3, $4, $5, $6, $7, $8, $9) \
               ON CONFLICT DO NOTHING";
    let values = [
        meeting.id.0.into(),
        seat.0.into(),
        place.organisation_id.map(|id| id.0).into(),
        coming.word().into(),
        note.into(),
        place.person_id.ok_or(Error::NotFound)?.0.into(),
        StandingKind::Member.word().into(),
        false.into(),
        at.into(),
    ];
    execute(tx, sql, values).await
}

async fn is_deputy(tx: &Tx, seat: SeatId, person: PersonId) -> Result<()> {
    let sql = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 AND role = 'deputy' AND from_day <= $3 \
               AND (to_day IS NULL OR to_day >= $3)";
    match one(tx, sql, [seat.0.into(), person.0.into(), tx.today().into()]).await? {
        Some(_) => Ok(()),
        None => Err(Error::NotFoundIn("/stand_in")),
    }
}

/// Confirms that the deputy stands in, where the network lets them only by exception.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see and a seat for which nobody is to stand in, [`Error::Forbidden`]
/// without the right to the directory.
pub async fn confirm(tx: &Tx, id: MeetingId, seat: SeatId) -> Result<()> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let found = places(tx, &meeting, tx.today()).await?.into_iter().find(|place| place.seat_id == Some(seat));
    let place = found.ok_or(Error::NotFound)?;
    if !meeting::rights(tx.actor(), &meeting).keep_attendance {
        return Err(Error::Forbidden);
    }
    if place.told.is_none_or(|told| !told.unconfirmed) {
        return Err(Error::Conflict("nothing_to_confirm"));
    }
    super::stand_in::confirmed(tx, &meeting, seat).await?;
    tx.access_changed().await?;
    tx.record(meeting.network_id, Event::SeatChanged { seat });
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: id });
    Ok(())
}
