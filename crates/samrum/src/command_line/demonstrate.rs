//! The demo.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, bail};
use domain::clock::Clock;
use domain::documents::blob::Blobs;

use crate::assembly;
use crate::config::Config;
use crate::{demo, reference};

/// Says in a folder that it holds a demo.
const MARK: &str = "this-is-a-demo";

pub(super) async fn demo(config: Config, fresh: bool) -> anyhow::Result<()> {
    let config = Config { demo: true, ..config };
    let listener = assembly::listen(&config)?;
    // held as long as it runs: two do not make or serve one in the same folder
    let mut held = prepare(&config.data, fresh)?;
    fill(&config, &mut held).await?;
    let running = assembly::start_on(listener, config, Clock::default()).await?;
    tell(&running.url());
    running.until_stopped().await?;
    drop(held);
    Ok(())
}

/// A folder that is no demo's is left alone, and one whose demo runs.
fn prepare(data: &Path, fresh: bool) -> anyhow::Result<File> {
    let empty = match std::fs::read_dir(data) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).with_context(|| format!("reading {}", data.display())),
    };
    if !empty && !data.join(MARK).exists() {
        bail!("{} holds something that is no demo: choose another folder with --data", data.display());
    }
    let mut held = mark(data)?;
    if fresh && !empty {
        empty_again(data, &mut held)?;
    }
    Ok(held)
}

/// Says in the folder that it holds a demo, and holds it for this process.
fn mark(data: &Path) -> anyhow::Result<File> {
    std::fs::create_dir_all(data).with_context(|| format!("making {}", data.display()))?;
    let mut mark = File::options().create(true).truncate(false).write(true).open(data.join(MARK))?;
    if mark.try_lock().is_err() {
        bail!("a demo is being made or runs in {} already", data.display());
    }
    mark.write_all(b"Made by `samrum demo`; it may be thrown away.\n")?;
    Ok(mark)
}

fn empty_again(data: &Path, held: &mut File) -> anyhow::Result<()> {
    std::fs::remove_dir_all(data).with_context(|| format!("emptying {}", data.display()))?;
    *held = mark(data)?;
    Ok(())
}

/// Fills an installation that is not a demo yet. One that was broken off while it was filled is thrown away first.
async fn fill(config: &Config, held: &mut File) -> anyhow::Result<()> {
    let mut store = assembly::open_store(config, Clock::default()).await?;
    if domain::installation::facts(store.reader()).await?.demo {
        reference::lay(&store).await?;
        store.close().await;
        return Ok(());
    }
    if !domain::installation::is_empty(store.reader()).await? {
        store.close().await;
        if config.database_url != Config::in_folder(&config.data).database_url {
            bail!(
                "the database holds something that is no demo, or one that was broken off: a demo needs an empty one"
            );
        }
        eprintln!("The demo was broken off while it was made, and is made anew.");
        empty_again(&config.data, held)?;
        store = assembly::open_store(config, Clock::default()).await?;
    }
    eprintln!("Making demo data: three networks, their people, meetings, documents and conversations …");
    let hasher = auth::Hasher::new(auth::HashCost::default())?;
    let hash = hasher.hash(demo::PASSWORD).await?;
    let blobs = Blobs::in_folder(config.blobs()).await?;
    demo::seed::seed(&store, &blobs, hash, crate::media_type).await?;
    reference::lay(&store).await?;
    store.close().await;
    Ok(())
}

fn tell(url: &str) {
    println!();
    println!("  Samrum is running at  {url}");
    println!();
    println!("  Sign in as one of these; the password is  {}", demo::PASSWORD);
    println!();
    for person in demo::seed::people() {
        println!("    {:<44} {}", person.email, person.name);
    }
    println!();
    println!("  Ctrl-C stops it. The demo is for this machine only.");
}
