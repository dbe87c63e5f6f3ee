//! What is imported: a folder or a zip, listed first and then read file by file in constant memory.

mod archive;
mod tree;

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use anyhow::Context as _;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::Stream;
use tokio::sync::mpsc;

use super::file_name;
use super::report::Skip;
use archive::Archive;

/// The most files and folders of one import.
pub(super) const MOST_ENTRIES: usize = 100_000;
/// Bytes read at a time.
const PIECE: usize = 256 * 1024;
/// Pieces that wait to be stored.
const AHEAD: usize = 4;

/// A file of the source.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its path inside the source, NFC.
    pub(super) parts: Vec<String>,
    /// How many bytes, as the source says.
    pub(super) size: u64,
    /// When it was last changed there.
    pub(super) changed: Option<DateTime<Utc>>,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Zipped(usize),
}

/// What the source holds.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files, in the order of their paths.
    pub(super) files: Vec<Entry>,
    /// What is no file to take, and why.
    pub(super) skipped: Vec<(String, Skip)>,
}

/// A folder or a zip.
pub(super) enum Source {
    Folder(PathBuf),
    Zip(Archive),
}

/// The bytes of a file on their way, and why they broke off if they did.
pub(super) struct Reading {
    /// The bytes.
    pub(super) pieces: Pin<Box<dyn Stream<Item = Result<Bytes, Broken>> + Send>>,
    /// Set before the stream ends with [`Broken`].
    pub(super) fault: Arc<OnceLock<String>>,
}

/// The file could not be read to its end.
pub(super) struct Broken;

impl From<Broken> for domain::Error {
    fn from(_: Broken) -> Self {
        Self::invalid("/file", "unreadable")
    }
}

impl Source {
    /// Opens a folder or a zip.
    pub(super) async fn open(path: &Path) -> anyhow::Result<Self> {
        let path = path.to_path_buf();
        let found = tokio::fs::metadata(&path).await.with_context(|| format!("{} can't be read", path.display()))?;
        if found.is_dir() {
            return Ok(Self::Folder(path));
        }
        let opened = tokio::task::spawn_blocking(move || Archive::open(&path)).await??;
        Ok(Self::Zip(opened))
    }

    /// Everything in it.
    pub(super) async fn list(&self) -> anyhow::Result<Listing> {
        let mut listing = match self {
            Self::Folder(root) => {
                let root = root.clone();
                tokio::task::spawn_blocking(move || tree::list(&root)).await??
            }
            Self::Zip(archive) => {
                let archive = archive.clone();
                tokio::task::spawn_blocking(move || archive.list()).await??
            }
        };
        listing.files.sort_by(|a, b| a.parts.cmp(&b.parts));
        listing.settle();
        Ok(listing)
    }

    /// Reads one file.
    pub(super) fn read(&self, entry: &Entry) -> Reading {
        let (send, receive) = mpsc::channel(AHEAD);
        let fault = Arc::new(OnceLock::new());
        let (said, place, archive) = (Arc::clone(&fault), entry.place.clone(), self.archive());
        tokio::task::spawn_blocking(move || {
            let read = match (place, archive) {
                (Place::File(path), _) => std::fs::File::open(path)
                    .map_err(|error| error.to_string())
                    .and_then(|file| copy(file, &send).map_err(|error| error.to_string())),
                (Place::Zipped(index), Some(archive)) => archive.with(index, |file| copy(file, &send)),
                (Place::Zipped(_), None) => Err("not in a zip".to_owned()),
            };
            if let Err(why) = read {
                // whoever reads sees the reason once the stream has ended with it
                drop(said.set(why));
                drop(send.blocking_send(Err(Broken)));
            }
        });
        let pieces =
            futures_util::stream::unfold(receive, |mut receive| async { Some((receive.recv().await?, receive)) });
        Reading { pieces: Box::pin(pieces), fault }
    }

    fn archive(&self) -> Option<Archive> {
        match self {
            Self::Folder(_) => None,
            Self::Zip(archive) => Some(archive.clone()),
        }
    }
}

/// Sends a file's bytes on; ends early when nobody wants them any more.
fn copy(mut file: impl std::io::Read, send: &mpsc::Sender<Result<Bytes, Broken>>) -> std::io::Result<()> {
    loop {
        let mut piece = vec![0; PIECE];
        let read = match file.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        piece.truncate(read);
        if send.blocking_send(Ok(Bytes::from(piece))).is_err() {
            return Ok(());
        }
    }
}

impl Listing {
    /// Sorts a file to those to take or those to skip, by its name and size alone.
    fn add(&mut self, parts: Vec<String>, size: u64, changed: Option<DateTime<Utc>>, place: Place) {
        let path = parts.join("/");
        if file_name::left_behind(&parts) {
            self.skipped.push((path, Skip::LeftBehind));
        } else if size == 0 {
            self.skipped.push((path, Skip::Empty));
        } else if size > super::MAX_IMPORT {
            self.skipped.push((path, Skip::TooLarge(size)));
        } else {
            self.files.push(Entry { parts, size, changed, place });
        }
    }

    fn skip(&mut self, path: impl Into<String>, why: Skip) {
        self.skipped.push((path.into(), why));
    }

    /// Two files of one path (differing in how an å is written, or twice in a zip): the first is taken.
    fn settle(&mut self) {
        let mut taken = std::collections::HashSet::new();
        let (first, again): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.files).into_iter().partition(|entry| taken.insert(entry.parts.clone()));
        self.files = first;
        self.skipped.extend(again.into_iter().map(|entry| (entry.parts.join("/"), Skip::Twice)));
    }
}
