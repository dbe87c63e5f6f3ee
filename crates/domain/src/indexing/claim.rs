//! Holding on to a job for as long as it is really being worked on.

use chrono::TimeDelta;

use crate::Result;
use crate::actor::Actor;
use crate::jobs::Job;
use crate::store::{Store, execute_affecting};

/// Holds a claimed job for `lease` more, counted from now: so a lease can be short, and what a stopped process left is
/// taken up soon, though some files take minutes to read. False when the claim has passed to somebody else.
///
/// # Errors
/// When the database can't be reached.
pub async fn renew(store: &Store, job: &Job, lease: TimeDelta) -> Result<bool> {
    let (id, fence) = (job.id, job.fence);
    store
        .write(&Actor::System, move |tx| async move {
            let sql = "UPDATE job SET leased_until = $3 WHERE id = $1 AND fence = $2 AND state = 'leased'";
            Ok(execute_affecting(&tx, sql, [id.0.into(), fence.into(), (tx.now() + lease).into()]).await? > 0)
        })
        .await
}
