//! Everybody's standings on a day: through seats, assignments and guest passes, and what hosting adds.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{FromQueryResult, Value};

use super::by_room;
use crate::Result;
use crate::access::{Part, ParticipationState, SeatKind, Standing, StandingKind};
use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId, SeatId};
use crate::networks::seat::HoldingRole;
use crate::people::assignment::AssignmentRole;
use crate::store::{Db, Ids, rows};

/// An instant that nothing has ended after.
pub(super) const FAR: DateTime<Utc> = match DateTime::from_timestamp(253_402_214_400, 0) {
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
}

impl Of {
    /// The condition, with its id in `$1`.
    pub(super) fn sql(self, person: &str, network: &str) -> String {
        match self {
            Self::Person(_) => format!("{person} = $1"),
            Self::Network(_) => format!("{network} = $1"),
        }
    }

    pub(super) fn value(self) -> Value {
        match self {
            Self::Person(id) => id.0.into(),
            Self::Network(id) => id.0.into(),
        }
    }
}

/// What each person's standings are.
pub(in crate::access) type Standings = HashMap<PersonId, Vec<Standing>>;

/// The standings on `day`, in the order the table expects. Guest passes that were ended after `since` count.
pub(in crate::access) async fn stand(
    db: &impl Db,
    of: Of,
    day: NaiveDate,
    since: DateTime<Utc>,
    known: &mut Standings,
) -> Result<()> {
    seats(db, of, day, known).await?;
    assignments(db, of, day, known).await?;
    by_room::guest_passes(db, of, day, since, known).await?;
    hostings(db, day, known).await?;
    by_room::groups(db, of, day, known).await
}

#[derive(FromQueryResult)]
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
async fn seats(db: &impl Db, of: Of, day: NaiveDate, known: &mut Standings) -> Result<()> {
    let sql = format!(
        "SELECT h.person_id, h.seat_id, s.network_id, s.organisation_id, s.kind, s.title, h.role, h.from_day, h.to_day, \
               p.state, p.to_day AS until, s.to_day AS seat_to, \
               EXISTS (SELECT 1 FROM substitution b JOIN network_setting n ON n.network_id = s.network_id \
                 AND n.until IS NULL WHERE b.seat_id = h.seat_id AND b.person_id = h.person_id \
                 AND b.from_day <= $2 AND b.to_day >= $2 \
                 AND b.ended_at IS NULL \
                 AND (b.confirmed_at IS NOT NULL OR n.deputies = 'free')) AS stands_in \
               FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
               JOIN participation p ON p.network_id = s.network_id AND p.organisation_id = s.organisation_id \
               AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
               WHERE {} AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) \
               AND (s.to_day IS NULL OR s.to_day >= $2) ORDER BY p.from_day, s.network_id, h.role DESC",
        of.sql("h.person_id", "s.network_id")
    );
    for row in rows::<SeatRow>(db, &sql, [of.value(), day.into()]).await? {
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

pub(super) fn earliest(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

async fn assignments(db: &impl Db, of: Of, day: NaiveDate, known: &mut Standings) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: PersonId,
        network_id: Option<NetworkId>,
        role: AssignmentRole,
        from_day: NaiveDate,
        to_day: Option<NaiveDate>,
    }
    let sql = format!(
        "SELECT person_id, network_id, role, from_day, to_day FROM assignment WHERE {} AND from_day <= $2 \
         AND (to_day IS NULL OR to_day >= $2) ORDER BY from_day",
        of.sql("person_id", "network_id")
    );
    for row in rows::<Row>(db, &sql, [of.value(), day.into()]).await? {
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

/// The seats of the previous, current and next host take part in planning: previous, current and next are told from the
/// order of the network's meetings. Where a troika coordinates, the official seats of those around the current meeting,
/// the first that is not closed, are coordinators: their holders, and deputies while standing in for them.
async fn hostings(db: &impl Db, day: NaiveDate, known: &mut Standings) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        meeting_id: MeetingId,
        network_id: NetworkId,
        organisation_id: OrganisationId,
        archived: bool,
        troika: bool,
    }
    let seats = known.values().flatten().filter(|s| s.seat.is_some());
    let networks: HashSet<NetworkId> = seats.filter_map(|s| s.network).collect();
    if networks.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT h.meeting_id, m.network_id, h.organisation_id, m.state = 'archived' AS archived, \
         n.coordination = 'troika' AS troika FROM hosting h JOIN meeting m ON m.id = h.meeting_id \
         JOIN network_setting n ON n.network_id = m.network_id AND n.until IS NULL WHERE m.kind = 'meeting' AND m.network_id IN {} \
         AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) \
         ORDER BY m.network_id, m.year, coalesce(m.month, 13), m.id",
        Ids::sql(db, "$1")
    );
    let all: Vec<Row> = rows(db, &sql, [Ids::value(networks.iter().map(|n| n.0)), day.into()]).await?;
    for network in networks {
        let troika = all.iter().any(|r| r.network_id == network && r.troika);
        let mut order: Vec<(MeetingId, bool, Vec<OrganisationId>)> = Vec::new();
        for row in all.iter().filter(|r| r.network_id == network) {
            match order.last_mut() {
                Some((meeting, _, hosts)) if *meeting == row.meeting_id => hosts.push(row.organisation_id),
                _ => order.push((row.meeting_id, row.archived, vec![row.organisation_id])),
            }
        }
        let current = order.iter().position(|(_, archived, _)| !archived);
        for (index, (meeting, archived, _)) in order.iter().enumerate() {
            if *archived {
                continue;
            }
            let around = &order[index.saturating_sub(1)..order.len().min(index + 2)];
            let coordinates = troika && current == Some(index);
            for standings in known.values_mut() {
                let hosts = |seat: &&Standing| {
                    seat.seat.is_some()
                        && seat.network == Some(network)
                        && seat.kind != StandingKind::Host
                        && around.iter().any(|(_, _, hosts)| seat.organisation.is_some_and(|o| hosts.contains(&o)))
                };
                let seats: Vec<Standing> = standings.iter().filter(hosts).cloned().collect();
                for seat in seats {
                    if coordinates && seat.seat_kind == Some(SeatKind::Official) && seat.part != Part::Deputy {
                        let kind = StandingKind::Coordinator;
                        standings.push(Standing { to: seat.to, ..Standing::new(kind, seat.network, seat.from) });
                    }
                    standings.push(Standing { kind: StandingKind::Host, meeting: Some(*meeting), ..seat });
                }
            }
        }
    }
    Ok(())
}
