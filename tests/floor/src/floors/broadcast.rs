//! Sockets that all get the same bytes: one frame made once, one write each.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// Everybody who listens.
#[derive(Clone, Debug, Default)]
pub struct Listeners(Arc<Mutex<Vec<TcpStream>>>);

impl Listeners {
    /// Takes sockets in on a port of its own.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn listen(&self) -> Result<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let all = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let all = all.clone();
                tokio::spawn(async move {
                    if let Ok(stream) = shake_hands(stream).await {
                        all.0.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
                    }
                });
            }
        });
        Ok(address)
    }

    /// Writes one text frame to everybody. Who takes no more or has gone is dropped.
    pub fn tell(&self, text: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.is_empty() {
            return;
        }
        let frame = frame(text);
        all.retain(|stream| stream.try_write(&frame).is_ok_and(|written| written == frame.len()));
    }
}

async fn shake_hands(mut stream: TcpStream) -> Result<TcpStream> {
    stream.set_nodelay(true)?;
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") && request.len() < 8192 {
        request.push(stream.read_u8().await?);
    }
    let request = String::from_utf8(request)?;
    let key = request.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("sec-websocket-key").then_some(value)
    });
    let accept = derive_accept_key(key.context("no key")?.as_bytes());
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: samrum.v1\r\n\r\n"
    );
    stream.write_all(answer.as_bytes()).await?;
    Ok(stream)
}

/// An unmasked, final text frame (RFC 6455 § 5.2).
fn frame(text: &str) -> Vec<u8> {
    let mut frame = vec![0x81];
    match u16::try_from(text.len()) {
        Ok(length @ 0..=125) => frame.push(u8::try_from(length).unwrap_or_default()),
        Ok(length) => {
            frame.push(126);
            frame.extend_from_slice(&length.to_be_bytes());
        }
        Err(_) => {
            frame.push(127);
            frame.extend_from_slice(&(text.len() as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(text.as_bytes());
    frame
}
