//! A new generation built beside the one that serves.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use super::generation::Shared;
use super::{Embedded, blocking, check, folder};
use crate::contract::batch::{Batch, LogCursor};
use crate::error::Result;

/// A generation being built.
#[derive(Debug)]
pub(crate) struct Rebuilding {
    engine: Arc<Embedded>,
    name: String,
    building: Shared,
    swapped: bool,
}

impl Rebuilding {
    pub(super) async fn begin(engine: Arc<Embedded>) -> Result<Self> {
        let root = engine.root.clone();
        let (name, generation) = blocking(move || folder::create_next(&root)).await?;
        Ok(Self { engine, name, building: Arc::new(generation), swapped: false })
    }

    pub(crate) async fn apply(&self, batch: Batch) -> Result<()> {
        check(&batch)?;
        let building = Arc::clone(&self.building);
        // A rebuild that lost a batch must never serve: after a failure nothing more goes in, and no swap.
        blocking(move || building.write(&batch).inspect_err(|_| building.close())).await
    }

    pub(crate) async fn swap(mut self, cursor: LogCursor) -> Result<()> {
        let turn = Arc::clone(&self.engine.changes).lock_owned().await;
        // In one piece, so that giving up waiting for it leaves nothing half swapped.
        blocking(move || {
            let _turn = turn;
            self.building.commit(Some(cursor))?;
            self.building.serve()?;
            folder::make_current(&self.engine.root, &self.name)?;
            self.swapped = true;
            let old = {
                let mut serving = self.engine.serving.write().unwrap_or_else(PoisonError::into_inner);
                std::mem::replace(&mut *serving, Arc::clone(&self.building))
            };
            old.close();
            folder::remove(&old.folder);
            Ok(())
        })
        .await
    }
}

impl Drop for Rebuilding {
    fn drop(&mut self) {
        if !self.swapped {
            self.building.close();
            folder::remove(&self.building.folder);
        }
        self.engine.rebuilding.store(false, Ordering::Release);
    }
}
