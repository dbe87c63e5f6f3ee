//! Deputies that stand in for their seats at a meeting: on its days, wherever those go.

use chrono::{DateTime, NaiveDate, Utc};

use crate::Result;
use crate::access::NetworkRight;
use crate::event::Event;
use crate::ids::{MeetingId, PersonId, SeatId, SubstitutionId};
use crate::meetings::meeting::Meeting;
use crate::networks::seat;
use crate::networks::seat::told::{Step, tell};
use crate::rooms::room;
use crate::store::{FromRow, Tx, execute, rows};

/// The deputy stands in on the meeting's days, and who was to do so before does no more. One who is to already goes on as they
/// were: what has been confirmed stays so.
pub(super) async fn stands_in(tx: &Tx, meeting: &Meeting, seat: SeatId, deputy: Option<PersonId>) -> Result<()> {
    #[derive(FromRow)]
    struct Now {
        id: SubstitutionId,
        person_id: PersonId,
    }
    let sql = "SELECT id, person_id FROM substitution WHERE seat_id = $1 AND meeting_id = $2 AND ended_at IS NULL";
    let now: Vec<Now> = rows(tx, sql, [seat.0.into(), meeting.id.0.into()]).await?;
    if now.iter().any(|one| Some(one.person_id) == deputy) {
        return Ok(());
    }
    let ended = now;
    for before in &ended {
        let sql = "UPDATE substitution SET ended_at = $2 WHERE id = $1";
        execute(tx, sql, [before.id.0.into(), tx.now().into()]).await?;
        room::narrowed(tx, meeting.network_id, Some(before.person_id)).await?;
        tell(tx, meeting.network_id, before.id, [before.person_id], Step::Ended).await?;
    }
    if let (Some(deputy), Some(first)) = (deputy, meeting.starts_on) {
        let may_confirm = tx.actor().may(meeting.network_id, NetworkRight::WriteDirectory);
        let confirmed = may_confirm || seat::deputies_are_free(tx, meeting.network_id).await?;
        let days = (first, meeting.ends_on.unwrap_or(first));
        let one = StandIn {
            seat_id: seat,
            person_id: deputy,
            confirmed_at: confirmed.then(|| tx.now()),
            started_by: tx.actor().person(),
        };
        let id = begin(tx, meeting.id, &one, days).await?;
        tell(tx, meeting.network_id, id, [deputy], Step::Begun).await?;
    }
    if deputy.is_some() || !ended.is_empty() {
        tx.access_changed().await?;
        tx.record(meeting.network_id, Event::SeatChanged { seat });
    }
    Ok(())
}

#[derive(FromRow)]
struct StandIn {
    seat_id: SeatId,
    person_id: PersonId,
    confirmed_at: Option<DateTime<Utc>>,
    started_by: Option<PersonId>,
}

/// A coordinator confirms that the deputy stands in: told to them, and to who asked for it.
pub(super) async fn confirmed(tx: &Tx, meeting: &Meeting, seat: SeatId) -> Result<()> {
    #[derive(FromRow)]
    struct Confirmed {
        id: SubstitutionId,
        person_id: PersonId,
        started_by: Option<PersonId>,
    }
    let sql = "UPDATE substitution SET confirmed_at = $3 WHERE seat_id = $1 AND meeting_id = $2 AND ended_at IS NULL \
               RETURNING id, person_id, started_by";
    let all: Vec<Confirmed> = rows(tx, sql, [seat.0.into(), meeting.id.0.into(), tx.now().into()]).await?;
    for one in all {
        let people = std::iter::once(one.person_id).chain(one.started_by);
        tell(tx, meeting.network_id, one.id, people, Step::Confirmed).await?;
    }
    Ok(())
}

/// Nobody stands in for a seat at a meeting that is cancelled: what they could do through it ends at once.
pub(crate) async fn stand_ins_end(tx: &Tx, meeting: &Meeting) -> Result<()> {
    end_all(tx, meeting).await?;
    tx.access_changed().await
}

/// The meeting is on other days: who is to stand in does so on those, confirmed as it was; while nobody knows the days, on
/// none.
pub(crate) async fn stand_ins_follow(tx: &Tx, meeting: &Meeting, days: Option<(NaiveDate, NaiveDate)>) -> Result<()> {
    for one in end_all(tx, meeting).await? {
        if let Some(days) = days {
            begin(tx, meeting.id, &one, days).await?;
        }
    }
    tx.access_changed().await
}

/// Ends every standing in at the meeting, and gives which those were.
async fn end_all(tx: &Tx, meeting: &Meeting) -> Result<Vec<StandIn>> {
    let sql = "UPDATE substitution SET ended_at = $2 WHERE meeting_id = $1 AND ended_at IS NULL \
               RETURNING seat_id, person_id, confirmed_at, started_by";
    let ended: Vec<StandIn> = rows(tx, sql, [meeting.id.0.into(), tx.now().into()]).await?;
    for one in &ended {
        room::narrowed(tx, meeting.network_id, Some(one.person_id)).await?;
        tx.record(meeting.network_id, Event::SeatChanged { seat: one.seat_id });
    }
    Ok(ended)
}

/// The meeting is held after all: who was to stand in when it was cancelled does so on its days as they are now, confirmed
/// as it was.
pub(crate) async fn stand_ins_go_on(tx: &Tx, meeting: &Meeting) -> Result<()> {
    let (Some(cancelled), Some(first)) = (meeting.cancelled_at, meeting.starts_on) else { return Ok(()) };
    let sql = "SELECT seat_id, person_id, confirmed_at, started_by FROM substitution \
               WHERE meeting_id = $1 AND ended_at = $2";
    let ended: Vec<StandIn> = rows(tx, sql, [meeting.id.0.into(), cancelled.into()]).await?;
    for one in ended {
        let days = (first, meeting.ends_on.unwrap_or(first));
        begin(tx, meeting.id, &one, days).await?;
        tx.record(meeting.network_id, Event::SeatChanged { seat: one.seat_id });
    }
    tx.access_changed().await
}

/// A deputy stands in for a seat at a meeting, from a day to a day.
async fn begin(
    tx: &Tx,
    meeting: MeetingId,
    one: &StandIn,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<SubstitutionId> {
    let sql = "INSERT INTO substitution (id, seat_id, person_id, from_day, to_day, confirmed_at, created_at, \
               meeting_id, started_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let id = SubstitutionId::at(tx.now());
    let values = [
        id.0.into(),
        one.seat_id.0.into(),
        one.person_id.0.into(),
        first.into(),
        last.into(),
        one.confirmed_at.into(),
        tx.now().into(),
        meeting.0.into(),
        one.started_by.map(|person| person.0).into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}
