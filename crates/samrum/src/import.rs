//! `samrum import`: a tree of files, from a folder or a zip, into the archive of a network.
//!
//! Any tree will do, also one flat folder. Names such as `2016-04 Borlänge – Barn på flykt` are hints ([`hints`]): they
//! propose a meeting, a date, a theme; they are never required. The originals are untouched: their bytes are stored
//! under their hash, their date is kept as origin. A file that came from the same path before is recognised
//! (`domain::documents::origin`), so that a run can be repeated: the same bytes do nothing, others make a new version.
//!
//! A path begins with the name of the source, so that two exports with a `Program.pdf` each do not become versions of
//! one another. Each file is a commit of its own; a server may run meanwhile. It is the server that reads and indexes
//! what came in: jobs wait for it.

mod file_name;
mod hints;
pub(crate) mod job;
mod occasions;
mod plan;
mod report;
mod source;
mod words;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use domain::access::RoomKind;
use domain::actor::Actor;
use domain::conversations::tags::Tags;
use domain::documents::blob::{Blobs, StoredBlob};
use domain::documents::document::{DocumentKind, Precision};
use domain::documents::import as reviewed;
use domain::documents::origin::{self, Origin};
use domain::documents::upload::{self, Destination, IfExists, NewFile};
use domain::documents::{document, folder, intake};
use domain::ids::{DocumentId, ImportId, NetworkId, RoomId};
use domain::networks::network;
use domain::rooms::room::ReadableRoom;
use domain::store::{Store, Tx};
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

pub(crate) use report::bytes;
pub use report::{FileOutcome, Outcome, ProposedMeeting, Report, Skip};

use hints::Hosts;
use occasions::{Belongs, Occasions};
use source::{Entry, Source};

/// The largest file an import takes: 2 GiB.
pub const MAX_IMPORT: u64 = 2 * 1024 * 1024 * 1024;
/// How often a command is tried while another process holds the database.
const TRIES: u32 = 6;

/// What to import, and where to.
#[derive(Clone, Debug)]
pub struct Import {
    /// A folder or a zip.
    pub source: PathBuf,
    /// The slug of the network.
    pub network: String,
    /// The room: a kind that comes with a network (`whole_network`, the default, `members`, `working_group`,
    /// `coordination`, `public`) or the id of one of its rooms.
    pub room: Option<String>,
    /// Say what would be done and change nothing.
    pub dry_run: bool,
}

/// How far it has come.
#[derive(Clone, Debug)]
pub enum Progress {
    /// The source has been listed.
    Listed {
        /// How many files will be read.
        files: usize,
        /// Their bytes.
        bytes: u64,
    },
    /// A file is done.
    File {
        /// Its number, from 1.
        number: usize,
        /// Of so many.
        of: usize,
        /// What became of it.
        file: FileOutcome,
    },
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listed { files, bytes } => write!(f, "{files} files, {}", report::bytes(*bytes)),
            Self::File { number, of, file } => write!(f, "{number} of {of}: {file}"),
        }
    }
}

/// Tells a file's media type from its first bytes and its name.
pub type MediaType = fn(&[u8], &str) -> &'static str;

/// Imports. What has been taken when it fails stays; run again it goes on from there.
///
/// # Errors
/// When the source can't be read or listed, there is no such network or room, or the database or the disk fails. A
/// single file that can't be taken is no error: the report says why.
pub async fn run(
    store: &Store,
    blobs: &Blobs,
    media_type: MediaType,
    import: Import,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> anyhow::Result<Report> {
    let system = &Actor::System;
    let network = match network::by_slug(store.reader(), system, &import.network).await {
        Err(domain::Error::NotFound) => bail!("there is no network with the slug {}", import.network),
        found => found?,
    };
    let room = room(store, network.id, import.room.as_deref().unwrap_or(RoomKind::WholeNetwork.word())).await?;
    let organisations = intake::participants(store.reader(), system, network.id).await?;
    let hosts = Hosts::new(organisations.into_iter().map(|one| (one.id, one.name, one.kind)));
    let occasions = Occasions::of(store, network.id, &hosts, room.room().audience, import.dry_run).await?;

    let root = root(&import.source).await?;
    let source = Source::open(&import.source).await?;
    let listing = source.list().await?;
    progress(Progress::Listed {
        files: listing.files.len(),
        bytes: listing.files.iter().map(|entry| entry.size).sum(),
    });
    let mut report = Report { dry_run: import.dry_run, network: network.name, ..Report::default() };
    for (path, why) in listing.skipped {
        report.files.push(FileOutcome { path, outcome: Outcome::Skipped(why), meeting: None });
    }
    let mut run = Run {
        store,
        blobs,
        media_type,
        source,
        occasions,
        room,
        root,
        system: format!("import:{}", import.network),
        run: uuid::Uuid::new_v4(),
        dry_run: import.dry_run,
    };
    let of = listing.files.len();
    for (index, entry) in listing.files.iter().enumerate() {
        let file = run.take(&hosts, entry).await?;
        progress(Progress::File { number: index + 1, of, file: file.clone() });
        if matches!(file.outcome, Outcome::Taken | Outcome::NewVersion) {
            report.bytes += entry.size;
        }
        report.files.push(file);
    }
    report.meetings = run.occasions.proposed;
    Ok(report)
}

/// The room named on the command line.
async fn room(store: &Store, network: NetworkId, written: &str) -> anyhow::Result<ReadableRoom> {
    let found = if let Ok(id) = written.parse::<RoomId>() {
        intake::room_of_network(store.reader(), &Actor::System, network, id).await
    } else if let Ok(kind) = written.parse::<RoomKind>() {
        intake::room_of_kind(store.reader(), &Actor::System, network, kind).await
    } else {
        bail!("{written} is neither a kind of room (whole_network, members …) nor the id of one");
    };
    match found {
        Err(domain::Error::NotFound) => bail!("the network has no room {written}"),
        found => Ok(found?),
    }
}

/// The name of the source, without `.zip`: what its paths begin with.
async fn root(source: &Path) -> anyhow::Result<String> {
    // `.` and `..` have names too
    let whole = tokio::fs::canonicalize(source).await;
    let whole = whole.with_context(|| format!("{} can't be read", source.display()))?;
    let name: String = whole.file_name().map(|name| name.to_string_lossy().nfc().collect()).unwrap_or_default();
    Ok(if whole.is_dir() { name } else { name.strip_suffix(".zip").map(str::to_owned).unwrap_or(name) })
}

/// What is said of a file beside where it goes.
#[derive(Clone, Debug, Default)]
struct Put {
    kind: Option<DocumentKind>,
    tags: Tags,
    dated: Option<(NaiveDate, Precision)>,
    /// Of which import that was looked through it is which file: that it is taken is said in the same commit.
    of: Option<(ImportId, i64)>,
}

/// One import under way.
struct Run<'a> {
    store: &'a Store,
    blobs: &'a Blobs,
    media_type: MediaType,
    source: Source,
    occasions: Occasions<'a>,
    room: ReadableRoom,
    root: String,
    system: String,
    run: uuid::Uuid,
    dry_run: bool,
}

impl Run<'_> {
    async fn take(&mut self, hosts: &Hosts, entry: &Entry) -> anyhow::Result<FileOutcome> {
        let path = entry.parts.join("/");
        let outcome = |outcome| FileOutcome { path: path.clone(), outcome, meeting: None };
        let from = format!("{}/{path}", self.root);
        let known = origin::known(self.store.reader(), &self.system, &from, "document").await?;
        if let Some(known) = known {
            let hash = match self.hashed(entry).await {
                Ok(hash) => hash,
                Err(why) => return Ok(outcome(Outcome::Skipped(Skip::Unreadable(why)))),
            };
            if known.sha256.as_deref() == Some(&hash) {
                return Ok(outcome(Outcome::AlreadyThere));
            }
            let id = DocumentId(known.object_id);
            return Ok(outcome(self.renew(entry, from, id).await?));
        }
        let plan = plan::plan(&self.root, &entry.parts, hosts);
        if self.dry_run {
            if let Err(why) = self.hashed(entry).await {
                return Ok(outcome(Outcome::Skipped(Skip::Unreadable(why))));
            }
            let belongs = self.occasions.settle(&plan).await?;
            return Ok(FileOutcome { meeting: belongs.map(|b| b.title), ..outcome(Outcome::Taken) });
        }
        // stored before a meeting is made for it: what can't be read proposes nothing
        let blob = match self.stored(entry).await? {
            Ok(blob) => blob,
            Err(why) => return Ok(outcome(Outcome::Skipped(why))),
        };
        let belongs = self.occasions.settle(&plan).await?;
        let title = belongs.as_ref().map(|b| b.title.clone());
        let origin = self.origin(entry, from, &blob);
        let put = Put { dated: plan.dated, ..Put::default() };
        match self.add(entry, &plan, belongs, blob, origin, put).await {
            Ok(_) => Ok(FileOutcome { meeting: title, ..outcome(Outcome::Taken) }),
            Err(error) => Ok(outcome(refused(error)?)),
        }
    }

    async fn add(
        &self,
        entry: &Entry,
        plan: &plan::Plan,
        belongs: Option<Belongs>,
        blob: StoredBlob,
        origin: Origin,
        put: Put,
    ) -> domain::Result<DocumentId> {
        let (meeting, own) = belongs.map_or((None, None), |b| (b.meeting, b.room));
        let folders = if own.is_some() { plan.below.clone() } else { plan.folders.clone() };
        let (room, file) = (own.unwrap_or_else(|| self.room.clone()), self.file(entry, blob, None));
        patiently(self.store, move |tx| {
            let (room, file, folders, origin) = (room.clone(), file.clone(), folders.clone(), origin.clone());
            let put = put.clone();
            async move {
                let mut within = None;
                for name in &folders {
                    within = Some(folder::create(&tx, &room, within, name).await?.id);
                }
                let destination = Destination {
                    folder: within,
                    meeting,
                    kind: put.kind,
                    tags: put.tags,
                    dated: put.dated,
                    published_at: Some(tx.now()),
                    origin: Some(origin),
                    author_label: Some(words::AUTHOR.to_owned()),
                    ..Destination::default()
                };
                let id = upload::add(&tx, &room, file, destination, IfExists::KeepBoth).await?;
                if let Some((import, number)) = put.of {
                    reviewed::settle(&tx, import, number, &reviewed::Outcome::Taken(id)).await?;
                }
                Ok(id)
            }
        })
        .await
    }

    /// A new version of what came from there before.
    async fn renew(&self, entry: &Entry, from: String, id: DocumentId) -> anyhow::Result<Outcome> {
        match document::readable(self.store.reader(), &Actor::System, id).await {
            Err(domain::Error::NotFound) => return Ok(Outcome::Skipped(Skip::DeletedHere)),
            found => found.map(drop)?,
        }
        if self.dry_run {
            return Ok(Outcome::NewVersion);
        }
        let blob = match self.stored(entry).await? {
            Ok(blob) => blob,
            Err(why) => return Ok(Outcome::Skipped(why)),
        };
        let origin = self.origin(entry, from, &blob);
        let file = self.file(entry, blob, Some(words::CHANGED.to_owned()));
        let renewed = patiently(self.store, move |tx| {
            let (file, origin) = (file.clone(), origin.clone());
            async move {
                let known = document::readable(&tx, tx.actor(), id).await?;
                upload::renew(&tx, &known, file, Some(words::AUTHOR.to_owned()), &origin).await
            }
        })
        .await;
        match renewed {
            Ok(_) => Ok(Outcome::NewVersion),
            Err(domain::Error::NotFound) => Ok(Outcome::Skipped(Skip::DeletedHere)),
            Err(error) => refused(error),
        }
    }

    fn origin(&self, entry: &Entry, path: String, blob: &StoredBlob) -> Origin {
        let sha256 = Some(blob.hash.clone());
        Origin { system: self.system.clone(), path, original_date: entry.changed, sha256, run: self.run }
    }

    fn file(&self, entry: &Entry, blob: StoredBlob, comment: Option<String>) -> NewFile {
        let original_name = entry.parts.last().cloned().unwrap_or_default();
        let media_type = (self.media_type)(&blob.head, &original_name).to_owned();
        NewFile { blob, media_type, original_name, comment }
    }

    /// Stores the file's bytes; the inner error is the file's own fault, the outer one the disk's.
    async fn stored(&self, entry: &Entry) -> anyhow::Result<Result<StoredBlob, Skip>> {
        let reading = self.source.read(entry);
        match self.blobs.store(reading.pieces, MAX_IMPORT).await {
            Ok(blob) if blob.size == 0 => Ok(Err(Skip::Empty)),
            Ok(blob) => Ok(Ok(blob)),
            Err(domain::Error::Invalid(_)) => Ok(Err(match reading.fault.get() {
                Some(why) => Skip::Unreadable(why.clone()),
                None => Skip::TooLarge(entry.size.max(MAX_IMPORT)),
            })),
            Err(error) => Err(error).context("the file's bytes could not be stored"),
        }
    }

    /// The hash of the file's bytes, without storing them.
    async fn hashed(&self, entry: &Entry) -> Result<String, String> {
        let mut reading = self.source.read(entry);
        let mut hasher = Sha256::new();
        while let Some(piece) = reading.pieces.next().await {
            match piece {
                Ok(piece) => hasher.update(&piece),
                Err(_) => return Err(reading.fault.get().cloned().unwrap_or_default()),
            }
        }
        Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// A refusal that is about this one file; anything else ends the import.
fn refused(error: domain::Error) -> anyhow::Result<Outcome> {
    match error {
        domain::Error::Invalid(faults) => {
            let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
            Ok(Outcome::Skipped(Skip::Refused(codes.join(", "))))
        }
        domain::Error::Conflict(code) => Ok(Outcome::Skipped(Skip::Refused(code.to_owned()))),
        other => Err(other).context("the file could not be taken"),
    }
}

/// Runs a command, again where the database was busy: a server may hold it for a moment.
async fn patiently<T, F, W>(store: &Store, work: F) -> domain::Result<T>
where
    T: Send + 'static,
    F: Fn(Tx) -> W + Clone + Send + Sync + 'static,
    W: Future<Output = domain::Result<T>> + Send + 'static,
{
    let mut tries = 1;
    loop {
        match store.write(&Actor::System, work.clone()).await {
            Err(domain::Error::Unavailable(why)) if tries < TRIES => {
                tracing::info!(why, tries, "the database is busy");
                tokio::time::sleep(Duration::from_millis(200) * tries).await;
                tries += 1;
            }
            answer => return answer,
        }
    }
}
