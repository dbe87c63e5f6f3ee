//! Whether the log is as it was written: every row's hash is that of what it says and of the row before it.

use chrono::{DateTime, Utc};

use super::link;
use super::list::{Whose, may_read};
use crate::Result;
use crate::actor::Actor;
use crate::ids::NetworkId;
use crate::store::{Db, FromRow, rows};

/// What is wrong with the chain, at the first row where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// That row says something else than when it was written.
    Changed(i64),
    /// A row that came before that one is gone, or another was put there.
    Missing(i64),
}

/// The whole chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// How many rows were read up to the fault, or all.
    pub rows: u64,
    /// The number and the hash of the newest row: who notes them elsewhere can tell later that none was cut off the end.
    pub newest: Option<(i64, String)>,
    /// The first fault.
    pub fault: Option<Fault>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    at: DateTime<Utc>,
    actor: String,
    act: String,
    subject: String,
    facts: String,
    network_id: Option<NetworkId>,
    previous_hash: String,
    hash: String,
}

/// Checks the whole chain, for whoever reads the log or a network's part of it: it is one chain.
///
/// # Errors
/// As [`super::list()`].
pub async fn seen(db: &impl Db, actor: &Actor, whose: Whose) -> Result<Chain> {
    may_read(db, actor, whose).await?;
    read(db).await
}

/// Checks the whole chain; gives the number of rows, or the first fault.
///
/// # Errors
/// When the database can't be reached.
pub async fn verify(db: &impl Db) -> Result<std::result::Result<u64, Fault>> {
    let chain = read(db).await?;
    Ok(chain.fault.map_or(Ok(chain.rows), Err))
}

async fn read(db: &impl Db) -> Result<Chain> {
    let mut chain = Chain { rows: 0, newest: None, fault: None };
    loop {
        let after = chain.newest.as_ref().map_or(0, |(id, _)| *id);
        let sql = "SELECT id, at, actor, act, subject, facts, network_id, previous_hash, hash FROM audit \
                   WHERE id > $1 ORDER BY id LIMIT 1000";
        let page: Vec<Row> = rows(db, sql, [after.into()]).await?;
        if page.is_empty() {
            return Ok(chain);
        }
        for row in page {
            let before = chain.newest.as_ref().map_or("", |(_, hash)| hash);
            let is = link(&row.previous_hash, row.at, row.network_id, [&row.actor, &row.act, &row.subject, &row.facts]);
            if row.hash != is {
                chain.fault = Some(Fault::Changed(row.id));
            } else if row.previous_hash != before {
                chain.fault = Some(Fault::Missing(row.id));
            }
            if chain.fault.is_some() {
                return Ok(chain);
            }
            chain.rows += 1;
            chain.newest = Some((row.id, row.hash));
        }
    }
}
