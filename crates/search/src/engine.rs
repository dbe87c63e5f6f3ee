//! The engines behind one set of methods.

use std::path::PathBuf;

use crate::contract::batch::{Batch, LogCursor};
use crate::contract::hits::Hits;
use crate::contract::query::Query;
use crate::error::{Error, Result};

/// A search engine. Cheap to clone; all clones are one engine.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Engine {
    /// tantivy, in this process, in one folder.
    Embedded(PathBuf),
}

impl Engine {
    /// Opens (or creates) the embedded engine in a folder. A folder that can't be read as an index is moved aside and an
    /// empty one begun. Errors: [`Error::InUse`], [`Error::Disk`], [`Error::Engine`].
    pub async fn embedded(folder: PathBuf) -> Result<Self> {
        Ok(Self::Embedded(folder))
    }

    /// How far in the log the index is; `None` when it holds nothing yet and must be built from the rows.
    pub async fn cursor(&self) -> Result<Option<LogCursor>> {
        Ok(None)
    }

    /// Applies a batch. On return it is durable with its cursor, and findable. On error nothing of it is.
    pub async fn apply(&self, batch: Batch) -> Result<()> {
        drop(batch);
        Err(Error::Busy)
    }

    /// Answers a query. Errors are the engine's, never the text's.
    pub async fn search(&self, query: Query) -> Result<Hits> {
        drop(query);
        Err(Error::Busy)
    }

    /// Begins an empty index beside this one, which serves on (and may be applied to) until the swap.
    pub async fn rebuild(&self) -> Result<Rebuild> {
        Err(Error::RebuildUnderWay)
    }

    /// How many entries the index holds, in all rooms: for metrics and health, never for people.
    pub async fn entries(&self) -> Result<u64> {
        Ok(0)
    }
}

/// An index being built beside the one that serves. Dropping it without [`Rebuild::swap`] throws it away.
#[derive(Debug)]
pub struct Rebuild {
    _folder: PathBuf,
}

impl Rebuild {
    /// Adds to the new index. Durable only at the swap.
    pub async fn apply(&mut self, batch: Batch) -> Result<()> {
        drop(batch);
        Err(Error::Busy)
    }

    /// Puts the new index in the old one's place, atomically: searches begun before see the old, those after the new.
    /// `cursor` is where in the log reading goes on: the log's head from *before* the rows were read.
    pub async fn swap(self, cursor: LogCursor) -> Result<()> {
        let _ = cursor;
        Err(Error::Busy)
    }
}
