//! The embedded engine: tantivy in this process, one folder, one writer.

mod ask;
mod collect;
mod columns;
mod document;
mod endings;
mod expand;
mod facets;
mod folder;
mod gate;
mod generation;
mod quick;
mod rebuild;
mod schema;
mod search;
mod suggest;
mod view;
mod weigh;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::analysis::Analyser;
use crate::contract::batch::{Batch, LogCursor, MAX_BATCH};
use crate::contract::hits::Hits;
use crate::contract::query::Query;
use crate::error::{Error, Result};
use generation::Generation;
pub(crate) use rebuild::Rebuilding;

/// Searches that run at the same time.
const SEARCHES: usize = 4;
/// How long a search waits for its turn.
const WAIT: Duration = Duration::from_secs(2);

/// The embedded engine.
#[derive(Debug)]
pub(crate) struct Embedded {
    root: PathBuf,
    serving: RwLock<Arc<Generation>>,
    rebuilding: AtomicBool,
    /// Held while a batch is applied or generations are swapped, so that no batch goes to the old one meanwhile.
    changes: Arc<tokio::sync::Mutex<()>>,
    searches: Arc<Semaphore>,
    /// Analysers between searches; never more than there are searches at a time.
    analysers: Mutex<Vec<Analyser>>,
}

impl Embedded {
    /// Opens or creates the index in a folder.
    pub(crate) async fn open(root: PathBuf) -> Result<Arc<Self>> {
        blocking(move || {
            let generation = folder::open_current(&root)?;
            Ok(Arc::new(Self {
                root,
                serving: RwLock::new(Arc::new(generation)),
                rebuilding: AtomicBool::new(false),
                changes: Arc::default(),
                searches: Arc::new(Semaphore::new(SEARCHES)),
                analysers: Mutex::new(Vec::new()),
            }))
        })
        .await
    }

    fn serving(&self) -> Arc<Generation> {
        Arc::clone(&self.serving.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn cursor(&self) -> Option<LogCursor> {
        self.serving().cursor()
    }

    pub(crate) fn entries(&self) -> u64 {
        self.serving().entries()
    }

    pub(crate) async fn apply(self: &Arc<Self>, batch: Batch) -> Result<()> {
        check(&batch)?;
        // The turn goes with the work: who gives up waiting does not let the next one in between write and commit.
        let turn = Arc::clone(&self.changes).lock_owned().await;
        let serving = self.serving();
        blocking(move || {
            let _turn = turn;
            serving.write(&batch)?;
            serving.commit(Some(batch.cursor))
        })
        .await
    }

    pub(crate) async fn search(self: &Arc<Self>, query: Query) -> Result<Hits> {
        if query.rooms.is_empty() {
            return Ok(Hits { facets: query.with_facets.then(Default::default), ..Hits::default() });
        }
        let turn = tokio::time::timeout(WAIT, Arc::clone(&self.searches).acquire_owned()).await;
        let turn = turn.ok().and_then(std::result::Result::ok).ok_or(Error::Busy)?;
        let engine = Arc::clone(self);
        blocking(move || {
            let _turn = turn;
            let mut analyser = engine.analyser().pop().unwrap_or_default();
            let hits = search::search(&engine.serving(), &query, &mut analyser);
            engine.analyser().push(analyser);
            hits
        })
        .await
    }

    fn analyser(&self) -> std::sync::MutexGuard<'_, Vec<Analyser>> {
        self.analysers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn rebuild(self: &Arc<Self>) -> Result<Rebuilding> {
        if self.rebuilding.swap(true, Ordering::AcqRel) {
            return Err(Error::RebuildUnderWay);
        }
        let begun = Rebuilding::begin(Arc::clone(self)).await;
        if begun.is_err() {
            self.rebuilding.store(false, Ordering::Release);
        }
        begun
    }
}

fn check(batch: &Batch) -> Result<()> {
    match batch.put.len() + batch.remove.len() {
        found if found > MAX_BATCH => Err(Error::BatchTooLarge { limit: MAX_BATCH, found }),
        _ => Ok(()),
    }
}

/// Runs work of the engine outside the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|stopped| Err(Error::Engine(format!("the work was stopped: {stopped}"))))
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::InUse,
            tantivy::TantivyError::IoError(io) => Self::Disk(std::io::Error::new(io.kind(), io.to_string())),
            other => Self::Engine(other.to_string()),
        }
    }
}
