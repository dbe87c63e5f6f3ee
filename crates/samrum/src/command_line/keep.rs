//! Import, index, backup, restore, and whether all files are whole.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use ::export as exports;
use anyhow::{Context as _, bail};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::documents::blob::Blobs;
use domain::documents::sweep;
use domain::export::Scope;
use domain::jobs::{self, JobKind};
use domain::networks::network;
use domain::people::person::Language;

use crate::config::Config;
use crate::{assembly, backup as backups, import as imports, restore as restores};

pub(super) async fn import(
    config: &Config,
    source: PathBuf,
    network: String,
    room: Option<String>,
    dry_run: bool,
) -> anyhow::Result<()> {
    let store = assembly::open_own_store(config, Clock::default()).await?;
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

/// A whole network, with every room of it, into a folder.
pub(super) async fn export(config: &Config, slug: &str, to: &Path, english: bool) -> anyhow::Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    if std::fs::read_dir(to)?.next().is_some() {
        bail!("{} is not empty", to.display());
    }
    let store = assembly::open_store(config, Clock::default()).await?;
    let blobs = Blobs::in_folder(config.blobs()).await?;
    let network = match network::by_slug(store.reader(), &Actor::System, slug).await {
        Err(domain::Error::NotFound) => bail!("there is no network with the slug {slug}"),
        found => found?,
    };
    let scope = Scope::Network(network.id);
    let export = domain::export::of(store.reader(), &Actor::System, scope).await?;
    store.write(&Actor::System, move |tx| async move { domain::export::note(&tx, scope).await }).await?;
    let language = if english { Language::English } else { Language::Swedish };
    let asked = exports::Asked { actor: Actor::System, language };
    let (out, mut pieces) = tokio::sync::mpsc::channel(exports::WAITING);
    let folder = to.to_owned();
    let taken = tokio::task::spawn_blocking(move || exports::into_folder(&mut pieces, &blobs, &folder));
    let gathered = exports::gather(&store, &asked, &export, &out).await;
    drop(out);
    // the disk's refusal says more than that nobody took in what was gathered
    let files = taken.await?.context("the folder is not whole")?;
    gathered?;
    println!("{}: {files} files in {}", network.name, to.display());
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
        bail!("{} files are not what their hash says; everything else is in the backup", summary.damaged.len());
    }
    Ok(())
}

pub(super) async fn restore(config: &Config, from: PathBuf) -> anyhow::Result<()> {
    let summary = restores::restore(&config.database_url, &config.data, &from).await?;
    println!("{summary}");
    Ok(())
}

pub(super) async fn verify(config: &Config) -> anyhow::Result<()> {
    let store = assembly::open_store(config, Clock::default()).await?;
    let blobs = Blobs::in_folder(config.blobs()).await?;
    let damaged = sweep::verify_all(&store, &blobs, &mut |hash| println!("{hash}")).await?;
    store.close().await;
    if damaged > 0 {
        bail!("{damaged} files are missing or are not what their hash says");
    }
    println!("Every file is what its hash says.");
    Ok(())
}
