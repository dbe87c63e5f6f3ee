//! What can go wrong while telling people.

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A fault of the database, of the disk, or of a mail's form.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The truth could not be read, or the outbox not written.
    #[error(transparent)]
    Domain(#[from] domain::Error),
    /// A mail could not be put into its folder.
    #[error("a mail could not be stored: {0}")]
    Disk(#[from] std::io::Error),
    /// A mail could not be put into its form.
    #[error("a mail could not be written: {0}")]
    Form(#[from] lettre::error::Error),
    /// The address mails come from is none.
    #[error("the sender's address is none")]
    Sender,
}
