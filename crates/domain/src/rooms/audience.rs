//! Who can see this? The people of a room, counted and named.

use std::collections::HashSet;

use chrono::NaiveDate;
use sea_orm::Value;

use crate::access::{Audience, RoomFacts, SeatKind};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId, RoomId};
use crate::people::assignment;
use crate::rooms::room::{self, Room};
use crate::rooms::wanted::Wanted;
use crate::store::{Db, FromRow, Ids, one, rows};
use crate::{Error, Result};

/// Where a person with a protected identity stands in an order by name: a key of the name would tell it.
const PROTECTED: &str = "representant";

/// One person of an audience.
#[derive(Clone, Debug, FromRow)]
pub struct PersonLine {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// Their place in Swedish order.
    pub sort_key: String,
}

/// The network's meetings with hosts that are not cancelled, in their order.
const HOSTED: &str = "SELECT m.id, m.state, row_number() OVER (ORDER BY m.year, coalesce(m.month, 13), m.id) AS n \
    FROM meeting m WHERE m.network_id = $1 AND m.kind = 'meeting' AND m.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM hosting h \
    WHERE h.meeting_id = m.id AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2))";

/// Of a seat `s`: its organisation hosts a meeting, the one before it or the one after it; which, is said by its number.
fn hosts_around(number: &str) -> String {
    format!(
        "AND s.organisation_id IN (SELECT o.organisation_id FROM hosting o JOIN ({HOSTED}) e ON e.id = o.meeting_id \
         JOIN ({number}) x ON abs(e.n - x.n) <= 1 \
         WHERE o.from_day <= $2 AND (o.to_day IS NULL OR o.to_day >= $2))"
    )
}

/// Where a troika coordinates: the official seats around the current meeting, by their holders and who stands in. When all
/// meetings are closed it is the place after the last, and the last host coordinates.
fn troika() -> String {
    let current = format!(
        "SELECT coalesce(min(CASE WHEN c.state <> 'archived' THEN c.n END), max(c.n) + 1) AS n FROM ({HOSTED}) c"
    );
    format!(
        "AND s.kind = 'official' AND EXISTS (SELECT 1 FROM network_setting t WHERE t.network_id = $1 AND t.until IS NULL \
         AND t.coordination = 'troika') AND (h.role = 'holder' OR EXISTS (SELECT 1 FROM substitution b \
           JOIN network_setting n ON n.network_id = $1 AND n.until IS NULL WHERE b.seat_id = s.id \
           AND b.person_id = h.person_id AND b.from_day <= $2 AND b.to_day >= $2 AND b.ended_at IS NULL \
           AND (b.confirmed_at IS NOT NULL OR n.deputies = 'free'))) {}",
        hosts_around(&current)
    )
}

/// Everybody with a standing that reads the room: `(person_id, seat_id)`. What the table of rights says, said once more for
/// many people at once; that both agree is tested. Parameters: `$1` network, `$2` today, `$3` room, `$4` the organisations
/// of an audience of named organisations.
fn members(db: &impl Db, audience: Audience) -> String {
    among(
        db,
        audience,
        "AND EXISTS (SELECT 1 FROM working_group_member w WHERE w.room_id = $3 AND w.seat_id = s.id \
                         AND w.person_id = h.person_id AND (w.holding_id IS NULL OR w.holding_id = h.id) \
                         AND w.from_day <= $2 AND (w.to_day IS NULL OR w.to_day >= $2))",
    )
}

/// The same before there is a group: its members are those whose holdings stand in `$4`.
fn members_chosen(db: &impl Db, audience: Audience) -> String {
    among(db, audience, &format!("AND h.id IN {}", Ids::sql(db, "$4")))
}

/// By which participations a seat gives anything.
const ANY: &str = "'observer','member','resting'";

fn seats(states: &str, more: &str) -> String {
    format!(
        "SELECT h.person_id, s.id AS seat_id FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
         JOIN participation p ON p.network_id = s.network_id AND p.organisation_id = s.organisation_id \
         AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
         WHERE s.network_id = $1 AND (s.to_day IS NULL OR s.to_day >= $2) AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) AND p.state IN ({states}) {more}"
    )
}

fn assigned(role: &str) -> String {
    format!(
        "SELECT a.person_id, NULL AS seat_id FROM assignment a WHERE a.network_id = $1 AND a.role = '{role}' \
         AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2) AND {}",
        assignment::stands()
    )
}

/// Who coordinates the network `$1` on the day `$2`: named, or as its hosts where a troika does.
pub(crate) fn coordinators() -> String {
    format!("{} UNION SELECT t.person_id, NULL AS seat_id FROM ({}) t", assigned("coordinator"), seats(ANY, &troika()))
}

fn among(db: &impl Db, audience: Audience, in_group: &str) -> String {
    let guests = "SELECT g.person_id, NULL AS seat_id FROM guest_pass g WHERE g.room_id = $3 AND g.ended_at IS NULL \
                  AND g.from_day <= $2 AND g.to_day >= $2";
    let coordinators = coordinators();
    // membership of the working group falls with the seat
    let group =
        format!("{} AND a.person_id IN (SELECT y.person_id FROM ({}) y)", assigned("working_group"), seats(ANY, ""));
    let of_room = match audience {
        Audience::WholeNetwork | Audience::Public => seats(ANY, ""),
        Audience::Members => seats("'member','resting'", ""),
        Audience::WorkingGroup => group,
        Audience::Planning => {
            let planned = format!(
                "SELECT p.n FROM ({HOSTED}) p JOIN room r ON r.meeting_id = p.id WHERE r.id = $3 AND p.state <> 'archived'"
            );
            format!("{group} UNION {}", seats(ANY, &hosts_around(&planned)))
        }
        Audience::Coordination => coordinators.clone(),
        Audience::Officials => seats("'member','resting'", "AND s.kind = 'official'"),
        Audience::Elected => seats("'member','resting'", "AND s.kind = 'elected'"),
        Audience::Observers => seats("'observer'", ""),
        Audience::NamedGroup => seats(ANY, in_group),
        Audience::Organisations => seats(ANY, &format!("AND s.organisation_id IN {}", Ids::sql(db, "$4"))),
        Audience::Direct => {
            return "SELECT d.person_id, NULL AS seat_id FROM direct_participant d WHERE d.room_id = $3 \
                    AND $1 IS NOT NULL AND $2 IS NOT NULL AND $4 IS NOT NULL"
                .to_owned();
        }
    };
    // the organisations of the room stand in the fourth parameter, whatever the audience
    format!("SELECT z.person_id, z.seat_id FROM ({of_room} UNION {coordinators} UNION {guests}) z WHERE $4 IS NOT NULL")
}

/// Who reads a room, as a query: for statements that have to do with all of them.
#[derive(Debug)]
pub(crate) struct Readers(RoomFacts);

impl Readers {
    /// The readers of a room that the actor reads.
    ///
    /// # Errors
    /// [`Error::NotFound`] where one does not see the room.
    pub(crate) async fn of(db: &impl Db, actor: &Actor, id: RoomId) -> Result<Self> {
        if let Some(facts) = actor.facts(id) {
            return Ok(Self(facts.clone()));
        }
        // the installation itself reads rooms by id alone
        if !matches!(actor, Actor::System) {
            return Err(Error::NotFound);
        }
        // who reads it does not change with the day
        crate::access::room_facts(db, id, NaiveDate::MIN).await?.map(Self).ok_or(Error::NotFound)
    }

    /// Their `(person_id, seat_id)`; reads the four parameters of [`Self::values`].
    pub(crate) fn sql(&self, db: &impl Db) -> String {
        members(db, self.0.audience)
    }

    /// `$1` network, `$2` today, `$3` room, `$4` the organisations of an audience of named organisations.
    pub(crate) fn values(&self, today: NaiveDate) -> [Value; 4] {
        let network = self.0.network.map_or(uuid::Uuid::nil(), |n| n.0);
        let organisations = Ids::value(self.0.organisations.iter().map(|o| o.0));
        [network.into(), today.into(), self.0.id.0.into(), organisations]
    }

    /// The room is a meeting's.
    pub(crate) fn has_meeting(&self) -> bool {
        self.0.meeting.is_some()
    }
}

/// How many people read the room.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the room.
pub async fn count(db: &impl Db, actor: &Actor, id: RoomId, today: NaiveDate) -> Result<i64> {
    room::readable(db, actor, id).await?;
    let readers = Readers::of(db, actor, id).await?;
    counted(db, &readers.sql(db), readers.values(today)).await
}

async fn counted(db: &impl Db, members: &str, values: [Value; 4]) -> Result<i64> {
    let sql = format!(
        "SELECT count(DISTINCT x.person_id) AS people FROM ({members}) x JOIN person q ON q.id = x.person_id \
         AND q.suspended_at IS NULL"
    );
    let row = one(db, &sql, values).await?;
    Ok(row.map(|row| row.get("people")).transpose()?.unwrap_or(0))
}

/// Who would read a room that is not there yet, or one that is to be for others: how many, and the first of them by name.
/// The caller has checked the right.
pub(super) async fn outlook(
    db: &impl Db,
    (network, room): (NetworkId, Option<RoomId>),
    wanted: &Wanted,
    today: NaiveDate,
    limit: i64,
) -> Result<(i64, Vec<PersonLine>)> {
    let members = members_chosen(db, wanted.audience());
    let ids: Vec<uuid::Uuid> = match wanted {
        Wanted::All(_) => Vec::new(),
        Wanted::Organisations(ids) => ids.iter().map(|id| id.0).collect(),
        Wanted::Group(held) => held.iter().map(|one| one.holding.0).collect(),
    };
    let room = room.map_or(uuid::Uuid::nil(), |id| id.0);
    let values: [Value; 4] = [network.0.into(), today.into(), room.into(), Ids::value(ids)];
    let people = counted(db, &members, values.clone()).await?;
    Ok((people, lines(db, &members, values, None, limit).await?))
}

/// Everybody who reads the room; at most 20,000.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn readers(db: &impl Db, actor: &Actor, room: &Room, today: NaiveDate) -> Result<HashSet<PersonId>> {
    #[derive(FromRow)]
    struct Row {
        id: PersonId,
    }
    let readers = Readers::of(db, actor, room.id).await?;
    let sql = format!(
        "SELECT DISTINCT q.id FROM ({}) x JOIN person q ON q.id = x.person_id AND q.suspended_at IS NULL LIMIT 20000",
        readers.sql(db)
    );
    let found: Vec<Row> = rows(db, &sql, readers.values(today)).await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// The people who read the room after `cursor`, in Swedish order.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the room.
pub async fn people(
    db: &impl Db,
    actor: &Actor,
    id: RoomId,
    today: NaiveDate,
    cursor: Option<(String, PersonId)>,
    limit: i64,
) -> Result<Vec<PersonLine>> {
    room::readable(db, actor, id).await?;
    let readers = Readers::of(db, actor, id).await?;
    lines(db, &readers.sql(db), readers.values(today), cursor, limit).await
}

async fn lines(
    db: &impl Db,
    members: &str,
    values: [Value; 4],
    cursor: Option<(String, PersonId)>,
    limit: i64,
) -> Result<Vec<PersonLine>> {
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let sql = format!(
        "SELECT q.id, CASE WHEN q.protected THEN NULL ELSE q.name END AS name, s.organisation_id, \
         o.name AS organisation, s.kind AS seat_kind, s.title, x.sort_key \
         FROM (SELECT y.person_id, min(CAST(y.seat_id AS text)) AS seat_key, \
         min(CASE WHEN v.protected THEN '{PROTECTED}' ELSE v.sort_key END) AS sort_key \
         FROM ({members}) y JOIN person v ON v.id = y.person_id AND v.suspended_at IS NULL GROUP BY y.person_id) x \
         JOIN person q ON q.id = x.person_id \
         LEFT JOIN seat s ON CAST(s.id AS text) = x.seat_key LEFT JOIN organisation o ON o.id = s.organisation_id \
         WHERE (x.sort_key > $5 OR (x.sort_key = $5 AND q.id > $6)) ORDER BY x.sort_key, q.id LIMIT $7"
    );
    let [network, day, room, organisations] = values;
    rows(db, &sql, [network, day, room, organisations, after.into(), after_id.into(), limit.into()]).await
}
