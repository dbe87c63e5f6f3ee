//! Where a thing came from, so that an import can be run again without doubling anything.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::Result;
use crate::store::{Db, FromRow, Tx, execute, row};

/// Where a thing came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The system it came from, or the name of the import.
    pub system: String,
    /// Its path there; unique within the system.
    pub path: String,
    /// Its date there.
    pub original_date: Option<DateTime<Utc>>,
    /// The hash of what came.
    pub sha256: Option<String>,
    /// The run that brought it.
    pub run: Uuid,
}

/// What is known of a thing that came before.
#[derive(Clone, Debug, FromRow)]
pub struct Known {
    /// What it became.
    pub object_id: Uuid,
    /// The hash of what came.
    pub sha256: Option<String>,
}

/// What came from that path before.
///
/// # Errors
/// When the database can't be reached.
pub async fn known(db: &impl Db, system: &str, path: &str, kind: &str) -> Result<Option<Known>> {
    let sql = "SELECT object_id, sha256 FROM origin WHERE system = $1 AND path = $2 AND object_kind = $3";
    row(db, sql, [system.into(), path.into(), kind.into()]).await
}

/// Notes where a thing came from.
///
/// # Errors
/// When the database can't be reached, or the same path came before.
pub(crate) async fn note(tx: &Tx, object: Uuid, kind: &str, origin: &Origin) -> Result<()> {
    let sql = "INSERT INTO origin (object_id, object_kind, system, path, original_date, sha256, run) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        object.into(),
        kind.into(),
        origin.system.as_str().into(),
        origin.path.as_str().into(),
        origin.original_date.into(),
        origin.sha256.clone().into(),
        origin.run.into(),
    ];
    execute(tx, sql, values).await
}

/// Notes what came from a known path this time.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn renewed(tx: &Tx, object: Uuid, origin: &Origin) -> Result<()> {
    let sql = "UPDATE origin SET original_date = $2, sha256 = $3, run = $4 WHERE object_id = $1";
    let values = [object.into(), origin.original_date.into(), origin.sha256.clone().into(), origin.run.into()];
    execute(tx, sql, values).await
}
