//! Where entries go: the index that serves, or one being built beside it; in batches of bounded size.

use search::{Batch, Engine, Entry, LogCursor, Rebuild, Removal};

use crate::Result;

/// Changes of a batch before it is handed over; the engine takes 10,000.
const CHANGES: usize = 1_000;
/// Text of a batch before it is handed over, in bytes.
const BYTES: usize = 8 * 1024 * 1024;

enum Target<'a> {
    /// The index that serves; until the last batch its cursor stays where it was.
    Serving { engine: &'a Engine, before: LogCursor },
    /// One being built.
    Beside(&'a mut Rebuild),
}

/// Takes entries and hands them on.
pub(crate) struct Sink<'a> {
    target: Target<'a>,
    batch: Batch,
    bytes: usize,
    applied: u64,
}

impl<'a> Sink<'a> {
    /// Into the index that serves and stands at `before`.
    pub(crate) fn serving(engine: &'a Engine, before: LogCursor) -> Self {
        Self::new(Target::Serving { engine, before })
    }

    /// Into one being built.
    pub(crate) fn beside(rebuild: &'a mut Rebuild) -> Self {
        Self::new(Target::Beside(rebuild))
    }

    fn new(target: Target<'a>) -> Self {
        Self { target, batch: Batch::default(), bytes: 0, applied: 0 }
    }

    /// Takes something out. In an index being built there is nothing to take out.
    pub(crate) fn remove(&mut self, removal: Removal) {
        if matches!(self.target, Target::Serving { .. }) {
            self.batch.remove.push(removal);
        }
    }

    /// Puts an entry.
    pub(crate) fn put(&mut self, entry: Entry) {
        self.bytes += entry.text.len() + entry.title.len() + 500;
        self.batch.put.push(entry);
    }

    /// To be called now and then: hands over what has gathered, if it is much.
    pub(crate) async fn breathe(&mut self) -> Result<()> {
        if self.batch.put.len() + self.batch.remove.len() >= CHANGES || self.bytes >= BYTES {
            self.hand_over(None).await?;
        }
        Ok(())
    }

    /// Hands over the rest; an index that serves then stands at `cursor`. Gives how many changes there were; where there
    /// were none nothing is written, and the index stands where it stood.
    pub(crate) async fn finish(mut self, cursor: LogCursor) -> Result<u64> {
        if self.applied > 0 || !self.batch.put.is_empty() || !self.batch.remove.is_empty() {
            self.hand_over(Some(cursor)).await?;
        }
        Ok(self.applied)
    }

    async fn hand_over(&mut self, cursor: Option<LogCursor>) -> Result<()> {
        let mut batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        self.applied += (batch.put.len() + batch.remove.len()) as u64;
        metrics::counter!("search_indexer_entries_total").increment(batch.put.len() as u64);
        match &mut self.target {
            Target::Serving { engine, before } => {
                batch.cursor = cursor.unwrap_or(*before);
                engine.apply(batch).await?;
                metrics::counter!("search_indexer_commits_total").increment(1);
            }
            Target::Beside(rebuild) => rebuild.apply(batch).await?,
        }
        Ok(())
    }
}
