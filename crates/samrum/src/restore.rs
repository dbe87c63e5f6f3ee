//! `samrum restore`: a backup into an empty data folder.
//!
//! Everything is checked before anything stands where a server would find it: the manifest, the hash of the database,
//! its row counts, the hash of every file. What is under way ends in `.restoring`; a run that was interrupted leaves
//! only such, and the next one begins anew. A new epoch has begun in the database before it is put in place, so that
//! every client and every consumer starts over; the search index is not in a backup and is built at the next start.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use domain::clock::Clock;
use domain::ids::PersonId;
use domain::installation;
use domain::people::erasure;
use domain::store::{self, Contents, Store, StoreOptions};

use crate::backup::manifest::{self, Engine, Manifest};
use crate::backup::{KEYS, files, postgres};
use crate::demo::folder;

/// What the things are called that are not in place yet.
const UNDER_WAY: &str = ".restoring";

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// When the backup was made.
    pub made_at: DateTime<Utc>,
    /// How many files of documents.
    pub blobs: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Rows in all tables, as the backup holds them.
    pub rows: i64,
    /// The epoch that has begun.
    pub epoch: i64,
    /// How many were erased anew: after this backup was made, they had been erased.
    pub erased: usize,
    /// Hashes of files that the backup lacks: they were damaged when it was made.
    pub damaged: Vec<String>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = crate::import::bytes(self.bytes);
        writeln!(f, "Restored the backup of {}", self.made_at.format("%Y-%m-%d %H:%M:%S UTC"))?;
        writeln!(f, "  {} rows, {} files ({size}), epoch {}", self.rows, self.blobs, self.epoch)?;
        if self.erased > 0 {
            writeln!(f, "  {} erased anew, as later backups beside it say", self.erased)?;
        }
        write!(f, "  The search index is built when the server starts.")?;
        for hash in &self.damaged {
            write!(f, "\n  NOT IN THE BACKUP, it was damaged before: {hash}")?;
        }
        Ok(())
    }
}

/// Restores the backup in the folder `from` into the data folder `data`, which must be empty or not there, and the
/// database at `database_url`: a SQLite file that is not there yet, or a PostgreSQL database without tables. A backup
/// is restored to the engine it was made of.
///
/// # Errors
/// When the folder is not empty, the backup is not whole or from a newer version, or something can't be written. A
/// server finds nothing then but an empty data folder. On PostgreSQL the database may hold the backup already: empty it
/// before trying again.
pub async fn restore(database_url: &str, data: &Path, from: &Path) -> anyhow::Result<Summary> {
    let manifest = Manifest::read(from).await?;
    if !store::knows_schema(&manifest.schema) {
        bail!("the backup was made by the newer version {}: restore it with that one", manifest.samrum);
    }
    let sqlite = store::sqlite_file(database_url)?;
    match (manifest.engine, &sqlite) {
        (Engine::Sqlite, None) => bail!("this is a backup of a SQLite database; the database address is PostgreSQL's"),
        (Engine::Postgres, Some(_)) => bail!("this is a backup of PostgreSQL; the database address is SQLite's"),
        (Engine::Sqlite, Some(file)) if file.exists() => bail!("there is a database at {} already", file.display()),
        (Engine::Postgres, None) if !store::is_empty(database_url).await? => bail!("the database is not empty"),
        _ => {}
    }
    let erased = manifest::erased_beside(from).await?;
    emptied(data).await?;
    tokio::fs::create_dir_all(data).await.with_context(|| format!("{} can't be made", data.display()))?;

    let dump = from.join(manifest.engine.file());
    let (sha256, size) = files::hash(&dump).await?;
    if sha256 != manifest.database.sha256 || size != manifest.database.size {
        bail!("the backup's database is not what the manifest says: it is damaged");
    }
    let (contents, begun) = match &sqlite {
        Some(file) => {
            let contents = store::contents_of(&dump).await.context("the backup's database")?;
            compare(&manifest, &contents)?;
            keep(&manifest, &contents, data, from).await?;
            let begun = place_sqlite(&dump, file, data, &erased).await?;
            (contents, begun)
        }
        None => {
            postgres::restore(database_url, &dump).await?;
            let frozen = store::Frozen::take(database_url).await?;
            let contents = frozen.contents().await?;
            frozen.end().await?;
            compare(&manifest, &contents)?;
            keep(&manifest, &contents, data, from).await?;
            let begun = begin(database_url, &erased).await?;
            put_in_place(data).await?;
            (contents, begun)
        }
    };
    if begun.demo {
        // what `samrum demo` knows its folders by
        folder::mark(data)?;
    }
    Ok(Summary {
        made_at: manifest.made_at,
        blobs: manifest.blobs,
        bytes: manifest.blob_bytes,
        rows: contents.tables.values().sum(),
        epoch: begun.epoch,
        erased: begun.erased,
        damaged: manifest.damaged,
    })
}

/// Makes sure that the data folder holds nothing but what an interrupted restore left, and removes that.
async fn emptied(data: &Path) -> anyhow::Result<()> {
    let mut found = match tokio::fs::read_dir(data).await {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        found => found.with_context(|| format!("{} can't be read", data.display()))?,
    };
    let mut left = Vec::new();
    while let Some(entry) = found.next_entry().await? {
        let name = entry.file_name().to_string_lossy().into_owned();
        // a file system of its own has this folder
        if name == "lost+found" {
            continue;
        }
        if !name.contains(UNDER_WAY) {
            bail!("{} is not empty ({name}): restore into an empty folder", data.display());
        }
        left.push(entry.path());
    }
    for path in left {
        if path.is_dir() { tokio::fs::remove_dir_all(&path).await? } else { tokio::fs::remove_file(&path).await? }
    }
    Ok(())
}

/// Whether the database holds what the backup says.
fn compare(manifest: &Manifest, contents: &Contents) -> anyhow::Result<()> {
    if contents.tables != manifest.rows {
        let differs = |table: &&String| contents.tables.get(*table) != manifest.rows.get(*table);
        let tables: Vec<_> = manifest.rows.keys().filter(differs).take(5).cloned().collect();
        bail!("the database does not hold the rows the manifest says ({})", tables.join(", "));
    }
    Ok(())
}

/// Brings the files and the keys into the data folder, checked, under names nobody looks for.
async fn keep(manifest: &Manifest, contents: &Contents, data: &Path, from: &Path) -> anyhow::Result<()> {
    let known = contents.blobs.iter().filter(|blob| !manifest.damaged.contains(&blob.hash)).cloned().collect();
    let copied = files::copy_blobs(&from.join("blobs"), &under_way(&data.join("blobs")), known).await?;
    if let Some(first) = copied.damaged.first() {
        bail!("{} files of the backup are missing or damaged, the first is {first}", copied.damaged.len());
    }
    if copied.files != manifest.blobs || copied.bytes != manifest.blob_bytes {
        bail!("the backup holds {} files, the manifest says {}", copied.files, manifest.blobs);
    }
    if let Some(expected) = &manifest.keys_sha256 {
        let (sha256, _) = files::copy(&from.join(KEYS), &under_way(&data.join(KEYS)), true).await?;
        if &sha256 != expected {
            bail!("the backup's keys are damaged");
        }
    }
    Ok(())
}

/// Begins a new epoch in a copy of the database and puts it where it belongs, after everything else.
async fn place_sqlite(dump: &Path, file: &Path, data: &Path, erased: &[PersonId]) -> anyhow::Result<Begun> {
    let (working, finished) = (under_way(file), under_way(&under_way(file)));
    // a database outside the data folder may have rests of its own
    for rest in [working.clone(), finished.clone(), beside(&working, "-wal"), beside(&working, "-shm")] {
        removed(&rest).await?;
    }
    files::copy(dump, &working, true).await?;
    let begun = begin(&format!("sqlite://{}?mode=rw", working.display()), erased).await?;
    // one file without a log beside it
    store::backup_to(&format!("sqlite://{}?mode=rw", working.display()), &finished).await?;
    files::flush(&finished).await?;
    put_in_place(data).await?;
    tokio::fs::rename(&finished, file).await.with_context(|| format!("{} can't be put in place", file.display()))?;
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        files::flush_folder(folder).await?;
    }
    for rest in [working.clone(), beside(&working, "-wal"), beside(&working, "-shm")] {
        removed(&rest).await?;
    }
    Ok(begun)
}

/// What has begun in the restored database.
struct Begun {
    epoch: i64,
    /// It is a demo's.
    demo: bool,
    /// How many were erased anew.
    erased: usize,
}

/// Opens the store, which brings an older schema up to date, erases those anew who have been erased, and begins a new epoch.
async fn begin(url: &str, erased: &[PersonId]) -> anyhow::Result<Begun> {
    let options = StoreOptions { connections: 2, ..StoreOptions::new(url) };
    let store = Store::open(options, Clock::default()).await.context("the restored database can't be opened")?;
    let erased = erasure::again(&store, erased).await.context("those who have been erased could not be erased anew")?;
    let epoch = installation::begin_new_epoch(&store).await.context("no new epoch could be begun")?;
    let demo = installation::facts(store.reader()).await?.demo;
    store.close().await;
    Ok(Begun { epoch, demo, erased })
}

/// Gives the files and the keys their names.
async fn put_in_place(data: &Path) -> anyhow::Result<()> {
    for name in ["blobs", KEYS] {
        let target = data.join(name);
        match tokio::fs::rename(under_way(&target), &target).await {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            done => done.with_context(|| format!("{} can't be put in place", target.display()))?,
        }
    }
    files::flush_folder(data).await
}

async fn removed(path: &Path) -> anyhow::Result<()> {
    match tokio::fs::remove_file(path).await {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done.with_context(|| format!("{} can't be removed", path.display())),
    }
}

fn under_way(path: &Path) -> PathBuf {
    beside(path, UNDER_WAY)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
