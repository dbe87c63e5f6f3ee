//! A websocket client: one device that listens.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async};

use super::Client;

/// The longest a frame is waited for.
const LIMIT: Duration = Duration::from_secs(30);

/// What one can't get.
#[derive(Debug)]
pub enum End {
    /// Closed by the server with this code.
    Closed(u16),
    /// The line broke.
    Gone,
}

/// An open socket of somebody who is signed in.
pub struct Socket {
    line: WebSocketStream<MaybeTlsStream<TcpStream>>,
    asked: u64,
    /// Frames that came while another was waited for.
    waiting: VecDeque<Value>,
    /// Every text frame as it came.
    pub raw: Vec<String>,
    /// The greeting.
    pub hello: Value,
}

impl Socket {
    /// Opens one with a bearer token, as API clients do, and takes the greeting.
    pub async fn open(client: &Client) -> Self {
        Self::try_open(client, None).await.expect("a socket")
    }

    /// The same with a line that takes in little, so that who does not read is soon behind.
    pub async fn narrow(client: &Client) -> Self {
        Self::try_open(client, Some(4096)).await.expect("a socket")
    }

    /// Opens one; the code where the server closes it instead of greeting.
    pub async fn try_open(client: &Client, receive_buffer: Option<u32>) -> Result<Self, End> {
        let bearer = format!("Bearer {}", client.token().expect("signed in"));
        let headers = [("authorization", bearer.as_str()), ("sec-websocket-protocol", "samrum.v1")];
        let line = handshake(client.base(), &headers, receive_buffer).await.map_err(|_| End::Gone)?;
        let mut socket = Self { line, asked: 0, waiting: VecDeque::new(), raw: Vec::new(), hello: Value::Null };
        socket.hello = socket.next().await?;
        assert_eq!(socket.hello["type"], "hello", "{}", socket.hello);
        Ok(socket)
    }

    /// Sends a frame.
    pub async fn send(&mut self, frame: &Value) {
        self.say(&frame.to_string()).await;
    }

    /// Sends a text. That the line has gone shows when one reads.
    pub async fn say(&mut self, text: &str) {
        drop(self.line.send(Message::text(text)).await);
    }

    /// The next frame that is not the server's ping, which is answered.
    pub async fn next(&mut self) -> Result<Value, End> {
        if let Some(frame) = self.waiting.pop_front() {
            return Ok(frame);
        }
        let began = std::time::Instant::now();
        loop {
            match self.message().await? {
                Message::Text(text) => {
                    if let Some(frame) = self.heard(text.as_str()).await {
                        return Ok(frame);
                    }
                    assert!(began.elapsed() < LIMIT, "only pings come");
                }
                other => assert!(matches!(other, Message::Ping(_) | Message::Pong(_)), "{other:?}"),
            }
        }
    }

    async fn heard(&mut self, text: &str) -> Option<Value> {
        let frame: Value = serde_json::from_str(text).expect("JSON");
        if frame["type"] == "ping" {
            self.send(&json!({ "type": "pong" })).await;
            return None;
        }
        self.raw.push(text.to_owned());
        Some(frame)
    }

    async fn message(&mut self) -> Result<Message, End> {
        match tokio::time::timeout(LIMIT, self.line.next()).await.expect("a frame in time") {
            Some(Ok(Message::Close(Some(frame)))) => Err(End::Closed(frame.code.into())),
            Some(Ok(message)) => Ok(message),
            Some(Err(_)) | None => Err(End::Gone),
        }
    }

    /// Frames up to the first that fits, which is the last given.
    pub async fn until(&mut self, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
        let mut frames = Vec::new();
        loop {
            let frame = self.next().await.expect("an open socket");
            let done = fits(&frame);
            frames.push(frame);
            if done {
                return frames;
            }
        }
    }

    /// The next event of that kind.
    pub async fn event(&mut self, kind: &str) -> Value {
        self.until(|frame| frame["kind"] == kind).await.pop().expect("the last")
    }

    /// The number it is closed with, whatever comes before.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.next().await {
                Ok(_) => {}
                Err(End::Closed(code)) => return code,
                Err(End::Gone) => panic!("the line broke without a close frame"),
            }
        }
    }

    /// Asks for a stream; the answer. What came meanwhile is kept for later.
    pub async fn subscribe(&mut self, stream: &str, after: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "type": "subscribe", "id": id, "stream": stream, "after": after })).await;
        let mut before = Vec::new();
        loop {
            let frame = self.next().await.expect("an answer");
            if frame["id"] == id && (frame["type"] == "subscribed" || frame["type"] == "refused") {
                for frame in before.into_iter().rev() {
                    self.waiting.push_front(frame);
                }
                return frame;
            }
            before.push(frame);
        }
    }

    /// Listens to a room from now on.
    pub async fn listen(&mut self, room: &str) {
        let answer = self.subscribe(&format!("room:{room}"), &Value::Null).await;
        assert_eq!(answer["type"], "subscribed", "{answer}");
    }

    /// Everything the server has put into this socket's queue until now: a ping of the protocol stands behind it.
    pub async fn settled(&mut self) -> Vec<Value> {
        let mut frames: Vec<Value> = self.waiting.drain(..).collect();
        let mark = uuid::Uuid::new_v4().as_bytes().to_vec();
        self.line.send(Message::Ping(mark.clone().into())).await.expect("sent");
        loop {
            match self.message().await.expect("an open socket") {
                Message::Pong(payload) if payload[..] == mark[..] => return frames,
                Message::Text(text) => frames.extend(self.heard(text.as_str()).await),
                _ => {}
            }
        }
    }

    /// Goes away without a word.
    pub fn vanish(self) {
        drop(self);
    }
}

/// The texts of posted messages among frames, in the order they came.
pub fn posted(frames: &[Value]) -> Vec<&str> {
    let posts = frames.iter().filter(|frame| frame["kind"] == "message_posted");
    posts.map(|frame| frame["data"]["message"]["text"].as_str().expect("a text")).collect()
}

/// Where a list said it was read.
pub fn after(at: &Value) -> Value {
    json!({ "epoch": at["epoch"], "seq": at["seq"] })
}

/// Asks for a socket with these headers; the status where it is refused.
pub async fn handshake(
    base: &str,
    headers: &[(&'static str, &str)],
    receive_buffer: Option<u32>,
) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, u16> {
    let address: std::net::SocketAddr = base.strip_prefix("http://").expect("http").parse().expect("an address");
    let mut request = format!("ws://{address}/api/v1/socket").into_client_request().expect("a request");
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().expect("a value"));
    }
    let tcp = tokio::net::TcpSocket::new_v4().expect("a line");
    if let Some(bytes) = receive_buffer {
        tcp.set_recv_buffer_size(bytes).expect("a size");
    }
    let Ok(stream) = tcp.connect(address).await else { return Err(0) };
    match client_async(request, MaybeTlsStream::Plain(stream)).await {
        Ok((line, _)) => Ok(line),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(_) => Err(0),
    }
}
