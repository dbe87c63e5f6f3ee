//! The places at a meeting, with what has been answered for each.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Coming;
use crate::access::{NetworkRight, Part, SeatKind, StandingKind};
use crate::actor::Actor;
use crate::ids::{MeetingId, OrganisationId, PersonId, SeatId};
use crate::meetings::meeting::{self, Meeting, When};
use crate::store::{Db, FromRow, Ids, rows};
use crate::{Error, Result};

/// A place at a meeting: a seat that is invited, or somebody without one who has answered.
#[derive(Clone, Debug, FromRow)]
pub struct Place {
    /// The seat, or the person where there is none.
    pub subject_id: Uuid,
    /// The seat.
    pub seat_id: Option<SeatId>,
    /// Whose.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Official or elected.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// Who holds it, or answered.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected, and of a vacant seat.
    pub person_name: Option<String>,
    /// They were there.
    pub attended: bool,
    /// What has been answered.
    #[row(nested_if = "answer")]
    pub told: Option<Told>,
}

/// What has been answered for a place.
#[derive(Clone, Debug, FromRow)]
pub struct Told {
    /// What.
    pub answer: Coming,
    /// Who stands in.
    pub stand_in_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub stand_in_name: Option<String>,
    /// A coordinator has still to confirm that they do.
    pub unconfirmed: bool,
    /// A word to those who plan.
    pub note: String,
    /// Who answered.
    pub author_id: PersonId,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// A coordinator entered it.
    pub by_coordinator: bool,
    /// When.
    pub answered_at: DateTime<Utc>,
}

/// What a place of the meeting `m` is told by: the newest answer of the subject `{subject}`.
fn told(subject: &str) -> String {
    format!(
        "LEFT JOIN meeting_answer w ON w.meeting_id = m.id AND w.subject_id = {subject} AND w.number = (SELECT max(x.number) \
         FROM meeting_answer x WHERE x.meeting_id = w.meeting_id AND x.subject_id = w.subject_id) \
         LEFT JOIN person a ON a.id = w.person_id LEFT JOIN person d ON d.id = w.stand_in_id"
    )
}

const TOLD: &str = "w.answer, w.stand_in_id, CASE WHEN d.protected THEN NULL ELSE d.name END AS stand_in_name, \
    (w.answer = 'deputy' AND EXISTS (SELECT 1 FROM substitution b WHERE b.seat_id = w.seat_id AND b.meeting_id = m.id \
      AND b.ended_at IS NULL AND b.confirmed_at IS NULL)) AS unconfirmed, \
    w.note, w.person_id AS author_id, CASE WHEN a.protected THEN NULL ELSE a.name END AS author_name, w.by_coordinator, \
    w.answered_at";

/// The states of those invited between the days `$3` and `$2`, and the kinds of seat that read a room for one kind only.
const INVITED: &str = "(s.to_day IS NULL OR s.to_day >= $3) AND EXISTS (SELECT 1 FROM participation p \
    WHERE p.network_id = s.network_id AND p.organisation_id = s.organisation_id \
    AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $3) \
    AND (p.state IN ('member', 'resting') OR (p.state = 'observer' AND m.observers_invited))) \
    AND EXISTS (SELECT 1 FROM room_audience ra WHERE ra.room_id = m.room_id AND ra.until IS NULL \
      AND (ra.audience NOT IN ('officials', 'elected') OR (ra.audience = 'officials' AND s.kind = 'official') \
      OR (ra.audience = 'elected' AND s.kind = 'elected')))";

/// Every place at a meeting, by organisation in Swedish order, then those without one; at most 500.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::Forbidden`] without the right to the directory.
pub async fn of_meeting(db: &impl Db, actor: &Actor, id: MeetingId, today: NaiveDate) -> Result<Vec<Place>> {
    let meeting = meeting::readable(db, actor, id).await?;
    if !actor.may(meeting.network_id, NetworkRight::ReadDirectory) {
        return Err(Error::Forbidden);
    }
    places(db, &meeting, today).await
}

/// The days the places of a meeting are told of: its own once it has been held, since what changes later was not so then;
/// till then today.
fn days(meeting: &Meeting, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    match When::of(meeting).span() {
        Some((first, last)) if last < today => (first, last),
        _ => (today, today),
    }
}

/// Every place at a meeting one reads, and every seat noted as having been there. The caller has checked that one may see
/// them all.
pub async fn places(db: &impl Db, meeting: &Meeting, today: NaiveDate) -> Result<Vec<Place>> {
    let (first, last) = days(meeting, today);
    let seats = format!(
        "SELECT s.id AS subject_id, s.id AS seat_id, s.organisation_id, o.name AS organisation, s.kind AS seat_kind, \
         s.title, h.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person_name, \
         EXISTS (SELECT 1 FROM meeting_attendance n WHERE n.meeting_id = m.id AND n.subject_id = s.id) AS attended, {TOLD} \
         FROM meeting m JOIN seat s ON s.network_id = m.network_id JOIN organisation o ON o.id = s.organisation_id \
         LEFT JOIN seat_holding h ON h.id = (SELECT y.id FROM seat_holding y WHERE y.seat_id = s.id AND y.role = 'holder' \
           AND y.from_day <= $2 AND (y.to_day IS NULL OR y.to_day >= $3) ORDER BY y.from_day DESC, y.id DESC LIMIT 1) \
         LEFT JOIN person p ON p.id = h.person_id {} \
         WHERE m.id = $1 AND (({INVITED}) OR EXISTS (SELECT 1 FROM meeting_attendance n WHERE n.meeting_id = m.id \
           AND n.subject_id = s.id)) ORDER BY o.sort_key, s.kind DESC, s.id LIMIT 500",
        told("s.id")
    );
    let mut found: Vec<Place> = rows(db, &seats, [meeting.id.0.into(), last.into(), first.into()]).await?;
    let others = format!(
        "SELECT q.id AS subject_id, w.seat_id, w.organisation_id, NULL AS organisation, NULL AS seat_kind, NULL AS title, \
         q.id AS person_id, CASE WHEN q.protected THEN NULL ELSE q.name END AS person_name, \
         EXISTS (SELECT 1 FROM meeting_attendance n WHERE n.meeting_id = m.id AND n.subject_id = q.id) AS attended, {TOLD} \
         FROM meeting m JOIN person q ON q.id IN (SELECT z.subject_id FROM meeting_answer z WHERE z.meeting_id = m.id \
           AND z.seat_id IS NULL) {} WHERE m.id = $1 ORDER BY q.sort_key, q.id LIMIT 500",
        told("q.id")
    );
    found.extend(rows::<Place>(db, &others, [meeting.id.0.into()]).await?);
    Ok(found)
}

/// Somebody who may stand in for a seat.
#[derive(Clone, Debug, FromRow)]
pub struct Deputy {
    /// Which seat.
    pub seat_id: SeatId,
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
}

/// The places the actor answers for: their seats, or they themself where they have none; with the deputies of each.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_actor(
    db: &impl Db,
    actor: &Actor,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<(Vec<Place>, Vec<Deputy>)> {
    let Some(person) = actor.person() else { return Ok((Vec::new(), Vec::new())) };
    if !meeting::rights(actor, meeting).sign_up {
        return Ok((Vec::new(), Vec::new()));
    }
    let seats = answering(actor, meeting);
    let mut own: Vec<_> = places(db, meeting, today).await?;
    own.retain(|place| match place.seat_id {
        Some(seat) => seats.contains(&seat),
        None => place.subject_id == person.0 && seats.is_empty(),
    });
    if own.is_empty() && !seated(actor, meeting) {
        own.push(Place {
            subject_id: person.0,
            seat_id: None,
            organisation_id: None,
            organisation: None,
            seat_kind: None,
            title: None,
            person_id: Some(person),
            person_name: None,
            attended: false,
            told: None,
        });
    }
    let sql = format!(
        "SELECT h.seat_id, h.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS name FROM seat_holding h \
         JOIN person p ON p.id = h.person_id WHERE h.seat_id IN {} AND h.role = 'deputy' AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) ORDER BY p.sort_key, p.id",
        Ids::sql(db, "$1")
    );
    let deputies = rows(db, &sql, [Ids::value(seats.iter().map(|seat| seat.0)), today.into()]).await?;
    Ok((own, deputies))
}

/// The seats the actor answers for: held, or stood in for.
pub(super) fn answering(actor: &Actor, meeting: &Meeting) -> Vec<SeatId> {
    seats(actor, meeting).filter(|(_, part)| *part != Part::Deputy).map(|(seat, _)| seat).collect()
}

/// Whether the actor has any part in a seat: then the seat answers, not they themself.
pub(super) fn seated(actor: &Actor, meeting: &Meeting) -> bool {
    seats(actor, meeting).next().is_some()
}

fn seats<'a>(actor: &'a Actor, meeting: &'a Meeting) -> impl Iterator<Item = (SeatId, Part)> + 'a {
    let standings = actor.access().map(|access| access.standings.as_slice()).unwrap_or_default();
    let of_seats = standings.iter().filter(|s| {
        s.network == Some(meeting.network_id)
            && matches!(s.kind, StandingKind::Member | StandingKind::Resting | StandingKind::Observer)
    });
    of_seats.filter_map(|s| Some((s.seat?, s.part)))
}
