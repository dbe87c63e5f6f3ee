//! Commands on PostgreSQL: several at once, each in a transaction of its own.
//!
//! What many do at the same moment, each in a few statements, stands in one line instead and shares a transaction with
//! those who wait, one after another in it: a commit, a lock of the room's stream and a row in the log for all of them,
//! where each by itself would wait for the others' disk under that lock. Where one of them is refused nothing of it is
//! kept, and each is done again by itself.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::TransactionTrait;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::super::sql::execute;
use super::super::tx::Transaction;
use super::super::{Reader, commit};
use super::{Attempt, BATCH, Carried, Command, attempt, carry_out, is_deadlock};
use crate::clock::{Clock, day_of};
use crate::installation;
use crate::log::{StreamHead, Wake};
use crate::{Error, Result};

/// How many run at once.
const AT_ONCE: usize = 16;

/// How long the line waits for those at its head, and they for a lock that somebody holds: many times what they need, and
/// too short for others to notice.
const PATIENCE: Duration = Duration::from_millis(200);

/// Where commands are carried out beside one another.
#[derive(Clone)]
pub(in crate::store) struct Postgres {
    reader: Reader,
    clock: Clock,
    wake: Wake,
    at_once: Arc<Semaphore>,
}

impl Postgres {
    pub(super) fn new(reader: Reader, clock: Clock, wake: Wake) -> Self {
        Self { reader, clock, wake, at_once: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Carries a command out by itself, in a task of its own: a caller that goes away does not leave it half done.
    pub(super) async fn apart(&self, command: Box<dyn Command>) -> Result<()> {
        let permit =
            Arc::clone(&self.at_once).acquire_owned().await.map_err(|_| Error::Unavailable("shutting down".into()))?;
        let beside = self.clone();
        tokio::spawn(async move {
            beside.alone(command).await;
            drop(permit);
        });
        Ok(())
    }

    /// Waits for those under way, and lets nobody in any more.
    pub(super) async fn close(&self) {
        let all = u32::try_from(AT_ONCE).unwrap_or(u32::MAX);
        drop(self.at_once.acquire_many(all).await);
        self.refuse();
    }

    /// Lets nobody in any more.
    pub(super) fn refuse(&self) {
        self.at_once.close();
    }

    /// Those who share: whoever waits when the ones before are done. One who is alone waits for nobody.
    pub(super) async fn in_line(self, mut waiting: mpsc::Receiver<Box<dyn Command>>) {
        loop {
            let mut batch = Vec::with_capacity(BATCH);
            if waiting.recv_many(&mut batch, BATCH).await == 0 {
                return;
            }
            let Ok(permit) = Arc::clone(&self.at_once).acquire_owned().await else { return };
            let beside = self.clone();
            let carried = tokio::spawn(async move { beside.side_by_side(batch, permit).await });
            // those still at it then, behind a lock that somebody holds, are finished beside the next
            if let Ok(Err(error)) = tokio::time::timeout(PATIENCE, carried).await {
                tracing::error!(%error, "commands that waited together broke off");
            }
        }
    }

    /// What waited at the same moment: together where that succeeds, else each by itself.
    async fn side_by_side(&self, mut batch: Vec<Box<dyn Command>>, permit: OwnedSemaphorePermit) {
        if batch.len() == 1 {
            if let Some(command) = batch.pop() {
                self.alone(command).await;
            }
            return;
        }
        let answered = self.together(&mut batch).await;
        drop(permit);
        for command in batch {
            if answered {
                command.reply();
            } else if let Err(error) = self.apart(command).await {
                tracing::info!(%error, "a command that waited was not carried out");
            }
        }
    }

    /// All of the batch in one transaction. False where nothing is committed, and each is to be done by itself.
    async fn together(&self, batch: &mut [Box<dyn Command>]) -> bool {
        let (transaction, heads) = match self.undivided(batch).await {
            Ok(Some(done)) => done,
            Ok(None) => return false,
            Err(error) => {
                tracing::info!(%error, commands = batch.len(), "commands that wait are done one by one");
                return false;
            }
        };
        match transaction.commit().await {
            Ok(()) => self.wake.events(&heads),
            // the commit may have arrived: it is not for us to do them twice
            Err(error) => {
                tracing::error!(%error, commands = batch.len(), "a batch of commands was not committed");
                for command in batch {
                    command.fail(Error::Unavailable(error.to_string()));
                }
            }
        }
        true
    }

    /// What is to be committed; none as soon as one is refused, or access has changed.
    async fn undivided(&self, batch: &mut [Box<dyn Command>]) -> Result<Option<(Transaction, Vec<StreamHead>)>> {
        let mut transaction = self.begin().await?;
        // one that waits for a lock would have all of the batch wait: then each is done by itself
        execute(&transaction, &format!("SET LOCAL lock_timeout = {}", PATIENCE.as_millis()), []).await?;
        let version = installation::access_version(&transaction).await?;
        let mut recorded = Vec::new();
        for command in batch {
            let now = self.clock.now();
            let actor = attempt(command.as_mut(), &transaction, now, version).await?;
            match carry_out(command.as_mut(), transaction, Attempt { actor, now, version }).await? {
                Carried::Done(same, mut events, after) if after == version => {
                    transaction = same;
                    recorded.append(&mut events);
                }
                Carried::Done(same, ..) | Carried::Refused(same) => {
                    same.roll_back().await?;
                    return Ok(None);
                }
            }
        }
        let heads = commit::append(&transaction, &recorded, version).await?;
        Ok(heads.map(|heads| (transaction, heads)))
    }

    async fn begin(&self) -> Result<Transaction> {
        Ok(Transaction::Postgres(self.reader.connection.begin().await?))
    }

    /// One command in a transaction of its own.
    async fn alone(&self, mut command: Box<dyn Command>) {
        // again when access changed under it, or PostgreSQL broke a deadlock; at first the access the request came with
        // is taken to be that of now
        for (trusting, last) in [(true, false), (false, false), (false, true)] {
            match self.once(command.as_mut(), trusting).await {
                Ok(Some(heads)) => {
                    self.wake.events(&heads);
                    break;
                }
                Ok(None) if last && !command.deadlocked() => {
                    command.fail(Error::Unavailable("access keeps changing".into()));
                }
                Ok(None) => {}
                // PostgreSQL chose this one to break a circle of waiting: nothing of it was done
                Err(error) if !last && is_deadlock(&error) => {}
                // anything else may have happened after the commit arrived: it is not for us to do it twice
                Err(error) => {
                    tracing::error!(%error, "a command was not committed");
                    command.fail(Error::Unavailable(error.to_string()));
                    break;
                }
            }
        }
        command.reply();
    }

    /// `None` asks for another go.
    async fn once(&self, command: &mut dyn Command, trusting: bool) -> Result<Option<Vec<StreamHead>>> {
        let transaction = self.begin().await?;
        let now = self.clock.now();
        let trusted = command.actor().access().filter(|access| trusting && access.day == day_of(now));
        let trusted = trusted.map(|access| access.version);
        let version = match trusted {
            Some(version) => version,
            None => installation::access_version(&transaction).await?,
        };
        let actor = match attempt(command, &transaction, now, version).await {
            Ok(actor) => actor,
            Err(error) => {
                command.fail(error);
                transaction.roll_back().await?;
                return Ok(Some(Vec::new()));
            }
        };
        match carry_out(command, transaction, Attempt { actor, now, version }).await? {
            Carried::Refused(transaction) => {
                transaction.roll_back().await?;
                if command.deadlocked() {
                    return Ok(None);
                }
                // who has been let in since the request began is not to be refused for what was
                let stands = trusted.is_none() || installation::access_version(&self.reader).await? == version;
                Ok(stands.then(Vec::new))
            }
            Carried::Done(transaction, events, after) => {
                // a command that changed access itself holds the version's row
                let stands = after == version || after == version + 1;
                let unseen = trusted.is_some() && events.is_empty();
                let heads = if !stands || unseen && installation::access_version(&transaction).await? != after {
                    None
                } else {
                    commit::append(&transaction, &events, after).await?
                };
                match heads {
                    Some(_) => transaction.commit().await?,
                    None => transaction.roll_back().await?,
                }
                Ok(heads)
            }
        }
    }
}
