//! What a command works in.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DatabaseTransaction;

use super::sealed;
use crate::Result;
use crate::actor::Actor;
use crate::clock::day_of;
use crate::event::{Event, StreamId};

/// One command's transaction: its rows and the events it records are committed together, or not at all.
#[derive(Debug)]
pub struct Tx(pub(super) Arc<Work>);

#[derive(Debug)]
pub(super) struct Work {
    pub(super) connection: DatabaseTransaction,
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
    type Inner = DatabaseTransaction;
    fn connection(&self) -> &DatabaseTransaction {
        &self.0.connection
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
