//! Building the index anew because a job asks for it, while the one there is goes on serving and following.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::jobs::{self, Job, JobKind};
use domain::log::Position;
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant};

use super::{Follower, fault};
use crate::rebuild::{Built, build};
use crate::{Error, Result};

/// How often the job table is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// For how long the job is held at a time, and how often that is renewed.
const LEASE: TimeDelta = TimeDelta::seconds(120);
const RENEW: Duration = Duration::from_secs(40);

/// A rebuild under way, if any.
#[derive(Default)]
pub(super) struct Asked {
    looked: Option<Instant>,
    under_way: Option<UnderWay>,
}

struct UnderWay {
    job: Job,
    held: Instant,
    building: JoinHandle<Result<Built>>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(under_way) = &self.under_way {
            under_way.building.abort();
        }
    }
}

impl Asked {
    /// Begins what is asked for, and puts what has been built in its place. It is done here, between two batches, so that
    /// no batch read from further on reaches an index that begins earlier.
    pub(super) async fn look(&mut self, follower: &mut Follower) {
        if let Some(under_way) = self.under_way.take() {
            if under_way.building.is_finished() {
                end(under_way, follower).await;
            } else {
                self.under_way = Some(hold(under_way, follower).await);
            }
            return;
        }
        if self.looked.is_some_and(|at| at.elapsed() < LOOK) {
            return;
        }
        self.looked = Some(Instant::now());
        match jobs::claim(&follower.store, JobKind::Reindex, 1, LEASE).await {
            Ok(claimed) => {
                self.under_way = claimed.into_iter().next().map(|job| {
                    let (store, engine) = (follower.store.clone(), follower.engine.clone());
                    let building = tokio::spawn(async move { build(&store, &engine).await });
                    UnderWay { job, held: Instant::now(), building }
                });
            }
            Err(error) => fault(&error.into(), "looking for a job"),
        }
    }

    /// Resolves when what is being built is ready; never where nothing is.
    pub(super) async fn built(&self) {
        loop {
            match &self.under_way {
                Some(under_way) if under_way.building.is_finished() => return,
                Some(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                None => std::future::pending().await,
            }
        }
    }
}

async fn hold(mut under_way: UnderWay, follower: &Follower) -> UnderWay {
    if under_way.held.elapsed() >= RENEW {
        under_way.held = Instant::now();
        if let Err(error) = domain::indexing::renew(&follower.store, &under_way.job, LEASE).await {
            fault(&error.into(), "holding a job");
        }
    }
    under_way
}

async fn end(under_way: UnderWay, follower: &mut Follower) {
    let UnderWay { job, building, .. } = under_way;
    let outcome = match building.await.unwrap_or(Err(Error::Stopped)) {
        Ok(built) => built.rebuild.swap(built.cursor).await.map(|()| built.cursor).map_err(Error::from),
        Err(error) => Err(error),
    };
    let why = match outcome {
        Ok(at) => {
            follower.position = Position { xid: at.xid, id: at.id };
            follower.epoch = at.epoch;
            follower.unsaved = false;
            None
        }
        Err(error) => {
            fault(&error, "building the index anew");
            Some(error.to_string())
        }
    };
    let ended = follower.store.write(&Actor::System, move |tx| async move {
        match why {
            None => jobs::finish(&tx, &job).await,
            Some(why) => jobs::fail(&tx, &job, &why).await.map(drop),
        }
    });
    if let Err(error) = ended.await {
        fault(&error.into(), "ending a job");
    }
}
