//! Doing jobs of a kind: claimed a few at a time, held while they are being done, left for the next start when the process
//! ends.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::indexing;
use domain::jobs::{self, Job, JobKind};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::{Parts, stopped};

/// How often the job table is looked at when nobody says that there is something.
const POLL: Duration = Duration::from_secs(1);
/// For how long a job is held at a time, and how often that is renewed while it is being done.
const LEASE: TimeDelta = TimeDelta::seconds(120);
const RENEW: Duration = Duration::from_secs(40);
/// How long jobs under way get to be ready when the process ends; the rest are done after the next start.
const GRACE: Duration = Duration::from_secs(3);

/// Jobs of a kind that wait in line.
pub(crate) struct Line {
    /// What kind.
    pub(crate) kind: JobKind,
    /// So many are done at the same time.
    pub(crate) at_once: usize,
    /// Says that there may be some.
    pub(crate) arrivals: Arc<Notify>,
}

/// Claims and does jobs until `shutdown`.
pub(crate) async fn work<D>(
    parts: Arc<Parts>,
    line: Line,
    one: impl Fn(Arc<Parts>, Job) -> D,
    mut shutdown: watch::Receiver<bool>,
) where
    D: Future<Output = ()> + Send + 'static,
{
    let mut under_way = JoinSet::new();
    loop {
        while under_way.try_join_next().is_some() {}
        let free = line.at_once.saturating_sub(under_way.len());
        if free > 0 {
            match jobs::claim(&parts.store, line.kind, free as i64, LEASE).await {
                Ok(claimed) => {
                    for job in claimed {
                        under_way.spawn(one(Arc::clone(&parts), job));
                    }
                }
                Err(error) => tracing::warn!(%error, kind = line.kind.word(), "no jobs can be done at present"),
            }
        }
        let full = under_way.len() >= line.at_once;
        tokio::select! {
            () = stopped(&mut shutdown) => break,
            Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
            () = line.arrivals.notified(), if !full => {}
            () = sleep(POLL), if !full => {}
        }
    }
    let ready = async { while under_way.join_next().await.is_some() {} };
    if timeout(GRACE, ready).await.is_err() {
        // dropping the set ends the children; the leases run out and the jobs are done again
        tracing::info!(kind = line.kind.word(), "jobs under way are left for the next start");
    }
}

/// Holds the job until it can't be held any longer because it has passed to somebody else.
pub(crate) async fn hold(parts: &Parts, job: &Job) {
    loop {
        sleep(RENEW).await;
        match indexing::renew(&parts.store, job, LEASE).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "a job could not be held"),
        }
    }
}

/// The job has been done, or there is nothing to do any more.
pub(crate) async fn finish(parts: &Parts, job: Job) -> domain::Result<()> {
    parts.store.write(&Actor::System, move |tx| async move { jobs::finish(&tx, &job).await }).await
}
