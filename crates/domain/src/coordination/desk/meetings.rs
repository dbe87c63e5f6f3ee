//! What waits around meetings.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{MOST, Matter, MatterKind, PATIENCE, Scope};
use crate::Result;
use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId, SeatId};
use crate::store::{Db, FromRow, Ids, rows};

/// So many days before the day to answer by, the answers that are missing come onto the desk.
const ANSWERS_NEAR: Days = Days::new(7);

/// Deputies that are to stand in at a meeting to come and wait for a coordinator's word.
pub(super) async fn stand_ins(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        meeting_id: MeetingId,
        seat_id: SeatId,
        network_id: NetworkId,
        title: String,
        organisation_id: OrganisationId,
        organisation: String,
        person_id: PersonId,
        person: Option<String>,
        from_day: NaiveDate,
        created_at: DateTime<Utc>,
    }
    let sql = format!(
        "SELECT m.id AS meeting_id, s.id AS seat_id, s.network_id, m.title, o.id AS organisation_id, \
         o.name AS organisation, p.id AS person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, \
         u.from_day, u.created_at FROM substitution u JOIN seat s ON s.id = u.seat_id \
         JOIN meeting m ON m.id = u.meeting_id JOIN organisation o ON o.id = s.organisation_id \
         JOIN person p ON p.id = u.person_id WHERE s.network_id IN {} AND u.confirmed_at IS NULL \
         AND m.cancelled_at IS NULL AND u.ended_at IS NULL AND u.to_day >= $2 ORDER BY u.from_day LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            part_id: Some(row.seat_id.0),
            title: Some(row.title),
            organisation_id: Some(row.organisation_id),
            organisation: Some(row.organisation),
            person_id: Some(row.person_id),
            person: row.person,
            due: Some(row.from_day),
            since: Some(row.created_at),
            ..Matter::new(MatterKind::StandInToConfirm, row.network_id, row.meeting_id.0)
        })
        .collect())
}

/// Meetings whose last day has gone and that are not in the archive.
pub(super) async fn to_document(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: MeetingId,
        network_id: NetworkId,
        title: String,
        last_day: NaiveDate,
    }
    let sql = format!(
        "SELECT m.id, m.network_id, m.title, coalesce(m.ends_on, m.starts_on) AS last_day FROM meeting m \
         WHERE m.network_id IN {} AND m.state <> 'archived' AND m.cancelled_at IS NULL \
         AND coalesce(m.ends_on, m.starts_on) < $2 \
         ORDER BY m.starts_on LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: Some(row.title),
            due: Some(row.last_day),
            ..Matter::new(MatterKind::MeetingToDocument, row.network_id, row.id.0)
        })
        .collect())
}

/// Meetings to come whose day to answer by is near, with seats of members, held today, that have said nothing and
/// were not reminded lately.
pub(super) async fn answers_missing(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: MeetingId,
        network_id: NetworkId,
        title: String,
        answer_by: NaiveDate,
        silent: i64,
        seats: i64,
    }
    let sql = format!(
        "WITH place AS (SELECT m.id, EXISTS (SELECT 1 FROM meeting_answer a WHERE a.meeting_id = m.id \
         AND a.subject_id = s.id) AS answered FROM meeting m JOIN seat s ON s.network_id = m.network_id \
         WHERE m.network_id IN {} AND m.state = 'invited' AND m.cancelled_at IS NULL AND m.answer_by <= $3 \
         AND (m.reminded_at IS NULL OR m.reminded_at < $4) \
         AND coalesce(m.ends_on, m.starts_on) >= $2 \
         AND EXISTS (SELECT 1 FROM participation t WHERE t.network_id = s.network_id \
         AND t.organisation_id = s.organisation_id AND t.state IN ('member', 'resting') AND t.from_day <= $2 \
         AND (t.to_day IS NULL OR t.to_day >= $2)) \
         AND EXISTS (SELECT 1 FROM seat_holding h WHERE h.seat_id = s.id AND h.role = 'holder' \
         AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2))), \
         counted AS (SELECT id, count(*) AS seats, count(CASE WHEN answered THEN NULL ELSE 1 END) AS silent \
         FROM place GROUP BY id) \
         SELECT m.id, m.network_id, m.title, m.answer_by, n.silent, n.seats FROM counted n \
         JOIN meeting m ON m.id = n.id WHERE n.silent > 0 ORDER BY m.answer_by, m.id LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let near = scope.today.checked_add_days(ANSWERS_NEAR).unwrap_or(scope.today);
    let found: Vec<Row> =
        rows(db, &sql, [scope.networks(), scope.today.into(), near.into(), (scope.now - PATIENCE).into()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: Some(row.title),
            number: Some(row.silent),
            of: Some(row.seats),
            due: Some(row.answer_by),
            ..Matter::new(MatterKind::AnswersMissing, row.network_id, row.id.0)
        })
        .collect())
}
