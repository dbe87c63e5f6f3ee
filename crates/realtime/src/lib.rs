//! Websockets: what happens in a room reaches everybody who has it open, at once, and nobody else.
//!
//! One socket per browser carries JSON frames ([`wire::ServerFrame`], [`wire::ClientFrame`]). A client subscribes to
//! streams; each event of a stream is read, loaded and serialised once, and its bytes are shared by all who listen.
//!
//! ```text
//! socket ── inbound → commands/ → resume ─┐            the log
//!   ↑                                     ↓               ↓
//! outbox ←──────────────── topics (in hub) ←── frames ← feed
//! ```
//!
//! - `admission`: who may open a socket; all that is asked of `auth`
//! - `socket`: one connection; `inbound`, `outbox`: its two directions, both bounded
//! - `commands/`: what a client may ask for; `resume`: subscribing from a place
//! - `hub`: who is connected; `topics`: who listens to what, and how far it has been delivered
//! - `feed`: log → topics; `frames`: event → frame, without a catch-all arm
//! - `meanwhile`: the same events over plain HTTP, for whom no line lets a socket through
//! - `notes`: a meeting's notes, written by several at once: who has them open, and what they are told
//! - `presence`: *skriver …*; `read_marks`: gathered, written together; `heartbeat`: pings, silence, sessions
//!
//! Invariants:
//!
//! - nothing is delivered on an answer about access that is older than what narrowed it: who comes in is asked after the
//!   topic's place was seen, and what narrows an audience is acted on before anything of the same reading is delivered;
//! - a stream's numbers reach a listener in order, each once: the listener enters at the topic's place under its lock,
//!   with everything up to there in its queue;
//! - nobody waits for a slow socket: its queue (256 pieces, 1 MiB, and one replay of at most 1 MiB beside it) overflows
//!   and closes with 4008; the pieces are shared, so a full queue costs references;
//! - a lost notice costs a second, never an event.
//!
//! The answer's body *is* the queue, so there is no `actix-ws` here: its own queue makes the sender wait, its close waits
//! in the same queue, and it costs a channel and a writer's task per socket. What is left of it, the handshake and the
//! codec, comes from `actix-http`. A line that takes nothing more is ended by the kernel: the assembly sets
//! `TCP_USER_TIMEOUT`.

mod admission;
mod commands;
mod config;
mod feed;
mod frames;
mod heartbeat;
mod hub;
mod inbound;
mod meanwhile;
mod notes;
mod outbox;
mod parcel;
mod presence;
mod read_marks;
mod resume;
mod socket;
#[cfg(test)]
mod tests;
mod topics;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use domain::store::Store;
use domain::{Result, installation};
use tokio::task::AbortHandle;
use tokio::time::Instant;
use utoipa_actix_web::service_config;
use wire::close;

pub use config::RealtimeConfig;

/// The live part of one process. Cheap to clone; put it in the app's data as `web::Data<Realtime>`.
#[derive(Clone, Debug)]
pub struct Realtime(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) hub: Arc<hub::Hub>,
    pub(crate) config: RealtimeConfig,
    pub(crate) marks: read_marks::ReadMarks,
    pub(crate) notes: notes::Readers,
    pub(crate) stopping: AtomicBool,
    epoch: AtomicI64,
    tasks: std::sync::Mutex<Vec<AbortHandle>>,
}

impl Inner {
    async fn new(store: Store, config: RealtimeConfig) -> Result<Arc<Self>> {
        let epoch = installation::facts(store.reader()).await?.epoch;
        Ok(Arc::new(Self {
            store,
            hub: Arc::new(hub::Hub::new()),
            config,
            marks: read_marks::ReadMarks::default(),
            notes: notes::Readers::default(),
            stopping: AtomicBool::new(false),
            epoch: AtomicI64::new(epoch),
            tasks: std::sync::Mutex::default(),
        }))
    }

    /// The installation's epoch, as of a second ago at most.
    pub(crate) fn epoch(&self) -> i64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// Whether `epoch` is another than before.
    pub(crate) fn begin_epoch(&self, epoch: i64) -> bool {
        self.epoch.swap(epoch, Ordering::AcqRel) != epoch
    }

    /// For how long read marks are gathered, in milliseconds.
    pub(crate) fn read_marks_ms(&self) -> u64 {
        u64::try_from(self.config.read_marks.as_millis()).unwrap_or(u64::MAX)
    }

    fn keep(&self, task: AbortHandle) {
        self.tasks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(task);
    }
}

impl Realtime {
    /// Starts the feed and the heartbeat. Sockets come in through [`configure`], which needs `auth::Auth` in the app's
    /// data too.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn start(store: Store, config: RealtimeConfig) -> Result<Self> {
        let inner = Inner::new(store, config).await?;
        let today = inner.store.clock().today();
        inner.keep(tokio::spawn(feed::run(Arc::clone(&inner), today)).abort_handle());
        inner.keep(tokio::spawn(heartbeat::run(Arc::clone(&inner))).abort_handle());
        Ok(Self(inner))
    }

    /// How many sockets there are, those that are closing included.
    #[must_use]
    pub fn sockets(&self) -> usize {
        self.0.hub.taken()
    }

    /// Lets nobody more in, closes every socket with 1012, waits for them within bounds, and writes what read marks have
    /// been gathered. Call it before the HTTP server stops.
    pub async fn shutdown(&self) {
        let inner = &self.0;
        inner.stopping.store(true, Ordering::Release);
        for socket in inner.hub.all() {
            inner.hub.close(&socket, close::RESTART);
        }
        let until = Instant::now() + inner.config.stopping;
        while inner.hub.taken() > 0 && Instant::now() < until {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        read_marks::flush(inner, u64::MAX).await;
        for task in inner.tasks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).drain(..) {
            task.abort();
        }
    }
}

/// Registers `GET /api/v1/socket` and `GET /api/v1/events`. To come before the API's own scope, which would take the
/// addresses for its own.
pub fn configure(app: &mut web::ServiceConfig) {
    app.service(socket::connect).service(meanwhile::since);
    for address in ["/api/v1/socket", "/api/v1/events"] {
        app.service(web::resource(address).default_service(web::to(only_asked_for)));
    }
}

/// The answer to any other method.
async fn only_asked_for() -> HttpResponse {
    HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET")).finish()
}

/// What is told of the two.
pub fn describe(app: &mut service_config::ServiceConfig) {
    app.service(socket::connect).service(meanwhile::since);
}
