//! How far a consumer has read, kept in the database.

use super::Position;
use crate::Result;
use crate::actor::Actor;
use crate::store::{Store, execute, one};

/// A named reader of the whole log, with its place in it.
#[derive(Debug, Clone)]
pub struct Consumer {
    name: &'static str,
}

/// An event a consumer gave up on.
#[derive(Debug, Clone)]
pub struct Dead {
    /// The event.
    pub position: Position,
    /// Why.
    pub why: String,
}

impl Consumer {
    /// The consumer of that name.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How far it has read; none before its first reading.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn position(&self, store: &Store) -> Result<Option<Position>> {
        let sql = "SELECT xid, event_id FROM consumer WHERE name = $1";
        let found = one(store.reader(), sql, [self.name.into()]).await?;
        found.map(|row| Ok(Position { xid: row.get("xid")?, id: row.get("event_id")? })).transpose()
    }

    /// Remembers that everything up to `position` is done.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn advance(&self, store: &Store, position: Position) -> Result<()> {
        let name = self.name;
        store
            .write(&Actor::System, move |tx| async move {
                let sql = "INSERT INTO consumer (name, xid, event_id, updated_at) VALUES ($1, $2, $3, $4) \
                           ON CONFLICT (name) DO UPDATE SET xid = excluded.xid, event_id = excluded.event_id, \
                           updated_at = excluded.updated_at";
                execute(&tx, sql, [name.into(), position.xid.into(), position.id.into(), tx.now().into()]).await
            })
            .await
    }
}

/// Keeps an event that could not be acted on, so that somebody can look at it; counted as `dead_events_total`.
///
/// # Errors
/// When the database can't be reached.
pub async fn bury(store: &Store, consumer: &Consumer, dead: Dead) -> Result<()> {
    metrics::counter!("dead_events_total", "consumer" => consumer.name).increment(1);
    tracing::error!(consumer = consumer.name, event = dead.position.id, why = dead.why, "an event was passed over");
    let name = consumer.name;
    store
        .write(&Actor::System, move |tx| async move {
            let sql = "INSERT INTO dead_event (id, consumer, event_id, why, at) VALUES ($1, $2, $3, $4, $5)";
            let id = crate::ids::uuid_at(tx.now());
            execute(&tx, sql, [id.into(), name.into(), dead.position.id.into(), dead.why.into(), tx.now().into()]).await
        })
        .await
}
