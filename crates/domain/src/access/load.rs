//! Loading what the table needs: one person's standings on a day, and the rooms those could reach.

mod by_room;
mod direct;
mod hosting;
mod standings;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub(super) use self::standings::{FAR, Of, Standings, stand};
use super::{Audience, Deputies, PersonAccess, RoomFacts, RoomKind, Settings, Standing, StandingKind, room_rights};
use crate::Result;
use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::installation;
use crate::people::person::Language;
use crate::store::{Db, FromRow, Ids, row, rows};

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
        let mut known = HashMap::from([(person, Vec::new())]);
        stand(db, Of::Person(person), day, FAR, &mut known).await?;
        standings = known.remove(&person).unwrap_or_default();
    }
    let networks: HashSet<NetworkId> = standings.iter().filter_map(|s| s.network).collect();
    let settings = settings(db).await?;
    let mut rooms = HashMap::new();
    let mut reachable = reachable_rooms(db, person, &networks, &standings, day).await?;
    if let Some(person) = person {
        direct::say_who_shares(db, (person, &standings), day, &settings, &mut reachable).await?;
    }
    for facts in reachable {
        let settings = facts.network.and_then(|n| settings.get(&n).copied()).unwrap_or_default();
        let rights = room_rights(&standings, &facts, settings);
        if rights.read {
            rooms.insert(facts.id, (facts, rights));
        }
    }
    Ok(PersonAccess { person, version, day, standings, language, rooms, settings })
}

#[derive(FromRow)]
struct AccountRow {
    language: Language,
    suspended_at: Option<DateTime<Utc>>,
}

async fn account(db: &impl Db, person: PersonId) -> Result<Option<AccountRow>> {
    row(db, "SELECT language, suspended_at FROM person WHERE id = $1", [person.0.into()]).await
}

async fn settings(db: &impl Db) -> Result<HashMap<NetworkId, Settings>> {
    #[derive(FromRow)]
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

#[derive(FromRow)]
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
        shares_network: false,
    })
}
