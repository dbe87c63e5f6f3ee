//! A PostgreSQL to measure on: the one that is given, or a throw-away one with everything as it comes (`fsync` on).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;
use tokio::process::Command;
use uuid::Uuid;

/// A server with databases of our own.
pub(super) struct Postgres {
    url: String,
    /// Its name and number.
    pub(super) version: String,
    admin: DatabaseConnection,
    made: std::sync::Mutex<Vec<String>>,
    ours: Option<Throwaway>,
}

struct Throwaway {
    programs: PathBuf,
    folder: TempDir,
}

impl Postgres {
    /// The server given by `SAMRUM_TEST_POSTGRES_URL`, or one that is started; none where there is none.
    pub(super) async fn find() -> Result<Option<Self>> {
        let (url, ours) = match std::env::var("SAMRUM_TEST_POSTGRES_URL") {
            Ok(url) => (url, None),
            Err(_) => match programs() {
                Some(programs) => {
                    let (url, ours) = start(programs).await?;
                    (url, Some(ours))
                }
                None => return Ok(None),
            },
        };
        let admin = Database::connect(&url).await?;
        let sql = "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync";
        let row = admin.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?.context("no version")?;
        let (version, fsync): (String, String) = (row.try_get("", "version")?, row.try_get("", "fsync")?);
        let number = version.split(' ').next().unwrap_or_default();
        let version = format!("PostgreSQL {number}{}", if fsync == "on" { "" } else { " (fsync off: not durable)" });
        Ok(Some(Self { url, version, admin, made: std::sync::Mutex::default(), ours }))
    }

    /// A new database; its address.
    pub(super) async fn database(&self, what: &str) -> Result<String> {
        let name = format!("bench_{what}_{}", Uuid::new_v4().simple());
        self.admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
        self.made.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(name.clone());
        let (base, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let (server, _) = base.rsplit_once('/').context("an address without a database")?;
        Ok(if query.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{query}") })
    }

    /// The floor's tables and sessions of so many people.
    pub(super) async fn floor_tables(&self, database: &str, people: usize) -> Result<Vec<String>> {
        let connection = Database::connect(database).await?;
        let tables = "CREATE TABLE session (id uuid PRIMARY KEY, person uuid NOT NULL); \
                      CREATE TABLE posted (id uuid PRIMARY KEY, conversation uuid NOT NULL, person uuid NOT NULL, \
                      text text NOT NULL);";
        connection.execute_unprepared(tables).await?;
        let mut tokens = Vec::with_capacity(people);
        for _ in 0..people {
            let token = Uuid::new_v4();
            let sql = "INSERT INTO session (id, person) VALUES ($1, $2)";
            let values: [sea_orm::Value; 2] = [token.into(), Uuid::new_v4().into()];
            connection.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
            tokens.push(token.to_string());
        }
        connection.close().await?;
        Ok(tokens)
    }

    /// Takes away what was made.
    pub(super) async fn end(mut self) -> Result<()> {
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        for name in made {
            self.admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
        }
        self.ours.take();
        Ok(())
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        let stop = format!("{} -D {} -m immediate -w stop", self.program("pg_ctl"), self.place().display());
        // it may have ended already
        drop(std::process::Command::new("sh").args(["-c", &as_its_user(&stop)]).output());
    }
}

impl Throwaway {
    fn program(&self, name: &str) -> String {
        self.programs.join(name).display().to_string()
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// The server refuses to run as root; then it runs as the user its package made.
fn as_its_user(command: &str) -> String {
    if is_root() { format!("su -s /bin/sh postgres -c '{command}'") } else { command.to_owned() }
}

fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:\t0\t"))
}

/// The newest that is installed where Debian puts them.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let number = path.file_name()?.to_str()?.parse().ok()?;
            path.join("bin/initdb").exists().then(|| (number, path.join("bin")))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path)
}

async fn start(programs: PathBuf) -> Result<(String, Throwaway)> {
    let ours = Throwaway { programs, folder: TempDir::with_prefix("samrum-bench-postgres-")? };
    let folder = ours.folder.path();
    if is_root() {
        shell(&format!("chown postgres {}", folder.display())).await?;
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let (initdb, pg_ctl, place) = (ours.program("initdb"), ours.program("pg_ctl"), ours.place());
    let place = Path::display(&place);
    shell(&as_its_user(&format!("{initdb} -D {place} -U samrum -A trust"))).await?;
    let options = format!("-p {port} -k {} -c listen_addresses=127.0.0.1", folder.display());
    shell(&as_its_user(&format!("{pg_ctl} -D {place} -w -l {place}/log -o \"{options}\" start"))).await?;
    Ok((format!("postgres://samrum@127.0.0.1:{port}/postgres"), ours))
}

async fn shell(command: &str) -> Result<()> {
    // its output must not be a pipe: the server it leaves behind would keep it open
    let status = Command::new("sh")
        .args(["-c", command])
        .current_dir("/")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .await?;
    if !status.success() {
        bail!("{command}: {status}");
    }
    Ok(())
}
