//! The audit log: every administrative act, chained by hashes so that a changed or missing row shows.
//!
//! It names people by id only, so that erasing a person does not break the chain.

use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::store::{Db, Ids, Tx, execute, row, rows};

#[derive(FromQueryResult)]
struct Last {
    hash: String,
}

/// Notes an act. Acts are chained in the order of their commits: the newest row is read under the writer's lock, on
/// PostgreSQL under an advisory lock held to the end of the transaction.
///
/// # Errors
/// When the database can't be reached.
pub async fn note(tx: &Tx, act: &str, subject: &str, facts: &str) -> Result<()> {
    use crate::store::sealed::Connection as _;
    use sea_orm::ConnectionTrait as _;
    if tx.connection().get_database_backend() == sea_orm::DbBackend::Postgres {
        // the number is the one this crate keeps for the audit chain
        execute(tx, "SELECT pg_advisory_xact_lock(7402)", []).await?;
    }
    let last: Option<Last> = row(tx, "SELECT hash FROM audit ORDER BY id DESC LIMIT 1", []).await?;
    let previous = last.map_or_else(String::new, |last| last.hash);
    let actor = tx.actor().logged().map_or_else(|| "system".to_owned(), |id| id.to_string());
    let at = tx.now().timestamp_millis().to_string();
    let hash = link(&previous, &[&at, &actor, act, subject, facts]);
    let sql =
        "INSERT INTO audit (at, actor, act, subject, facts, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values =
        [tx.now().into(), actor.into(), act.into(), subject.into(), facts.into(), previous.into(), hash.into()];
    execute(tx, sql, values).await
}

/// An act, as whoever runs the installation reads it.
#[derive(Clone, Debug)]
pub struct Noted {
    /// Its place in the chain.
    pub id: i64,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Who; none for the installation itself.
    pub actor: Option<uuid::Uuid>,
    /// Their name, where they have an account and it is not protected.
    pub actor_name: Option<String>,
    /// What was done.
    pub act: String,
    /// To what.
    pub subject: String,
    /// The name of that, where it is a person's or a network's.
    pub subject_name: Option<String>,
    /// More about it.
    pub facts: String,
}

/// The acts before the one of that number, the newest first; only those of that kind, where one is given.
///
/// # Errors
/// [`crate::Error::Unauthenticated`], [`crate::Error::Forbidden`] for anybody but an administrator.
pub async fn list(
    db: &impl Db,
    actor: &crate::actor::Actor,
    act: Option<&str>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Noted>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        at: chrono::DateTime<chrono::Utc>,
        actor: String,
        act: String,
        subject: String,
        facts: String,
    }
    #[derive(FromQueryResult)]
    struct Name {
        id: uuid::Uuid,
        name: Option<String>,
    }
    crate::people::assignment::may_administer(actor)?;
    let of_act = if act.is_some() { "act = $3" } else { "act <> $3" };
    let sql = format!(
        "SELECT id, at, actor, act, subject, facts FROM audit WHERE id < $1 AND {of_act} ORDER BY id DESC LIMIT $2"
    );
    let values = [before.unwrap_or(i64::MAX).into(), limit.into(), act.unwrap_or_default().into()];
    let page: Vec<Row> = rows(db, &sql, values).await?;
    let ids = page.iter().flat_map(|row| [row.actor.parse().ok(), row.subject.parse().ok()]).flatten();
    let sql = format!(
        "SELECT id, CASE WHEN protected THEN NULL ELSE name END AS name FROM person WHERE id IN {0} \
         UNION ALL SELECT id, name FROM network WHERE id IN {0}",
        Ids::sql(db, "$1")
    );
    let names: Vec<Name> = rows(db, &sql, [Ids::value(ids)]).await?;
    let named = |id: Option<uuid::Uuid>| names.iter().find(|name| Some(name.id) == id).and_then(|one| one.name.clone());
    let noted = |row: Row| {
        let actor = row.actor.parse().ok();
        Noted {
            id: row.id,
            at: row.at,
            actor,
            actor_name: named(actor),
            act: row.act,
            subject_name: named(row.subject.parse().ok()),
            subject: row.subject,
            facts: row.facts,
        }
    };
    Ok(page.into_iter().map(noted).collect())
}

/// Checks the whole chain; gives the number of rows, or the id of the first that does not fit.
///
/// # Errors
/// When the database can't be reached.
pub async fn verify(db: &impl Db) -> Result<std::result::Result<u64, i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        at: chrono::DateTime<chrono::Utc>,
        actor: String,
        act: String,
        subject: String,
        facts: String,
        previous_hash: String,
        hash: String,
    }
    let (mut previous, mut after, mut count) = (String::new(), 0_i64, 0_u64);
    loop {
        let sql = "SELECT id, at, actor, act, subject, facts, previous_hash, hash FROM audit \
                   WHERE id > $1 ORDER BY id LIMIT 1000";
        let page: Vec<Row> = rows(db, sql, [after.into()]).await?;
        if page.is_empty() {
            return Ok(Ok(count));
        }
        for row in page {
            let at = row.at.timestamp_millis().to_string();
            let fits = row.previous_hash == previous
                && row.hash == link(&previous, &[&at, &row.actor, &row.act, &row.subject, &row.facts]);
            if !fits {
                return Ok(Err(row.id));
            }
            (previous, after, count) = (row.hash, row.id, count + 1);
        }
    }
}

fn link(previous: &str, parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    for part in parts {
        // lengths first, so that no two lists of parts read alike
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
