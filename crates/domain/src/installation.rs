//! The installation itself: one row that every node shares.

use chrono::{DateTime, Utc};

use crate::actor::Actor;
use crate::clock::Clock;
use crate::store::{Db, FromRow, Store, Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// What is known of the installation.
#[derive(Clone, Debug, FromRow)]
pub struct Installation {
    /// Goes up with every change of who may do what.
    pub access_version: i64,
    /// Changes when a backup is restored, so that clients fetch everything again.
    pub epoch: i64,
    /// Holds demo data.
    pub demo: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// The installation's facts.
///
/// # Errors
/// When the database can't be reached.
pub async fn facts(db: &impl Db) -> Result<Installation> {
    row(db, "SELECT access_version, epoch, demo, created_at FROM installation WHERE id = 1", [])
        .await?
        .ok_or_else(|| Error::internal("the installation has no row"))
}

/// Whether anybody has an account.
///
/// # Errors
/// When the database can't be reached.
pub async fn has_people(db: &impl Db) -> Result<bool> {
    Ok(one(db, "SELECT id FROM person LIMIT 1", []).await?.is_some())
}

/// Whether it holds nobody and no organisation yet.
///
/// # Errors
/// When the database can't be reached.
pub async fn is_empty(db: &impl Db) -> Result<bool> {
    Ok(!has_people(db).await? && one(db, "SELECT id FROM organisation LIMIT 1", []).await?.is_none())
}

/// Makes the row where there is none.
pub(crate) async fn ensure(db: &impl Db, clock: &Clock) -> Result<()> {
    let known = one(db, "SELECT id FROM installation WHERE id = 1", []).await?;
    if known.is_some() {
        return Ok(());
    }
    let sql = "INSERT INTO installation (id, access_version, epoch, demo, created_at) VALUES (1, 1, 1, $1, $2) \
               ON CONFLICT (id) DO NOTHING";
    execute(db, sql, [false.into(), clock.now().into()]).await
}

pub(crate) async fn access_version(db: &impl Db) -> Result<i64> {
    let found = one(db, "SELECT access_version FROM installation WHERE id = 1", []).await?;
    found.map(|row| row.get("access_version")).unwrap_or(Ok(0))
}

pub(crate) async fn bump_access_version(db: &impl Db) -> Result<i64> {
    let sql = "UPDATE installation SET access_version = access_version + 1 WHERE id = 1 RETURNING access_version";
    let found = one(db, sql, []).await?.ok_or_else(|| Error::internal("the installation has no row"))?;
    found.get("access_version")
}

/// Says that this installation holds demo data.
///
/// # Errors
/// When the database can't be reached.
pub async fn mark_as_demo(store: &Store) -> Result<()> {
    store
        .write(&Actor::System, |tx| async move {
            execute(&tx, "UPDATE installation SET demo = $1 WHERE id = 1", [true.into()]).await
        })
        .await
}

/// After a restore or a move to another engine: transactions of another time mean nothing, and every client fetches
/// anew.
///
/// # Errors
/// When the database can't be reached.
pub async fn begin_new_epoch(store: &Store) -> Result<i64> {
    // the log may be long, and a command may not
    while store.write(&Actor::System, |tx| async move { forget_transactions(&tx).await }).await? == PIECE {}
    store
        .write(&Actor::System, |tx| async move {
            forget_transactions(&tx).await?;
            let sql = "UPDATE consumer SET xid = 0, event_id = (SELECT coalesce(max(id), 0) FROM event)";
            execute(&tx, sql, []).await?;
            tx.access_changed().await?;
            let sql = "UPDATE installation SET epoch = epoch + 1 WHERE id = 1 RETURNING epoch";
            let found = one(&tx, sql, []).await?.ok_or_else(|| Error::internal("the installation has no row"))?;
            found.get("epoch")
        })
        .await
}

/// So many events at once are written anew.
const PIECE: u64 = 5_000;

/// The numbers of transactions of another database mean nothing in this one; gives how many events had one, at most
/// [`PIECE`].
async fn forget_transactions(tx: &Tx) -> Result<u64> {
    let sql = "UPDATE event SET xid = 0 WHERE id IN (SELECT id FROM event WHERE xid > 0 ORDER BY xid, id LIMIT $1)";
    execute_affecting(tx, sql, [i64::try_from(PIECE).unwrap_or(i64::MAX).into()]).await
}
