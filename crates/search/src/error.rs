//! What can go wrong. Nothing a person writes in a query is here.

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the engine or its disk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or writing the index folder failed.
    #[error("the index folder could not be read or written: {0}")]
    Disk(#[from] std::io::Error),
    /// The engine refused; the batch was not applied and may be tried again.
    #[error("the search engine failed: {0}")]
    Engine(String),
    /// The index is not as this process left it: it is to be built anew.
    #[error("the search index was lost")]
    Lost,
    /// Another process holds the index folder.
    #[error("the index folder is in use by another process")]
    InUse,
    /// Too many searches are waiting.
    #[error("search is busy")]
    Busy,
    /// More than [`crate::contract::batch::MAX_BATCH`] changes in one batch.
    #[error("a batch may hold at most {limit} changes, this holds {found}")]
    BatchTooLarge {
        /// What is allowed.
        limit: usize,
        /// What was given.
        found: usize,
    },
    /// A rebuild is already under way.
    #[error("a rebuild is already under way")]
    RebuildUnderWay,
}
