//! Being asked to stop.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// SIGINT and SIGTERM, heard from the moment this is made: to be made before a node can be reached, or whoever asks it to stop
/// as soon as it answers would end it in the middle of something.
#[derive(Debug)]
pub(crate) struct AskedToStop {
    interrupt: Signal,
    terminate: Signal,
}

impl AskedToStop {
    /// Listens from now on; the signals no longer end the process by themselves.
    ///
    /// # Errors
    /// When signals can't be listened for.
    pub(crate) fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for one, or has it from before.
    pub(crate) async fn heard(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
