//! The checklist of a case: what the coordinators hold of each condition.

use chrono::{DateTime, Utc};

use super::{Case, GovernedCase, tell};
use crate::ids::ConditionId;
use crate::networks::condition::ConditionState;
use crate::networks::expression::long;
use crate::store::{Db, FromRow, Tx, execute, one, rows};
use crate::{Error, Result};

/// What the coordinators hold of a condition.
#[derive(Clone, Debug, FromRow)]
pub struct Check {
    /// Of which.
    pub condition_id: ConditionId,
    /// How the organisation stands to it.
    pub state: ConditionState,
    /// A note among the coordinators.
    pub note: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What the coordinators hold of each condition they have looked at.
///
/// # Errors
/// When the database can't be reached.
pub async fn checks(db: &impl Db, case: &Case) -> Result<Vec<Check>> {
    let sql = "SELECT k.condition_id, k.state, k.note, k.at FROM case_check k WHERE k.case_id = $1 AND NOT EXISTS \
               (SELECT 1 FROM case_check l WHERE l.case_id = k.case_id AND l.condition_id = k.condition_id \
               AND (l.at > k.at OR (l.at = k.at AND l.id > k.id)))";
    rows(db, sql, [case.id.0.into()]).await
}

/// Says what one holds of a condition; what was held before stays as history.
///
/// # Errors
/// [`Error::NotFound`] for a condition that was not asked, [`Error::Invalid`] for too long a note.
pub async fn check(
    tx: &Tx,
    case: &GovernedCase,
    condition: ConditionId,
    state: ConditionState,
    note: &str,
) -> Result<()> {
    let (case, note) = (case.row(), long("/note", note)?);
    let sql = "SELECT 1 AS n FROM case_answer WHERE case_id = $1 AND condition_id = $2";
    if one(tx, sql, [case.id.0.into(), condition.0.into()]).await?.is_none() {
        return Err(Error::NotFound);
    }
    let sql = "INSERT INTO case_check (id, case_id, condition_id, state, note, person_id, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        crate::ids::uuid_at(tx.now()).into(),
        case.id.0.into(),
        condition.0.into(),
        state.word().into(),
        note.into(),
        tx.actor().person().map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tell(tx, case.network_id, case.id).await
}
