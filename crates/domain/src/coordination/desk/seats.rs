//! What waits around seats.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatId, SeatRoundId};
use crate::networks::{invitation, round};
use crate::store::{Db, FromRow, Ids, rows};

/// So many days before a holder's last, a seat without a successor comes onto the desk.
pub(super) const EXPIRES_SOON: Days = Days::new(60);
/// So many days before the day to answer by, the silent seats of a round come onto the desk.
const ROUND_NEAR: Days = Days::new(7);
/// For how long a round stays away once the silent have been reminded.
const ROUND_PATIENCE: TimeDelta = TimeDelta::days(3);

/// That nobody is on the way to the seat `s`: neither invited nor proposed, nor to come.
fn nobody_comes() -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM invitation i WHERE i.seat_id = s.id AND i.role = 'holder' AND {}) \
         AND NOT EXISTS (SELECT 1 FROM seat_proposal q WHERE q.seat_id = s.id AND q.withdrawn_at IS NULL \
         AND q.decided_at IS NULL)",
        invitation::waits("i", "$3", "$2")
    )
}

/// The seat `s` is of an organisation `o` that takes part, and has not ended.
const OPEN_SEATS: &str = "seat s JOIN organisation o ON o.id = s.organisation_id \
    JOIN participation a ON a.network_id = s.network_id AND a.organisation_id = s.organisation_id \
    AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2) AND a.state IN ('member', 'observer', 'resting')";

#[derive(FromRow)]
struct OfSeat {
    seat_id: SeatId,
    network_id: NetworkId,
    title: String,
    organisation_id: OrganisationId,
    organisation: String,
    person_id: Option<PersonId>,
    person: Option<String>,
    due: Option<NaiveDate>,
    since: Option<DateTime<Utc>>,
}

impl OfSeat {
    fn matter(self, kind: MatterKind, subject: Uuid) -> Matter {
        Matter {
            part_id: Some(self.seat_id.0),
            title: Some(self.title),
            organisation_id: Some(self.organisation_id),
            organisation: Some(self.organisation),
            person_id: self.person_id,
            person: self.person,
            due: self.due,
            since: self.since,
            ..Matter::new(kind, self.network_id, subject)
        }
    }
}

/// That the seat `s` is held by nobody, and nobody is on the way to it. In a closed network only those that somebody has held,
/// and is succeeded in, are.
fn is_vacant() -> String {
    format!(
        "(s.to_day IS NULL OR s.to_day >= $2) AND (EXISTS (SELECT 1 FROM seat_holding w WHERE w.seat_id = s.id) \
         OR EXISTS (SELECT 1 FROM network n WHERE n.id = s.network_id AND n.closed_at IS NULL)) \
         AND NOT EXISTS (SELECT 1 FROM seat_holding h \
         WHERE h.seat_id = s.id AND h.role = 'holder' AND (h.to_day IS NULL OR h.to_day >= $2)) AND {}",
        nobody_comes()
    )
}

/// Seats that nobody holds, and nobody is on the way to.
pub(super) async fn vacant(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let sql = format!(
        "SELECT s.id AS seat_id, s.network_id, s.title, o.id AS organisation_id, o.name AS organisation, \
         s.created_at AS since FROM {OPEN_SEATS} WHERE s.network_id IN {} AND {} \
         ORDER BY o.sort_key, s.id LIMIT {MOST}",
        Ids::sql(db, "$1"),
        is_vacant()
    );
    let found: Vec<Vacant> = rows(db, &sql, [scope.networks(), scope.today.into(), scope.now.into()]).await?;
    Ok(found.into_iter().map(Vacant::matter).collect())
}

/// How many seats of a network nobody holds, with nobody on the way to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct VacantSeats {
    /// Which network.
    pub network_id: NetworkId,
    /// How many: all of them, also those that are not among the matters yet.
    pub number: i64,
}

/// The numbers of them, for each network that has any.
pub(super) async fn counted(db: &impl Db, scope: &Scope) -> Result<Vec<VacantSeats>> {
    let sql = format!(
        "SELECT s.network_id, count(DISTINCT s.id) AS number FROM {OPEN_SEATS} WHERE s.network_id IN {} AND {} \
         GROUP BY s.network_id",
        Ids::sql(db, "$1"),
        is_vacant()
    );
    rows(db, &sql, [scope.networks(), scope.today.into(), scope.now.into()]).await
}

#[derive(FromRow)]
struct Vacant {
    seat_id: SeatId,
    network_id: NetworkId,
    title: String,
    organisation_id: OrganisationId,
    organisation: String,
    since: DateTime<Utc>,
}

impl Vacant {
    fn matter(self) -> Matter {
        Matter {
            title: Some(self.title),
            organisation_id: Some(self.organisation_id),
            organisation: Some(self.organisation),
            since: Some(self.since),
            ..Matter::new(MatterKind::SeatVacant, self.network_id, self.seat_id.0)
        }
    }
}

/// Seats whose holders all leave soon, or have answered the open round that they do, with nobody on the way.
pub(super) async fn expiring(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    let soon = scope.today.checked_add_days(EXPIRES_SOON).unwrap_or(scope.today);
    let sql = format!(
        "SELECT s.id AS seat_id, s.network_id, s.title, o.id AS organisation_id, o.name AS organisation, \
         p.id AS person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, h.to_day AS due, \
         CASE WHEN h.to_day IS NULL THEN (SELECT max(w.answered_at) FROM seat_round_answer w WHERE w.seat_id = s.id) \
         ELSE h.created_at END AS since FROM {OPEN_SEATS} JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' \
         AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) JOIN person p ON p.id = h.person_id \
         WHERE s.network_id IN {} AND s.to_day IS NULL AND (h.to_day <= $4 OR {}) AND NOT EXISTS \
         (SELECT 1 FROM seat_holding z WHERE z.seat_id = s.id AND z.role = 'holder' AND z.id <> h.id \
         AND (z.to_day IS NULL OR z.to_day > h.to_day)) AND {} ORDER BY coalesce(h.to_day, $2), s.id LIMIT {MOST}",
        Ids::sql(db, "$1"),
        round::leaving("h"),
        nobody_comes()
    );
    let values = [scope.networks(), scope.today.into(), scope.now.into(), soon.into()];
    let found: Vec<OfSeat> = rows(db, &sql, values).await?;
    Ok(found
        .into_iter()
        .map(|row| {
            let seat = row.seat_id.0;
            row.matter(MatterKind::SeatExpiring, seat)
        })
        .collect())
}

/// Successors that holders have proposed: the title is the successor's name.
pub(super) async fn proposed(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        #[row(nested)]
        seat: OfSeat,
    }
    let sql = format!(
        "SELECT q.id, s.id AS seat_id, s.network_id, q.name AS title, o.id AS organisation_id, o.name AS organisation, \
         p.id AS person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, q.from_day AS due, \
         q.proposed_at AS since FROM seat_proposal q JOIN seat s ON s.id = q.seat_id \
         JOIN organisation o ON o.id = s.organisation_id JOIN person p ON p.id = q.proposed_by \
         WHERE s.network_id IN {} AND q.withdrawn_at IS NULL AND q.decided_at IS NULL \
         ORDER BY q.proposed_at, q.id LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks()]).await?;
    Ok(found.into_iter().map(|row| row.seat.matter(MatterKind::SuccessorProposed, row.id)).collect())
}

/// Deputies who are to stand in for a period, of so many days, and wait for a coordinator's word.
pub(super) async fn deputies(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        from_day: NaiveDate,
        to_day: NaiveDate,
        #[row(nested)]
        seat: OfSeat,
    }
    let sql = format!(
        "SELECT u.id, u.from_day, u.to_day, s.id AS seat_id, s.network_id, s.title, o.id AS organisation_id, \
         o.name AS organisation, \
         p.id AS person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, u.from_day AS due, \
         u.created_at AS since FROM substitution u JOIN seat s ON s.id = u.seat_id \
         JOIN organisation o ON o.id = s.organisation_id JOIN person p ON p.id = u.person_id \
         JOIN network_setting n ON n.network_id = s.network_id AND n.until IS NULL AND n.deputies = 'exceptional' \
         WHERE s.network_id IN {} AND u.meeting_id IS NULL AND u.confirmed_at IS NULL AND u.ended_at IS NULL \
         AND u.to_day >= $2 ORDER BY u.from_day, u.id LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into()]).await?;
    let matter = |row: Row| Matter {
        number: Some((row.to_day - row.from_day).num_days() + 1),
        ..row.seat.matter(MatterKind::DeputyToConfirm, row.id)
    };
    Ok(found.into_iter().map(matter).collect())
}

/// Rounds whose day to answer is near or gone, with seats that are silent and whose holders can be reminded.
pub(super) async fn rounds(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: SeatRoundId,
        network_id: NetworkId,
        due_on: NaiveDate,
        asked_at: DateTime<Utc>,
        asked: i64,
        silent: i64,
    }
    let near = scope.today.checked_add_days(ROUND_NEAR).unwrap_or(scope.today);
    let sql = format!(
        "SELECT r.id, r.network_id, r.due_on, r.asked_at, \
         (SELECT count(*) FROM seat_round_seat q WHERE q.round_id = r.id) AS asked, \
         (SELECT count(*) FROM seat_round_seat q WHERE q.round_id = r.id AND {}) AS silent FROM seat_round r \
         WHERE r.network_id IN {} AND r.closed_at IS NULL AND r.due_on <= $4 \
         AND (r.reminded_at IS NULL OR r.reminded_at < $3) ORDER BY r.due_on, r.id LIMIT {MOST}",
        round::silent("q"),
        Ids::sql(db, "$1")
    );
    let values = [scope.networks(), scope.today.into(), (scope.now - ROUND_PATIENCE).into(), near.into()];
    let found: Vec<Row> = rows(db, &sql, values).await?;
    let silent = found.into_iter().filter(|row| row.silent > 0);
    Ok(silent
        .map(|row| Matter {
            number: Some(row.silent),
            of: Some(row.asked),
            due: Some(row.due_on),
            since: Some(row.asked_at),
            ..Matter::new(MatterKind::SeatsSilent, row.network_id, row.id.0)
        })
        .collect())
}
