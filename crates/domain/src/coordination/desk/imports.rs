//! What has been brought in and is nobody's archive before it has been looked through.

use chrono::{DateTime, Utc};

use super::{MOST, Matter, MatterKind, Scope};
use crate::Result;
use crate::ids::{ImportId, NetworkId};
use crate::store::{Db, FromRow, Ids, rows};

/// The imports whose files are listed and wait to be looked through and confirmed.
pub(super) async fn to_look_through(db: &impl Db, scope: &Scope) -> Result<Vec<Matter>> {
    #[derive(FromRow)]
    struct Row {
        id: ImportId,
        network_id: NetworkId,
        name: String,
        created_at: DateTime<Utc>,
        files: i64,
    }
    let sql = format!(
        "SELECT i.id, i.network_id, i.name, i.created_at, \
         (SELECT count(*) FROM import_file f WHERE f.import_id = i.id AND f.state = 'waiting') AS files \
         FROM import i WHERE i.network_id IN {} AND i.state = 'review' ORDER BY i.created_at LIMIT {MOST}",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [scope.networks()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Matter {
            title: Some(row.name),
            number: Some(row.files),
            since: Some(row.created_at),
            ..Matter::new(MatterKind::ImportWaiting, row.network_id, row.id.0)
        })
        .collect())
}
