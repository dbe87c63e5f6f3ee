//! Files of a case: what whoever asked shows of their conditions. They come by the link, so only from a confirmed address.

use chrono::{DateTime, Utc};

use super::state::{Step, after};
use super::{Case, FollowedCase, GovernedCase, tell};
use crate::documents::blob::StoredBlob;
use crate::documents::upload::refer;
use crate::ids::{CaseFileId, ConditionId};
use crate::store::{Db, FromRow, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// The most files of one case.
pub const MOST_FILES: i64 = 12;
/// The largest of them, in bytes.
pub const LARGEST: u64 = 20 * 1024 * 1024;

/// A file of a case.
#[derive(Clone, Debug, FromRow)]
pub struct CaseFile {
    /// Its id.
    pub id: CaseFileId,
    /// The condition it shows something of.
    pub condition_id: Option<ConditionId>,
    /// What it is called.
    pub name: String,
    /// How many bytes.
    pub size: i64,
    /// Its type, told from its content.
    pub media_type: String,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// The bytes of a file of a case.
#[derive(Clone, Debug, FromRow)]
pub struct FileOf {
    /// What it is called.
    pub name: String,
    /// Their hash.
    pub blob_hash: String,
    /// How many.
    pub size: i64,
    /// Their type.
    pub media_type: String,
}

/// The files of the case, the first first.
///
/// # Errors
/// When the database can't be reached.
pub async fn files(db: &impl Db, case: &Case) -> Result<Vec<CaseFile>> {
    let sql = "SELECT id, condition_id, name, size, media_type, at FROM case_file WHERE case_id = $1 ORDER BY at, id";
    rows(db, sql, [case.id.0.into()]).await
}

impl GovernedCase {
    /// A file of the case.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it has none such.
    pub async fn file(&self, db: &impl Db, id: CaseFileId) -> Result<FileOf> {
        let sql = "SELECT name, blob_hash, size, media_type FROM case_file WHERE id = $1 AND case_id = $2";
        row(db, sql, [id.0.into(), self.row().id.0.into()]).await?.ok_or(Error::NotFound)
    }
}

/// Adds a file whose bytes are stored already.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the link's holder, [`Error::Conflict`] for a case that is over or has as many as
/// it may, [`Error::NotFoundIn`] for a condition that was not asked, [`Error::Invalid`] for a name that can't be.
pub async fn attach(
    tx: &Tx,
    followed: &FollowedCase,
    condition: Option<ConditionId>,
    name: &str,
    blob: &StoredBlob,
    media_type: &str,
) -> Result<()> {
    followed.held_by(tx.actor())?;
    let case = followed.row();
    after(case.state, case.decision, Step::Withdraw)?;
    let name = crate::documents::folder::name(name).ok_or_else(|| Error::invalid("/file", "not_a_name"))?;
    if let Some(condition) = condition {
        let sql = "SELECT 1 AS n FROM case_answer WHERE case_id = $1 AND condition_id = $2";
        if one(tx, sql, [case.id.0.into(), condition.0.into()]).await?.is_none() {
            return Err(Error::NotFoundIn("/condition_id"));
        }
    }
    let there = one(tx, "SELECT count(*) AS n FROM case_file WHERE case_id = $1", [case.id.0.into()]).await?;
    if there.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_FILES {
        return Err(Error::Conflict("case_full"));
    }
    refer(tx, &blob.hash, blob.size).await?;
    let sql = "INSERT INTO case_file (id, case_id, condition_id, name, blob_hash, size, media_type, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        CaseFileId::at(tx.now()).0.into(),
        case.id.0.into(),
        condition.map(|id| id.0).into(),
        name.into(),
        blob.hash.as_str().into(),
        i64::try_from(blob.size).unwrap_or(i64::MAX).into(),
        media_type.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tell(tx, case.network_id, case.id).await
}
