//! What the files of an import are said to come from, counted: a zip of thousands is looked through by its meetings.

use super::Import;
use crate::Result;
use crate::ids::OrganisationId;
use crate::store::{Db, FromRow, rows};

/// A host, a year and a month, as the names of files tell of a meeting.
#[derive(Clone, Debug, FromRow)]
pub struct Occasion {
    /// The host.
    pub host_id: OrganisationId,
    /// Its name.
    pub host: String,
    /// The year.
    pub year: i32,
    /// The month; 0 where it is not known.
    pub month: i32,
    /// How many files come from there.
    pub files: i64,
}

/// The occasions of an import's files that can be taken in, the earliest first, after `cursor` (year, month and host).
///
/// # Errors
/// When the database can't be reached.
pub async fn occasions(
    db: &impl Db,
    import: &Import,
    cursor: Option<(i32, i32, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Occasion>> {
    let (year, month, host) = cursor.map_or((0, 0, uuid::Uuid::nil()), |(year, month, host)| (year, month, host.0));
    let sql = "SELECT f.host_id, o.name AS host, f.year, coalesce(f.month, 0) AS month, count(*) AS files \
               FROM import_file f JOIN organisation o ON o.id = f.host_id WHERE f.import_id = $1 AND f.year IS NOT NULL \
               AND f.state <> 'skipped' AND (f.year, coalesce(f.month, 0), f.host_id) > ($2, $3, $4) \
               GROUP BY f.host_id, o.name, f.year, coalesce(f.month, 0) \
               ORDER BY f.year, coalesce(f.month, 0), f.host_id LIMIT $5";
    rows(db, sql, [import.id.0.into(), year.into(), month.into(), host.into(), limit.into()]).await
}
