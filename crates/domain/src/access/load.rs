//! Loading what the table needs: one person's standings on a day, and the rooms those could reach.

mod by_room;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{
    Audience, Deputies, Part, ParticipationState, PersonAccess, RoomFacts, RoomKind, SeatKind, Settings, Standing,
    StandingKind, room_rights,
};
use crate::Result;
use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId, RoomId, SeatId};
use crate::installation;
use crate::networks::seat::HoldingRole;
use crate::people::assignment::AssignmentRole;
use crate::people::person::Language;
use crate::store::{Db, Ids, row, rows};

/// What the person may do on `day`; none is nobody in particular.
pub(crate) async fn person_access(db: &impl Db, person: Option<PersonId>, day: NaiveDate) -> Result<PersonAccess> {
    let version = installation::access_version(db).await?;
    let mut standings = Vec::new();
    let account = match person {
        Some(person) => account(db, person).await?,
        None => None,
    };
    let language = account.as_ref().map(|account| account.language);
    if let Some(person) = person
        && account.is_some_and(|account| account.suspended_at.is_none())
    {
        seats(db, person, day, &mut standings).await?;
        assignments(db, person, day, &mut standings).await?;
        by_room::guest_passes(db, person, day, &mut standings).await?;
        hostings(db, day, &mut standings).await?;
        by_room::groups(db, person, day, &mut standings).await?;
    }
    let networks: HashSet<NetworkId> = standings.iter().filter_map(|s| s.network).collect();
    let settings = settings(db).await?;
    let mut rooms = HashMap::new();
    for facts in reachable_rooms(db, person, &networks, &standings, day).await? {
        let settings = facts.network.and_then(|n| settings.get(&n).copied()).unwrap_or_default();
        let rights = room_rights(&standings, &facts, settings);
        if rights.read {
            rooms.insert(facts.id, (facts, rights));
        }
    }
    Ok(PersonAccess { person, version, day, standings, language, rooms, settings })
}

#[derive(FromQueryResult)]
struct AccountRow {
    language: Language,
    suspended_at: Option<DateTime<Utc>>,
}

async fn account(db: &impl Db, person: PersonId) -> Result<Option<AccountRow>> {
    row(db, "SELECT language, suspended_at FROM person WHERE id = $1", [person.0.into()]).await
}

#[derive(FromQueryResult)]
struct SeatRow {
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
async fn seats(db: &impl Db, person: PersonId, day: NaiveDate, standings: &mut Vec<Standing>) -> Result<()> {
    let sql = "SELECT h.seat_id, s.network_id, s.organisation_id, s.kind, s.title, h.role, h.from_day, h.to_day, \
               p.state, p.to_day AS until, s.to_day AS seat_to, \
               EXISTS (SELECT 1 FROM substitution b JOIN network_setting n ON n.network_id = s.network_id \
                 AND n.until IS NULL WHERE b.seat_id = h.seat_id AND b.person_id = h.person_id \
                 AND b.from_day <= $2 AND b.to_day >= $2 \
                 AND b.ended_at IS NULL \
                 AND (b.confirmed_at IS NOT NULL OR n.deputies = 'free')) AS stands_in \
               FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
               JOIN participation p ON p.network_id = s.network_id AND p.organisation_id = s.organisation_id \
               AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
               WHERE h.person_id = $1 AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) \
               AND (s.to_day IS NULL OR s.to_day >= $2) ORDER BY p.from_day, s.network_id, h.role DESC";
    for row in rows::<SeatRow>(db, sql, [person.0.into(), day.into()]).await? {
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
        standings.push(Standing {
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

fn earliest(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

async fn assignments(db: &impl Db, person: PersonId, day: NaiveDate, standings: &mut Vec<Standing>) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        network_id: Option<NetworkId>,
        role: AssignmentRole,
        from_day: NaiveDate,
        to_day: Option<NaiveDate>,
    }
    let sql = "SELECT network_id, role, from_day, to_day FROM assignment WHERE person_id = $1 AND from_day <= $2 \
               AND (to_day IS NULL OR to_day >= $2) ORDER BY from_day";
    for row in rows::<Row>(db, sql, [person.0.into(), day.into()]).await? {
        let kind = match row.role {
            AssignmentRole::Coordinator => StandingKind::Coordinator,
            // membership of a working group falls with the seat
            AssignmentRole::WorkingGroup if !standings.iter().any(|s| s.network == row.network_id) => {
                continue;
            }
            AssignmentRole::WorkingGroup => StandingKind::WorkingGroup,
            AssignmentRole::Administrator => StandingKind::Administrator,
        };
        standings.push(Standing { to: row.to_day, ..Standing::new(kind, row.network_id, row.from_day) });
    }
    Ok(())
}

/// The seats of the previous, current and next host take part in planning: previous, current and next are told from the
/// order of the network's meetings. Where a troika coordinates, the official seats of those around the current meeting,
/// the first that is not closed, are coordinators: their holders, and deputies while standing in for them.
async fn hostings(db: &impl Db, day: NaiveDate, standings: &mut Vec<Standing>) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        meeting_id: MeetingId,
        network_id: NetworkId,
        organisation_id: OrganisationId,
        archived: bool,
        troika: bool,
    }
    let seats: Vec<Standing> = standings.iter().filter(|s| s.seat.is_some()).cloned().collect();
    let networks: HashSet<NetworkId> = seats.iter().filter_map(|s| s.network).collect();
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
            for seat in seats.iter().filter(|s| s.network == Some(network)) {
                let hosts = around.iter().any(|(_, _, hosts)| seat.organisation.is_some_and(|o| hosts.contains(&o)));
                if hosts {
                    standings.push(Standing { kind: StandingKind::Host, meeting: Some(*meeting), ..seat.clone() });
                }
                if hosts && coordinates && seat.seat_kind == Some(SeatKind::Official) && seat.part != Part::Deputy {
                    let kind = StandingKind::Coordinator;
                    standings.push(Standing { to: seat.to, ..Standing::new(kind, seat.network, seat.from) });
                }
            }
        }
    }
    Ok(())
}

async fn settings(db: &impl Db) -> Result<HashMap<NetworkId, Settings>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: NetworkId,
        observers_write: bool,
        observers_upload: bool,
        deputies: Deputies,
        closed: bool,
    }
    let sql = "SELECT n.id, s.observers_write, s.observers_upload, s.deputies, n.closed_at IS NOT NULL AS closed \
               FROM network n JOIN network_setting s ON s.network_id = n.id AND s.until IS NULL";
    let found: Vec<Row> = rows(db, sql, []).await?;
    Ok(found
        .into_iter()
        .map(|r| {
            let Row { id, observers_write, observers_upload, deputies, closed } = r;
            (id, Settings { observers_write, observers_upload, deputies, closed })
        })
        .collect())
}

#[derive(FromQueryResult)]
struct RoomRow {
    id: RoomId,
    network_id: Option<NetworkId>,
    kind: RoomKind,
    meeting_id: Option<MeetingId>,
    archived: bool,
    ends_on: Option<NaiveDate>,
    audience: Audience,
    organisations: Option<serde_json::Value>,
}

/// The rooms of one's networks, one's guest rooms, one's direct conversations, and what is public.
async fn reachable_rooms(
    db: &impl Db,
    person: Option<PersonId>,
    networks: &HashSet<NetworkId>,
    standings: &[Standing],
    day: NaiveDate,
) -> Result<Vec<RoomFacts>> {
    let guest_rooms = standings.iter().filter_map(|s| s.room.map(|r| r.0));
    // old direct conversations stay readable while one has any standing that is not a guest's
    let direct = standings.iter().any(|s| !matches!(s.kind, StandingKind::Guest | StandingKind::Administrator));
    let sql = format!(
        "SELECT r.id, r.network_id, r.kind, r.meeting_id, r.archived_at IS NOT NULL AS archived, r.ends_on, \
         coalesce(a.audience, 'direct') AS audience, a.organisations \
         FROM room r LEFT JOIN room_audience a ON a.room_id = r.id AND a.until IS NULL \
         WHERE r.network_id IN {} OR a.audience = 'public' OR r.id IN {} \
         OR ($4 AND r.id IN (SELECT room_id FROM direct_participant WHERE person_id = $3))",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2"),
    );
    let values = [
        Ids::value(networks.iter().map(|n| n.0)),
        Ids::value(guest_rooms),
        person.map_or(Uuid::nil(), |p| p.0).into(),
        direct.into(),
    ];
    let found: Vec<RoomRow> = rows(db, &sql, values).await?;
    found.into_iter().map(|row| facts(row, day)).collect()
}

/// What access depends on in one room, whoever asks: for the installation itself.
pub(crate) async fn room_facts(db: &impl Db, id: RoomId, day: NaiveDate) -> Result<Option<RoomFacts>> {
    let sql = "SELECT r.id, r.network_id, r.kind, r.meeting_id, r.archived_at IS NOT NULL AS archived, r.ends_on, \
               coalesce(a.audience, 'direct') AS audience, a.organisations FROM room r \
               LEFT JOIN room_audience a ON a.room_id = r.id AND a.until IS NULL WHERE r.id = $1";
    row::<RoomRow>(db, sql, [id.0.into()]).await?.map(|row| facts(row, day)).transpose()
}

fn facts(row: RoomRow, day: NaiveDate) -> Result<RoomFacts> {
    let organisations = row.organisations.map(serde_json::from_value::<Vec<OrganisationId>>).transpose()?;
    Ok(RoomFacts {
        id: row.id,
        network: row.network_id,
        kind: row.kind,
        audience: row.audience,
        organisations: organisations.unwrap_or_default(),
        meeting: row.meeting_id,
        archived: row.archived || row.ends_on.is_some_and(|last| last < day),
    })
}
