//! Opening the database.

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use migrations::MigratorTrait as _;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

use crate::{Error, Result};

/// The oldest SQLite that is trusted: earlier ones could lose a commit in WAL mode
/// (<https://www.sqlite.org/wal.html#walresetbug>).
pub const MINIMUM_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// For how long a connection that lies idle is taken to be alive.
const UNTESTED: Duration = Duration::from_millis(500);

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// `sqlite:///path?mode=rwc` or `postgres://…`.
    pub url: String,
    /// How many connections read at the same time (SQLite: beside the one that writes; PostgreSQL: in all).
    pub connections: u32,
    /// The PostgreSQL schema to live in; none for the default.
    pub schema: Option<String>,
}

impl StoreOptions {
    /// The options for a URL, with defaults for the rest.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: 8, schema: None }
    }
}

/// The connections of one store.
pub(crate) struct Connections {
    pub(crate) read: DatabaseConnection,
    /// The file, where it is SQLite.
    pub(crate) file: Option<PathBuf>,
    /// How many statements have been run over them, those that begin and end transactions aside.
    pub(crate) statements: Arc<AtomicU64>,
}

pub(crate) async fn open(options: &StoreOptions) -> Result<Connections> {
    let mut connections = reach(options).await?;
    let statements = Arc::clone(&connections.statements);
    connections.read.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(connections)
}

async fn reach(options: &StoreOptions) -> Result<Connections> {
    let statements = Arc::default();
    let unreachable = |error: sea_orm::DbErr| Error::Unavailable(error.to_string());
    if options.url.starts_with("sqlite:") {
        let alone = Database::connect(sqlite(options, 1)).await.map_err(unreachable)?;
        assert_version(&alone).await?;
        migrations::Migrator::up(&alone, None).await?;
        alone.close().await.map_err(unreachable)?;
        let read = Database::connect(sqlite(options, options.connections)).await.map_err(unreachable)?;
        return Ok(Connections { read, file: Some(file(options)?), statements });
    }
    let both = Database::connect(postgres(options)).await.map_err(unreachable)?;
    if let Some(schema) = &options.schema {
        both.execute_unprepared(&format!("CREATE SCHEMA IF NOT EXISTS \"{}\"", schema.replace('"', ""))).await?;
    }
    migrations::Migrator::up(&both, None).await?;
    Ok(Connections { read: both, file: None, statements })
}

fn file(options: &StoreOptions) -> Result<PathBuf> {
    let parsed = sqlx::sqlite::SqliteConnectOptions::from_str(&options.url);
    let file = parsed.map_err(|error| Error::Unavailable(error.to_string()))?.get_filename().to_path_buf();
    // what lives in memory can't be written from beside where it is read
    if file.is_file() { Ok(file) } else { Err(Error::Unavailable("SQLite needs a file".into())) }
}

fn base(options: &StoreOptions, connections: u32) -> ConnectOptions {
    let mut connect = ConnectOptions::new(&options.url);
    connect
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(5))
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .sqlx_logging(false);
    connect
}

fn sqlite(options: &StoreOptions, connections: u32) -> ConnectOptions {
    let mut connect = base(options, connections);
    connect.map_sqlx_sqlite_opts(|sqlite| {
        use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // another process (import, user commands) may hold the writer for a batch
            .busy_timeout(Duration::from_secs(5))
            .pragma("cache_size", "-8192")
            .pragma("temp_store", "memory")
            .statement_cache_capacity(256)
    });
    connect
}

fn postgres(options: &StoreOptions) -> ConnectOptions {
    let mut connect = base(options, options.connections);
    if let Some(schema) = &options.schema {
        connect.set_schema_search_path(schema.clone());
    }
    // one that is in use needs no look: each would cost as much as a statement
    connect.test_before_acquire_if_idle_for(UNTESTED);
    connect.map_sqlx_postgres_opts(|postgres| {
        postgres
            .options([("idle_in_transaction_session_timeout", "10s"), ("statement_timeout", "30s"), ("jit", "off")])
            .statement_cache_capacity(256)
    });
    connect
}

/// SQLite is compiled in, so this fails only where somebody linked another one.
async fn assert_version(connection: &DatabaseConnection) -> Result<()> {
    let row = connection
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT sqlite_version() AS version"))
        .await?
        .ok_or_else(|| Error::internal("SQLite tells no version"))?;
    let version: String = row.try_get("", "version")?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < MINIMUM_SQLITE {
        return Err(Error::internal(format!("SQLite {version} is older than {MINIMUM_SQLITE:?}")));
    }
    Ok(())
}
