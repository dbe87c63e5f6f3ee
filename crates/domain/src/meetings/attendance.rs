//! Who was at a meeting, told by organisation and role: never a ranking of persons.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use super::answer::{self, Place};
use super::guest;
use super::meeting::{self, Meeting, MeetingState};
use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{MeetingId, NetworkId};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, Tx, execute, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// In which role somebody was there.
    AttendanceRole {
        /// Tjänsteperson.
        Official = "official",
        /// Förtroendevald.
        Elected = "elected",
        /// Gäst hemifrån.
        Guest = "guest",
        /// Without a seat: coordinators and others.
        Other = "other",
    }
}

/// Notes who was there: all of them, seats, people without one, and guests.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::NotFoundIn`] for somebody who is not among those invited,
/// [`Error::Forbidden`] without the right to the directory, [`Error::Conflict`] before it has begun and when it is in the
/// archive.
pub async fn note(tx: &Tx, id: MeetingId, present: &[Uuid]) -> Result<()> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    if !meeting::rights(tx.actor(), &meeting).keep_attendance {
        return Err(Error::Forbidden);
    }
    let places = answer::places(tx, &meeting, tx.today()).await?;
    let guests = guest::of_meeting(tx, &meeting).await?;
    let mut there = Vec::new();
    for subject in present.iter().collect::<HashSet<_>>() {
        let of_place = places.iter().find(|place| place.subject_id == *subject);
        let of_guest = guests.iter().find(|guest| guest.id.0 == *subject);
        there.push(match (of_place, of_guest) {
            (Some(place), _) => (*subject, place.organisation_id, role(place)),
            (None, Some(guest)) => (*subject, Some(guest.organisation_id), AttendanceRole::Guest),
            (None, None) => return Err(Error::NotFoundIn("/present")),
        });
    }
    match meeting.state {
        MeetingState::Ongoing | MeetingState::Documenting => {}
        // what was noted long ago comes with an import
        MeetingState::Archived if matches!(tx.actor(), Actor::System) => {}
        MeetingState::Archived => return Err(Error::Conflict("meeting_archived")),
        MeetingState::Planned | MeetingState::Invited => return Err(Error::Conflict("not_begun")),
    }
    execute(tx, "DELETE FROM meeting_attendance WHERE meeting_id = $1", [id.0.into()]).await?;
    for (subject, organisation, role) in there {
        let sql = "INSERT INTO meeting_attendance (meeting_id, subject_id, organisation_id, role, noted_by, noted_at) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let values = [
            id.0.into(),
            subject.into(),
            organisation.map(|id| id.0).into(),
            role.word().into(),
            tx.actor().person().map(|person| person.0).into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await?;
    }
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: id });
    Ok(())
}

fn role(place: &Place) -> AttendanceRole {
    match place.seat_kind {
        Some(SeatKind::Official) => AttendanceRole::Official,
        Some(SeatKind::Elected) => AttendanceRole::Elected,
        None => AttendanceRole::Other,
    }
}

/// How one meeting was attended.
#[derive(Clone, Debug, FromRow)]
pub struct Attended {
    /// Which.
    pub meeting_id: MeetingId,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// Its month.
    pub month: Option<i32>,
    /// Its first day.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// How many organisations were there.
    pub organisations: i64,
    /// How many officials.
    pub officials: i64,
    /// How many elected politicians.
    pub elected: i64,
    /// How many guests.
    pub guests: i64,
    /// How many others.
    pub others: i64,
}

/// How the network's meetings were attended, the latest first; at most 100 of those whose attendance was noted.
///
/// # Errors
/// [`Error::NotFound`] for a network one does not see, [`Error::Forbidden`] without the right to its directory.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Vec<Attended>> {
    network::with_directory(db, actor, id).await?;
    let of_rooms = format!("m.network_id = $1 AND m.room_id IN {}", Ids::sql(db, "$2"));
    let sql = format!("{} LIMIT 100", counting(&of_rooms));
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    rows(db, &sql, [id.0.into(), Ids::value(rooms)]).await
}

/// How these meetings were attended: those whose attendance was noted and of whose network one reads the directory.
///
/// # Errors
/// When the database can't be reached.
pub(super) async fn of_meetings(db: &impl Db, actor: &Actor, meetings: &[Meeting]) -> Result<Vec<Attended>> {
    let sql = counting(&format!("m.id IN {}", Ids::sql(db, "$1")));
    let seen = meetings.iter().filter(|meeting| sees(actor, meeting)).map(|meeting| meeting.id.0);
    rows(db, &sql, [Ids::value(seen)]).await
}

/// Counts who was at the meetings that meet a condition, the latest first.
fn counting(condition: &str) -> String {
    format!(
        "SELECT m.id AS meeting_id, m.title, m.year, m.month, m.starts_on, m.ends_on, \
         count(DISTINCT n.organisation_id) AS organisations, {} AS officials, {} AS elected, {} AS guests, {} AS others \
         FROM meeting m JOIN meeting_attendance n ON n.meeting_id = m.id WHERE {condition} \
         GROUP BY m.id, m.title, m.year, m.month, m.starts_on, m.ends_on \
         ORDER BY m.year DESC, coalesce(m.month, 0) DESC, m.id DESC",
        counted("official"),
        counted("elected"),
        counted("guest"),
        counted("other")
    )
}

/// Who was at a meeting from one organisation.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct Present {
    /// Its name; none for those who were there for none.
    pub organisation: Option<String>,
    /// How many officials.
    pub officials: i64,
    /// How many elected politicians.
    pub elected: i64,
    /// How many guests.
    pub guests: i64,
    /// How many others.
    pub others: i64,
}

/// Who was at a meeting, organisation by organisation, of at most 500; nothing where one does not read the directory of its
/// network.
///
/// # Errors
/// When the database can't be reached.
pub async fn by_organisation(db: &impl Db, actor: &Actor, meeting: &Meeting) -> Result<Vec<Present>> {
    if !sees(actor, meeting) {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT o.name AS organisation, {} AS officials, {} AS elected, {} AS guests, {} AS others \
         FROM meeting_attendance n LEFT JOIN organisation o ON o.id = n.organisation_id WHERE n.meeting_id = $1 \
         GROUP BY o.id, o.name, o.sort_key ORDER BY o.sort_key IS NULL, o.sort_key LIMIT 500",
        counted("official"),
        counted("elected"),
        counted("guest"),
        counted("other")
    );
    rows(db, &sql, [meeting.id.0.into()]).await
}

/// How many were there in that role.
fn counted(role: &str) -> String {
    format!("CAST(sum(CASE WHEN n.role = '{role}' THEN 1 ELSE 0 END) AS bigint)")
}

/// Whether one sees who comes to a meeting and who was there.
#[must_use]
pub fn sees(actor: &Actor, meeting: &Meeting) -> bool {
    actor.may(meeting.network_id, NetworkRight::ReadDirectory)
}
