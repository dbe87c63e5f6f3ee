//! What waits to be sent on one socket: a bounded queue that never makes its sender wait.
//!
//! The answer to the handshake has this queue as its body: actix takes from it whenever the line takes more. There is
//! no channel and no writer's task in between, so an idle socket costs little, and a close overtakes what waits instead
//! of standing behind it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use actix_http::ws::{CloseCode, CloseReason, Codec, Message};
use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use tokio::sync::Notify;
use tokio_util::codec::Encoder as _;
use wire::close;

/// The most pieces that wait for a line that takes no more.
pub(crate) const PIECES: usize = 256;
/// The most bytes that wait. What comes on an empty queue is taken whatever its size; a parcel has a bound of its own.
pub(crate) const BYTES: usize = 1024 * 1024;

/// The queue of one socket.
#[derive(Debug)]
pub(crate) struct Outbox {
    state: Mutex<State>,
    closed: Notify,
}

#[derive(Debug)]
struct State {
    waiting: VecDeque<Bytes>,
    bytes: usize,
    phase: Phase,
    waker: Option<Waker>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Open,
    /// The close frame with this code goes next, then nothing.
    Closing(u16),
    Ended,
}

impl Outbox {
    pub(crate) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), bytes: 0, phase: Phase::Open, waker: None };
        Self { state: Mutex::new(state), closed: Notify::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts `piece` (of `frames` frames) at the end. False when the socket is no longer open; one that did not keep up
    /// is closed by this with 4008.
    pub(crate) fn push(&self, piece: Bytes, frames: usize) -> bool {
        let state = self.lock();
        if state.phase != Phase::Open {
            return false;
        }
        let full = state.waiting.len() >= PIECES || state.bytes + piece.len() > BYTES;
        if full && !state.waiting.is_empty() {
            drop(state);
            metrics::counter!("realtime_overflows_total").increment(1);
            self.close(close::TOO_SLOW);
            return false;
        }
        metrics::counter!("realtime_frames_total").increment(frames as u64);
        Self::put(state, piece);
        true
    }

    /// Puts `piece` at the end if there is plenty of room: for what is worth nothing later.
    pub(crate) fn push_fleeting(&self, piece: Bytes) {
        let state = self.lock();
        if state.phase == Phase::Open && state.waiting.len() < PIECES / 2 && state.bytes < BYTES / 2 {
            metrics::counter!("realtime_frames_total").increment(1);
            Self::put(state, piece);
        }
    }

    fn put(mut state: MutexGuard<'_, State>, piece: Bytes) {
        state.bytes += piece.len();
        state.waiting.push_back(piece);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Forgets what waits and closes with `code`. The first close counts.
    pub(crate) fn close(&self, code: u16) {
        self.finish(Phase::Closing(code));
    }

    /// Ends without a word: there is nobody to hear it.
    pub(crate) fn end(&self) {
        self.finish(Phase::Ended);
    }

    fn finish(&self, phase: Phase) {
        let mut state = self.lock();
        if state.phase == Phase::Open || phase == Phase::Ended {
            state.phase = phase;
            state.waiting = VecDeque::new();
            state.bytes = 0;
        }
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        self.closed.notify_one();
    }

    /// Whether it still takes frames.
    pub(crate) fn open(&self) -> bool {
        self.lock().phase == Phase::Open
    }

    /// Waits until it no longer does. For one waiter.
    pub(crate) async fn closed(&self) {
        while self.open() {
            self.closed.notified().await;
        }
    }

    /// The next piece to send; none at the end.
    fn take(&self, waker: &Waker) -> Poll<Option<Bytes>> {
        let mut state = self.lock();
        match state.phase {
            Phase::Ended => return Poll::Ready(None),
            Phase::Closing(code) => {
                state.phase = Phase::Ended;
                return Poll::Ready(Some(close_frame(code)));
            }
            Phase::Open => {}
        }
        if let Some(piece) = state.waiting.pop_front() {
            state.bytes -= piece.len();
            if state.waiting.is_empty() {
                // an idle socket keeps no memory of its busy times
                state.waiting = VecDeque::new();
            }
            return Poll::Ready(Some(piece));
        }
        if !state.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            state.waker = Some(waker.clone());
        }
        Poll::Pending
    }
}

fn close_frame(code: u16) -> Bytes {
    let mut bytes = BytesMut::with_capacity(4);
    let reason = CloseReason { code: CloseCode::from(code), description: None };
    if let Err(error) = Codec::new().encode(Message::Close(Some(reason)), &mut bytes) {
        tracing::error!(%error, code, "a close frame");
    }
    bytes.freeze()
}

/// The queue as the body of the handshake's answer. Dropped (the line is gone), the socket ends.
#[derive(Debug)]
pub(crate) struct Body(pub(crate) Arc<crate::hub::Socket>);

impl Stream for Body {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.outbox.take(cx.waker()).map(|piece| piece.map(Ok))
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        self.0.outbox.end();
    }
}

#[cfg(test)]
impl Outbox {
    /// Everything that waits, as bytes; what a fast line would have taken.
    pub(crate) fn drain(&self) -> Vec<Bytes> {
        let mut all = Vec::new();
        while let Poll::Ready(Some(piece)) = self.take(Waker::noop()) {
            all.push(piece);
        }
        all
    }
}
