//! Following the log.

mod asked;

use std::sync::Arc;
use std::time::Duration;

use domain::installation;
use domain::log::{self, Consumer, Dead, Entry, LISTENERS_FIRST, Position, StreamHead};
use domain::store::Store;
use search::Engine;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::{Instant, sleep, timeout};

use crate::project::{Projected, Touched};
use crate::rebuild::{build, cursor};
use crate::sink::Sink;
use crate::{Result, reread, stopped};
use asked::Asked;

/// Its name, for what is counted and what is passed over.
const CONSUMER: Consumer = Consumer::named("search-indexer");
/// Events of one batch.
const EVENTS: u64 = 500;
/// How long it waits to be woken before it looks all the same.
const POLL: Duration = Duration::from_secs(1);
/// Shortest time from commit to commit: 20 a second.
const COMMIT: Duration = Duration::from_millis(50);
/// Before a fault is tried again.
const AFTER_FAULT: Duration = Duration::from_secs(1);
/// Before it looks whether an event of an unknown kind still is one.
const AFTER_UNKNOWN: Duration = Duration::from_secs(10);
/// How often one event is tried before it is passed over.
const TRIES: u32 = 3;

/// What a step came to.
enum Step {
    /// There may be more.
    Went,
    /// There was nothing.
    Nothing,
    /// The next event is for a newer version.
    Unknown(String),
}

struct Follower {
    store: Store,
    engine: Engine,
    epoch: i64,
    position: Position,
    /// The position is ahead of what the engine has stored, by events that concern it not.
    unsaved: bool,
    committed: Option<Instant>,
    /// The event that failed, and how often.
    failing: Option<(Position, u32)>,
    told: Told,
}

/// Who is told of what the follower comes by.
#[derive(Clone)]
pub(crate) struct Told {
    /// That there are files to read.
    pub(crate) arrivals: Arc<Notify>,
    /// How far the index has come.
    pub(crate) indexed: watch::Sender<Option<Position>>,
}

/// Follows the log until `shutdown`.
pub(crate) async fn follow(store: Store, engine: Engine, told: Told, mut shutdown: watch::Receiver<bool>) {
    let mut wake = store.wake().listen();
    let mut follower = loop {
        tokio::select! {
            () = stopped(&mut shutdown) => return,
            begun = Follower::begin(&store, &engine, &told) => match begun {
                Ok(follower) => break follower,
                Err(error) => fault(&error, "beginning"),
            }
        }
        tokio::select! { () = stopped(&mut shutdown) => return, () = sleep(AFTER_FAULT) => {} }
    };
    let mut asked = Asked::default();
    let mut told_of = None;
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        drain(&mut wake);
        let wait = match follower.step().await {
            Ok(Step::Went) => {
                told_of = None;
                asked.look(&mut follower).await;
                continue;
            }
            Ok(Step::Nothing) => POLL,
            Ok(Step::Unknown(kind)) => {
                if told_of.as_ref() != Some(&kind) {
                    tracing::error!(kind, "an event of a newer version: indexing waits for that version");
                    told_of = Some(kind);
                }
                AFTER_UNKNOWN
            }
            Err(error) => {
                fault(&error, "indexing");
                follower.mend(&error).await;
                AFTER_FAULT
            }
        };
        asked.look(&mut follower).await;
        let woken = async {
            match wait {
                POLL => {
                    // a notice missed for being slow is a notice all the same
                    drop(wake.recv().await);
                    sleep(LISTENERS_FIRST).await;
                }
                _ => std::future::pending().await,
            }
        };
        let rested = tokio::select! {
            () = stopped(&mut shutdown) => break,
            () = asked.built() => false,
            woken = timeout(wait, woken) => woken.is_err(),
        };
        // what can wait does not stand before what somebody has just written
        if rested && wait == POLL {
            follower.idle().await;
        }
    }
    follower.save().await;
}

fn drain(wake: &mut broadcast::Receiver<Arc<[StreamHead]>>) {
    while !matches!(
        wake.try_recv(),
        Err(broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed)
    ) {}
}

fn fault(error: &crate::Error, during: &'static str) {
    metrics::counter!("search_indexer_faults_total").increment(1);
    tracing::error!(%error, during, "the search indexer tries again");
}

impl Follower {
    /// Begins where the index stands; one that does not fit the log is built anew first.
    async fn begin(store: &Store, engine: &Engine, told: &Told) -> Result<Self> {
        let mut epoch = installation::facts(store.reader()).await?.epoch;
        let head = log::position(store).await?;
        let mut stands = None;
        match engine.cursor().await? {
            None => tracing::info!("the search index is empty: it is built from the rows"),
            Some(at) if at.epoch != epoch => tracing::warn!("the search index is of another epoch: it is built anew"),
            Some(at) if (Position { xid: at.xid, id: at.id }) > head => {
                tracing::warn!(
                    "the search index is ahead of the log, so the database was restored: a new epoch begins"
                );
                epoch = installation::begin_new_epoch(store).await?;
            }
            Some(at) if forgotten(store, Position { xid: at.xid, id: at.id }).await? => {
                tracing::warn!("the log no longer reaches back to where the search index stands: it is built anew");
            }
            Some(at) => stands = Some(at),
        }
        let at = match stands {
            Some(at) => at,
            None => {
                let built = build(store, engine).await?;
                built.rebuild.swap(built.cursor).await?;
                built.cursor
            }
        };
        let position = Position { xid: at.xid, id: at.id };
        told.indexed.send_replace(Some(position));
        Ok(Self {
            store: store.clone(),
            engine: engine.clone(),
            epoch,
            position,
            unsaved: false,
            committed: None,
            failing: None,
            told: told.clone(),
        })
    }

    /// Takes the next events, re-reads what they touch, and commits it with the place it has come to.
    async fn step(&mut self) -> Result<Step> {
        // an event that made its batch fail is taken alone, so that only it is passed over
        let limit = if self.failing.is_some() { 1 } else { EVENTS };
        let entries = log::after(&self.store, self.position, limit).await?;
        let Some(first) = entries.first().map(|entry| entry.position) else {
            return Ok(Step::Nothing);
        };
        self.pace().await;
        match self.take(&entries).await {
            Ok(step) => {
                self.failing = None;
                Ok(step)
            }
            Err(error) if error.is_of_the_content() => {
                let tries = self.failing.filter(|(at, _)| *at == first).map_or(1, |(_, tries)| tries + 1);
                self.failing = Some((first, tries));
                if limit == 1 && tries > TRIES {
                    log::bury(&self.store, &CONSUMER, Dead { position: first, why: error.to_string() }).await?;
                    self.position = first;
                    self.unsaved = true;
                    self.failing = None;
                    return Ok(Step::Went);
                }
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    async fn take(&mut self, entries: &[Entry]) -> Result<Step> {
        let mut touched = Touched::default();
        let (mut reached, mut unknown) = (self.position, None);
        for entry in entries {
            match &entry.event {
                Ok(event) => {
                    if touched.take(event) == Projected::Unknown {
                        unknown = Some(format!("{event:?}"));
                        break;
                    }
                }
                Err(why) => {
                    let dead = Dead { position: entry.position, why: why.clone() };
                    log::bury(&self.store, &CONSUMER, dead).await?;
                }
            }
            reached = entry.position;
        }
        let mut sink = Sink::serving(&self.engine, cursor(self.position, self.epoch));
        reread::touched(&self.store, &touched, &mut sink).await?;
        if sink.finish(cursor(reached, self.epoch)).await? > 0 {
            self.committed = Some(Instant::now());
            self.unsaved = false;
        } else {
            self.unsaved = self.unsaved || reached != self.position;
        }
        if touched.arrivals {
            self.told.arrivals.notify_one();
        }
        let taken = entries.iter().take_while(|entry| entry.position <= reached).count();
        metrics::counter!("search_indexer_events_total").increment(taken as u64);
        self.position = reached;
        self.told.indexed.send_replace(Some(reached));
        Ok(unknown.map_or(Step::Went, Step::Unknown))
    }

    /// Under load: no commit sooner than [`COMMIT`] after the one before. When nothing has been going on it does not wait.
    async fn pace(&self) {
        if let Some(committed) = self.committed {
            tokio::time::sleep_until(committed + COMMIT).await;
        }
    }

    /// Builds an index anew that is not what was left there: a server beside this process may have been wiped.
    async fn mend(&mut self, error: &crate::Error) {
        if !error.is_a_lost_index() {
            return;
        }
        tracing::warn!("the search index is not as it was left: it is built anew");
        match Self::begin(&self.store, &self.engine, &self.told).await {
            Ok(begun) => *self = begun,
            Err(error) => fault(&error, "building the index anew"),
        }
    }

    /// What can wait until there is nothing to do.
    async fn idle(&mut self) {
        match self.engine.whole().await {
            Ok(true) => {}
            Ok(false) => self.mend(&search::Error::Lost.into()).await,
            Err(error) => fault(&error.into(), "looking after the index"),
        }
        if let Ok(head) = log::position(&self.store).await {
            metrics::gauge!("search_indexer_lag_events").set((head.id - self.position.id).max(0) as f64);
        }
        self.save().await;
    }

    /// Stores the place it has come to where events that touched nothing have moved it.
    async fn save(&mut self) {
        if !self.unsaved {
            return;
        }
        let batch = search::Batch { cursor: cursor(self.position, self.epoch), ..search::Batch::default() };
        match self.engine.apply(batch).await {
            Ok(()) => self.unsaved = false,
            Err(error) => fault(&error.into(), "storing the cursor"),
        }
    }
}

/// Whether events after `position` have left the log already.
async fn forgotten(store: &Store, position: Position) -> Result<bool> {
    let oldest = log::after(store, Position::default(), 1).await?;
    Ok(oldest.first().is_some_and(|entry| entry.position > position && entry.position.id > position.id + 1))
}
