//! Keeps the search index what the database says, and has the text of new files read.
//!
//! The index is a copy. Its place in the event log stands in the same engine commit as its entries, so a crash repeats
//! nothing wrongly; an index that is empty, of another epoch, ahead of the log or too far behind it is built again from
//! the rows, beside the one that serves.
//!
//! Map:
//! - `project.rs`: each kind of event → what has to be read again; the one place that decides
//! - `reread.rs`: the truth read again, into batches (`sink.rs`) of entries (`entries.rs`)
//! - `follow.rs`: the loop that follows the log; `rebuild.rs`: everything anew
//! - `saved.rs`: what is new and fits a search that somebody keeps
//! - `reading.rs`: the jobs that have files read in the extractor's child process; `paging.rs`: those that have Office
//!   files made into pages; `work.rs`: how either kind is done
//!
//! Invariants: nothing of an event but its ids reaches the index; the cursor never passes an event of an unknown kind; a
//! file is read outside any transaction.

mod entries;
mod error;
mod follow;
mod kind;
mod paging;
mod place;
mod plain;
mod project;
mod reading;
mod rebuild;
mod reread;
mod saved;
mod sink;
mod work;

use std::sync::Arc;

use domain::documents::blob::Blobs;
use domain::store::Store;
use extract::{Converter, Extractor};
use search::Engine;
use tokio::sync::{Notify, watch};

pub use error::{Error, Result};
pub use rebuild::reindex;

/// What the indexer works with.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The index it keeps.
    pub engine: Engine,
    /// Where the bytes of documents are.
    pub blobs: Blobs,
    /// What reads them, in child processes.
    pub extractor: Extractor,
    /// What makes Office files into pages; none where there is no such program.
    pub converter: Option<Converter>,
}

/// Follows the log and has files read until `shutdown` says true (or its sender is gone), then ends what it is doing.
///
/// Faults of the database, the engine or the machine are logged, counted as `search_indexer_faults_total` and tried
/// again; it never ends because of one.
pub async fn run(parts: Parts, shutdown: watch::Receiver<bool>) {
    // new documents are read at once, not with the next poll
    let arrivals = Arc::new(Notify::new());
    let files = Arc::new(parts.clone());
    let reading = reading::read_all(Arc::clone(&files), Arc::clone(&arrivals), shutdown.clone());
    let paging = paging::make_all(files, shutdown.clone());
    let (indexed, reached) = watch::channel(None);
    let looking = saved::look(parts.store.clone(), parts.engine.clone(), reached, shutdown.clone());
    let following = follow::follow(parts.store, parts.engine, follow::Told { arrivals, indexed }, shutdown);
    tokio::join!(reading, paging, looking, following);
}

/// Resolves when the parts are to stop.
pub(crate) async fn stopped(shutdown: &mut watch::Receiver<bool>) {
    // an error means that the sender has gone: so has whoever wanted this to run
    drop(shutdown.wait_for(|stop| *stop).await);
}
