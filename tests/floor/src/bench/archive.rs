//! An archive that grows: 10,000, 100,000 and 1,000,000 pages in documents of twenty, searched at each size.
//!
//! The pages are rows of the database and `samrum reindex` builds the index of them; `samrum serve` answers somebody who
//! reads three of the five rooms they stand in. The floor holds the same pages and gives them to anybody.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{NaiveDate, TimeDelta};
use domain::access::RoomKind;
use domain::actor::Actor;
use domain::clock::Clock;
use domain::documents::blob::{Blobs, StoredBlob};
use domain::documents::document::Precision;
use domain::documents::page::{self, DocumentPage, ReadVersion, Reading};
use domain::documents::upload::{self, Destination, IfExists, NewFile};
use domain::ids::{DocumentId, RoomId};
use domain::jobs::{self, JobKind};
use domain::rooms::room;
use domain::store::{Store, StoreOptions, Tx};
use uuid::Uuid;

use super::Servers;
use super::figures::{Figures, number, verdict};
use super::finding::{asking, reindexed};
use super::ground;
use super::load::both;
use super::texts::Chance;

/// How many pages there are each time it is measured.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Pages of a document.
const PAGES: usize = 20;
/// Documents of one command.
const AT_ONCE: usize = 50;
/// People who search at the same time.
const ASKING: usize = 8;
/// How long one run of searches is.
const LENGTH: Duration = Duration::from_secs(2);
/// Between two pages in the file that both read them from.
const BREAK: u8 = b'\x0c';

/// Measures every size that is not above `most`.
pub(super) async fn measure(figures: &mut Figures, clock: &Clock, folder: &Path, most: usize) -> Result<()> {
    let began = clock.now();
    let say = |what: &str| eprintln!("[{:>3} s] {what}", (clock.now() - began).num_seconds());
    let sizes = SIZES.into_iter().filter(|size| *size <= most);
    let texts = folder.join("pages.txt");
    write(&texts, sizes.clone().max().unwrap_or(0))?;
    say("the pages are written");
    let mut archive = Archive::begin(folder).await?;
    let head = ["work", "samrum", "floor", "ratio", "goal"];
    figures.table("An archive of documents with twenty pages each", &head);
    for size in sizes {
        archive.grow(&texts, size).await?;
        say(&format!("{size} pages are kept"));
        indexing(figures, &archive, &texts, size).await?;
        say("indexed");
        searching(figures, &archive, size).await?;
        say("searched");
    }
    Ok(())
}

/// Writes the pages, one after another: made while they are indexed, they would be part of what is measured.
fn write(to: &Path, count: usize) -> Result<()> {
    let mut file = BufWriter::new(std::fs::File::create(to)?);
    let mut chance = Chance::from(4);
    for _ in 0..count {
        file.write_all(chance.page().as_bytes())?;
        file.write_all(&[BREAK])?;
    }
    Ok(file.flush()?)
}

fn pages(from: &Path) -> Result<impl Iterator<Item = Result<String>> + use<>> {
    let pages = BufReader::new(std::fs::File::open(from)?).split(BREAK);
    Ok(pages.map(|page| Ok(String::from_utf8(page?)?)))
}

/// Both servers' data, and who asks them.
struct Archive {
    data: PathBuf,
    floor: PathBuf,
    /// All that stands in it is in these, in turn.
    rooms: Vec<RoomId>,
    /// What every document's bytes are: only their pages are searched.
    blob: StoredBlob,
    documents: usize,
    tokens: Vec<String>,
    floor_tokens: Vec<String>,
}

impl Archive {
    async fn begin(folder: &Path) -> Result<Self> {
        let (data, floor) = (folder.join("data"), folder.join("floor"));
        std::fs::create_dir_all(&data)?;
        std::fs::create_dir_all(&floor)?;
        let store = open(&data).await?;
        let founded = ground::found(&store, "arkivet").await?;
        let people = ground::people(&store, &founded, ASKING).await?;
        let tokens = ground::tokens(&store, &data, ASKING).await?;
        let network = founded.network;
        let kinds = [
            RoomKind::WholeNetwork,
            RoomKind::Members,
            RoomKind::WorkingGroup,
            RoomKind::Coordination,
            RoomKind::Public,
        ];
        let find = move |tx: Tx| async move {
            let mut rooms = Vec::with_capacity(kinds.len());
            for kind in kinds {
                rooms.push(room::of_kind(&tx, network, kind).await?);
            }
            Ok(rooms)
        };
        let rooms = store.write(&Actor::System, find).await?;
        let blob = Blobs::in_folder(data.join("blobs")).await?.store_bytes("arkivet".into()).await?;
        store.close().await;
        let copy = crate::floors::rows::open(&floor.join("floor.sqlite"))?;
        copy.execute_batch(crate::floors::rows::TABLES)?;
        let floor_tokens = ground::floor_tokens(&copy, &people)?;
        Ok(Self { data, floor, rooms, blob, documents: 0, tokens, floor_tokens })
    }

    /// Brings documents in, and what was read of each, until there are so many pages.
    async fn grow(&mut self, texts: &Path, size: usize) -> Result<()> {
        let store = open(&self.data).await?;
        let mut texts = pages(texts)?.skip(self.documents * PAGES);
        while self.documents < size / PAGES {
            let count = AT_ONCE.min(size / PAGES - self.documents);
            let mut read = Vec::with_capacity(count);
            for _ in 0..count {
                read.push(texts.by_ref().take(PAGES).collect::<Result<Vec<String>>>()?);
            }
            self.bring_in(&store, read).await?;
            self.documents += count;
        }
        store.close().await;
        Ok(())
    }

    async fn bring_in(&self, store: &Store, read: Vec<Vec<String>>) -> Result<()> {
        let (rooms, blob, first, count) = (self.rooms.clone(), self.blob.clone(), self.documents, read.len());
        let add = move |tx: Tx| async move {
            let mut added = Vec::with_capacity(count);
            for number in first..first + count {
                let room = room::readable(&tx, tx.actor(), rooms[number % rooms.len()]).await?;
                let file = NewFile {
                    blob: blob.clone(),
                    media_type: "application/pdf".into(),
                    original_name: format!("Rapport {number}.pdf"),
                    comment: None,
                };
                let year = 2005 + i32::try_from(number % 20).unwrap_or(0);
                let destination = Destination {
                    dated: NaiveDate::from_ymd_opt(year, 10, 1).map(|day| (day, Precision::Month)),
                    published_at: Some(tx.now()),
                    author_label: Some(format!("Skribent {}", number % 40)),
                    ..Destination::default()
                };
                added.push(upload::add(&tx, &room, file, destination, IfExists::Ask).await?);
            }
            Ok(added)
        };
        let added = store.write(&Actor::System, add).await?;
        let mut read: HashMap<Uuid, Vec<String>> = added.into_iter().map(|id| id.0).zip(read).collect();
        let waiting = jobs::claim(store, JobKind::ReadDocument, i64::try_from(count)?, TimeDelta::minutes(1)).await?;
        let keep = move |tx: Tx| async move {
            for job in waiting {
                let texts = read.remove(&job.subject).unwrap_or_default();
                page::keep(&tx, DocumentId(job.subject), 1, version(texts)).await?;
                jobs::finish(&tx, &job).await?;
            }
            Ok(())
        };
        Ok(store.write(&Actor::System, keep).await?)
    }
}

async fn open(data: &Path) -> Result<Store> {
    let url = format!("sqlite://{}?mode=rwc", data.join("samrum.sqlite").display());
    Ok(Store::open(StoreOptions::new(url), Clock::default()).await?)
}

/// What reading a file of those pages gives.
fn version(texts: Vec<String>) -> ReadVersion {
    let pages = (1..).zip(texts).map(|(number, text)| DocumentPage { number, heading: None, text, blocks: None });
    ReadVersion {
        reading: Reading::Read,
        pages: pages.collect(),
        thumbnail: None,
        pictures: Vec::new(),
        media_type: None,
    }
}

async fn indexing(figures: &mut Figures, archive: &Archive, texts: &Path, size: usize) -> Result<()> {
    let index = archive.floor.join("index");
    if index.exists() {
        std::fs::remove_dir_all(&index)?;
    }
    let began = Instant::now();
    crate::floors::plain_search::index(&index, pages(texts)?.take(size))?;
    let least = size as f64 / began.elapsed().as_secs_f64();
    let (took, peak) = reindexed(&archive.data).await?;
    let (rate, peak) = (size as f64 / took.as_secs_f64(), peak / 1e6);
    let goals = [verdict("≥ 0.33", rate / least >= 1.0 / 3.0), verdict("≤ 300 MB", peak <= 300.0)];
    figures.row([
        format!("index {} pages, /s (peak private memory)", number(size as f64)),
        format!("{} ({peak:.0} MB)", number(rate)),
        number(least),
        number(rate / least),
        goals.join("; "),
    ]);
    Ok(())
}

/// One or two words, the twenty best with marked passages and a count, over HTTP.
async fn searching(figures: &mut Figures, archive: &Archive, size: usize) -> Result<()> {
    let servers = Servers::start(&archive.data, &archive.floor).await.context("the servers of the archive")?;
    servers.samrum.settled().await?;
    let product = |at: usize| asking(&archive.tokens, at);
    let floor = |at: usize| asking(&archive.floor_tokens, at);
    let addresses = (servers.samrum.address, servers.floor.address);
    for connections in [1, ASKING] {
        let (ours, least) = both((addresses.0, &product), (addresses.1, &floor), connections, LENGTH).await?;
        let (p50, p99) = (ours.p50 / least.p50, ours.p99 / least.p99);
        let goal = match connections {
            1 => format!("{}; {}", verdict("p50 ≤ 2 ×", p50 <= 2.0), verdict("p99 ≤ 2 ×", p99 <= 2.0)),
            _ => String::new(),
        };
        figures.row([
            format!("search {} pages, c={connections}, p50 (p99) ms", number(size as f64)),
            format!("{} ({})", number(ours.p50), number(ours.p99)),
            format!("{} ({})", number(least.p50), number(least.p99)),
            format!("{} × ({} ×)", number(p50), number(p99)),
            goal,
        ]);
    }
    servers.samrum.end().await?;
    servers.floor.end().await
}
