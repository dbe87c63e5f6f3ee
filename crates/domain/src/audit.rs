//! The audit log: every administrative act, chained by hashes so that a changed or missing row shows.
//!
//! It names people by id only, so that erasing a person does not break the chain. An act in a network says in which: the
//! network's coordinators read those, an administrator the log of the whole installation.

mod chain;
mod list;
mod names;
mod written;

use sha2::{Digest, Sha256};

pub use chain::{Chain, Fault, seen as chain, verify};
pub use list::{Filter, MOST_TAKEN, Noted, Whose, list, take};
pub use names::Fact;
pub(crate) use written::{Written, note_written};

use uuid::Uuid;

use crate::Result;
use crate::ids::{NetworkId, PersonId};
use crate::store::{FromRow, Tx, execute, row};

/// Notes an act in no network in particular.
///
/// # Errors
/// When the database can't be reached.
pub async fn note(tx: &Tx, act: &str, subject: &str, facts: &str) -> Result<()> {
    note_in(tx, None, act, subject, facts).await
}

/// Notes an act, in a network where it was in one.
///
/// # Errors
/// When the database can't be reached.
pub async fn note_in(
    tx: &Tx,
    network: impl Into<Option<NetworkId>>,
    act: &str,
    subject: &str,
    facts: &str,
) -> Result<()> {
    append(tx, network.into(), tx.actor().logged(), [act, subject, facts]).await
}

/// Notes an act of whoever came by a link, who is known since they used it.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn note_by(
    tx: &Tx,
    network: NetworkId,
    person: PersonId,
    act: &str,
    subject: &str,
    facts: &str,
) -> Result<()> {
    append(tx, Some(network), Some(person.0), [act, subject, facts]).await
}

/// Acts are chained in the order of their commits: the newest row is read under the writer's lock, on PostgreSQL under an
/// advisory lock held to the end of the transaction.
async fn append(
    tx: &Tx,
    network: Option<NetworkId>,
    actor: Option<Uuid>,
    [act, subject, facts]: [&str; 3],
) -> Result<()> {
    #[derive(FromRow)]
    struct Last {
        hash: String,
    }
    use crate::store::sealed::Connection as _;
    if tx.backend() == sea_orm::DbBackend::Postgres {
        // the number is the one this crate keeps for the audit chain
        execute(tx, "SELECT pg_advisory_xact_lock(7402)", []).await?;
    }
    let last: Option<Last> = row(tx, "SELECT hash FROM audit ORDER BY id DESC LIMIT 1", []).await?;
    let previous = last.map_or_else(String::new, |last| last.hash);
    let actor = actor.map_or_else(|| "system".to_owned(), |id| id.to_string());
    let hash = link(&previous, tx.now(), network, [&actor, act, subject, facts]);
    let sql = "INSERT INTO audit (at, actor, act, subject, facts, previous_hash, hash, network_id) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        tx.now().into(),
        actor.into(),
        act.into(),
        subject.into(),
        facts.into(),
        previous.into(),
        hash.into(),
        network.map(|id| id.0).into(),
    ];
    execute(tx, sql, values).await
}

/// The hash of a row: of the one before it and of all it says.
fn link(
    previous: &str,
    at: chrono::DateTime<chrono::Utc>,
    network: Option<NetworkId>,
    [actor, act, subject, facts]: [&str; 4],
) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    let (at, network) = (at.timestamp_millis().to_string(), network.map(|id| id.to_string()));
    // rows from before networks had a log of their own say nothing of one, and neither does their hash
    for part in [at.as_str(), actor, act, subject, facts].into_iter().chain(network.as_deref()) {
        // lengths first, so that no two lists of parts read alike
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
