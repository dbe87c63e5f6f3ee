//! A line to the socket on which any bytes can be sent.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::error::Elapsed;

/// The longest an end is waited for: shorter than it takes a socket to be pinged, for what ends only by that has not ended.
const LIMIT: Duration = Duration::from_secs(20);

pub struct Line {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Line {
    /// Upgraded, not yet read from.
    pub async fn open(base: &str, token: &str) -> Self {
        let address = base.strip_prefix("http://").expect("http");
        let mut stream = TcpStream::connect(address).await.expect("a line");
        let request = format!(
            "GET /api/v1/socket HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Protocol: samrum.v1\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut line = Self { stream, read: Vec::new() };
        let head = loop {
            if let Some(end) = line.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            assert!(line.more().await.expect("in time"), "an answer to the handshake");
        };
        assert!(line.read.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&line.read));
        line.read.drain(..head);
        line
    }

    /// Sends bytes. The server may have closed already.
    pub async fn send(&mut self, bytes: &[u8]) {
        drop(self.stream.write_all(bytes).await);
    }

    /// Nothing more will be sent.
    pub async fn finish(&mut self) {
        drop(self.stream.shutdown().await);
    }

    /// Whether more came before the line ended.
    async fn more(&mut self) -> Result<bool, Elapsed> {
        let mut bytes = [0; 4096];
        match tokio::time::timeout(LIMIT, self.stream.read(&mut bytes)).await? {
            Ok(0) | Err(_) => Ok(false),
            Ok(n) => {
                self.read.extend_from_slice(&bytes[..n]);
                Ok(true)
            }
        }
    }

    /// The code it was closed with; none where the line just ended. With `lives` a ping is sent behind, and its answer
    /// gives 0.
    pub async fn end(&mut self, lives: bool) -> Result<Option<u16>, Elapsed> {
        if lives {
            self.send(&frame(true, 9, b"alive?")).await;
        }
        loop {
            while let Some((opcode, payload)) = self.take() {
                match opcode {
                    8 => return Ok(payload.first_chunk().map(|code| u16::from_be_bytes(*code))),
                    10 if lives && payload == b"alive?" => return Ok(Some(0)),
                    _ => {}
                }
            }
            if !self.more().await? {
                return Ok(None);
            }
        }
    }

    /// The next whole frame of what has been read.
    fn take(&mut self) -> Option<(u8, Vec<u8>)> {
        let (first, second) = (*self.read.first()?, *self.read.get(1)?);
        let (head, length) = match second & 0x7f {
            126 => (4, usize::from(u16::from_be_bytes([*self.read.get(2)?, *self.read.get(3)?]))),
            127 => (10, usize::try_from(u64::from_be_bytes(self.read.get(2..10)?.try_into().ok()?)).ok()?),
            short => (2, usize::from(short)),
        };
        let payload = self.read.get(head..head + length)?.to_vec();
        self.read.drain(..head + length);
        Some((first & 0x0f, payload))
    }
}

/// A frame as a client sends it: masked.
pub fn frame(last: bool, opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = head(last, opcode, payload.len(), true);
    let mask = [0x12, 0x34, 0x56, 0x78];
    bytes.extend_from_slice(&mask);
    bytes.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

/// A whole text.
pub fn text(text: &str) -> Vec<u8> {
    frame(true, 1, text.as_bytes())
}

/// The beginning of a frame.
pub fn head(last: bool, opcode: u8, length: usize, masked: bool) -> Vec<u8> {
    let mut bytes = vec![if last { 0x80 | opcode } else { opcode }];
    let mask = if masked { 0x80 } else { 0 };
    match length {
        0..=125 => bytes.push(mask | length as u8),
        126..=0xffff => {
            bytes.push(mask | 126);
            bytes.extend_from_slice(&(length as u16).to_be_bytes());
        }
        _ => {
            bytes.push(mask | 127);
            bytes.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    bytes
}
