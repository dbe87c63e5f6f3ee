//! SQLite in the thread that asks.
//!
//! sqlx gives every connection a thread of its own and hands each row over by itself; for a page of a thread that costs
//! several times what SQLite itself does. So the few statements that every page begins with, each bounded by an index and
//! a limit, are read here instead, over connections that can only read and never wait: whoever finds the database busy
//! takes the ordinary way, sea-orm's. So are the states that live frames are made of. Writing has one thread and one connection to itself ([`super::pen`]), where nothing
//! is gained by handing statements over.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, Value as Kept, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Rows};
use sea_orm::Value;

use super::row::Row;
use crate::{Error, Result};

/// How many connections are kept open: as many as threads read at the same moment, seldom more than there are cores.
const KEPT: usize = 8;
/// How many prepared statements each connection keeps.
const STATEMENTS: usize = 64;

/// Connections that only read, for whoever reads without waiting.
#[derive(Debug)]
pub struct InPlace {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
    statements: Arc<AtomicU64>,
}

impl InPlace {
    pub(super) fn new(file: PathBuf, statements: Arc<AtomicU64>) -> Self {
        Self { file, idle: Mutex::default(), statements }
    }

    /// Every row of a statement, as `take` makes it; none where the database is busy.
    pub(super) fn read<T>(
        &self,
        sql: &str,
        values: &[Value],
        take: impl FnMut(Row<'_>) -> Result<T>,
    ) -> Result<Option<Vec<T>>> {
        let Some(connection) = unless_busy(self.connection())? else { return Ok(None) };
        let found = unless_busy(run(&connection, sql, values, take))?;
        self.put_back(connection);
        if found.is_some() {
            self.statements.fetch_add(1, Ordering::Relaxed);
        }
        Ok(found)
    }

    /// One state to read several times; none where the database is busy. Hold it for as short as may be.
    pub(super) fn state(self: &Arc<Self>) -> Result<Option<State>> {
        let begun = self.connection().and_then(|connection| {
            connection.execute_batch("BEGIN")?;
            Ok(connection)
        });
        let connection = unless_busy(begun)?;
        Ok(connection.map(|connection| State { connection: Mutex::new(Some(connection)), home: Arc::clone(self) }))
    }

    fn put_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
    }

    /// Closes what is idle.
    pub(super) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn connection(&self) -> Result<Connection, Failed> {
        if let Some(connection) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(connection);
        }
        let connection = open(&self.file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(std::time::Duration::ZERO)?;
        connection.pragma_update(None, "cache_size", "-4096")?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(connection)
    }
}

/// Reads that all see what the first of them saw, until this is dropped.
#[derive(Debug)]
pub struct State {
    connection: Mutex<Option<Connection>>,
    home: Arc<InPlace>,
}

impl State {
    /// Every row of a statement, as `take` makes it.
    pub(super) fn read<T>(
        &self,
        sql: &str,
        values: &[Value],
        take: impl FnMut(Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let held = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = held.as_ref().ok_or_else(|| Error::internal("a snapshot after its end"))?;
        self.home.statements.fetch_add(1, Ordering::Relaxed);
        Ok(run(connection, sql, values, take)?)
    }
}

impl Drop for State {
    fn drop(&mut self) {
        let held = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // one that can't let go of its state is not used again
        if let Some(connection) = held
            && connection.execute_batch("COMMIT").is_ok()
        {
            self.home.put_back(connection);
        }
    }
}

/// A connection that one thread at a time uses.
pub(super) fn open(file: &Path, how: OpenFlags) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(file, how | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// Why a statement gave nothing.
#[derive(Debug)]
pub(super) enum Failed {
    /// SQLite refused it.
    Refused(rusqlite::Error),
    /// What it gave is not what was asked for.
    Misread(Error),
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Self::Refused(error)
    }
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        let error = match failed {
            Failed::Misread(error) => return error,
            Failed::Refused(error) => error,
        };
        match error.sqlite_error_code() {
            // nothing is wrong with what was asked: another process writes, or the disk is full
            Some(ErrorCode::DatabaseBusy | ErrorCode::DiskFull) => Self::Unavailable(error.to_string()),
            _ => Self::internal(error),
        }
    }
}

/// None where the database is busy, or is just being opened by somebody else.
fn unless_busy<T>(result: Result<T, Failed>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Failed::Refused(error))
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::CannotOpen)
            ) =>
        {
            Ok(None)
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Runs a statement to its end and gives every row as `take` makes it.
pub(super) fn run<T>(
    connection: &Connection,
    sql: &str,
    values: &[Value],
    mut take: impl FnMut(Row<'_>) -> Result<T>,
) -> Result<Vec<T>, Failed> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = started(&mut statement, values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(take(Row::InPlace(row)).map_err(Failed::Misread)?);
    }
    Ok(found)
}

fn started<'s>(statement: &'s mut CachedStatement<'_>, values: &[Value]) -> Result<Rows<'s>, Failed> {
    // `$2` is a name to SQLite, numbered by where it first stands
    for index in 1..=statement.parameter_count() {
        let at = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = at.and_then(|at| values.get(at.checked_sub(1)?));
        let value = value.ok_or_else(|| misread("a statement without a value for its parameter"))?;
        statement.raw_bind_parameter(index, bound(value)?)?;
    }
    Ok(statement.raw_query())
}

fn misread(what: &str) -> Failed {
    Failed::Misread(Error::internal(what))
}

struct Bound<'v>(ToSqlOutput<'v>);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.clone())
    }
}

/// A value in the form in which sqlx writes it.
fn bound(value: &Value) -> Result<Bound<'_>, Failed> {
    let none = || ToSqlOutput::Borrowed(ValueRef::Null);
    let text = |text: String| ToSqlOutput::Owned(Kept::Text(text));
    let borrowed = |value| ToSqlOutput::Borrowed(value);
    Ok(Bound(match value {
        Value::Bool(value) => value.map_or_else(none, |value| borrowed(ValueRef::Integer(value.into()))),
        Value::Int(value) => value.map_or_else(none, |value| borrowed(ValueRef::Integer(value.into()))),
        Value::BigInt(value) => value.map_or_else(none, |value| borrowed(ValueRef::Integer(value))),
        Value::Double(value) => value.map_or_else(none, |value| borrowed(ValueRef::Real(value))),
        Value::String(value) => value.as_deref().map_or_else(none, |value| borrowed(ValueRef::Text(value.as_bytes()))),
        Value::Bytes(value) => value.as_deref().map_or_else(none, |value| borrowed(ValueRef::Blob(value))),
        Value::Uuid(value) => value.as_ref().map_or_else(none, |value| borrowed(ValueRef::Blob(value.as_bytes()))),
        Value::Json(value) => value.as_ref().map_or_else(none, |value| text(value.to_string())),
        Value::ChronoDate(value) => value.map_or_else(none, |value| text(value.format("%F").to_string())),
        Value::ChronoDateTimeUtc(value) => {
            value.map_or_else(none, |value| text(value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)))
        }
        other => return Err(misread(&format!("a value of a kind that is not kept: {other:?}"))),
    }))
}
