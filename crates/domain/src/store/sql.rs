//! Running plain SQL. Placeholders are `$1`, `$2` …, understood by both engines.

use sea_orm::{ConnectionTrait as _, DbBackend, ExecResult, QueryResult, Statement, Value};
use uuid::Uuid;

use super::row::{FromRow, OneRow, Row};
use super::sealed::Via;
use super::{Columns, Db, FromColumns};
use crate::{Error, Result};

/// U+0000 is text on SQLite and none on PostgreSQL: refused on both, wherever it comes from.
fn checked(values: impl IntoIterator<Item = Value>) -> Result<Vec<Value>> {
    let holds_nul = |value: &Value| matches!(value, Value::String(Some(text)) if text.contains('\0'));
    let values: Vec<Value> = values.into_iter().collect();
    if values.iter().any(holds_nul) { Err(Error::invalid("", "nul_character")) } else { Ok(values) }
}

/// Every row of a statement, as `take` makes it.
async fn read<T>(
    db: &impl Db,
    sql: &str,
    values: Vec<Value>,
    mut take: impl FnMut(Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let through = |values| Statement::from_sql_and_values(db.backend(), sql, values);
    let found: Vec<QueryResult> = match db.via() {
        Via::Pen(turn) => return turn.read(sql, &values, take),
        Via::State(state) => return state.read(sql, &values, take),
        Via::Pool(pool) => pool.query_all_raw(through(values)).await?,
        Via::Transaction(transaction) => transaction.query_all_raw(through(values)).await?,
    };
    found.iter().map(|row| take(Row::Fetched(row))).collect()
}

/// All rows, as `T`.
pub(crate) async fn rows<T: FromRow>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    read(db, sql, checked(values)?, |row| T::from_row(&row)).await
}

/// All rows, by place.
pub(crate) async fn fetched<T: FromColumns>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    read(db, sql, checked(values)?, placed).await
}

fn placed<T: FromColumns>(row: Row<'_>) -> Result<T> {
    T::from_columns(&mut Columns::of(row))
}

/// All rows, by place, read in this thread where that can be done at once: for statements that an index and a limit
/// keep short, whatever the database has grown to.
pub(crate) async fn read_at_once<T: FromColumns>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    at_once(db, sql, checked(values)?, placed).await
}

/// All rows, as `T`, likewise read at once.
pub(crate) async fn rows_at_once<T: FromRow>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    at_once(db, sql, checked(values)?, |row| T::from_row(&row)).await
}

/// The first row, as `T`, likewise read at once.
pub(crate) async fn row_at_once<T: FromRow>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>> {
    Ok(rows_at_once(db, sql, values).await?.into_iter().next())
}

async fn at_once<T>(
    db: &impl Db,
    sql: &str,
    values: Vec<Value>,
    mut take: impl FnMut(Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    if let Some(in_place) = db.in_place()
        && let Some(found) = in_place.read(sql, &values, &mut take)?
    {
        return Ok(found);
    }
    read(db, sql, values, take).await
}

/// The first row, as `T`.
pub(crate) async fn row<T: FromRow>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>> {
    let found = rows(db, sql, values).await?;
    Ok(found.into_iter().next())
}

/// The first row, by itself.
pub(crate) async fn one(db: &impl Db, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Option<OneRow>> {
    let values = checked(values)?;
    let through = |values| Statement::from_sql_and_values(db.backend(), sql, values);
    let found = match db.via() {
        Via::Pen(turn) => return Ok(turn.read(sql, &values, OneRow::of)?.into_iter().next()),
        Via::State(state) => return Ok(state.read(sql, &values, OneRow::of)?.into_iter().next()),
        Via::Pool(pool) => pool.query_one_raw(through(values)).await?,
        Via::Transaction(transaction) => transaction.query_one_raw(through(values)).await?,
    };
    Ok(found.map(OneRow::Fetched))
}

/// Runs a statement that gives no rows.
pub(crate) async fn execute(db: &impl Db, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<()> {
    execute_affecting(db, sql, values).await.map(drop)
}

/// Runs a statement and tells how many rows it changed.
pub(crate) async fn execute_affecting(db: &impl Db, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
    let values = checked(values)?;
    let through = |values| Statement::from_sql_and_values(db.backend(), sql, values);
    let done: ExecResult = match db.via() {
        Via::Pen(turn) => return turn.execute(sql, &values),
        Via::State(_) => return Err(Error::internal("a snapshot is only read")),
        Via::Pool(pool) => pool.execute_raw(through(values)).await?,
        Via::Transaction(transaction) => transaction.execute_raw(through(values)).await?,
    };
    Ok(done.rows_affected())
}

/// A list of ids as **one** parameter, so that the statement's text does not depend on their number.
pub(crate) struct Ids;

impl Ids {
    /// `(SELECT …)` to stand after `IN`, reading the ids from parameter `at` (`$3`).
    pub(crate) fn sql(db: &impl Db, at: &str) -> String {
        match db.backend() {
            DbBackend::Postgres => {
                format!("(SELECT value::uuid FROM jsonb_array_elements_text({at}::text::jsonb))")
            }
            _ => format!("(SELECT unhex(value) FROM json_each({at}))"),
        }
    }

    /// The parameter's value.
    pub(crate) fn value(ids: impl IntoIterator<Item = Uuid>) -> Value {
        let mut json = String::from("[");
        for (index, id) in ids.into_iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            json.push('"');
            json.push_str(id.simple().encode_lower(&mut [0; 32]));
            json.push('"');
        }
        json.push(']');
        Value::from(json)
    }
}

/// A list of numbers as **one** parameter.
pub(crate) struct Numbers;

impl Numbers {
    /// `(SELECT …)` to stand after `IN`, reading the numbers from parameter `at`.
    pub(crate) fn sql(db: &impl Db, at: &str) -> String {
        match db.backend() {
            DbBackend::Postgres => {
                format!("(SELECT value::bigint FROM jsonb_array_elements_text({at}::text::jsonb))")
            }
            _ => format!("(SELECT value FROM json_each({at}))"),
        }
    }

    /// The parameter's value.
    pub(crate) fn value(numbers: &[i64]) -> Value {
        Value::from(serde_json::json!(numbers).to_string())
    }
}

/// A list of words as **one** parameter.
pub(crate) struct Words;

impl Words {
    /// `(SELECT …)` to stand after `IN`, reading the words from parameter `at`.
    pub(crate) fn sql(db: &impl Db, at: &str) -> String {
        match db.backend() {
            DbBackend::Postgres => format!("(SELECT value FROM jsonb_array_elements_text({at}::text::jsonb))"),
            _ => format!("(SELECT value FROM json_each({at}))"),
        }
    }

    /// The parameter's value.
    pub(crate) fn value(words: Vec<String>) -> Value {
        Value::from(serde_json::json!(words).to_string())
    }
}

/// Whether a JSON list of words or numbers holds a word.
pub(crate) struct Holds;

impl Holds {
    /// The condition, for the column and the parameter (`$3`) of the word.
    pub(crate) fn sql(db: &impl Db, column: &str, at: &str) -> String {
        match db.backend() {
            DbBackend::Postgres => {
                format!("EXISTS (SELECT 1 FROM jsonb_array_elements_text({column}) z(value) WHERE z.value = {at})")
            }
            _ => format!("EXISTS (SELECT 1 FROM json_each({column}) z WHERE CAST(z.value AS text) = {at})"),
        }
    }
}
