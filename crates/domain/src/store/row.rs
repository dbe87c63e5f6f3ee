//! A row of the database, read by the names of its columns, whoever fetched it.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::{Value as Kept, ValueRef};
use sea_orm::{QueryResult, TryGetable};
use uuid::Uuid;

use crate::{Error, Result};

/// A row while it is read.
#[derive(Clone, Copy)]
pub(crate) enum Row<'r> {
    /// Read in this thread.
    InPlace(&'r rusqlite::Row<'r>),
    /// Fetched through sea-orm.
    Fetched(&'r QueryResult),
}

/// Something that is made of the columns of a row: derived, for structs whose fields are named as the columns are.
pub(crate) trait FromRow: Sized {
    /// Takes the columns it knows.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// A value that stands in one column.
pub(crate) trait Column: TryGetable {
    /// The value as SQLite keeps it; none where it is of another kind.
    fn kept(value: ValueRef<'_>) -> Option<Self>;
}

fn other(column: &str) -> Error {
    Error::internal(format!("column {column} holds something else"))
}

impl Row<'_> {
    /// What stands in the column.
    ///
    /// # Errors
    /// [`Error::Internal`] where there is no such column, or it holds something else.
    pub(crate) fn get<T: Column>(&self, column: &str) -> Result<T> {
        match self {
            Self::InPlace(row) => row.get_ref(column).ok().and_then(T::kept).ok_or_else(|| other(column)),
            Self::Fetched(row) => Ok(row.try_get("", column)?),
        }
    }

    /// Whether nothing stands in the column, which is of text.
    ///
    /// # Errors
    /// [`Error::Internal`] where there is no such column.
    pub(crate) fn empty(&self, column: &str) -> Result<bool> {
        self.get::<Option<String>>(column).map(|found| found.is_none())
    }
}

/// One row by itself.
#[derive(Debug)]
pub(crate) enum OneRow {
    InPlace(Vec<(String, Kept)>),
    Fetched(QueryResult),
}

impl OneRow {
    /// A copy of a row.
    pub(super) fn of(row: Row<'_>) -> Result<Self> {
        let Row::InPlace(row) = row else { return Err(Error::internal("a row to copy that was fetched")) };
        let columns = row.as_ref().column_names();
        let values = columns.iter().enumerate().map(|(at, name)| {
            let value = row.get_ref(at).map_err(Error::internal)?;
            Ok(((*name).to_owned(), Kept::try_from(value).map_err(Error::internal)?))
        });
        Ok(Self::InPlace(values.collect::<Result<_>>()?))
    }

    /// What stands in the column.
    ///
    /// # Errors
    /// [`Error::Internal`] where there is no such column, or it holds something else.
    pub(crate) fn get<T: Column>(&self, column: &str) -> Result<T> {
        match self {
            Self::InPlace(values) => {
                let found = values.iter().find(|(name, _)| name == column);
                found.and_then(|(_, value)| T::kept(value.into())).ok_or_else(|| other(column))
            }
            Self::Fetched(row) => Ok(row.try_get("", column)?),
        }
    }
}

impl<T: Column> Column for Option<T> {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        if value == ValueRef::Null { Some(None) } else { T::kept(value).map(Some) }
    }
}

impl Column for i64 {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
}

impl Column for i32 {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()?.try_into().ok()
    }
}

impl Column for f64 {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_f64().ok()
    }
}

impl Column for bool {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok().map(|number| number != 0)
    }
}

impl Column for String {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().map(str::to_owned)
    }
}

impl Column for Vec<u8> {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_blob().ok().map(<[u8]>::to_vec)
    }
}

impl Column for Uuid {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_blob().ok().and_then(|bytes| Self::from_slice(bytes).ok())
    }
}

impl Column for DateTime<Utc> {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        DateTime::parse_from_rfc3339(value.as_str().ok()?).ok().map(|at| at.to_utc())
    }
}

impl Column for NaiveDate {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

impl Column for serde_json::Value {
    fn kept(value: ValueRef<'_>) -> Option<Self> {
        serde_json::from_str(value.as_str().ok()?).ok()
    }
}
