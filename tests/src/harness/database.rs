//! A database of one's own for each node. Its schema is made by sixty migrations, which each test would wait for: it is
//! made once, and copied.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use migrations::MigratorTrait as _;
use samrum::config::Config;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// What an empty SQLite database is, byte for byte.
static EMPTY_FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
/// The name of the empty database on the PostgreSQL server.
static EMPTY: OnceCell<String> = OnceCell::const_new();
/// Databases on the server whose node is gone.
static LEFT: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A configuration with an empty database on the engine the suite runs on: a file in the node's folder, or a database of
/// its own on the server.
pub async fn prepared(folder: &Path) -> Config {
    let config = Config::in_folder(folder);
    match std::env::var("SAMRUM_TEST_ENGINE").as_deref() {
        Ok("postgres") => {
            let url = std::env::var("SAMRUM_TEST_POSTGRES_URL").expect("SAMRUM_TEST_POSTGRES_URL");
            Config { database_url: on_server(&url).await, ..config }
        }
        Ok("sqlite") | Err(_) => {
            let empty = EMPTY_FILE.get_or_init(empty_file).await;
            std::fs::write(file_of(&config), empty).expect("written");
            config
        }
        Ok(other) => panic!("SAMRUM_TEST_ENGINE is {other}: sqlite or postgres"),
    }
}

/// Nobody needs the database of a configuration any more: it goes when the next one is made.
pub fn left(config: &Config) {
    if config.database_url.starts_with("postgres:") {
        let (_, name) = config.database_url.rsplit_once('/').expect("a name");
        LEFT.lock().expect("whole").push(name.to_owned());
    }
}

fn file_of(config: &Config) -> PathBuf {
    let path = config.database_url.strip_prefix("sqlite://").expect("a file");
    path.split('?').next().expect("a path").into()
}

async fn empty_file() -> Vec<u8> {
    let folder = TempDir::new().expect("a folder");
    let config = Config::in_folder(folder.path());
    made(&config.database_url).await;
    std::fs::read(file_of(&config)).expect("read")
}

async fn on_server(url: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("a database's name");
    let connection = connected(url).await;
    let run = async |sql: String| {
        connection.execute_unprepared(&sql).await.expect("carried out");
    };
    let empty = EMPTY
        .get_or_init(async || {
            let name = format!("empty_{}", Uuid::new_v4().simple());
            run(format!("CREATE DATABASE {name}")).await;
            made(&format!("{server}/{name}")).await;
            name
        })
        .await;
    let gone = std::mem::take(&mut *LEFT.lock().expect("whole"));
    for name in gone {
        // what is still going down there has nobody to tell
        run(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    }
    let name = format!("test_{}", Uuid::new_v4().simple());
    run(format!("CREATE DATABASE {name} TEMPLATE {empty}")).await;
    connection.close().await.expect("closed");
    format!("{server}/{name}")
}

async fn connected(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("a connection")
}

/// Makes the schema, and leaves nothing open.
async fn made(url: &str) {
    let connection = connected(url).await;
    migrations::Migrator::up(&connection, None).await.expect("a schema");
    connection.close().await.expect("closed");
}
