//! Once a second: pings that are due, sockets that have fallen silent, sessions that have ended, read marks to write.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use domain::Result;
use domain::ids::SessionId;
use domain::people::session;
use tokio::time::{Instant, MissedTickBehavior};
use wire::{ServerFrame, close};

use crate::{Inner, parcel, read_marks};

/// How many sessions are asked about in one query.
const SESSIONS: usize = 500;

/// Runs until the process stops.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut checked = Instant::now();
    loop {
        tick.tick().await;
        beat(&inner);
        if checked.elapsed() >= inner.config.session_check {
            checked = Instant::now();
            if let Err(error) = check_sessions(&inner).await {
                // a database out of reach signs nobody out
                tracing::warn!(%error, "sessions of open sockets can't be checked");
            }
        }
        read_marks::flush(&inner, inner.hub.elapsed()).await;
    }
}

fn beat(inner: &Inner) {
    let Ok(ping) = parcel::encode(&ServerFrame::Ping) else { return };
    let now = inner.hub.elapsed();
    let silence = u64::try_from(inner.config.silence.as_millis()).unwrap_or(u64::MAX);
    for socket in inner.hub.all() {
        if now.saturating_sub(socket.heard.load(Ordering::Relaxed)) > silence {
            socket.outbox.end();
            inner.hub.detach(&socket);
        } else if inner.hub.ping_due(&socket, inner.config.ping) {
            socket.outbox.push_fleeting(ping.clone());
        }
    }
}

/// Closes the sockets whose session has ended or run out, or whose person is suspended.
///
/// # Errors
/// When the database can't be reached; nothing is closed then.
pub(crate) async fn check_sessions(inner: &Inner) -> Result<()> {
    let sockets = inner.hub.all();
    let sessions: HashSet<SessionId> = sockets.iter().map(|socket| socket.session).collect();
    let sessions: Vec<SessionId> = sessions.into_iter().collect();
    let mut open = HashSet::new();
    for some in sessions.chunks(SESSIONS) {
        open.extend(session::open_among(inner.store.reader(), some, inner.store.clock().now()).await?);
    }
    for socket in sockets.iter().filter(|socket| !open.contains(&socket.session)) {
        inner.hub.close(socket, close::SESSION_ENDED);
    }
    Ok(())
}
