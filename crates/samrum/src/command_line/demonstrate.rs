//! The demo.

use anyhow::bail;
use domain::clock::Clock;
use domain::documents::blob::Blobs;

use crate::assembly;
use crate::config::Config;
use crate::demo::{self, folder};
use crate::reference;
use crate::stopping::AskedToStop;

pub(super) async fn demo(config: Config, fresh: bool) -> anyhow::Result<()> {
    let config = Config { demo: true, ..config };
    let listener = assembly::listen(&config)?;
    // held as long as it runs: two do not make or serve one in the same folder
    let mut held = folder::take(&config.data, fresh)?;
    fill(&config, &mut held).await?;
    let asked = AskedToStop::listen()?;
    let running = assembly::start_on(listener, config, Clock::default()).await?;
    tell(&running.url());
    running.until(asked).await;
    drop(held);
    Ok(())
}

/// Fills an installation that is not a demo yet. One that was broken off while it was filled is thrown away first.
async fn fill(config: &Config, held: &mut folder::Held) -> anyhow::Result<()> {
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
        folder::empty_again(&config.data, held)?;
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
