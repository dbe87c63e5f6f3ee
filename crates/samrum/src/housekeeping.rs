//! What has to be tidied now and then.

use std::time::Duration;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::conversations::text;
use domain::documents::blob::Blobs;
use domain::documents::{pieces, sweep};
use domain::log;
use domain::networks::expression;
use domain::store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::watch;

/// For how long the event log is kept.
const LOG_KEPT: TimeDelta = TimeDelta::days(30);
/// How often it is tidied.
const EVERY: Duration = Duration::from_secs(3600);

/// How often measurements are folded together.
const METRICS: Duration = Duration::from_secs(5);

/// Tidies every hour until told to stop.
pub(crate) async fn run(store: Store, blobs: Blobs, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = text::render_again(&store).await {
            tracing::warn!(%error, "rendering texts that an older renderer made");
        }
        if let Err(error) = trim(&store).await {
            tracing::warn!(%error, "tidying the event log");
        }
        if let Err(error) = forget(&store).await {
            tracing::warn!(%error, "forgetting expressions of interest that nobody confirmed");
        }
        if let Err(error) = pieces::sweep(&store, &blobs).await {
            tracing::warn!(%error, "tidying away files that never came whole");
        }
        if let Err(error) = sweep::run(&store, &blobs).await {
            tracing::warn!(%error, "taking away files that nothing refers to");
        }
        if let Err(error) = sweep::scrub(&store, &blobs).await {
            tracing::warn!(%error, "reading files again");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

/// Folds what has been measured, every few seconds until told to stop: the recorder keeps every single measurement until
/// somebody does.
pub(crate) async fn fold_metrics(metrics: PrometheusHandle, mut stopping: watch::Receiver<bool>) {
    loop {
        metrics.run_upkeep();
        tokio::select! {
            () = tokio::time::sleep(METRICS) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

/// What nobody confirmed in time is thrown away.
async fn forget(store: &Store) -> domain::Result<()> {
    let before = store.clock().now() - expression::KEPT;
    while store.write(&Actor::System, move |tx| async move { expression::sweep(&tx, before).await }).await? > 0 {}
    Ok(())
}

/// Few rows at a time, so that nobody waits.
async fn trim(store: &Store) -> domain::Result<()> {
    let before = store.clock().now() - LOG_KEPT;
    while store.write(&Actor::System, move |tx| async move { log::trim(&tx, before).await }).await? > 0 {}
    Ok(())
}
