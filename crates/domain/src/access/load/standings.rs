//! Everybody's standings on a day: through seats, assignments and guest passes, and what hosting adds.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;

use super::{by_room, hosting};
use crate::Result;
use crate::access::{Part, ParticipationState, SeatKind, Standing, StandingKind};
use crate::clock::start_of;
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatId};
use crate::networks::seat::HoldingRole;
use crate::people::assignment::{self, AssignmentRole};
use crate::store::{Db, FromRow, rows};

/// An instant that nothing has ended after.
pub(in crate::access) const FAR: DateTime<Utc> = match DateTime::from_timestamp(253_402_214_400, 0) {
    Some(instant) => instant,
    None => DateTime::<Utc>::MAX_UTC,
};

/// Whose standings are loaded.
#[derive(Clone, Copy)]
pub(in crate::access) enum Of {
    /// One person's, everywhere.
    Person(PersonId),
    /// Everybody's in one network.
    Network(NetworkId),
    /// Those of everybody who is named in a direct conversation with a person, everywhere.
    NamedWith(PersonId),
}

impl Of {
    /// The condition, with its id in `$1`.
    pub(super) fn sql(self, person: &str, network: &str) -> String {
        match self {
            Self::Person(_) => format!("{person} = $1"),
            Self::Network(_) => format!("{network} = $1"),
            Self::NamedWith(_) => format!(
                "{person} IN (SELECT d.person_id FROM direct_participant d JOIN direct_participant own \
                 ON own.room_id = d.room_id WHERE own.person_id = $1)"
            ),
        }
    }

    pub(super) fn value(self) -> Value {
        match self {
            Self::Person(id) | Self::NamedWith(id) => id.0.into(),
            Self::Network(id) => id.0.into(),
        }
    }
}

/// What each person's standings are.
pub(in crate::access) type Standings = HashMap<PersonId, Vec<Standing>>;

/// The standings on `day`, in the order the table expects. What was ended, or set otherwise, after `since` counts as it was
/// then: seats, participations, assignments and guest passes ended at once, deputies standing in, settings, and how far
/// meetings had come.
pub(in crate::access) async fn stand(
    db: &impl Db,
    of: Of,
    day: NaiveDate,
    since: DateTime<Utc>,
    known: &mut Standings,
) -> Result<()> {
    in_networks(db, of, day, since, known).await?;
    by_room::guest_passes(db, of, day, since, known).await?;
    hosting::hostings(db, (day, since), known).await?;
    by_room::groups(db, of, (day, since), known).await
}

/// Those of them that reach a whole network: by seats and assignments.
pub(super) async fn in_networks(
    db: &impl Db,
    of: Of,
    day: NaiveDate,
    since: DateTime<Utc>,
    known: &mut Standings,
) -> Result<()> {
    seats(db, of, (day, since), known).await?;
    assignments(db, of, (day, since), known).await
}

#[derive(FromRow)]
struct SeatRow {
    person_id: PersonId,
    seat_id: SeatId,
    network_id: NetworkId,
    organisation_id: OrganisationId,
    kind: SeatKind,
    title: String,
    role: HoldingRole,
    from_day: NaiveDate,
    to_day: Option<NaiveDate>,
    state: ParticipationState,
    until: Option<NaiveDate>,
    seat_to: Option<NaiveDate>,
    stands_in: bool,
}

/// Through seats: what the organisation's participation is, in the part the person has.
async fn seats(db: &impl Db, of: Of, (day, since): (NaiveDate, DateTime<Utc>), known: &mut Standings) -> Result<()> {
    let sql = format!(
        "SELECT h.person_id, h.seat_id, s.network_id, s.organisation_id, s.kind, s.title, h.role, h.from_day, h.to_day, \
               p.state, p.to_day AS until, s.to_day AS seat_to, \
               EXISTS (SELECT 1 FROM substitution b JOIN network_setting n ON n.network_id = s.network_id \
                 AND (n.until IS NULL OR n.until > $3) AND n.since < $4 \
                 WHERE b.seat_id = h.seat_id AND b.person_id = h.person_id \
                 AND b.from_day <= $2 AND b.to_day >= $2 \
                 AND (b.ended_at IS NULL OR b.ended_at > $3) \
                 AND (b.confirmed_at IS NOT NULL OR n.deputies = 'free')) AS stands_in \
               FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
               JOIN participation p ON p.network_id = s.network_id AND p.organisation_id = s.organisation_id \
               AND p.from_day <= $2 AND {} WHERE {} AND h.from_day <= $2 AND {} AND {} \
               ORDER BY p.from_day, p.created_at, s.network_id, h.role DESC",
        lasted("p"),
        of.sql("h.person_id", "s.network_id"),
        lasted("h"),
        lasted("s")
    );
    let values = [of.value(), day.into(), since.into(), end_of(day).into()];
    for row in rows::<SeatRow>(db, &sql, values).await? {
        let kind = match row.state {
            ParticipationState::Observer => StandingKind::Observer,
            ParticipationState::Member => StandingKind::Member,
            ParticipationState::Resting => StandingKind::Resting,
            ParticipationState::Queued | ParticipationState::Ended => continue,
        };
        let part = match (row.role, row.stands_in) {
            (HoldingRole::Holder, _) => Part::Holder,
            (HoldingRole::Deputy, false) => Part::Deputy,
            (HoldingRole::Deputy, true) => Part::StandingIn,
        };
        known.entry(row.person_id).or_default().push(Standing {
            organisation: Some(row.organisation_id),
            seat: Some(row.seat_id),
            seat_kind: Some(row.kind),
            title: Some(row.title),
            part,
            to: earliest(earliest(row.to_day, row.until), row.seat_to),
            ..Standing::new(kind, Some(row.network_id), row.from_day)
        });
    }
    Ok(())
}

/// That what `row` says had not ended before the day in `$2`: its last day had not gone by, or it was ended at once, after
/// the instant in `$3`, having been said before the one in `$4`, the end of that day.
pub(super) fn lasted(row: &str) -> String {
    format!(
        "({row}.to_day IS NULL OR {row}.to_day >= $2 OR ({row}.ended_at > $3 AND {row}.ended_at > {row}.created_at \
         AND {row}.created_at < $4))"
    )
}

/// The instant after the last of that day.
pub(super) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day.succ_opt().unwrap_or(day))
}

pub(super) fn earliest(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

async fn assignments(
    db: &impl Db,
    of: Of,
    (day, since): (NaiveDate, DateTime<Utc>),
    known: &mut Standings,
) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        network_id: Option<NetworkId>,
        role: AssignmentRole,
        from_day: NaiveDate,
        to_day: Option<NaiveDate>,
    }
    let sql = format!(
        "SELECT a.person_id, a.network_id, a.role, a.from_day, a.to_day FROM assignment a WHERE {} AND a.from_day <= $2 \
         AND {} AND {} ORDER BY a.from_day",
        of.sql("a.person_id", "a.network_id"),
        lasted("a"),
        assignment::stood(lasted)
    );
    for row in rows::<Row>(db, &sql, [of.value(), day.into(), since.into(), end_of(day).into()]).await? {
        let standings = known.entry(row.person_id).or_default();
        let kind = match row.role {
            AssignmentRole::Coordinator => StandingKind::Coordinator,
            // membership of a working group falls with the seat
            AssignmentRole::WorkingGroup if !standings.iter().any(|s| s.network == row.network_id) => {
                continue;
            }
            AssignmentRole::WorkingGroup => StandingKind::WorkingGroup,
            AssignmentRole::Spokesperson => continue,
            AssignmentRole::Administrator => StandingKind::Administrator,
        };
        standings.push(Standing { to: row.to_day, ..Standing::new(kind, row.network_id, row.from_day) });
    }
    Ok(())
}
