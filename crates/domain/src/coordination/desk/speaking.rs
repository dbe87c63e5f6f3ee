//! What waits around those who speak for a network.

use chrono::{DateTime, NaiveDate, Utc};

use super::seats::EXPIRES_SOON;
use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::ids::{AssignmentId, NetworkId, PersonId};
use crate::people::assignment;
use crate::store::{Db, FromRow, Ids, rows};

/// Spokespersons whose term ends soon, with nobody who speaks longer or takes over.
pub(super) async fn leaving(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: AssignmentId,
        network_id: NetworkId,
        person_id: PersonId,
        person: Option<String>,
        due: NaiveDate,
        since: DateTime<Utc>,
    }
    let soon = scope.today.checked_add_days(EXPIRES_SOON).unwrap_or(scope.today);
    let sql = format!(
        "SELECT w.id, w.network_id, p.id AS person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, \
         w.to_day AS due, w.created_at AS since FROM (SELECT a.* FROM assignment a WHERE a.network_id IN {} \
         AND a.role = 'spokesperson' AND a.from_day <= $2 AND a.to_day >= $2 AND a.to_day <= $3 AND {stands}) w \
         JOIN person p ON p.id = w.person_id WHERE NOT EXISTS (SELECT 1 FROM assignment a \
         WHERE a.network_id = w.network_id AND a.role = 'spokesperson' AND a.id <> w.id \
         AND (a.to_day IS NULL OR a.to_day > w.to_day) AND {stands}) ORDER BY w.to_day, w.id LIMIT {MOST}",
        Ids::sql(db, "$1"),
        stands = assignment::stands()
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks(), scope.today.into(), soon.into()]).await?;
    let matter = |row: Row| Matter {
        person_id: Some(row.person_id),
        person: row.person,
        due: Some(row.due),
        since: Some(row.since),
        ..Matter::new(MatterKind::SpokespersonLeaving, row.network_id, row.id.0)
    };
    Ok(found.into_iter().map(matter).collect())
}
