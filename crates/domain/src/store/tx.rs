//! What a command works in.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DatabaseTransaction, DbBackend};

use super::pen::Turn;
use super::sealed::{self, Via};
use crate::Result;
use crate::actor::Actor;
use crate::clock::day_of;
use crate::event::{Event, StreamId};

/// One command's transaction: its rows and the events it records are committed together, or not at all.
#[derive(Debug)]
pub struct Tx(pub(super) Arc<Work>);

/// Where a command's statements run.
#[derive(Debug)]
pub(super) enum Transaction {
    Sqlite(Turn),
    Postgres(DatabaseTransaction),
}

impl Transaction {
    /// Commits one of PostgreSQL's; SQLite's is committed with others, by the pen.
    pub(super) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(transaction) => Ok(transaction.commit().await?),
        }
    }

    /// Undoes one of PostgreSQL's, likewise.
    pub(super) async fn roll_back(self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(transaction) => Ok(transaction.rollback().await?),
        }
    }
}

impl sealed::Connection for Transaction {
    fn via(&self) -> Via<'_> {
        match self {
            Self::Sqlite(turn) => Via::Pen(turn),
            Self::Postgres(transaction) => Via::Transaction(transaction),
        }
    }

    fn backend(&self) -> DbBackend {
        match self {
            Self::Sqlite(_) => DbBackend::Sqlite,
            Self::Postgres(_) => DbBackend::Postgres,
        }
    }
}

#[derive(Debug)]
pub(super) struct Work {
    pub(super) transaction: Transaction,
    pub(super) actor: Actor,
    pub(super) now: DateTime<Utc>,
    pub(super) recorded: Mutex<Vec<Recorded>>,
    pub(super) access_changed: AtomicBool,
    pub(super) access_version: AtomicI64,
}

/// An event on its way into the log.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) stream: StreamId,
    pub(crate) event: Event,
    pub(crate) actor: Option<uuid::Uuid>,
    pub(crate) at: DateTime<Utc>,
}

impl sealed::Connection for Tx {
    fn via(&self) -> Via<'_> {
        self.0.transaction.via()
    }

    fn backend(&self) -> DbBackend {
        self.0.transaction.backend()
    }
}

impl Tx {
    /// Who the command is carried out for, with the access of this transaction.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }

    /// The instant of the command: the same for everything it does.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.0.now
    }

    /// The Swedish day of the command.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        day_of(self.0.now)
    }

    /// The instant at which something ends whose last day is `last`, where that day has gone by: at once.
    #[must_use]
    pub(crate) fn at_once(&self, last: NaiveDate) -> Option<DateTime<Utc>> {
        (last < self.today()).then(|| self.now())
    }

    /// Says what happened. It gets its number in the stream when the command is committed.
    pub fn record(&self, stream: impl Into<StreamId>, event: Event) {
        self.0.recorded.lock().unwrap_or_else(PoisonError::into_inner).push(Recorded {
            stream: stream.into(),
            event,
            actor: self.0.actor.logged(),
            at: self.0.now,
        });
    }

    /// Says that who may do what has changed: everybody's computed access is stale from this commit on.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn access_changed(&self) -> Result<()> {
        if !self.0.access_changed.swap(true, Ordering::AcqRel) {
            let version = crate::installation::bump_access_version(self).await?;
            self.0.access_version.store(version, Ordering::Release);
        }
        Ok(())
    }

    pub(super) fn take_recorded(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.0.recorded.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
