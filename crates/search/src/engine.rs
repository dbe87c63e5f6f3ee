//! The engines behind one set of methods.

use std::path::PathBuf;
use std::sync::Arc;

use crate::contract::batch::{Batch, LogCursor};
use crate::contract::hits::Hits;
use crate::contract::query::Query;
use crate::embedded::{Embedded, Rebuilding};
use crate::error::Result;
use crate::hosted::{self, Hosted, HostedConfig};

/// A search engine. Cheap to clone; all clones are one engine.
#[derive(Debug, Clone)]
pub struct Engine(Kind);

/// Which engine. Nothing outside this file matches on it.
#[derive(Debug, Clone)]
enum Kind {
    Embedded(Arc<Embedded>),
    Hosted(Arc<Hosted>),
}

impl Engine {
    /// Opens (or creates) the embedded engine in a folder of its own. A folder that can't be read as an index is moved
    /// aside and an empty one begun, so afterwards [`Engine::cursor`] is `None` and the index is to be rebuilt.
    /// Errors: [`crate::Error::InUse`], [`crate::Error::Disk`], [`crate::Error::Engine`].
    pub async fn embedded(folder: PathBuf) -> Result<Self> {
        Ok(Self(Kind::Embedded(Embedded::open(folder).await?)))
    }

    /// The engine on a server beside this process, which need not be there yet: what is asked of it before is an error.
    /// Errors: [`crate::Error::Engine`] for an address or key that can't be.
    pub fn hosted(config: HostedConfig) -> Result<Self> {
        Ok(Self(Kind::Hosted(Hosted::open(config)?)))
    }

    /// How far in the log the index is; `None` when it must be built from the rows: new, of an older version, broken, wiped.
    pub async fn cursor(&self) -> Result<Option<LogCursor>> {
        match &self.0 {
            Kind::Embedded(embedded) => Ok(embedded.cursor()),
            Kind::Hosted(hosted) => hosted.cursor().await,
        }
    }

    /// Applies a batch. On return it is durable with its cursor, and findable; on error neither it nor its cursor is
    /// (or both are, if only the report was lost), and it may be applied again. With an engine that works through
    /// tasks this waits until all of them have succeeded, the cursor's last.
    pub async fn apply(&self, batch: Batch) -> Result<()> {
        match &self.0 {
            Kind::Embedded(embedded) => embedded.apply(batch).await,
            Kind::Hosted(hosted) => hosted.apply(batch).await,
        }
    }

    /// Whether the index is still as this process left it; one that is not is to be built anew.
    pub async fn whole(&self) -> Result<bool> {
        match &self.0 {
            Kind::Embedded(_) => Ok(true),
            Kind::Hosted(hosted) => hosted.whole().await,
        }
    }

    /// Answers a query. Errors are the engine's, never the text's.
    pub async fn search(&self, query: Query) -> Result<Hits> {
        match &self.0 {
            Kind::Embedded(embedded) => embedded.search(query).await,
            Kind::Hosted(hosted) => hosted.search(query).await,
        }
    }

    /// Begins an empty index beside this one, which serves on (and may be applied to) until the swap. One at a time:
    /// otherwise [`crate::Error::RebuildUnderWay`].
    pub async fn rebuild(&self) -> Result<Rebuild> {
        match &self.0 {
            Kind::Embedded(embedded) => Ok(Rebuild(Building::Embedded(embedded.rebuild().await?))),
            Kind::Hosted(hosted) => Ok(Rebuild(Building::Hosted(hosted.rebuild().await?))),
        }
    }

    /// How many entries the index holds, in all rooms: for metrics and health, never for people.
    pub async fn entries(&self) -> Result<u64> {
        match &self.0 {
            Kind::Embedded(embedded) => Ok(embedded.entries()),
            Kind::Hosted(hosted) => hosted.entries().await,
        }
    }
}

/// An index being built beside the one that serves. Dropping it without [`Rebuild::swap`] throws it away.
#[derive(Debug)]
pub struct Rebuild(Building);

#[derive(Debug)]
enum Building {
    Embedded(Rebuilding),
    Hosted(hosted::Rebuilding),
}

impl Rebuild {
    /// Adds a batch to the new index; its cursor is not looked at. Durable and findable only after the swap. After an
    /// error the rebuild can only be dropped.
    pub async fn apply(&mut self, batch: Batch) -> Result<()> {
        match &mut self.0 {
            Building::Embedded(building) => building.apply(batch).await,
            Building::Hosted(building) => building.apply(batch).await,
        }
    }

    /// Puts the new index in the old one's place, atomically: searches begun before see the old, those after the new,
    /// and a crash leaves one or the other. `cursor` is where reading of the log goes on: the log's head from *before*
    /// the rows were read.
    pub async fn swap(self, cursor: LogCursor) -> Result<()> {
        match self.0 {
            Building::Embedded(building) => building.swap(cursor).await,
            Building::Hosted(building) => building.swap(cursor).await,
        }
    }
}
