//! An index built under another name, and swapped with the one that serves.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use meilisearch_sdk::client::SwapIndexes;

use super::tasks::{Tasks, failed};
use super::{Hosted, check, is_missing};
use crate::contract::batch::{Batch, LogCursor};
use crate::error::{Error, Result};

/// An index being built.
#[derive(Debug)]
pub(crate) struct Rebuilding {
    engine: Arc<Hosted>,
    name: String,
    /// A batch was lost: what is being built must never serve.
    broken: bool,
    swapped: bool,
}

impl Rebuilding {
    pub(super) async fn begin(engine: Arc<Hosted>) -> Result<Self> {
        engine.sweep().await?;
        let name = format!("{}{}", next(&engine.name), uuid::Uuid::new_v4().simple());
        engine.create(&name).await?;
        Ok(Self { engine, name, broken: false, swapped: false })
    }

    pub(crate) async fn apply(&mut self, batch: Batch) -> Result<()> {
        check(&batch)?;
        if self.broken {
            return Err(Error::Engine("a batch of this rebuild was lost".into()));
        }
        // what is being built has nothing to take out
        let batch = Batch { remove: Vec::new(), ..batch };
        let written = self.engine.write(&self.name, &batch).await;
        self.broken = written.is_err();
        written
    }

    pub(crate) async fn swap(mut self, cursor: LogCursor) -> Result<()> {
        if self.broken {
            return Err(Error::Engine("a batch of this rebuild was lost".into()));
        }
        let engine = Arc::clone(&self.engine);
        let _turn = engine.changes.lock().await;
        engine.stand_at(&self.name, cursor).await?;
        // there is nothing to swap with on a server that is new or was wiped
        if !engine.exists(&engine.name).await? {
            engine.create(&engine.name).await?;
        }
        let mut tasks = Tasks::new(&engine.client, engine.patience);
        let swap = SwapIndexes { indexes: (engine.name.clone(), self.name.clone()), rename: None };
        tasks.add(engine.client.swap_indexes([&swap]).await)?;
        tasks.succeeded().await?;
        self.swapped = true;
        engine.leave(Some(cursor));
        if let Err(error) = engine.throw_away(&self.name).await {
            tracing::warn!(%error, "an old search index could not be removed yet");
        }
        Ok(())
    }
}

impl Drop for Rebuilding {
    fn drop(&mut self) {
        self.engine.rebuilding.store(false, Ordering::Release);
        if !self.swapped
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            // what stays all the same goes when the next is begun
            let (engine, name) = (Arc::clone(&self.engine), self.name.clone());
            runtime.spawn(async move { drop(engine.throw_away(&name).await) });
        }
    }
}

/// What the names of indexes begin with that are being built.
fn next(name: &str) -> String {
    format!("{name}-next-")
}

impl Hosted {
    /// Removes what rebuilds that were broken off have left.
    async fn sweep(&self) -> Result<()> {
        let listed = self.client.list_all_indexes_raw().await.map_err(failed)?;
        let names = listed["results"].as_array().into_iter().flatten().filter_map(|index| index["uid"].as_str());
        let left: Vec<&str> = names.filter(|name| name.starts_with(&next(&self.name))).collect();
        for name in left {
            self.throw_away(name).await?;
        }
        Ok(())
    }

    async fn create(&self, name: &str) -> Result<()> {
        let mut tasks = Tasks::new(&self.client, self.patience);
        tasks.add(self.client.create_index(name, Some("id")).await)?;
        tasks.add(self.client.index(name).set_settings(&super::settings::settings()).await)?;
        tasks.succeeded().await
    }

    async fn exists(&self, name: &str) -> Result<bool> {
        match self.client.get_raw_index(name).await {
            Ok(_) => Ok(true),
            Err(error) if is_missing(&error) => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    async fn throw_away(&self, name: &str) -> Result<()> {
        if !self.exists(name).await? {
            return Ok(());
        }
        let mut tasks = Tasks::new(&self.client, self.patience);
        tasks.add(self.client.delete_index(name).await)?;
        tasks.succeeded().await
    }
}
