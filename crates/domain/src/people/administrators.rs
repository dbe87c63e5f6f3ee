//! Who runs the installation. The first is made from the command line, the others by one another.

use crate::ids::{AssignmentId, PersonId};
use crate::people::assignment::{self, AssignmentRole};
use crate::store::{FromRow, Tx, one, rows};
use crate::{Error, Result};

/// Lets somebody run the installation, from today on, or no longer, at once. Done twice it is done once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator, [`Error::NotFound`] where there is no such
/// person or they are suspended, [`Error::Conflict`] for the last one.
pub async fn set(tx: &Tx, person: PersonId, administers: bool) -> Result<()> {
    assignment::may_administer(tx.actor())?;
    let sql = "SELECT id FROM person WHERE id = $1 AND ($2 OR suspended_at IS NULL)";
    one(tx, sql, [person.0.into(), (!administers).into()]).await?.ok_or(Error::NotFound)?;
    let current = current(tx).await?;
    let (theirs, others): (Vec<&Row>, Vec<&Row>) = current.iter().partition(|row| row.person_id == person);
    if theirs.is_empty() != administers {
        return Ok(());
    }
    let act = if administers {
        assignment::assign(tx, person, None, AssignmentRole::Administrator, tx.today()).await?;
        "administrator_made"
    } else {
        if others.iter().all(|row| row.suspended) {
            return Err(Error::Conflict("last_administrator"));
        }
        let last = tx.today().pred_opt().ok_or_else(|| Error::internal("no day before today"))?;
        for row in theirs {
            assignment::end(tx, row.id, last).await?;
        }
        "administrator_ended"
    };
    crate::audit::note(tx, act, &person.to_string(), "").await
}

#[derive(FromRow)]
struct Row {
    id: AssignmentId,
    person_id: PersonId,
    suspended: bool,
}

async fn current(tx: &Tx) -> Result<Vec<Row>> {
    let sql = "SELECT a.id, a.person_id, p.suspended_at IS NOT NULL AS suspended FROM assignment a \
               JOIN person p ON p.id = a.person_id WHERE a.role = 'administrator' AND a.network_id IS NULL \
               AND (a.to_day IS NULL OR a.to_day >= $1) ORDER BY a.id";
    rows(tx, sql, [tx.today().into()]).await
}
