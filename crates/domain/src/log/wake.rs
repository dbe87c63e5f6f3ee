//! Being told that there is something to read. A notice can be lost; looking at the log can't, so every consumer also
//! polls.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;

use crate::event::StreamId;

/// How many commits' notices wait for a slow listener; past it the listener is told to look at everything.
const WAITING: usize = 1024;

/// How long whoever only tells others leaves a commit before looking at it: its writer has the answer first, which would
/// else stand behind what goes to hundreds of sockets.
pub const WRITER_FIRST: Duration = Duration::from_millis(2);
/// How long work that nobody looks at waits (indexing, mails): writer and listeners have the processors first, and what
/// is written in a burst is done in one go.
pub const LISTENERS_FIRST: Duration = Duration::from_millis(15);

/// The newest number of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamHead {
    /// The stream.
    pub stream: StreamId,
    /// Its newest number.
    pub seq: i64,
}

/// Tells consumers in this process of new events.
#[derive(Clone, Debug)]
pub struct Wake(broadcast::Sender<Arc<[StreamHead]>>);

impl Default for Wake {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Wake {
    /// New events stand in the log.
    pub fn events(&self, heads: &[StreamHead]) {
        if !heads.is_empty() {
            // nobody listening is no fault
            drop(self.0.send(heads.into()));
        }
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Arc<[StreamHead]>> {
        self.0.subscribe()
    }
}
