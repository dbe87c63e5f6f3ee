//! A request sent twice is carried out once: its key is noted in the commit of what it did.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::store::{FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// How long a key is remembered.
pub const REMEMBERED: TimeDelta = TimeDelta::hours(24);

/// A request that names itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The client's key.
    pub key: String,
    /// Which request: method and path.
    pub route: String,
    /// The hash of its body.
    pub body_hash: String,
}

#[derive(FromRow)]
struct Row {
    route: String,
    body_hash: String,
    result_id: Uuid,
}

/// What the request led to when it came before; its answer is then shown anew through the finder.
///
/// # Errors
/// [`Error::Invalid`] when the same key came with another body or to another address.
pub async fn earlier(tx: &Tx, key: &Key) -> Result<Option<Uuid>> {
    let actor = tx.actor().signed_in()?;
    let sql =
        "SELECT route, body_hash, result_id FROM idempotency WHERE actor_id = $1 AND key = $2 AND created_at > $3";
    let values = [actor.0.into(), key.key.as_str().into(), (tx.now() - REMEMBERED).into()];
    match row::<Row>(tx, sql, values).await? {
        None => Ok(None),
        Some(known) if known.route == key.route && known.body_hash == key.body_hash => Ok(Some(known.result_id)),
        Some(_) => Err(Error::invalid("/", "idempotency_key_reused")),
    }
}

/// Notes what the request led to. Keys older than [`REMEMBERED`] are forgotten on the way.
///
/// # Errors
/// [`Error::UnderWay`] when the same request is being carried out at this moment.
pub async fn note(tx: &Tx, key: &Key, result: Uuid) -> Result<()> {
    let actor = tx.actor().signed_in()?;
    let old = "DELETE FROM idempotency WHERE actor_id = $1 AND created_at <= $2";
    execute(tx, old, [actor.0.into(), (tx.now() - REMEMBERED).into()]).await?;
    let sql = "INSERT INTO idempotency (actor_id, key, route, body_hash, status, result_id, created_at) \
               VALUES ($1, $2, $3, $4, 201, $5, $6) ON CONFLICT DO NOTHING";
    let values = [
        actor.0.into(),
        key.key.as_str().into(),
        key.route.as_str().into(),
        key.body_hash.as_str().into(),
        result.into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::UnderWay);
    }
    Ok(())
}
