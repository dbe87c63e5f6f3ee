//! Carrying out commands.
//!
//! SQLite has one writer at a time, and a durable commit costs a disk flush; so a writer with a thread of its own takes the
//! waiting commands, at most [`BATCH`] at a time, and commits them all with one flush; where one is refused, the batch is
//! run once more with a savepoint for each. PostgreSQL runs commands beside one another: see [`postgres`].

mod postgres;

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::{Notify, mpsc, oneshot};

use self::postgres::Postgres;
use super::pen::Pen;
use super::tx::{Recorded, Transaction, Tx, Work};
use super::{Reader, commit};
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

/// How the writer's thread is told to end, and tells that it has.
#[derive(Default)]
pub(super) struct End {
    asked: Notify,
    come: Notify,
}

#[derive(Clone)]
pub(super) enum Writer {
    Sqlite {
        queue: mpsc::Sender<Box<dyn Command>>,
        closed: Arc<AtomicBool>,
        end: Arc<End>,
    },
    /// With the line of those commands that share their commit.
    Postgres {
        beside: Postgres,
        line: mpsc::Sender<Box<dyn Command>>,
    },
}

/// With whom a command is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Commit {
    /// By itself, where the engine lets several write at once.
    Own,
    /// With the others that wait at the moment.
    Shared,
}

/// As PostgreSQL words it (SQLSTATE 40P01).
pub(super) fn is_deadlock(error: &Error) -> bool {
    error.to_string().contains("deadlock detected")
}

/// A command with its result's type forgotten, so that different ones share a queue.
pub(super) trait Command: Send {
    fn actor(&self) -> &Actor;
    /// Runs the work and keeps its answer; true when it succeeded. May be called again.
    fn run(&mut self, tx: Tx) -> BoxFuture<'_, bool>;
    /// Keeps `error` as the answer.
    fn fail(&mut self, error: Error);
    /// Whether PostgreSQL chose it to break a circle of waiting: nothing of it was done.
    fn deadlocked(&self) -> bool;
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

    fn deadlocked(&self) -> bool {
        matches!(&self.kept, Some(Err(error)) if is_deadlock(error))
    }

    fn reply(self: Box<Self>) {
        let answer = self.kept.unwrap_or_else(|| Err(Error::internal("a command without an answer")));
        // the caller may have gone; the command is done all the same
        drop(self.reply.send(answer));
    }
}

impl Writer {
    /// Starts the thread that writes to SQLite. What a command does it does there, so nothing else waits for the disk.
    pub(super) fn sqlite(pen: Arc<Pen>, clock: Clock, wake: Wake) -> Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let end = Arc::<End>::default();
        let ended = Arc::clone(&end);
        // commands have a time limit, which needs a clock that ticks
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(Error::internal)?;
        let write = move || {
            runtime.block_on(group_commits(&pen, waiting, &clock, &wake, &ended.asked));
            drop(pen);
            ended.come.notify_one();
        };
        std::thread::Builder::new().name("samrum-writer".into()).spawn(write).map_err(Error::internal)?;
        Ok(Self::Sqlite { queue, closed: Arc::default(), end })
    }

    /// Starts the line of commands that share their commit.
    pub(super) fn postgres(reader: Reader, clock: Clock, wake: Wake) -> Self {
        let (line, waiting) = mpsc::channel(QUEUE);
        let beside = Postgres::new(reader, clock, wake);
        tokio::spawn(beside.clone().in_line(waiting));
        Self::Postgres { beside, line }
    }

    pub(super) async fn run<T: Send + 'static>(&self, actor: Actor, commit: Commit, work: ToDo<T>) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let command: Box<dyn Command> = Box::new(Typed { actor, work, kept: None, reply });
        self.take(command, commit).await?;
        answer.await.map_err(|_| Error::Unavailable("shutting down".into()))?
    }

    /// Takes a command in: it is carried out whether or not anybody waits for its answer.
    async fn take(&self, command: Box<dyn Command>, commit: Commit) -> Result<()> {
        match self {
            Self::Sqlite { closed, .. } if closed.load(Ordering::Acquire) => {
                Err(Error::Unavailable("shutting down".into()))
            }
            Self::Sqlite { queue, .. } => queued(queue, command),
            Self::Postgres { line, .. } if commit == Commit::Shared => queued(line, command),
            Self::Postgres { beside, .. } => beside.apart(command).await,
        }
    }

    /// Refuses new commands and waits for those under way, five seconds at most.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { queue, closed, end } => {
                closed.store(true, Ordering::Release);
                let ended = async {
                    // every waiting command has been taken when all places are free again
                    drop(queue.reserve_many(QUEUE).await);
                    end.asked.notify_one();
                    end.come.notified().await;
                };
                drop(tokio::time::timeout(Duration::from_secs(5), ended).await);
            }
            Self::Postgres { beside, line } => {
                let ended = async {
                    drop(line.reserve_many(QUEUE).await);
                    beside.close().await;
                };
                if tokio::time::timeout(Duration::from_secs(5), ended).await.is_err() {
                    beside.refuse();
                }
            }
        }
    }
}

fn queued(queue: &mpsc::Sender<Box<dyn Command>>, command: Box<dyn Command>) -> Result<()> {
    queue.try_send(command).map_err(|refused| match refused {
        mpsc::error::TrySendError::Full(_) => Error::Unavailable("too many commands wait".into()),
        mpsc::error::TrySendError::Closed(_) => Error::Unavailable("shutting down".into()),
    })
}

/// The SQLite writer: one flush for all who wait.
async fn group_commits(
    pen: &Arc<Pen>,
    mut waiting: mpsc::Receiver<Box<dyn Command>>,
    clock: &Clock,
    wake: &Wake,
    asked_to_end: &Notify,
) {
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        tokio::select! {
            biased;
            taken = waiting.recv_many(&mut batch, BATCH) => if taken == 0 { return },
            () = asked_to_end.notified() => return,
        }
        match together(pen, clock, &mut batch).await {
            Ok(heads) => wake.events(&heads),
            Err(error) => {
                pen.roll_back();
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

async fn together(pen: &Arc<Pen>, clock: &Clock, batch: &mut [Box<dyn Command>]) -> Result<Vec<StreamHead>> {
    if let [alone] = batch
        && let Some(heads) = trusting(pen, clock, alone.as_mut()).await?
    {
        return Ok(heads);
    }
    // nearly always nobody is refused, and then nobody needs a savepoint of their own
    if let Some(heads) = undivided(pen, clock, batch).await? {
        return Ok(heads);
    }
    // the refusal of one who was alone stands; of several, the others are done again without the one who spoiled it
    if batch.len() == 1 { Ok(Vec::new()) } else { divided(pen, clock, batch).await }
}

/// One who is alone, with the access its request came with: that it still stands is looked at by the statement that stores
/// its events. `None`, and nothing done, where it does not: then access is asked for first.
async fn trusting(pen: &Arc<Pen>, clock: &Clock, command: &mut dyn Command) -> Result<Option<Vec<StreamHead>>> {
    let today = day_of(clock.now());
    let Some(version) = command.actor().access().filter(|access| access.day == today).map(|access| access.version)
    else {
        return Ok(None);
    };
    pen.begin()?;
    let heads = match in_turn(pen, clock, command, version).await? {
        // a command that changed access itself has found it as it was
        Some((events, after)) if after == version || after == version + 1 => {
            let transaction = Transaction::Sqlite(pen.lend());
            let unseen = events.is_empty() && installation::access_version(&transaction).await? != after;
            if unseen { None } else { commit::append(&transaction, &events, after).await? }
        }
        Some(_) => None,
        None => {
            // who has been let in since the request began is not to be refused for what was
            let now = installation::access_version(&Transaction::Sqlite(pen.lend())).await;
            pen.roll_back();
            return Ok(now.is_ok_and(|now| now == version).then(Vec::new));
        }
    };
    match heads {
        Some(_) => pen.commit()?,
        None => pen.roll_back(),
    }
    Ok(heads)
}

async fn begin(pen: &Arc<Pen>) -> Result<i64> {
    pen.begin()?;
    installation::access_version(&Transaction::Sqlite(pen.lend())).await
}

/// All of the batch, or nothing and `None` as soon as one is refused.
async fn undivided(pen: &Arc<Pen>, clock: &Clock, batch: &mut [Box<dyn Command>]) -> Result<Option<Vec<StreamHead>>> {
    let mut version = begin(pen).await?;
    let mut recorded = Vec::new();
    for command in batch {
        match in_turn(pen, clock, command.as_mut(), version).await? {
            Some((mut events, changed)) => {
                recorded.append(&mut events);
                version = changed;
            }
            None => {
                pen.roll_back();
                return Ok(None);
            }
        }
    }
    Ok(Some(committed(pen, &recorded, version).await?))
}

/// Each of the batch in a savepoint: who is refused leaves nothing behind, the others are committed.
async fn divided(pen: &Arc<Pen>, clock: &Clock, batch: &mut [Box<dyn Command>]) -> Result<Vec<StreamHead>> {
    let mut version = begin(pen).await?;
    let mut recorded = Vec::new();
    for command in batch {
        pen.mark()?;
        match in_turn(pen, clock, command.as_mut(), version).await? {
            Some((mut events, changed)) => {
                pen.keep()?;
                recorded.append(&mut events);
                version = changed;
            }
            None => pen.undo()?,
        }
    }
    committed(pen, &recorded, version).await
}

async fn committed(pen: &Arc<Pen>, recorded: &[Recorded], version: i64) -> Result<Vec<StreamHead>> {
    let heads = commit::append(&Transaction::Sqlite(pen.lend()), recorded, version).await?;
    // nobody else writes meanwhile
    let heads = heads.ok_or_else(|| Error::internal("access changed under the only one who writes"))?;
    pen.commit()?;
    Ok(heads)
}

/// One command of a batch: what it recorded and the access version after it, or none where it is refused.
async fn in_turn(
    pen: &Arc<Pen>,
    clock: &Clock,
    command: &mut dyn Command,
    version: i64,
) -> Result<Option<(Vec<Recorded>, i64)>> {
    let (transaction, now) = (Transaction::Sqlite(pen.lend()), clock.now());
    let actor = match attempt(command, &transaction, now, version).await {
        Ok(actor) => actor,
        Err(error) => {
            command.fail(error);
            return Ok(None);
        }
    };
    Ok(match carry_out(command, transaction, Attempt { actor, now, version }).await? {
        Carried::Done(_, events, changed) => Some((events, changed)),
        Carried::Refused(_) => None,
    })
}

/// The actor as of this transaction: computed anew when who may do what has changed since the request began.
async fn attempt(
    command: &mut dyn Command,
    transaction: &Transaction,
    now: DateTime<Utc>,
    version: i64,
) -> Result<Actor> {
    crate::people::session::refreshed(transaction, command.actor(), version, day_of(now)).await
}

struct Attempt {
    actor: Actor,
    now: DateTime<Utc>,
    version: i64,
}

enum Carried {
    /// The transaction, what was recorded, and the access version after it.
    Done(Transaction, Vec<Recorded>, i64),
    Refused(Transaction),
}

async fn carry_out(command: &mut dyn Command, transaction: Transaction, attempt: Attempt) -> Result<Carried> {
    let work = Arc::new(Work {
        transaction,
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
    Ok(if ok { Carried::Done(work.transaction, events, version) } else { Carried::Refused(work.transaction) })
}
