//! A copy of the database that is whole, made while the installation runs: for `backup`, and what `restore` checks.
//!
//! SQLite copies itself with `VACUUM INTO` (<https://www.sqlite.org/lang_vacuum.html#vacuuminto>), which reads one state
//! and lets writers go on. PostgreSQL is copied by `pg_dump`, which this module gives a snapshot to read from, so that
//! what is counted here is what is in the dump.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use migrations::MigratorTrait as _;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, QueryResult, Statement, TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::SqliteConnectOptions;

use crate::ids::PersonId;
use crate::{Error, Result};

/// What a database holds, told so that a copy can be compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The newest migration it has been through.
    pub schema: String,
    /// How many rows each table has.
    pub tables: BTreeMap<String, i64>,
    /// The bytes it knows of.
    pub blobs: Vec<KnownBlob>,
    /// Who has been erased.
    pub erased: Vec<PersonId>,
}

/// Bytes that the database has a row for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBlob {
    /// SHA-256, lower-case hexadecimal.
    pub hash: String,
    /// How many bytes.
    pub size: u64,
}

/// The file behind a SQLite address; none for another engine.
///
/// # Errors
/// [`Error::Internal`] for an address that can't be read.
pub fn sqlite_file(url: &str) -> Result<Option<PathBuf>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(url).map_err(Error::internal)?;
    Ok(Some(options.get_filename().to_path_buf()))
}

/// Copies the SQLite database at `url` to the file `to`, which must not be there yet. One state is copied; who writes
/// meanwhile does not wait.
///
/// # Errors
/// [`Error::Unavailable`] when it can't be read, or the copy can't be written.
pub async fn backup_to(url: &str, to: &Path) -> Result<()> {
    // a database that is not there is not to be made by looking for it
    if let Some(file) = sqlite_file(url)?
        && !file.is_file()
    {
        return Err(Error::Unavailable(format!("there is no database at {}", file.display())));
    }
    let target = to.to_str().ok_or_else(|| Error::internal("the path of the copy is not UTF-8"))?.to_owned();
    let mut options = alone(url);
    options.map_sqlx_sqlite_opts(|sqlite| sqlite.create_if_missing(false).busy_timeout(Duration::from_secs(30)));
    let connection = Database::connect(options).await.map_err(unreachable)?;
    let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [target.into()]);
    let copied = connection.execute_raw(copy).await;
    connection.close().await.map_err(unreachable)?;
    copied.map(drop).map_err(unreachable)
}

/// What the SQLite file holds. It is checked on the way (`PRAGMA quick_check`) and not written to: nobody else may have
/// it open.
///
/// # Errors
/// [`Error::Unavailable`] when it is no database of ours or is damaged.
pub async fn contents_of(file: &Path) -> Result<Contents> {
    let path = file.to_path_buf();
    let mut options = alone("sqlite::memory:");
    options.map_sqlx_sqlite_opts(move |_| SqliteConnectOptions::new().filename(&path).read_only(true).immutable(true));
    let connection = Database::connect(options).await.map_err(unreachable)?;
    let contents = checked(&connection).await;
    connection.close().await.map_err(unreachable)?;
    contents
}

async fn checked(connection: &DatabaseConnection) -> Result<Contents> {
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)");
    let row = connection.query_one_raw(check).await.map_err(unreachable)?;
    let verdict = row.map(|row| row.try_get_by_index::<String>(0)).transpose()?;
    if verdict.as_deref() != Some("ok") {
        return Err(Error::Unavailable(format!("the database is damaged: {}", verdict.unwrap_or_default())));
    }
    contents(connection).await
}

/// Whether this version knows a database of that schema: its own, or one it can bring up to date.
#[must_use]
pub fn knows_schema(schema: &str) -> bool {
    migrations::Migrator::migrations().iter().any(|migration| migration.name() == schema)
}

/// One state of a PostgreSQL database, held for as long as this lives, for `pg_dump --snapshot` to read.
#[derive(Debug)]
pub struct Frozen {
    connection: DatabaseConnection,
    transaction: DatabaseTransaction,
    name: String,
    schema: Option<String>,
}

impl Frozen {
    /// Holds the present state.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database can't be reached.
    pub async fn take(url: &str) -> Result<Self> {
        let connection = Database::connect(alone(url)).await.map_err(unreachable)?;
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        let transaction = connection.begin_with_options(options).await?;
        // it is held for as long as the dump takes
        transaction.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
        let export = Statement::from_string(
            DbBackend::Postgres,
            "SELECT pg_export_snapshot() AS name, nullif(current_schema()::text, 'public') AS own",
        );
        let row = transaction.query_one_raw(export).await?;
        let row = row.ok_or_else(|| Error::internal("PostgreSQL names no snapshot"))?;
        let (name, schema) = (row.try_get("", "name")?, row.try_get("", "own")?);
        Ok(Self { connection, transaction, name, schema })
    }

    /// The name other sessions import it by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The schema the installation has to itself, where it does not live in the database's usual one: others may live
    /// beside it, and are none of its backup's business.
    #[must_use]
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// What the database held at that state.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn contents(&self) -> Result<Contents> {
        contents(&self.transaction).await
    }

    /// Lets go of it.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn end(self) -> Result<()> {
        self.transaction.rollback().await?;
        self.connection.close().await.map_err(Error::from)
    }
}

/// Whether a PostgreSQL database has no tables at all.
///
/// # Errors
/// [`Error::Unavailable`] when it can't be reached.
pub async fn is_empty(url: &str) -> Result<bool> {
    let connection = Database::connect(alone(url)).await.map_err(unreachable)?;
    let tables = table_names(&connection).await;
    connection.close().await.map_err(unreachable)?;
    Ok(tables?.is_empty())
}

async fn table_names(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let backend = connection.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
        _ => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1",
    };
    let found = connection.query_all_raw(Statement::from_string(backend, sql)).await.map_err(unreachable)?;
    Ok(found.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?)
}

async fn contents(connection: &impl ConnectionTrait) -> Result<Contents> {
    let backend = connection.get_database_backend();
    let mut tables = BTreeMap::new();
    for name in table_names(connection).await? {
        let sql = format!("SELECT count(*) AS n FROM \"{}\"", name.replace('"', "\"\""));
        let row = connection.query_one_raw(Statement::from_string(backend, sql)).await?;
        let count = row.ok_or_else(|| Error::internal("a count without a row"))?.try_get("", "n")?;
        tables.insert(name, count);
    }
    if !tables.contains_key("installation") {
        return Err(Error::Unavailable("this is no database of ours".into()));
    }
    let newest = "SELECT max(version) AS version FROM seaql_migrations";
    let row = connection.query_one_raw(Statement::from_string(backend, newest)).await?;
    let schema: Option<String> = row.map(|row| row.try_get("", "version")).transpose()?.flatten();
    let known = "SELECT hash, size FROM blob ORDER BY hash";
    let found = connection.query_all_raw(Statement::from_string(backend, known)).await?;
    let mut blobs = Vec::with_capacity(found.len());
    for row in &found {
        let size: i64 = row.try_get("", "size")?;
        blobs.push(KnownBlob { hash: row.try_get("", "hash")?, size: u64::try_from(size).unwrap_or_default() });
    }
    let erased = if tables.contains_key("erasure") { erased(connection).await? } else { Vec::new() };
    Ok(Contents { schema: schema.unwrap_or_default(), tables, blobs, erased })
}

async fn erased(connection: &impl ConnectionTrait) -> Result<Vec<PersonId>> {
    let sql = "SELECT person_id FROM erasure ORDER BY person_id";
    let found = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    let id = |row: &QueryResult| row.try_get("", "person_id").map(PersonId);
    Ok(found.iter().map(id).collect::<std::result::Result<_, _>>()?)
}

fn alone(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .min_connections(1)
        .connect_timeout(Duration::from_secs(10))
        .acquire_timeout(Duration::from_secs(10))
        // one statement may run for as long as the copy takes
        .idle_timeout(Duration::from_secs(24 * 3600))
        .max_lifetime(Duration::from_secs(24 * 3600))
        .sqlx_logging(false);
    options
}

fn unreachable(error: sea_orm::DbErr) -> Error {
    Error::Unavailable(error.to_string())
}
