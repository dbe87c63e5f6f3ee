//! Running plain SQL. Placeholders are `$1`, `$2` …, understood by both engines.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{Columns, Db, FromColumns};
use crate::{Error, Result};

/// U+0000 is text on SQLite and none on PostgreSQL: refused on both, wherever it comes from.
fn statement<D: Db>(db: &D, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Statement> {
    let statement = Statement::from_sql_and_values(db.connection().get_database_backend(), sql, values);
    if statement.values.iter().flat_map(|values| &values.0).any(holds_nul) {
        return Err(Error::invalid("", "nul_character"));
    }
    Ok(statement)
}

fn holds_nul(value: &Value) -> bool {
    matches!(value, Value::String(Some(text)) if text.contains('\0'))
}

/// All rows, as `T`.
pub(crate) async fn rows<T: FromQueryResult>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    let found = db.connection().query_all_raw(statement(db, sql, values)?).await?;
    Ok(found.iter().map(|row| T::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// All rows, by place.
pub(crate) async fn fetched<T: FromColumns>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    by_place(db, statement(db, sql, values)?).await
}

async fn by_place<T: FromColumns>(db: &impl Db, statement: Statement) -> Result<Vec<T>> {
    let found = db.connection().query_all_raw(statement).await?;
    found.iter().map(|row| T::from_columns(&mut Columns::fetched(row))).collect()
}

/// All rows, by place, read in this thread where that can be done at once: for statements that an index and a limit
/// keep short, whatever the database has grown to.
pub(crate) async fn read_at_once<T: FromColumns>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    let statement = statement(db, sql, values)?;
    let values = statement.values.as_ref().map_or(&[][..], |values| &values.0);
    if let Some(in_place) = db.in_place()
        && let Some(found) = in_place.rows(&statement.sql, values)?
    {
        return Ok(found);
    }
    by_place(db, statement).await
}

/// The first row, as `T`.
pub(crate) async fn row<T: FromQueryResult>(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>> {
    let found = one(db, sql, values).await?;
    Ok(found.as_ref().map(|row| T::from_query_result(row, "")).transpose()?)
}

/// The first row, raw.
pub(crate) async fn one(
    db: &impl Db,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>> {
    Ok(db.connection().query_one_raw(statement(db, sql, values)?).await?)
}

/// Runs a statement that gives no rows.
pub(crate) async fn execute(db: &impl Db, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<()> {
    execute_affecting(db, sql, values).await.map(drop)
}

/// Runs a statement and tells how many rows it changed.
pub(crate) async fn execute_affecting(db: &impl Db, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
    Ok(db.connection().execute_raw(statement(db, sql, values)?).await?.rows_affected())
}

/// A list of ids as **one** parameter, so that the statement's text does not depend on their number.
pub(crate) struct Ids;

impl Ids {
    /// `(SELECT …)` to stand after `IN`, reading the ids from parameter `at` (`$3`).
    pub(crate) fn sql(db: &impl Db, at: &str) -> String {
        match db.connection().get_database_backend() {
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
        match db.connection().get_database_backend() {
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
        match db.connection().get_database_backend() {
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
        match db.connection().get_database_backend() {
            DbBackend::Postgres => {
                format!("EXISTS (SELECT 1 FROM jsonb_array_elements_text({column}) z(value) WHERE z.value = {at})")
            }
            _ => format!("EXISTS (SELECT 1 FROM json_each({column}) z WHERE CAST(z.value AS text) = {at})"),
        }
    }
}
