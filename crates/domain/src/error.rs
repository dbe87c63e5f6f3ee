//! What can go wrong, in codes: the words for people are made at the edge, in their language.

use crate::ids::DocumentId;

/// What a finder or command gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was refused or could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    Unauthenticated,
    /// There is no such thing, or none for this actor; nobody can tell which.
    #[error("not found")]
    NotFound,
    /// An id in the body names nothing this actor can see; the pointer says which (RFC 6901).
    #[error("not found: {0}")]
    NotFoundIn(&'static str),
    /// The actor sees it but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The actor may not do this; a code says what it takes.
    #[error("may not: {0}")]
    MayNot(&'static str),
    /// A value breaks a rule; pointer (RFC 6901) and code of each.
    #[error("invalid: {0:?}")]
    Invalid(Vec<Fault>),
    /// The thing has changed since the actor read it.
    #[error("stale revision")]
    Stale,
    /// The name is taken in this folder, by this document.
    #[error("the name is taken")]
    NameTaken(DocumentId),
    /// It stands against something that is already so; a code says what.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The same request is being carried out.
    #[error("already under way")]
    UnderWay,
    /// Too many tries; seconds until the next is worth it.
    #[error("too many tries")]
    TooMany(u64),
    /// The database could not be reached or is too busy; nothing was changed.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

/// None where there is no such thing, or none for this actor. What else goes wrong is told: nothing is left out by a fault.
///
/// # Errors
/// All but [`Error::NotFound`].
pub fn if_seen<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    }
}

/// One value that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in the body (RFC 6901).
    pub pointer: &'static str,
    /// Which rule, as a stable code.
    pub code: &'static str,
}

impl Error {
    /// One value breaks one rule.
    #[must_use]
    pub fn invalid(pointer: &'static str, code: &'static str) -> Self {
        Self::Invalid(vec![Fault { pointer, code }])
    }

    /// A fault of ours; `what` goes to the log only.
    #[must_use]
    pub fn internal(what: impl std::fmt::Display) -> Self {
        Self::Internal(what.to_string())
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        use sea_orm::{DbErr, RuntimeErr};
        if let DbErr::Query(RuntimeErr::SqlxError(cause)) | DbErr::Exec(RuntimeErr::SqlxError(cause)) = &error
            && is_data_exception(cause)
        {
            return Self::invalid("", "wrong_form");
        }
        let gone = match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
            DbErr::Query(RuntimeErr::SqlxError(cause)) | DbErr::Exec(RuntimeErr::SqlxError(cause)) => is_gone(cause),
            _ => false,
        };
        if gone { Self::Unavailable(error.to_string()) } else { Self::Internal(error.to_string()) }
    }
}

/// A value that PostgreSQL has no room for, such as a day before its calendar begins (appendix A: class 22): what was
/// asked is at fault, however it got past the shape of the request.
fn is_data_exception(cause: &sqlx::Error) -> bool {
    matches!(cause, sqlx::Error::Database(told) if told.code().is_some_and(|code| code.len() == 5 && code.starts_with("22")))
}

/// The database can't be reached, or is shutting down or full: nothing is wrong with what was asked of it.
fn is_gone(cause: &sqlx::Error) -> bool {
    match cause {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // PostgreSQL, appendix A: classes 08 and 57P, 53300; SQLite: BUSY and FULL
        sqlx::Error::Database(told) => told.code().is_some_and(|code| {
            code.starts_with("08") || code.starts_with("57P") || matches!(&*code, "53300" | "53100" | "5" | "13")
        }),
        _ => false,
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
