//! Everything anew, beside the index that serves.

use domain::indexing::{Subject, Walk};
use domain::log::{self, Position};
use domain::store::Store;
use search::{Engine, LogCursor, Rebuild};

use crate::sink::Sink;
use crate::{Result, reread};

/// An index built and not yet in its place.
pub(crate) struct Built {
    pub(crate) rebuild: Rebuild,
    pub(crate) cursor: LogCursor,
}

/// The cursor for a place in the log.
pub(crate) fn cursor(position: Position, epoch: i64) -> LogCursor {
    LogCursor { xid: position.xid, id: position.id, epoch }
}

/// Builds an index from the rows. Where the log stood is asked *before* the first row is read: what changes meanwhile is
/// read once more afterwards.
pub(crate) async fn build(store: &Store, engine: &Engine) -> Result<Built> {
    let epoch = domain::installation::facts(store.reader()).await?.epoch;
    let position = log::position(store).await?;
    let cursor = cursor(position, epoch);
    let mut rebuild = engine.rebuild().await?;
    let mut sink = Sink::beside(&mut rebuild);
    for subject in Subject::ALL {
        reread::walked(store, Walk::All(subject), &mut sink).await?;
    }
    let entries = sink.finish(cursor).await?;
    tracing::info!(entries, event = position.id, "the search index was built from the rows");
    Ok(Built { rebuild, cursor })
}

/// Builds the index anew and puts it in the place of the one there is: for the command line, with no server running
/// (beside a server a job of kind `reindex` is what to ask for).
///
/// # Errors
/// When the database can't be read or the index not be written; the old index then stays.
pub async fn reindex(store: &Store, engine: &Engine) -> Result<()> {
    let built = build(store, engine).await?;
    Ok(built.rebuild.swap(built.cursor).await?)
}
