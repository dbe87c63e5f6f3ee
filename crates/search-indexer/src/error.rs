//! What can go wrong while indexing.

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A fault of the database or of the engine. Both are worth another try.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The truth could not be read.
    #[error(transparent)]
    Domain(#[from] domain::Error),
    /// The index could not be written.
    #[error(transparent)]
    Search(#[from] search::Error),
    /// The work was ended from outside.
    #[error("the work was stopped")]
    Stopped,
}

impl Error {
    /// Whether the fault lies in what was read, so that reading it again is likely to end alike.
    pub(crate) fn is_of_the_content(&self) -> bool {
        match self {
            Self::Domain(domain::Error::Unavailable(_)) | Self::Search(_) | Self::Stopped => false,
            Self::Domain(_) => true,
        }
    }

    /// Whether the index is not as this process left it.
    pub(crate) fn is_a_lost_index(&self) -> bool {
        matches!(self, Self::Search(search::Error::Lost))
    }
}
