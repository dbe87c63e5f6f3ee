//! How the parts that read the log and send mail are getting on: what waits, since when, what has failed.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use crate::Result;
use crate::actor::Actor;
use crate::log::Position;
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, Store, one, rows};
use crate::words::words;

words! {
    /// How a part is.
    PartState {
        /// It does what it should.
        Well = "well",
        /// It is behind.
        Behind = "behind",
        /// Something has failed and wants to be looked at.
        Failing = "failing",
    }
}

/// What waits longer than this is late.
const LATE: TimeDelta = TimeDelta::minutes(5);

/// The name of the reader whose place is kept with its index.
const INDEXER: &str = "search-indexer";

/// What failed longer ago than this has been looked at.
const LOOKED_BACK: TimeDelta = TimeDelta::days(7);

/// The most events that are counted behind a reader.
const MOST_COUNTED: i64 = 10_000;

/// How everything in the database is.
#[derive(Clone, Debug)]
pub struct Health {
    /// When it was looked at.
    pub at: DateTime<Utc>,
    /// How long the database took to answer.
    pub answered_in: Duration,
    /// The database is PostgreSQL; SQLite otherwise.
    pub postgres: bool,
    /// Those who read the log.
    pub readers: Vec<ReaderHealth>,
    /// What is done later.
    pub jobs: Queue,
    /// Mail on its way: never what it says.
    pub mails: Queue,
}

/// Somebody who reads the log.
#[derive(Clone, Debug)]
pub struct ReaderHealth {
    /// Its name.
    pub name: String,
    /// How many events it has not read; at most 10,000 are counted.
    pub behind: i64,
    /// When the oldest of them happened.
    pub since: Option<DateTime<Utc>>,
    /// How many events it has passed over because it could not act on them.
    pub passed_over: i64,
    /// How it is.
    pub is: PartState,
}

/// Things that wait for their turn.
#[derive(Clone, Copy, Debug)]
pub struct Queue {
    /// How many wait.
    pub waiting: i64,
    /// When the oldest of those was due.
    pub since: Option<DateTime<Utc>>,
    /// How many have been given up.
    pub failed: i64,
    /// How it is.
    pub is: PartState,
}

/// How everything is. The indexer's place is kept with its index: the caller tells it, none while that does not answer.
///
/// # Errors
/// [`crate::Error::Unauthenticated`], [`crate::Error::Forbidden`] for anybody but an administrator.
pub async fn of(store: &Store, actor: &Actor, indexed: Option<Position>) -> Result<Health> {
    may_administer(actor)?;
    let (db, at) = (store.reader(), store.clock().now());
    let began = Instant::now();
    one(db, "SELECT id FROM installation", []).await?;
    let answered_in = began.elapsed();
    let jobs = "SELECT state, run_at, created_at FROM job";
    let mails = "SELECT state, run_at, created_at FROM mail UNION ALL SELECT state, run_at, created_at FROM notice";
    Ok(Health {
        at,
        answered_in,
        postgres: store.postgres(),
        readers: readers(db, indexed, at).await?,
        jobs: queue(db, jobs, at).await?,
        mails: queue(db, mails, at).await?,
    })
}

async fn readers(db: &impl Db, indexed: Option<Position>, now: DateTime<Utc>) -> Result<Vec<ReaderHealth>> {
    #[derive(FromRow)]
    struct Row {
        name: String,
        xid: i64,
        event_id: i64,
    }
    let sql = "SELECT name, xid, event_id FROM consumer ORDER BY name";
    let kept = rows::<Row>(db, sql, []).await?.into_iter();
    let kept = kept.map(|row| (row.name, Position { xid: row.xid, id: row.event_id }));
    let mut all = Vec::new();
    for (name, at) in indexed.map(|at| (INDEXER.to_owned(), at)).into_iter().chain(kept) {
        all.push(reader(db, name, at, now).await?);
    }
    Ok(all)
}

async fn reader(db: &impl Db, name: String, at: Position, now: DateTime<Utc>) -> Result<ReaderHealth> {
    #[derive(FromRow)]
    struct Row {
        behind: i64,
        since: Option<DateTime<Utc>>,
        passed_over: i64,
    }
    let sql = "SELECT count(*) AS behind, min(at) AS since, \
               (SELECT count(*) FROM dead_event d WHERE d.consumer = $4 AND d.at > $5) AS passed_over \
               FROM (SELECT at FROM event WHERE xid > $1 OR (xid = $1 AND id > $2) ORDER BY xid, id LIMIT $3) x";
    let values = [at.xid.into(), at.id.into(), MOST_COUNTED.into(), name.clone().into(), (now - LOOKED_BACK).into()];
    let found: Option<Row> = crate::store::row(db, sql, values).await?;
    let Row { behind, since, passed_over } = found.unwrap_or(Row { behind: 0, since: None, passed_over: 0 });
    Ok(ReaderHealth { name, behind, since, passed_over, is: condition(since, passed_over, now) })
}

async fn queue(db: &impl Db, source: &str, now: DateTime<Utc>) -> Result<Queue> {
    #[derive(FromRow)]
    struct Row {
        waiting: i64,
        since: Option<DateTime<Utc>>,
        failed: i64,
    }
    let sql = format!(
        "SELECT count(CASE WHEN state <> 'failed' THEN 1 END) AS waiting, \
         min(CASE WHEN state <> 'failed' THEN run_at END) AS since, \
         count(CASE WHEN state = 'failed' AND created_at > $1 THEN 1 END) AS failed FROM ({source}) q \
         WHERE state IN ('waiting', 'leased', 'handing_over', 'failed')"
    );
    let found: Option<Row> = crate::store::row(db, &sql, [(now - LOOKED_BACK).into()]).await?;
    let (waiting, since, failed) = found.map_or((0, None, 0), |row| (row.waiting, row.since, row.failed));
    Ok(Queue { waiting, since, failed, is: condition(since, failed, now) })
}

/// What failed counts before what is late.
fn condition(since: Option<DateTime<Utc>>, failed: i64, now: DateTime<Utc>) -> PartState {
    match (failed, since) {
        (1.., _) => PartState::Failing,
        (_, Some(since)) if now - since > LATE => PartState::Behind,
        _ => PartState::Well,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_counts_before_what_is_late() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
        assert_eq!(condition(None, 0, now), PartState::Well);
        assert_eq!(condition(Some(now - TimeDelta::minutes(4)), 0, now), PartState::Well);
        assert_eq!(condition(Some(now - TimeDelta::minutes(6)), 0, now), PartState::Behind);
        assert_eq!(condition(Some(now), 1, now), PartState::Failing);
    }
}
