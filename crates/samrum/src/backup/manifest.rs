//! What a backup says of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};

use super::files;

/// The form of the folder. Another form gets another number.
pub(crate) const FORMAT: u32 = 1;
/// The name of the file.
pub(crate) const FILE: &str = "manifest.json";
/// What the folder of a backup is called, before the time.
pub(crate) const NAMED: &str = "samrum-backup-";
/// So many backups beside one are asked who had been erased.
const MOST_BESIDE: usize = 10_000;
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
    /// Who had been erased: an older backup that is restored is put right by it.
    #[serde(default)]
    pub(crate) erased: Vec<PersonId>,
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

/// Who had been erased by the time of any of the backups that lie beside `folder`, that one too. A folder beside it that is no
/// backup is passed over.
pub(crate) async fn erased_beside(folder: &Path) -> anyhow::Result<Vec<PersonId>> {
    let folder = tokio::fs::canonicalize(folder).await?;
    let mut erased = BTreeSet::new();
    let mut beside = vec![folder.clone()];
    if let Some(parent) = folder.parent() {
        match tokio::fs::read_dir(parent).await {
            Ok(mut found) => {
                while let Some(entry) = found.next_entry().await? {
                    if entry.file_name().to_string_lossy().starts_with(NAMED) && beside.len() < MOST_BESIDE {
                        beside.push(entry.path());
                    }
                }
            }
            // who may read a backup need not be allowed to look round beside it
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                tracing::warn!(folder = %parent.display(), %error, "later backups are not looked for: who was erased since is not");
            }
            Err(error) => return Err(error.into()),
        }
    }
    for one in beside {
        match Manifest::read(&one).await {
            Ok(found) => erased.extend(found.erased),
            Err(error) => {
                tracing::warn!(folder = %one.display(), %error, "passed over: who was erased is not read there");
            }
        }
    }
    Ok(erased.into_iter().collect())
}

/// What every form of manifest has.
#[derive(Deserialize)]
struct Form {
    format: u32,
}
