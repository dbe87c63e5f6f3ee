//! What a backup says of itself.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::files;

/// The form of the folder. Another form gets another number.
pub(crate) const FORMAT: u32 = 1;
/// The name of the file.
pub(crate) const FILE: &str = "manifest.json";
/// The largest manifest that is read.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Which engine the database file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Engine {
    /// A SQLite file.
    Sqlite,
    /// A custom-format archive of `pg_dump`.
    Postgres,
}

impl Engine {
    /// The name of its file in a backup.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgres => "database.dump",
        }
    }
}

/// The database's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DatabaseFile {
    /// The hash of its bytes.
    pub(crate) sha256: String,
    /// How many bytes.
    pub(crate) size: u64,
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The form of the folder: [`FORMAT`].
    pub(crate) format: u32,
    /// The version that made it.
    pub(crate) samrum: String,
    /// When.
    pub(crate) made_at: DateTime<Utc>,
    /// What the database is.
    pub(crate) engine: Engine,
    /// Its newest migration.
    pub(crate) schema: String,
    /// Its file.
    pub(crate) database: DatabaseFile,
    /// Rows per table.
    pub(crate) rows: BTreeMap<String, i64>,
    /// How many files of documents.
    pub(crate) blobs: u64,
    /// Their bytes.
    pub(crate) blob_bytes: u64,
    /// Files that were missing or damaged when it was made.
    pub(crate) damaged: Vec<String>,
    /// The hash of the keys' file; none where there were no keys.
    pub(crate) keys_sha256: Option<String>,
}

impl Manifest {
    /// Writes it into the backup, flushed.
    pub(crate) async fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let file = folder.join(FILE);
        let text = serde_json::to_vec_pretty(self)?;
        tokio::fs::write(&file, text).await.context("the manifest can't be written")?;
        files::flush(&file).await?;
        files::flush_folder(folder).await
    }

    /// Reads that of a backup.
    pub(crate) async fn read(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join(FILE);
        let found = tokio::fs::metadata(&file).await;
        let found = found.with_context(|| format!("{} is no backup: it has no {FILE}", folder.display()))?;
        if found.len() > LARGEST {
            bail!("the manifest is too large to be one");
        }
        let text = tokio::fs::read(&file).await.context("the manifest can't be read")?;
        let form: Form = serde_json::from_slice(&text).context("the manifest can't be understood")?;
        if form.format != FORMAT {
            bail!("the backup has form {}, this version reads form {FORMAT}", form.format);
        }
        serde_json::from_slice(&text).context("the manifest can't be understood")
    }
}

/// What every form of manifest has.
#[derive(Deserialize)]
struct Form {
    format: u32,
}
