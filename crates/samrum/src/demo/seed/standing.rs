//! Under what standing somebody spoke on a day gone by, by the same order of preference as
//! `domain::access::PersonAccess::speaking`: the seat that may write there, then any role that may, then any seat.

use std::sync::Arc;

use domain::access::StandingKind;
use domain::ids::OrganisationId;
use uuid::Uuid;

use super::ground::{Built, Ground, unknown};
use crate::demo::model::{AssignmentRole, Audience, MeetingKind, Network, ParticipationState, Seat, SeatState};

/// The organisation spoken for, the seat, and the kind of standing: what the domain keeps of an author.
pub(super) type Standing = (Option<OrganisationId>, Option<Uuid>, StandingKind);

/// The standing under which `person` spoke in that room so many days ago.
pub(super) fn in_room(
    ground: &Ground,
    built: &Built,
    room: &str,
    person: &str,
    days_ago: u32,
) -> domain::Result<Standing> {
    let network = built.network(ground)?;
    let row = network.rooms.iter().find(|row| row.key == room).ok_or_else(|| unknown(room))?;
    let seats = seats(network, person, days_ago);
    let hosts = if row.audience == Audience::Planning { hosts(network, row.meeting.as_deref()) } else { Vec::new() };
    let writing = seats.iter().find_map(|(seat, state)| {
        let kind = match (row.audience, state) {
            (Audience::WorkingGroup | Audience::Coordination, _) => return None,
            (Audience::Planning, _) if hosts.contains(&seat.organisation.as_str()) => StandingKind::Host,
            (Audience::Planning, _) => return None,
            (Audience::Members, state) if *state != ParticipationState::Member => return None,
            (_, state) => kind(*state)?,
        };
        Some((*seat, kind))
    });
    if let Some((seat, kind)) = writing {
        return through(ground, built, seat, kind);
    }
    if let Some(kind) = role(network, person, room, row.audience, days_ago) {
        return Ok((None, None, kind));
    }
    match seats.iter().find_map(|(seat, state)| Some((*seat, kind(*state)?))) {
        Some((seat, kind)) => through(ground, built, seat, kind),
        None => Err(unknown(&format!("standing of {person} in {room}, {days_ago} days ago"))),
    }
}

/// The standing under which `person` speaks directly: their first seat in any network, else what they run.
pub(super) fn directly(ground: &Ground, all: &[Arc<Built>], person: &str, days_ago: u32) -> domain::Result<Standing> {
    let mut runs = None;
    for built in all {
        let network = built.network(ground)?;
        for (seat, state) in seats(network, person, days_ago) {
            if let Some(kind) = kind(state) {
                return through(ground, built, seat, kind);
            }
        }
        runs = runs.or_else(|| role(network, person, "", Audience::Coordination, days_ago));
    }
    runs.map(|kind| (None, None, kind)).ok_or_else(|| unknown(&format!("standing of {person}")))
}

fn through(ground: &Ground, built: &Built, seat: &Seat, kind: StandingKind) -> domain::Result<Standing> {
    Ok((Some(ground.organisation(&seat.organisation)?), Some(built.seat(&seat.key)?.0), kind))
}

fn during(from: u32, to: Option<u32>, days_ago: u32) -> bool {
    days_ago <= from && to.is_none_or(|to| days_ago >= to)
}

/// The seats that `person` had on the day, each with how its organisation took part then.
fn seats<'a>(network: &'a Network, person: &str, days_ago: u32) -> Vec<(&'a Seat, ParticipationState)> {
    let theirs = |seat: &&Seat| seat.holder.as_deref() == Some(person) || seat.deputy.as_deref() == Some(person);
    let held = network.seats.iter().filter(theirs).filter(|seat| seat.state != SeatState::Vacant);
    held.filter(|seat| during(seat.from_days_ago, seat.to_days_ago, days_ago))
        .filter_map(|seat| {
            let mut rows = network.participations.iter().filter(|row| row.organisation == seat.organisation);
            let row = rows.rfind(|row| during(row.from_days_ago, row.to_days_ago, days_ago))?;
            Some((seat, row.state))
        })
        .collect()
}

fn kind(state: ParticipationState) -> Option<StandingKind> {
    match state {
        ParticipationState::Observer => Some(StandingKind::Observer),
        ParticipationState::Member => Some(StandingKind::Member),
        ParticipationState::Resting => Some(StandingKind::Resting),
        ParticipationState::Queued | ParticipationState::Ended => None,
    }
}

/// A role beside the seats that may write in a room for that audience.
fn role(network: &Network, person: &str, room: &str, audience: Audience, days_ago: u32) -> Option<StandingKind> {
    let assigned = network.assignments.iter().filter(|row| row.person == person);
    let assigned = assigned.filter(|row| during(row.from_days_ago, row.to_days_ago, days_ago));
    let guest = || {
        let passes = network.guests.iter().filter(|row| row.person == person && row.room == room && row.write);
        passes.filter(|row| during(row.from_days_ago, None, days_ago)).map(|_| StandingKind::Guest).next()
    };
    assigned
        .filter_map(|row| match row.role {
            AssignmentRole::Coordinator => Some(StandingKind::Coordinator),
            AssignmentRole::WorkingGroup if matches!(audience, Audience::Members | Audience::Coordination) => None,
            AssignmentRole::WorkingGroup => Some(StandingKind::WorkingGroup),
        })
        .next()
        .or_else(guest)
}

/// The hosts of a meeting and of those before and after it, who plan it together.
fn hosts<'a>(network: &'a Network, meeting: Option<&str>) -> Vec<&'a str> {
    let turns: Vec<_> = network.meetings.iter().filter(|row| row.kind == MeetingKind::Meeting).collect();
    let Some(place) = turns.iter().position(|row| Some(row.key.as_str()) == meeting) else { return Vec::new() };
    let around = turns.iter().skip(place.saturating_sub(1)).take(if place == 0 { 2 } else { 3 });
    around.map(|row| row.host.as_str()).collect()
}
