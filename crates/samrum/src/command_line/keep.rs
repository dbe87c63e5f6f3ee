//! Import, index, backup, restore.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use domain::actor::Actor;
use domain::clock::Clock;
use domain::documents::blob::Blobs;
use domain::jobs::{self, JobKind};

use crate::config::Config;
use crate::{assembly, backup as backups, import as imports, restore as restores};

pub(super) async fn import(
    config: &Config,
    source: PathBuf,
    network: String,
    room: Option<String>,
    dry_run: bool,
) -> anyhow::Result<()> {
    let store = assembly::open_store(config, Clock::default()).await?;
    let blobs = Blobs::in_folder(config.blobs()).await?;
    let import = imports::Import { source, network, room, dry_run };
    // in a log the report says it all; on a screen somebody waits
    let watched = std::io::stderr().is_terminal();
    let mut progress = move |step: imports::Progress| {
        if watched || matches!(step, imports::Progress::Listed { .. }) {
            eprintln!("{step}");
        }
    };
    let report = imports::run(&store, &blobs, crate::media_type, import, &mut progress).await?;
    print!("{report}");
    store.close().await;
    Ok(())
}

/// Where a server holds the index it is asked to do it; else it is done here.
pub(super) async fn reindex(config: &Config) -> anyhow::Result<()> {
    let store = assembly::open_store(config, Clock::default()).await?;
    // beside a server that writes to the same index a job is what asks for it
    if let Some(hosted) = &config.hosted_search {
        let engine = search::Engine::hosted(hosted.clone())?;
        search_indexer::reindex(&store, &engine).await?;
        println!("The index is built anew: {} entries.", engine.entries().await?);
        store.close().await;
        return Ok(());
    }
    match search::Engine::embedded(config.index()).await {
        Ok(engine) => {
            search_indexer::reindex(&store, &engine).await?;
            println!("The index is built anew: {} entries.", engine.entries().await?);
        }
        Err(search::Error::InUse) => {
            store
                .write(&Actor::System, |tx| async move {
                    jobs::enqueue(&tx, JobKind::Reindex, uuid::Uuid::nil(), tx.now()).await
                })
                .await?;
            println!("The running server builds the index anew.");
        }
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    Ok(())
}

pub(super) async fn backup(config: &Config, out: PathBuf) -> anyhow::Result<()> {
    let summary = backups::backup(&config.database_url, &config.data, &out).await?;
    println!("{summary}");
    if !summary.damaged.is_empty() {
        anyhow::bail!("{} files are not what their hash says; everything else is in the backup", summary.damaged.len());
    }
    Ok(())
}

pub(super) async fn restore(config: &Config, from: PathBuf) -> anyhow::Result<()> {
    let summary = restores::restore(&config.database_url, &config.data, &from).await?;
    println!("{summary}");
    Ok(())
}
