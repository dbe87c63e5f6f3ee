//! SQLite read in the thread that asks.
//!
//! sqlx gives every connection a thread of its own and hands each row over by itself; for a page of a thread that costs
//! several times what SQLite itself does. The few statements that every page begins with, each bounded by an index and a
//! limit, are read here instead, over connections that can only read and never wait: whoever finds the database busy
//! takes the ordinary way. Everything else stays on sea-orm.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, Value as Kept, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use sea_orm::Value;

use super::columns::{Columns, FromColumns};
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

    /// All rows of a statement; none where the database is busy or a value has no form here.
    pub(super) fn rows<T: FromColumns>(&self, sql: &str, values: &[Value]) -> Result<Option<Vec<T>>> {
        let Some(values) = values.iter().map(bound).collect::<Option<Vec<_>>>() else { return Ok(None) };
        let Some(connection) = self.connection()? else { return Ok(None) };
        let found = read(&connection, sql, &values);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        drop(idle);
        if let Ok(Some(_)) = found {
            self.statements.fetch_add(1, Ordering::Relaxed);
        }
        found
    }

    /// Closes what is idle.
    pub(super) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn connection(&self) -> Result<Option<Connection>> {
        if let Some(connection) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(Some(connection));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(&self.file, flags).and_then(|connection| {
            connection.busy_timeout(std::time::Duration::ZERO)?;
            connection.pragma_update(None, "cache_size", "-4096")?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            Ok(connection)
        });
        unless_busy(opened)
    }
}

fn read<T: FromColumns>(connection: &Connection, sql: &str, values: &[Bound<'_>]) -> Result<Option<Vec<T>>> {
    let Some(mut statement) = unless_busy(connection.prepare_cached(sql))? else { return Ok(None) };
    // `$2` is a name to SQLite, numbered by where it first stands
    for index in 1..=statement.parameter_count() {
        let at = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = at.and_then(|at| values.get(at.checked_sub(1)?));
        let value = value.ok_or_else(|| Error::internal("a statement without a value for its parameter"))?;
        if unless_busy(statement.raw_bind_parameter(index, value))?.is_none() {
            return Ok(None);
        }
    }
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    loop {
        match unless_busy(rows.next())? {
            Some(Some(row)) => found.push(T::from_columns(&mut Columns::in_place(row))?),
            Some(None) => return Ok(Some(found)),
            None => return Ok(None),
        }
    }
}

fn unless_busy<T>(result: rusqlite::Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(rusqlite::Error::SqliteFailure(failure, _))
            if matches!(failure.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::CannotOpen) =>
        {
            Ok(None)
        }
        Err(error) => Err(Error::internal(error.to_string())),
    }
}

struct Bound<'v>(ToSqlOutput<'v>);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.clone())
    }
}

/// A value in the form in which sqlx writes it.
fn bound(value: &Value) -> Option<Bound<'_>> {
    let none = || ToSqlOutput::Borrowed(ValueRef::Null);
    let text = |text: String| ToSqlOutput::Owned(Kept::Text(text));
    let borrowed = |value| ToSqlOutput::Borrowed(value);
    Some(Bound(match value {
        Value::Bool(value) => value.map_or_else(none, |value| borrowed(ValueRef::Integer(value.into()))),
        Value::Int(value) => value.map_or_else(none, |value| borrowed(ValueRef::Integer(value.into()))),
        Value::BigInt(value) => value.map_or_else(none, |value| borrowed(ValueRef::Integer(value))),
        Value::String(value) => value.as_deref().map_or_else(none, |value| borrowed(ValueRef::Text(value.as_bytes()))),
        Value::Uuid(value) => value.as_ref().map_or_else(none, |value| borrowed(ValueRef::Blob(value.as_bytes()))),
        Value::ChronoDateTimeUtc(value) => {
            value.map_or_else(none, |value| text(value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)))
        }
        _ => return None,
    }))
}
