//! A request sent twice is carried out once: its key is noted in the commit of what it did.
//!
//! Every request that makes something, or sends something to somebody, is a [`crate::store::Store::write_once`]. Its
//! answer is not kept but shown anew, through the finder, from the id that was noted.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::actor::Actor;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
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
    /// The hash of what it says.
    pub body_hash: String,
}

/// What a request led to, as far as it is noted.
pub trait Outcome: Sized {
    /// Its id, and whether it was made now: the first answer said so, and the same answer is given again.
    fn noted(&self) -> (Uuid, bool);
    /// The same of what was noted.
    fn again(id: Uuid, new: bool) -> Self;
}

impl Outcome for Uuid {
    fn noted(&self) -> (Uuid, bool) {
        (*self, true)
    }

    fn again(id: Uuid, _new: bool) -> Self {
        id
    }
}

/// Something that may have been there before, and whether it is new.
impl<T: Outcome> Outcome for (T, bool) {
    fn noted(&self) -> (Uuid, bool) {
        (self.0.noted().0, self.1)
    }

    fn again(id: Uuid, new: bool) -> Self {
        (T::again(id, new), new)
    }
}

/// What is noted of an answer: that something was made, or that it was there.
const MADE: i32 = 201;
const THERE: i32 = 200;

#[derive(FromRow)]
struct Row {
    route: String,
    body_hash: String,
    status: i32,
    result_id: Uuid,
}

/// What the request led to when it came before; nothing for one without a key. Asked by itself where something else than
/// the command has to be done first, which can't be done twice.
///
/// # Errors
/// [`Error::Invalid`] when the same key came with another body or to another address, [`Error::Unauthenticated`] for
/// nobody in particular.
pub async fn earlier<T: Outcome>(
    db: &impl Db,
    actor: &Actor,
    now: DateTime<Utc>,
    key: Option<&Key>,
) -> Result<Option<T>> {
    let Some(key) = key else { return Ok(None) };
    let person = actor.signed_in()?;
    let sql = "SELECT route, body_hash, status, result_id FROM idempotency \
               WHERE actor_id = $1 AND key = $2 AND created_at > $3";
    let values = [person.0.into(), key.key.as_str().into(), (now - REMEMBERED).into()];
    match row::<Row>(db, sql, values).await? {
        None => Ok(None),
        Some(known) if known.route == key.route && known.body_hash == key.body_hash => {
            Ok(Some(T::again(known.result_id, known.status == MADE)))
        }
        Some(_) => Err(Error::invalid("/", "idempotency_key_reused")),
    }
}

/// Does what is asked and notes what it led to; sent again, it gives that and does nothing.
pub(crate) async fn once<T: Outcome>(tx: &Tx, key: Option<&Key>, act: impl Future<Output = Result<T>>) -> Result<T> {
    let Some(key) = key else { return act.await };
    if let Some(earlier) = earlier(tx, tx.actor(), tx.now(), Some(key)).await? {
        return Ok(earlier);
    }
    let made = act.await?;
    note(tx, key, made.noted()).await?;
    Ok(made)
}

/// Notes what the request led to. Keys older than [`REMEMBERED`] are forgotten on the way.
async fn note(tx: &Tx, key: &Key, (id, new): (Uuid, bool)) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let old = "DELETE FROM idempotency WHERE actor_id = $1 AND created_at <= $2";
    execute(tx, old, [person.0.into(), (tx.now() - REMEMBERED).into()]).await?;
    let sql = "INSERT INTO idempotency (actor_id, key, route, body_hash, status, result_id, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let values = [
        person.0.into(),
        key.key.as_str().into(),
        key.route.as_str().into(),
        key.body_hash.as_str().into(),
        (if new { MADE } else { THERE }).into(),
        id.into(),
        tx.now().into(),
    ];
    // the same request is being carried out at this moment, and has not been committed when this one looked
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::UnderWay);
    }
    Ok(())
}
