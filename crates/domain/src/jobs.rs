//! Everything that happens later: one table, claimed with a lease.
//!
//! A job is claimed by one worker for a time; one that is not finished by then is given to another. Every claim raises
//! the fence, and only the holder of the newest fence may finish it.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::Result;
use crate::actor::Actor;
use crate::ids::JobId;
use crate::store::{FromRow, Store, Tx, execute, execute_affecting, one, rows};
use crate::words::words;

/// How often a job is tried before it is given up.
pub const MOST_ATTEMPTS: i32 = 5;

words! {
    /// What there is to do.
    JobKind {
        /// Read the text of a document's newest unread versions.
        ReadDocument = "read_document",
        /// Make pages of a document's newest version.
        MakePages = "make_pages",
        /// Go on with an import: list its zip, or take its files in.
        Import = "import",
        /// Build the search index anew.
        Reindex = "reindex",
    }
}

/// A claimed job.
#[derive(Clone, Debug, FromRow)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What there is to do.
    pub kind: JobKind,
    /// To what.
    pub subject: Uuid,
    /// The claim; a later one makes this one void.
    pub fence: i64,
    /// How often it has been tried, this time included.
    pub attempts: i32,
}

/// Puts a job in the table; one of the same kind and subject that waits already stays the only one.
///
/// # Errors
/// When the database can't be reached.
pub async fn enqueue(tx: &Tx, kind: JobKind, subject: Uuid, run_at: DateTime<Utc>) -> Result<()> {
    // a job that is being worked on waits again: what it read may be older than this
    let sql = "INSERT INTO job (id, kind, subject, state, run_at, fence, attempts, created_at) \
               VALUES ($1, $2, $3, 'waiting', $4, 0, 0, $5) ON CONFLICT (kind, subject) DO UPDATE SET \
               state = 'waiting', run_at = excluded.run_at, attempts = 0, fence = job.fence + 1, leased_until = NULL";
    let id = JobId::at(tx.now());
    execute(tx, sql, [id.0.into(), kind.word().into(), subject.into(), run_at.into(), tx.now().into()]).await
}

/// Claims at most `limit` due jobs of the kind for `lease`.
///
/// # Errors
/// When the database can't be reached.
pub async fn claim(store: &Store, kind: JobKind, limit: i64, lease: TimeDelta) -> Result<Vec<Job>> {
    let skip = if store.postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    // look before taking the writer's turn
    let due = "SELECT id FROM job WHERE kind = $1 AND run_at <= $2 AND (state = 'waiting' \
               OR (state = 'leased' AND leased_until < $2)) LIMIT 1";
    if one(store.reader(), due, [kind.word().into(), store.clock().now().into()]).await?.is_none() {
        return Ok(Vec::new());
    }
    store
        .write(&Actor::System, move |tx| async move {
            let sql = format!(
                "UPDATE job SET state = 'leased', leased_until = $3, fence = fence + 1, attempts = attempts + 1 \
                 WHERE id IN (SELECT id FROM job WHERE kind = $1 AND run_at <= $2 AND (state = 'waiting' \
                 OR (state = 'leased' AND leased_until < $2)) ORDER BY run_at, id LIMIT $4 {skip}) \
                 RETURNING id, kind, subject, fence, attempts"
            );
            rows(&tx, &sql, [kind.word().into(), tx.now().into(), (tx.now() + lease).into(), limit.into()]).await
        })
        .await
}

/// A finished job leaves the table, unless it has been asked for again meanwhile.
///
/// # Errors
/// When the database can't be reached.
pub async fn finish(tx: &Tx, job: &Job) -> Result<()> {
    execute(tx, "DELETE FROM job WHERE id = $1 AND fence = $2", [job.id.0.into(), job.fence.into()]).await
}

/// A job that failed waits for its next try, longer each time, and is kept as failed after [`MOST_ATTEMPTS`]. True when
/// it will be tried again.
///
/// # Errors
/// When the database can't be reached.
pub async fn fail(tx: &Tx, job: &Job, why: &str) -> Result<bool> {
    let again = job.attempts < MOST_ATTEMPTS;
    let wait = TimeDelta::seconds(1 << job.attempts.clamp(0, 10));
    let sql =
        "UPDATE job SET state = $3, run_at = $4, leased_until = NULL, last_error = $5 WHERE id = $1 AND fence = $2";
    let state = if again { "waiting" } else { "failed" };
    let why: String = why.chars().take(500).collect();
    let values = [job.id.0.into(), job.fence.into(), state.into(), (tx.now() + wait).into(), why.into()];
    execute_affecting(tx, sql, values).await?;
    Ok(again)
}

/// How many jobs of the kind wait or are being worked on.
///
/// # Errors
/// When the database can't be reached.
pub async fn open(store: &Store, kind: JobKind) -> Result<i64> {
    let sql = "SELECT count(*) AS jobs FROM job WHERE kind = $1 AND state <> 'failed'";
    let found = one(store.reader(), sql, [kind.word().into()]).await?;
    Ok(found.map(|row| row.get("jobs")).transpose()?.unwrap_or(0))
}
