//! A zip made while it is sent: in constant memory, however large.

use std::io::Write;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use domain::Error;
use tokio::sync::{Semaphore, SemaphorePermit, mpsc};

use crate::routes::attachment;

/// The most zips made at the same time: each holds a thread for as long as somebody takes it in.
static AT_ONCE: Semaphore = Semaphore::const_new(16);
/// How large a piece is sent at a time, and how many wait.
const PIECE: usize = 128 * 1024;
const WAITING: usize = 8;

/// A turn to make one.
pub(crate) struct Turn(#[expect(dead_code, reason = "held while a zip is made")] SemaphorePermit<'static>);

impl Turn {
    /// Takes one.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when as many are being made as can be.
    pub(crate) fn take() -> domain::Result<Self> {
        let turn = AT_ONCE.try_acquire();
        turn.map(Self).map_err(|_| Error::Unavailable("as many zips as can be are being made".into()))
    }
}

/// Answers with a zip that `write` writes, in a thread of its own.
pub(crate) fn answer(
    turn: Turn,
    name: &str,
    write: impl FnOnce(Sent) -> std::io::Result<Sent> + Send + 'static,
) -> HttpResponse {
    let (pieces, taken) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let sent = Sent { pieces: pieces.clone(), held: Vec::with_capacity(PIECE) };
        if let Err(error) = write(sent).and_then(|mut sent| sent.flush()) {
            // told to whoever takes it in: the download fails rather than look whole
            tracing::info!(%error, "a zip was not finished");
            drop(pieces.blocking_send(Err(error)));
        }
    });
    let body =
        futures_util::stream::unfold(taken, |mut taken| async move { taken.recv().await.map(|piece| (piece, taken)) });
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/zip"))
        .insert_header((header::CONTENT_DISPOSITION, attachment(&format!("{name}.zip"))))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(body)
}

/// Sends what is written on in pieces, and waits when whoever takes them is slow.
pub(crate) struct Sent {
    pieces: mpsc::Sender<std::io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        let gone = |_| std::io::Error::new(std::io::ErrorKind::BrokenPipe, "nobody takes it in any more");
        self.pieces.blocking_send(Ok(piece.into())).map_err(gone)
    }
}
