//! Who is reminded of a meeting, and who is told what becomes of it: those whom it concerns and nobody else.

use chrono::{NaiveDate, TimeDelta};

use super::answer::{self, Coming, Place};
use super::meeting::{self, Meeting, MeetingState, PlannedMeeting};
use crate::actor::Actor;
use crate::error::if_seen;
use crate::event::Event;
use crate::ids::{MeetingId, NetworkId, PersonId};
use crate::store::{Db, Tx, execute_affecting};
use crate::{Error, Result};

/// The least time between two reminders of one meeting.
pub const BETWEEN_REMINDERS: TimeDelta = TimeDelta::hours(24);

/// Reminds the seats that have not answered. Gives how many those are.
///
/// # Errors
/// [`Error::Conflict`] when nobody is invited, everybody has answered, or the last reminder is less than a day old.
pub async fn remind(tx: &Tx, planned: &PlannedMeeting) -> Result<usize> {
    let meeting = planned.row();
    meeting::is_on(meeting)?;
    if meeting.state != MeetingState::Invited {
        return Err(Error::Conflict("not_open_for_answers"));
    }
    let silent = silent(answer::places(tx, meeting, tx.today()).await?).count();
    if silent == 0 {
        return Err(Error::Conflict("everybody_answered"));
    }
    let sql = "UPDATE meeting SET reminded_at = $2 WHERE id = $1 AND (reminded_at IS NULL OR reminded_at <= $3)";
    let values = [meeting.id.0.into(), tx.now().into(), (tx.now() - BETWEEN_REMINDERS).into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("reminded_recently"));
    }
    tx.record(meeting.room_id, Event::MeetingReminded { meeting: meeting.id });
    Ok(silent)
}

/// The places of people that have not answered.
fn silent(places: Vec<Place>) -> impl Iterator<Item = Place> {
    places.into_iter().filter(|place| place.told.is_none() && place.seat_id.is_some() && place.person_id.is_some())
}

/// Whom a reminder is for as it stands now, with the meeting's network: nobody once it is not asked any more. Whether they
/// may read of the meeting is asked when they are told.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn reminded(
    db: &impl Db,
    actor: &Actor,
    id: MeetingId,
    today: NaiveDate,
) -> Result<Option<(NetworkId, Vec<PersonId>)>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let meeting = match meeting::readable(db, actor, id).await {
        Ok(meeting) if meeting.state == MeetingState::Invited && meeting.cancelled_at.is_none() => meeting,
        Ok(_) | Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let people = silent(answer::places(db, &meeting, today).await?).filter_map(|place| place.person_id).collect();
    Ok(Some((meeting.network_id, each_once(people))))
}

fn each_once(mut people: Vec<PersonId>) -> Vec<PersonId> {
    people.sort_unstable();
    people.dedup();
    people
}

/// Who comes to a meeting, as it stands now: whoever said so, and the deputies that stand in.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn coming(db: &impl Db, actor: &Actor, id: MeetingId, today: NaiveDate) -> Result<Vec<PersonId>> {
    let Some(meeting) = found(db, actor, id).await? else { return Ok(Vec::new()) };
    let comes = |place: Place| {
        let told = place.told?;
        match told.answer {
            Coming::Yes => place.person_id,
            Coming::Deputy => told.stand_in_id,
            Coming::No => None,
        }
    };
    Ok(each_once(answer::places(db, &meeting, today).await?.into_iter().filter_map(comes).collect()))
}

/// Whom it concerns that a meeting is cancelled, or held after all, with its network: those who are invited and have not
/// said that they stay away. Nobody while nobody is invited.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn concerned(
    db: &impl Db,
    actor: &Actor,
    id: MeetingId,
    today: NaiveDate,
) -> Result<Option<(NetworkId, Vec<PersonId>)>> {
    let Some(meeting) = found(db, actor, id).await? else { return Ok(None) };
    if !matches!(meeting.state, MeetingState::Invited | MeetingState::Ongoing) {
        return Ok(None);
    }
    let mut people = Vec::new();
    for place in answer::places(db, &meeting, today).await? {
        let answer = place.told.as_ref().map(|told| told.answer);
        if answer != Some(Coming::No) {
            people.extend(place.person_id);
        }
        people.extend(place.told.and_then(|told| told.stand_in_id));
    }
    Ok(Some((meeting.network_id, each_once(people))))
}

/// The meeting, for the installation; none where there is none any more.
async fn found(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<Option<Meeting>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    if_seen(meeting::readable(db, actor, id).await)
}

/// What somebody has said of a meeting, for all their places together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// They, or whoever stands in for them, come to some of them.
    Comes,
    /// To none.
    StaysAway,
    /// Nothing yet, of some place.
    Nothing,
}

/// What the actor has said of a meeting they read.
///
/// # Errors
/// When the database can't be reached.
pub async fn said(db: &impl Db, actor: &Actor, meeting: &Meeting, today: NaiveDate) -> Result<Said> {
    let (places, _) = answer::of_actor(db, actor, meeting, today).await?;
    let answers: Vec<_> = places.iter().map(|place| place.told.as_ref().map(|told| told.answer)).collect();
    Ok(if answers.contains(&Some(Coming::Yes)) {
        Said::Comes
    } else if answers.is_empty() || answers.contains(&None) {
        Said::Nothing
    } else {
        // where a deputy goes, it is the deputy who is told
        Said::StaysAway
    })
}
