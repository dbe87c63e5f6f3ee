//! Sockets that listen: each a line and a few bytes of what is on its way, nothing more, since thousands of them share
//! the machine with the server.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Notify;

/// How many sockets come from one address: under the server's bound for one.
const OF_ADDRESS: usize = 90;
/// The longest a frame is waited for.
const LIMIT: Duration = Duration::from_secs(30);

/// Counts who has heard a message.
#[derive(Debug, Default)]
pub(super) struct Heard {
    count: AtomicUsize,
    expected: AtomicUsize,
    last: Mutex<Option<Instant>>,
    all: Notify,
}

impl Heard {
    /// Waits for so many from now on.
    pub(super) fn expect(&self, count: usize) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.count.store(0, Ordering::SeqCst);
        self.expected.store(count, Ordering::SeqCst);
    }

    fn one(&self) {
        if self.count.fetch_add(1, Ordering::SeqCst) + 1 == self.expected.load(Ordering::SeqCst) {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            self.all.notify_one();
        }
    }

    /// When the last of them heard it.
    pub(super) async fn by_all(&self) -> Result<Instant> {
        let waited = tokio::time::timeout(LIMIT, self.all.notified()).await;
        let heard = self.count.load(Ordering::SeqCst);
        waited.with_context(|| format!("heard by {heard} only"))?;
        self.last.lock().unwrap_or_else(PoisonError::into_inner).context("nobody was last")
    }
}

/// A socket's reading end.
pub(super) struct Ear {
    stream: TcpStream,
    held: Vec<u8>,
}

/// Opens a socket of somebody; it listens to `room` (the floor tells everybody everything) until the task is aborted.
pub(super) async fn open(
    address: SocketAddr,
    at: usize,
    token: &str,
    room: Option<&str>,
    heard: Arc<Heard>,
) -> Result<tokio::task::JoinHandle<()>> {
    let mut ear = Ear::listening(address, at, token, room).await?;
    Ok(tokio::spawn(async move {
        // the end of the line shows as somebody who did not hear
        while let Ok(frame) = ear.frame().await {
            if contains(&frame, b"\"message_posted\"") {
                heard.one();
            } else if contains(&frame, b"\"ping\"") && ear.say(r#"{"type":"pong"}"#).await.is_err() {
                break;
            }
        }
    }))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

impl Ear {
    /// A socket of somebody that listens to `room`.
    pub(super) async fn listening(address: SocketAddr, at: usize, token: &str, room: Option<&str>) -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        let host = u8::try_from(2 + at / OF_ADDRESS % 250)?;
        socket.bind((Ipv4Addr::new(127, 0, 1, host), 0).into())?;
        let stream = socket.connect(address).await?;
        stream.set_nodelay(true)?;
        let mut ear = Self { stream, held: Vec::new() };
        tokio::time::timeout(LIMIT, ear.begin(token, room)).await.context("no answer")??;
        Ok(ear)
    }

    /// Waits for a frame that holds `part`.
    pub(super) async fn until(&mut self, part: &[u8], limit: Duration) -> Result<()> {
        let mut last = Vec::new();
        let heard = async {
            loop {
                last = self.frame().await?;
                if contains(&last, part) {
                    return anyhow::Ok(());
                }
            }
        };
        let heard = tokio::time::timeout(limit, heard).await;
        let what =
            || format!("waiting for {}, heard last {}", String::from_utf8_lossy(part), String::from_utf8_lossy(&last));
        heard.with_context(what)?
    }

    async fn begin(&mut self, token: &str, room: Option<&str>) -> Result<()> {
        let request = format!(
            "GET /api/v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: samrum.v1\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        self.stream.write_all(request.as_bytes()).await?;
        while !contains(&self.held, b"\r\n\r\n") {
            self.more().await?;
        }
        let end = self.held.windows(4).position(|four| four == b"\r\n\r\n").context("no end")? + 4;
        if !self.held.starts_with(b"HTTP/1.1 101") {
            bail!("refused: {}", String::from_utf8_lossy(&self.held));
        }
        self.held.drain(..end);
        let Some(room) = room else { return Ok(()) };
        self.say(&format!(r#"{{"type":"subscribe","id":1,"stream":"room:{room}","after":null}}"#)).await?;
        loop {
            let frame = self.frame().await?;
            if contains(&frame, b"\"subscribed\"") {
                return Ok(());
            }
            if contains(&frame, b"\"refused\"") {
                bail!("{}", String::from_utf8_lossy(&frame));
            }
        }
    }

    async fn more(&mut self) -> Result<()> {
        self.held.reserve(1024);
        if self.stream.read_buf(&mut self.held).await? == 0 {
            bail!("the line broke");
        }
        Ok(())
    }

    /// The payload of the next frame; a server's frames are not masked (RFC 6455 § 5.1).
    async fn frame(&mut self) -> Result<Vec<u8>> {
        loop {
            let whole = match self.held.get(1).map(|byte| byte & 0x7f) {
                Some(126) if self.held.len() >= 4 => {
                    Some((4, usize::from(u16::from_be_bytes([self.held[2], self.held[3]]))))
                }
                Some(127) => bail!("a frame longer than anything posted here"),
                Some(length @ 0..=125) => Some((2, usize::from(length))),
                _ => None,
            };
            if let Some((start, length)) = whole
                && self.held.len() >= start + length
            {
                let payload = self.held[start..start + length].to_vec();
                self.held.drain(..start + length);
                if self.held.is_empty() {
                    // an idle ear keeps nothing
                    self.held = Vec::new();
                }
                return Ok(payload);
            }
            self.more().await?;
        }
    }

    /// Says something; masked with nought, which is a mask (RFC 6455 § 5.3).
    pub(super) async fn say(&mut self, text: &str) -> Result<()> {
        let mut frame = vec![0x81];
        match u8::try_from(text.len()) {
            Ok(short @ 0..=125) => frame.push(0x80 | short),
            _ => {
                frame.push(0x80 | 126);
                frame.extend_from_slice(&u16::try_from(text.len()).context("too long to say")?.to_be_bytes());
            }
        }
        frame.extend_from_slice(&[0; 4]);
        frame.extend_from_slice(text.as_bytes());
        self.stream.write_all(&frame).await?;
        Ok(())
    }
}
