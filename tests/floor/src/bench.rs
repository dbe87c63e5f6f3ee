//! The measurements, one file each, and what they share.

mod archive;
mod child;
mod ear;
mod fan_out;
mod figures;
mod finding;
mod ground;
mod idling;
mod lasting;
mod load;
mod papers;
mod postgres;
mod posting;
mod reading;
mod texts;
mod together;
mod uploading;

use std::path::Path;

use anyhow::Result;
use domain::clock::Clock;

use self::child::Child;
use self::figures::Figures;

/// How many messages the world has, in threads of twenty.
const MESSAGES: usize = 200_000;

/// Measures searching in an archive that grows to a million pages, or to `most`, and prints the table as Markdown: by
/// itself, since filling it takes as long as everything else.
///
/// # Errors
/// As [`of_messages`].
pub async fn of_the_archive(most: Option<usize>) -> Result<()> {
    let clock = Clock::default();
    println!("{}, {}\n", clock.now().format("%Y-%m-%d %H:%M UTC"), machine());
    let mut figures = Figures::default();
    let folder = tempfile::tempdir()?;
    let measured = archive::measure(&mut figures, &clock, folder.path(), most.unwrap_or(usize::MAX)).await;
    figures.print();
    measured
}

/// Measures posting on PostgreSQL by itself and prints the tables as Markdown: it needs no world of 200,000 messages.
///
/// # Errors
/// As [`of_messages`].
pub async fn of_postgres() -> Result<()> {
    println!("{}, {}\n", Clock::default().now().format("%Y-%m-%d %H:%M UTC"), machine());
    let mut figures = Figures::default();
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("floor"))?;
    let measured = posting::postgres(&mut figures, folder.path()).await;
    figures.print();
    measured
}

/// What can be measured by itself in the world of 200,000 messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Opening threads and listing conversations.
    Reading,
    /// Searching over HTTP.
    Searching,
    /// Posting on SQLite.
    Posting,
    /// Sockets, and one message to all of them.
    Sockets,
}

/// Measures everything, or one part of it, and prints the tables as Markdown.
///
/// # Errors
/// When a server does not start or answers with something else than success.
pub async fn of_messages(part: Option<Part>) -> Result<()> {
    let clock = Clock::default();
    let began = clock.now();
    let size = std::env::var("SAMRUM_BENCH_MESSAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(MESSAGES);
    println!("{}, {}\n", began.format("%Y-%m-%d %H:%M UTC"), machine());
    let mut figures = Figures::default();
    let measured = match part {
        None => everything(&mut figures, &clock, size).await,
        Some(part) => alone(&mut figures, size, part).await,
    };
    // what was measured before something failed is worth having
    figures.print();
    measured
}

async fn everything(figures: &mut Figures, clock: &Clock, size: usize) -> Result<()> {
    let began = clock.now();
    let folder = tempfile::tempdir()?;
    let (data, floor) = (folder.path().join("data"), folder.path().join("floor"));

    idling::empty(figures, folder.path()).await?;
    let texts = texts::texts(size);
    let ground = ground::make(&data, &floor, &texts).await?;
    let say = |what: &str| eprintln!("[{:>3} s] {what}", (clock.now() - began).num_seconds());
    say("the world is made");
    finding::indexing(figures, &data, &floor, &texts).await?;
    drop(texts);
    say("indexed");
    idling::filled(figures, &data).await?;
    let servers = Servers::start(&data, &floor).await?;
    servers.samrum.settled().await?;
    say("reading");
    reading::measure(figures, &servers, &ground).await?;
    say("years");
    lasting::measure(figures, &servers, &ground).await?;
    say("searching");
    finding::searching(figures, &servers, &ground).await?;
    say("posting");
    posting::sqlite(figures, &servers, &ground).await?;
    servers.samrum.settled().await?;
    finding::until_findable(figures, &servers, &ground).await?;
    say("uploading");
    uploading::measure(figures, &servers, &ground, folder.path()).await?;
    say("documents and notes");
    papers::until_findable(figures, &servers, &ground).await?;
    together::measure(figures, &servers, &ground).await?;
    servers.samrum.end().await?;
    servers.floor.end().await?;
    papers::reading(figures, folder.path()).await?;
    say("sockets");
    fan_out::measure(figures, &data, &floor, &ground).await?;
    say("PostgreSQL");
    posting::postgres(figures, folder.path()).await?;
    say("done");
    Ok(())
}

/// One part of [`everything`], for whoever works at it.
async fn alone(figures: &mut Figures, size: usize, part: Part) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (data, floor) = (folder.path().join("data"), folder.path().join("floor"));
    let texts = texts::texts(size);
    let ground = ground::make(&data, &floor, &texts).await?;
    finding::indexing(figures, &data, &floor, &texts).await?;
    drop(texts);
    if part == Part::Sockets {
        return fan_out::measure(figures, &data, &floor, &ground).await;
    }
    let servers = Servers::start(&data, &floor).await?;
    servers.samrum.settled().await?;
    match part {
        Part::Reading => reading::measure(figures, &servers, &ground).await?,
        Part::Searching => finding::searching(figures, &servers, &ground).await?,
        Part::Posting | Part::Sockets => posting::sqlite(figures, &servers, &ground).await?,
    }
    servers.samrum.end().await?;
    servers.floor.end().await
}

/// The two servers under comparison.
struct Servers {
    samrum: Child,
    floor: Child,
}

impl Servers {
    async fn start(data: &Path, floor: &Path) -> Result<Self> {
        Ok(Self { samrum: Child::samrum(data, None).await?, floor: Child::floor(floor, None).await? })
    }
}

fn machine() -> String {
    let of = |path: &str, name: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let memory = of("/proc/meminfo", "MemTotal");
    let kib: u64 = memory.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    let gib = kib.div_ceil(1024 * 1024);
    format!("{cores} cores ({}), {gib} GiB, load before the run {load}", of("/proc/cpuinfo", "model name"))
}
