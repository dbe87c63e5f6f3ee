//! The database: one code path over SQLite and PostgreSQL.
//!
//! Reading goes through [`Store::reader`] or, where several statements must agree, [`Store::snapshot`]; writing only
//! through [`Store::write`]. None of them hands out a connection: rows are got through finders.

mod columns;
mod commit;
mod connect;
mod copy;
mod in_place;
mod pen;
mod row;
mod sql;
mod tx;
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, TransactionTrait};

pub(crate) use columns::{Columns, FromColumns, columns};
pub use connect::{MINIMUM_SQLITE, StoreOptions};
pub use copy::{Contents, Frozen, KnownBlob, backup_to, contents_of, is_empty, knows_schema, sqlite_file};
pub(crate) use row::{Column, FromRow, OneRow, Row};
pub(crate) use row_derive::FromRow;
pub(crate) use sql::{
    Holds, Ids, Numbers, Words, execute, execute_affecting, fetched, one, read_at_once, row, row_at_once, rows,
    rows_at_once,
};
pub use tx::Tx;

use crate::Result;
use crate::access::{PersonAccess, person_access};
use crate::actor::Actor;
use crate::clock::Clock;
use crate::idempotency::{self, Key, Outcome};
use crate::ids::{PersonId, SessionId};
use crate::log::Wake;
use sealed::Via;
use writer::Commit;

/// How many people's computed access is kept; past it the whole cache is dropped and fills anew.
const CACHED_ACCESS: usize = 20_000;

pub(crate) mod sealed {
    use sea_orm::{DatabaseConnection, DatabaseTransaction, DbBackend};

    /// By which way statements are run.
    #[derive(Debug)]
    pub enum Via<'c> {
        /// Each for itself.
        Pool(&'c DatabaseConnection),
        /// In a transaction of sea-orm's.
        Transaction(&'c DatabaseTransaction),
        /// In the thread that asks, of one state.
        State(&'c super::in_place::State),
        /// In the thread that asks, by the connection that writes.
        Pen(&'c super::pen::Turn),
    }

    /// A connection that only this crate can reach into.
    pub trait Connection: Sync {
        /// Its way.
        fn via(&self) -> Via<'_>;
        /// To which engine.
        fn backend(&self) -> DbBackend;
        /// Where statements may be read in the thread that asks.
        fn in_place(&self) -> Option<&super::in_place::InPlace> {
            None
        }
    }
}

/// Something rows can be found through: a [`Reader`], a [`Snapshot`] or a [`Tx`].
pub trait Db: sealed::Connection {}
impl<T: sealed::Connection> Db for T {}

/// The store of one installation. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    reader: Reader,
    writer: writer::Writer,
    clock: Clock,
    wake: Wake,
    statements: Arc<AtomicU64>,
    access: DashMap<Option<PersonId>, Arc<PersonAccess>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

/// Reads, each statement for itself, never waiting for a writer.
#[derive(Clone, Debug)]
pub struct Reader {
    connection: DatabaseConnection,
    in_place: Option<Arc<in_place::InPlace>>,
}

impl sealed::Connection for Reader {
    fn via(&self) -> Via<'_> {
        Via::Pool(&self.connection)
    }
    fn backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }
    fn in_place(&self) -> Option<&in_place::InPlace> {
        self.in_place.as_deref()
    }
}

/// Reads that all see the same state.
#[derive(Debug)]
pub struct Snapshot(Seen);

#[derive(Debug)]
enum Seen {
    InPlace(in_place::State),
    Through(DatabaseTransaction),
}

impl sealed::Connection for Snapshot {
    fn via(&self) -> Via<'_> {
        match &self.0 {
            Seen::InPlace(state) => Via::State(state),
            Seen::Through(transaction) => Via::Transaction(transaction),
        }
    }
    fn backend(&self) -> DbBackend {
        match &self.0 {
            Seen::InPlace(_) => DbBackend::Sqlite,
            Seen::Through(transaction) => transaction.get_database_backend(),
        }
    }
}

impl Store {
    /// Opens the database, brings its schema up to date and starts the writer.
    ///
    /// # Errors
    /// When it can't be reached, is of a version too old, or a migration fails.
    pub async fn open(options: StoreOptions, clock: Clock) -> Result<Self> {
        let connections = connect::open(&options).await?;
        let wake = Wake::default();
        let (statements, file) = (Arc::clone(&connections.statements), connections.file);
        let reader = Reader { connection: connections.read, in_place: None };
        // before there is an access version no command can run: this one statement is a transaction of its own
        crate::installation::ensure(&reader, &clock).await?;
        let (reader, writer) = match file {
            Some(file) => {
                let pen = pen::Pen::open(&file, Arc::clone(&statements))?;
                let in_place = Some(Arc::new(in_place::InPlace::new(file, Arc::clone(&statements))));
                (Reader { in_place, ..reader }, writer::Writer::sqlite(pen, clock.clone(), wake.clone())?)
            }
            None => {
                let writer = writer::Writer::postgres(reader.clone(), clock.clone(), wake.clone());
                (reader, writer)
            }
        };
        let store = Self(Arc::new(Inner { reader, writer, clock, wake, statements, access: DashMap::new() }));
        Ok(store)
    }

    /// The clock of the installation.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Where consumers wait for new events.
    #[must_use]
    pub fn wake(&self) -> &Wake {
        &self.0.wake
    }

    /// How many statements this store has run since it was opened: what budgets are counted by.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.0.statements.load(Ordering::Relaxed)
    }

    /// Reads without waiting; each statement sees the newest commit.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.0.reader
    }

    /// Whether this is PostgreSQL.
    #[must_use]
    pub fn postgres(&self) -> bool {
        sealed::Connection::backend(self.reader()) == DbBackend::Postgres
    }

    /// Reads that all see one state, of what an index and a limit keep short. Hold it for as short as may be.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database can't be reached.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        use sea_orm::{AccessMode, IsolationLevel, TransactionOptions};
        if let Some(in_place) = &self.reader().in_place
            && let Some(state) = in_place.state()?
        {
            return Ok(Snapshot(Seen::InPlace(state)));
        }
        let options = if self.postgres() {
            TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            }
        } else {
            TransactionOptions::default()
        };
        Ok(Snapshot(Seen::Through(self.reader().connection.begin_with_options(options).await?)))
    }

    /// Carries out one command: `work` runs inside a transaction as `actor`, and what it did and recorded is committed
    /// together. It goes on when the caller is cancelled, and it may run again if access changed meanwhile, so
    /// it must do nothing but database work.
    ///
    /// # Errors
    /// Whatever `work` refuses, with nothing changed; [`Error::Unavailable`] when the queue is full, the command takes
    /// longer than two seconds, or the database can't be reached.
    pub async fn write<T, F, W>(&self, actor: &Actor, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        self.0.writer.run(actor.clone(), Commit::Own, Arc::new(move |tx| Box::pin((work.clone())(tx)))).await
    }

    /// As [`Store::write`], for what many do at the same moment and each in a few statements: it is committed together
    /// with the others that wait, on PostgreSQL too.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_with_others<T, F, W>(&self, actor: &Actor, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        self.0.writer.run(actor.clone(), Commit::Shared, Arc::new(move |tx| Box::pin((work.clone())(tx)))).await
    }

    /// As [`Store::write`], for a command that makes something or sends something to somebody: sent again with the same key
    /// it does nothing, and gives what it gave the first time. Without a key it is written as always.
    ///
    /// # Errors
    /// As [`Store::write`]; [`Error::Invalid`] when the same key came with another body or to another address,
    /// [`Error::UnderWay`] when the same request is being carried out at this moment.
    pub async fn write_once<T, F, W>(&self, actor: &Actor, key: Option<Key>, work: F) -> Result<T>
    where
        T: Outcome + Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        self.write(actor, once(key, work)).await
    }

    /// As [`Store::write_once`], committed as [`Store::write_with_others`].
    ///
    /// # Errors
    /// As [`Store::write_once`].
    pub async fn write_once_with_others<T, F, W>(&self, actor: &Actor, key: Option<Key>, work: F) -> Result<T>
    where
        T: Outcome + Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<T>> + Send + 'static,
    {
        self.write_with_others(actor, once(key, work)).await
    }

    /// What the person may do now: from the cache while the installation's access version and the day are the same.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn access_of(&self, person: Option<PersonId>, version: i64) -> Result<Arc<PersonAccess>> {
        let day = self.clock().today();
        if let Some(cached) = self.0.access.get(&person)
            && cached.version == version
            && cached.day == day
        {
            return Ok(Arc::clone(&cached));
        }
        let access = Arc::new(person_access(self.reader(), person, day).await?);
        if self.0.access.len() >= CACHED_ACCESS {
            self.0.access.clear();
        }
        self.0.access.insert(person, Arc::clone(&access));
        Ok(access)
    }

    /// Nobody in particular, as an actor.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn anonymous(&self) -> Result<Actor> {
        let version = crate::installation::access_version(self.reader()).await?;
        Ok(Actor::Anonymous(self.access_of(None, version).await?))
    }

    /// The person on that device, as an actor with the access of this moment; for sockets, mail and jobs that act long
    /// after the request.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the session has ended or the person is suspended.
    pub async fn actor_of(&self, session: SessionId) -> Result<Actor> {
        crate::people::session::resolve(self, session).await
    }

    /// Refuses new commands and waits for those under way.
    pub async fn close(&self) {
        self.0.writer.close().await;
        if let Some(in_place) = &self.0.reader.in_place {
            in_place.close();
        }
        if let Err(error) = self.0.reader.connection.clone().close().await {
            tracing::warn!(%error, "closing the database");
        }
    }
}

/// `work`, which does nothing where it was done before under that key.
fn once<T, F, W>(key: Option<Key>, work: F) -> impl FnOnce(Tx) -> BoxFuture<'static, Result<T>> + Clone + Send + Sync
where
    T: Outcome + Send + 'static,
    F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
    W: Future<Output = Result<T>> + Send + 'static,
{
    move |tx: Tx| {
        Box::pin(async move {
            let act = work(Tx(Arc::clone(&tx.0)));
            idempotency::once(&tx, key.as_ref(), act).await
        })
    }
}

impl Snapshot {
    /// Ends the snapshot. Dropping it does the same a little later.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn end(self) -> Result<()> {
        match self.0 {
            Seen::InPlace(state) => drop(state),
            Seen::Through(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}
