//! The one connection that writes to SQLite, in a thread of its own: a command's statements run where the command does.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use sea_orm::Value;

use super::in_place::{Failed, open, run};
use super::row::Row;
use crate::{Error, Result};

/// How many prepared statements are kept.
const STATEMENTS: usize = 256;

/// The connection, held by whoever carries out commands.
#[derive(Debug)]
pub(super) struct Pen {
    held: Mutex<Held>,
    statements: Arc<AtomicU64>,
}

#[derive(Debug)]
struct Held {
    connection: Connection,
    /// Counts commands: who comes with the number of an earlier one has kept what was lent to it.
    turn: u64,
}

/// The pen lent to one command, until the next has its turn.
#[derive(Clone, Debug)]
pub struct Turn {
    pen: Arc<Pen>,
    turn: u64,
}

impl Pen {
    /// Opens the file for writing, with the durability of the other connections.
    pub(super) fn open(file: &Path, statements: Arc<AtomicU64>) -> Result<Arc<Self>> {
        let opened = || -> rusqlite::Result<Connection> {
            let connection = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            // another process (import, user commands) may hold the writer for a batch
            connection.busy_timeout(Duration::from_secs(5))?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "cache_size", "-8192")?;
            connection.pragma_update(None, "temp_store", "memory")?;
            // what is deleted is overwritten: who was erased is not in free pages either
            connection.pragma_update(None, "secure_delete", "ON")?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            Ok(connection)
        };
        let connection = opened().map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Arc::new(Self { held: Mutex::new(Held { connection, turn: 0 }), statements }))
    }

    /// Begins a transaction that writes.
    pub(super) fn begin(&self) -> Result<()> {
        self.bare("BEGIN IMMEDIATE")
    }

    /// Commits: what was written is on the disk when this returns.
    pub(super) fn commit(&self) -> Result<()> {
        self.bare("COMMIT").inspect_err(|_| self.roll_back())
    }

    /// Undoes the transaction. SQLite may have done so itself, as when the disk is full.
    pub(super) fn roll_back(&self) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if !held.connection.is_autocommit()
            && let Err(error) = held.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be undone");
        }
    }

    /// Begins something within the transaction that can be undone by itself.
    pub(super) fn mark(&self) -> Result<()> {
        self.bare("SAVEPOINT command")
    }

    /// Keeps what was done since [`Self::mark`].
    pub(super) fn keep(&self) -> Result<()> {
        self.bare("RELEASE command")
    }

    /// Undoes what was done since [`Self::mark`].
    pub(super) fn undo(&self) -> Result<()> {
        self.bare("ROLLBACK TO command; RELEASE command")
    }

    fn bare(&self, sql: &str) -> Result<()> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.connection.execute_batch(sql).map_err(|error| Failed::from(error).into())
    }

    /// Lends it to the next command: the one before has it no more.
    pub(super) fn lend(self: &Arc<Self>) -> Turn {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.turn += 1;
        Turn { pen: Arc::clone(self), turn: held.turn }
    }
}

impl Turn {
    /// Every row of a statement, as `take` makes it.
    pub(super) fn read<T>(
        &self,
        sql: &str,
        values: &[Value],
        take: impl FnMut(Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.with(|connection| run(connection, sql, values, take))
    }

    /// Runs a statement and tells how many rows it changed.
    pub(super) fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
        self.with(|connection| {
            run(connection, sql, values, |_| Ok(()))?;
            Ok(connection.changes())
        })
    }

    fn with<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failed>) -> Result<T> {
        let held = self.pen.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.turn != self.turn {
            return Err(Error::internal("a command went on after its end"));
        }
        // after a failure that undid the transaction nothing may be written outside one
        if held.connection.is_autocommit() {
            return Err(Error::Unavailable("the transaction was undone".into()));
        }
        self.pen.statements.fetch_add(1, Ordering::Relaxed);
        Ok(work(&held.connection)?)
    }
}
