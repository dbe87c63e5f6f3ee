//! `samrum backup`: everything, in one folder, while the server runs.
//!
//! `<out>/samrum-backup-<time>/` holds
//!
//! - `database.sqlite`, one state of the database (`VACUUM INTO`), or `database.dump` made by `pg_dump` on PostgreSQL;
//! - `blobs/`, every file that state knows of, its hash checked as it is copied. The database is copied first: what comes
//!   in meanwhile is not in it, and what it knows of is not swept away for days;
//! - `keys.json` (mode 0600), so that sign-ins and links stay good: whoever holds the backup can make such links;
//! - `manifest.json`: version, time, schema, row counts, hashes.
//!
//! The configuration, the search index (it is built anew) and mails kept as files are left out. The folder gets its name
//! only when it is complete; one ending in `.partial` is the rest of a backup that was interrupted.

pub(crate) mod files;
pub(crate) mod manifest;
pub(crate) mod postgres;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use domain::clock::Clock;
use domain::store::{self, Contents};

use manifest::{DatabaseFile, Engine, Manifest};

/// The installation's keys: the file in the data folder that `auth` keeps.
pub(crate) const KEYS: &str = "keys.json";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its folder.
    pub folder: PathBuf,
    /// How many files of documents.
    pub blobs: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Rows in all tables.
    pub rows: i64,
    /// Hashes of files that were missing or not what their hash says. The backup lacks them.
    pub damaged: Vec<String>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = crate::import::bytes(self.bytes);
        writeln!(f, "Backup written to {}", self.folder.display())?;
        write!(f, "  {} rows, {} files ({size})", self.rows, self.blobs)?;
        for hash in &self.damaged {
            write!(f, "\n  MISSING OR DAMAGED, not in the backup: {hash}")?;
        }
        Ok(())
    }
}

/// Backs up the installation whose database is at `database_url` and whose data folder is `data` into a new folder in
/// `out`.
///
/// # Errors
/// When something can't be read or written; nothing is left behind then. Files of documents that are damaged are no
/// error: [`Summary::damaged`] names them.
pub async fn backup(database_url: &str, data: &Path, out: &Path) -> anyhow::Result<Summary> {
    let made_at = Clock::default().now();
    let name = format!("{}{}", manifest::NAMED, made_at.format("%Y%m%d-%H%M%S"));
    let (folder, partial) = (out.join(&name), out.join(format!("{name}.partial")));
    tokio::fs::create_dir_all(out).await.with_context(|| format!("{} can't be made", out.display()))?;
    if tokio::fs::try_exists(&folder).await? {
        bail!("{} is there already", folder.display());
    }
    files::private_folder(&partial).await?;
    match fill(database_url, data, &partial, made_at).await {
        Ok((contents, copied)) => {
            tokio::fs::rename(&partial, &folder).await.context("the finished backup can't be given its name")?;
            files::flush_folder(out).await?;
            let rows = contents.tables.values().sum();
            Ok(Summary { folder, blobs: copied.files, bytes: copied.bytes, rows, damaged: copied.damaged })
        }
        Err(error) => {
            drop(tokio::fs::remove_dir_all(&partial).await);
            Err(error)
        }
    }
}

async fn fill(
    database_url: &str,
    data: &Path,
    partial: &Path,
    made_at: chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<(Contents, files::Copied)> {
    let (contents, engine) = database(database_url, partial).await?;
    let file = partial.join(engine.file());
    let (sha256, size) = files::hash(&file).await?;
    let copied = files::copy_blobs(&data.join("blobs"), &partial.join("blobs"), contents.blobs.clone()).await?;
    let keys = data.join(KEYS);
    let keys = if tokio::fs::try_exists(&keys).await? {
        Some(files::copy(&keys, &partial.join(KEYS), true).await?.0)
    } else {
        None
    };
    let manifest = Manifest {
        format: manifest::FORMAT,
        samrum: crate::VERSION.to_owned(),
        made_at,
        engine,
        schema: contents.schema.clone(),
        database: DatabaseFile { sha256, size },
        rows: contents.tables.clone().into_iter().collect::<BTreeMap<_, _>>(),
        blobs: copied.files,
        blob_bytes: copied.bytes,
        damaged: copied.damaged.clone(),
        erased: contents.erased.clone(),
        keys_sha256: keys,
    };
    manifest.write(partial).await?;
    Ok((contents, copied))
}

/// Copies the database into the folder and tells what the copy holds.
async fn database(url: &str, into: &Path) -> anyhow::Result<(Contents, Engine)> {
    if store::sqlite_file(url)?.is_some() {
        let file = into.join(Engine::Sqlite.file());
        store::backup_to(url, &file).await.context("the database can't be copied")?;
        files::flush(&file).await?;
        return Ok((store::contents_of(&file).await.context("the copy of the database")?, Engine::Sqlite));
    }
    let file = into.join(Engine::Postgres.file());
    let frozen = store::Frozen::take(url).await?;
    postgres::dump(url, frozen.name(), frozen.schema(), &file).await?;
    let contents = frozen.contents().await?;
    frozen.end().await?;
    files::flush(&file).await?;
    Ok((contents, Engine::Postgres))
}
