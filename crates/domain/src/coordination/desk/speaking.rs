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
        "SELECT a.id, a.network_id, p.id AS person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, \
         a.to_day AS due, a.created_at AS since FROM assignment a JOIN person p ON p.id = a.person_id \
         WHERE a.network_id IN {} AND a.role = 'spokesperson' AND a.from_day <= $2 AND a.to_day >= $2 AND a.to_day <= $3 \
         AND {} AND NOT EXISTS (SELECT 1 FROM assignment z WHERE z.network_id = a.network_id \
         AND z.role = 'spokesperson' AND z.id <> a.id AND (z.to_day IS NULL OR z.to_day > a.to_day)) \
         ORDER BY a.to_day, a.id LIMIT {MOST}",
        Ids::sql(db, "$1"),
        assignment::stands()
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
