//! What can go wrong while telling people.

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A fault of the database or of the disk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The truth could not be read, or the outbox not written.
    #[error(transparent)]
    Domain(#[from] domain::Error),
    /// A mail could not be put into its folder.
    #[error("a mail could not be stored: {0}")]
    Disk(#[from] std::io::Error),
}
