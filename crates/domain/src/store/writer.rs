//! Carrying out commands.
//!
//! SQLite has one writer at a time, and a durable commit costs a disk flush; so a writer task takes the waiting
//! commands, at most [`BATCH`] at a time, and commits them all with one flush; where one is refused, the batch is run once
//! more with a savepoint for each. PostgreSQL runs each in a transaction of its own.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::connect::Connections;
use super::tx::{Recorded, Tx, Work};
use super::{commit, sealed};
use crate::actor::Actor;
use crate::clock::{Clock, day_of};
use crate::installation;
use crate::log::{StreamHead, Wake};
use crate::{Error, Result};

/// The most commands that share one commit.
const BATCH: usize = 64;
/// The most commands that wait; one more is refused as unavailable.
const QUEUE: usize = 1024;
/// The longest a command may take inside its transaction.
const LIMIT: Duration = Duration::from_secs(2);
/// How many commands run at once on PostgreSQL.
const AT_ONCE: usize = 16;

#[derive(Clone)]
pub(super) enum Writer {
    Sqlite { queue: mpsc::Sender<Box<dyn Command>>, closed: Arc<AtomicBool> },
    Postgres { connection: DatabaseConnection, clock: Clock, wake: Wake, at_once: Arc<Semaphore> },
}

/// A command with its result's type forgotten, so that different ones share a queue.
pub(super) trait Command: Send {
    fn actor(&self) -> &Actor;
    /// Runs the work and keeps its answer; true when it succeeded. May be called a second time.
    fn run(&mut self, tx: Tx) -> BoxFuture<'_, bool>;
    /// Keeps `error` as the answer.
    fn fail(&mut self, error: Error);
    /// Sends the kept answer.
    fn reply(self: Box<Self>);
}

/// What a command does, its closure's type forgotten: the machinery below is compiled once for each type of answer, not
/// for each command.
pub(super) type ToDo<T> = Arc<dyn Fn(Tx) -> BoxFuture<'static, Result<T>> + Send + Sync>;

struct Typed<T> {
    actor: Actor,
    work: ToDo<T>,
    kept: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T: Send + 'static> Command for Typed<T> {
    fn actor(&self) -> &Actor {
        &self.actor
    }

    fn run(&mut self, tx: Tx) -> BoxFuture<'_, bool> {
        // made inside what is guarded: a closure may panic before it gives a future
        let work = Arc::clone(&self.work);
        let guarded = AssertUnwindSafe(async move { work(tx).await }).catch_unwind();
        Box::pin(async move {
            // a panic is a fault of ours in one command; the others in the batch are not to suffer for it
            let result = match tokio::time::timeout(LIMIT, guarded).await {
                Ok(Ok(result)) => result,
                Ok(Err(_)) => Err(Error::internal("a command panicked")),
                Err(_) => Err(Error::Unavailable("the command took too long".into())),
            };
            let ok = result.is_ok();
            self.kept = Some(result);
            ok
        })
    }

    fn fail(&mut self, error: Error) {
        self.kept = Some(Err(error));
    }

    fn reply(self: Box<Self>) {
        let answer = self.kept.unwrap_or_else(|| Err(Error::internal("a command without an answer")));
        // the caller may have gone; the command is done all the same
        drop(self.reply.send(answer));
    }
}

impl Writer {
    pub(super) fn start(connections: &Connections, clock: Clock, wake: Wake) -> Self {
        let connection = connections.write.clone();
        if connection.get_database_backend() == DbBackend::Postgres {
            return Self::Postgres { connection, clock, wake, at_once: Arc::new(Semaphore::new(AT_ONCE)) };
        }
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(group_commits(connection, waiting, clock, wake));
        Self::Sqlite { queue, closed: Arc::default() }
    }

    pub(super) async fn run<T: Send + 'static>(&self, actor: Actor, work: ToDo<T>) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let command: Box<dyn Command> = Box::new(Typed { actor, work, kept: None, reply });
        self.take(command).await?;
        answer.await.map_err(|_| Error::Unavailable("shutting down".into()))?
    }

    /// Takes a command in: it is carried out whether or not anybody waits for its answer.
    async fn take(&self, command: Box<dyn Command>) -> Result<()> {
        match self {
            Self::Sqlite { closed, .. } if closed.load(Ordering::Acquire) => {
                return Err(Error::Unavailable("shutting down".into()));
            }
            Self::Sqlite { queue, .. } => queue.try_send(command).map_err(|refused| match refused {
                mpsc::error::TrySendError::Full(_) => Error::Unavailable("too many commands wait".into()),
                mpsc::error::TrySendError::Closed(_) => Error::Unavailable("shutting down".into()),
            })?,
            Self::Postgres { connection, clock, wake, at_once } => {
                let permit = Arc::clone(at_once)
                    .acquire_owned()
                    .await
                    .map_err(|_| Error::Unavailable("shutting down".into()))?;
                let (connection, clock, wake) = (connection.clone(), clock.clone(), wake.clone());
                // a task of its own: a caller that goes away does not leave it half done
                tokio::spawn(async move {
                    alone(&connection, &clock, &wake, command).await;
                    drop(permit);
                });
            }
        }
        Ok(())
    }

    /// Refuses new commands and waits for those under way, five seconds at most.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { queue, closed } => {
                closed.store(true, Ordering::Release);
                // every waiting command has been taken when all places are free again
                drop(tokio::time::timeout(Duration::from_secs(5), queue.reserve_many(QUEUE)).await);
            }
            Self::Postgres { at_once, .. } => {
                let all = u32::try_from(AT_ONCE).unwrap_or(u32::MAX);
                drop(tokio::time::timeout(Duration::from_secs(5), at_once.acquire_many(all)).await);
                at_once.close();
            }
        }
    }
}

/// A transaction borrowed for a look, outside any command.
struct Borrowed<'a>(&'a DatabaseTransaction);

impl sealed::Connection for Borrowed<'_> {
    type Inner = DatabaseTransaction;
    fn connection(&self) -> &DatabaseTransaction {
        self.0
    }
}

/// The SQLite writer: one flush for all who wait.
async fn group_commits(
    connection: DatabaseConnection,
    mut waiting: mpsc::Receiver<Box<dyn Command>>,
    clock: Clock,
    wake: Wake,
) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        match together(&connection, &clock, &mut batch).await {
            Ok(heads) => wake.events(&heads),
            Err(error) => {
                tracing::error!(%error, commands = batch.len(), "a batch of commands was not committed");
                for command in &mut batch {
                    command.fail(Error::Unavailable(error.to_string()));
                }
            }
        }
        for command in batch.drain(..) {
            command.reply();
        }
    }
}

async fn together(
    connection: &DatabaseConnection,
    clock: &Clock,
    batch: &mut [Box<dyn Command>],
) -> Result<Vec<StreamHead>> {
    // nearly always nobody is refused, and then nobody needs a savepoint of their own
    if let Some(heads) = undivided(connection, clock, batch).await? {
        return Ok(heads);
    }
    // the refusal of one who was alone stands; of several, the others are done again without the one who spoiled it
    if batch.len() == 1 { Ok(Vec::new()) } else { divided(connection, clock, batch).await }
}

async fn begin(connection: &DatabaseConnection) -> Result<(DatabaseTransaction, i64)> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(immediate).await?;
    let version = installation::access_version(&Borrowed(&transaction)).await?;
    Ok((transaction, version))
}

/// All of the batch, or nothing and `None` as soon as one is refused.
async fn undivided(
    connection: &DatabaseConnection,
    clock: &Clock,
    batch: &mut [Box<dyn Command>],
) -> Result<Option<Vec<StreamHead>>> {
    let (mut transaction, mut version) = begin(connection).await?;
    let mut recorded = Vec::new();
    for command in batch {
        let now = clock.now();
        let actor = match attempt(command.as_mut(), &transaction, now, version).await {
            Ok(actor) => actor,
            Err(error) => {
                command.fail(error);
                transaction.rollback().await?;
                return Ok(None);
            }
        };
        match carry_out(command.as_mut(), transaction, Attempt { actor, now, version }).await? {
            Carried::Done(same, mut events, changed) => {
                (transaction, version) = (same, changed);
                recorded.append(&mut events);
            }
            Carried::Refused(same) => {
                same.rollback().await?;
                return Ok(None);
            }
        }
    }
    let heads = commit::append(&transaction, &recorded).await?;
    transaction.commit().await?;
    Ok(Some(heads))
}

/// Each of the batch in a savepoint: who is refused leaves nothing behind, the others are committed.
async fn divided(
    connection: &DatabaseConnection,
    clock: &Clock,
    batch: &mut [Box<dyn Command>],
) -> Result<Vec<StreamHead>> {
    let (outer, mut version) = begin(connection).await?;
    let mut recorded = Vec::new();
    for command in batch {
        let inner = outer.begin().await?;
        let now = clock.now();
        let actor = match attempt(command.as_mut(), &inner, now, version).await {
            Ok(actor) => actor,
            Err(error) => {
                command.fail(error);
                inner.rollback().await?;
                continue;
            }
        };
        match carry_out(command.as_mut(), inner, Attempt { actor, now, version }).await? {
            Carried::Done(inner, mut events, changed) => {
                inner.commit().await?;
                recorded.append(&mut events);
                version = changed;
            }
            Carried::Refused(inner) => inner.rollback().await?,
        }
    }
    let heads = commit::append(&outer, &recorded).await?;
    outer.commit().await?;
    Ok(heads)
}

/// The actor as of this transaction: computed anew when who may do what has changed since the request began.
async fn attempt(
    command: &mut dyn Command,
    transaction: &DatabaseTransaction,
    now: DateTime<Utc>,
    version: i64,
) -> Result<Actor> {
    crate::people::session::refreshed(&Borrowed(transaction), command.actor(), version, day_of(now)).await
}

struct Attempt {
    actor: Actor,
    now: DateTime<Utc>,
    version: i64,
}

enum Carried {
    /// The transaction, what was recorded, and the access version after it.
    Done(DatabaseTransaction, Vec<Recorded>, i64),
    Refused(DatabaseTransaction),
}

async fn carry_out(command: &mut dyn Command, transaction: DatabaseTransaction, attempt: Attempt) -> Result<Carried> {
    let work = Arc::new(Work {
        connection: transaction,
        actor: attempt.actor,
        now: attempt.now,
        recorded: Mutex::default(),
        access_changed: AtomicBool::new(false),
        access_version: AtomicI64::new(attempt.version),
    });
    let ok = command.run(Tx(Arc::clone(&work))).await;
    let tx = Tx(work);
    let events = tx.take_recorded();
    let work = Arc::into_inner(tx.0).ok_or_else(|| Error::internal("a command kept its transaction"))?;
    let version = work.access_version.load(Ordering::Acquire);
    Ok(if ok { Carried::Done(work.connection, events, version) } else { Carried::Refused(work.connection) })
}

/// One command in a PostgreSQL transaction of its own.
async fn alone(connection: &DatabaseConnection, clock: &Clock, wake: &Wake, mut command: Box<dyn Command>) {
    // a second time when access changed under it, or PostgreSQL broke a deadlock
    for last in [false, true] {
        match once(connection, clock, command.as_mut()).await {
            Ok(Some(heads)) => {
                wake.events(&heads);
                break;
            }
            Ok(None) if last => command.fail(Error::Unavailable("access keeps changing".into())),
            Ok(None) => {}
            // PostgreSQL chose this one to break a circle of waiting: nothing of it was done
            Err(error) if !last && error.to_string().contains("deadlock detected") => {}
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
async fn once(
    connection: &DatabaseConnection,
    clock: &Clock,
    command: &mut dyn Command,
) -> Result<Option<Vec<StreamHead>>> {
    let transaction = connection.begin().await?;
    let version = installation::access_version(&Borrowed(&transaction)).await?;
    let now = clock.now();
    let actor = match attempt(command, &transaction, now, version).await {
        Ok(actor) => actor,
        Err(error) => {
            command.fail(error);
            transaction.rollback().await?;
            return Ok(Some(Vec::new()));
        }
    };
    match carry_out(command, transaction, Attempt { actor, now, version }).await? {
        Carried::Refused(transaction) => {
            transaction.rollback().await?;
            Ok(Some(Vec::new()))
        }
        Carried::Done(transaction, events, after) => {
            let heads = commit::append(&transaction, &events).await?;
            // Under the streams' locks: whoever narrowed access held one of them, so from here on it can't change
            // unseen. A command that changed access itself holds the version's row.
            let stands = events.is_empty()
                || installation::access_version(&Borrowed(&transaction)).await? == after
                    && (after == version || after == version + 1);
            if !stands {
                transaction.rollback().await?;
                return Ok(None);
            }
            transaction.commit().await?;
            Ok(Some(heads))
        }
    }
}
