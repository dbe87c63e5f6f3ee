//! What a client sends: frames put together to messages, within bounds.
//!
//! Fragments are counted here, not only their bytes: an endless row of empty ones costs memory too.

use actix_http::ws::{Codec, Frame, Item, ProtocolError};
use actix_web::dev::Payload;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio_util::codec::Decoder as _;

/// The most bytes of one message.
pub(crate) const MESSAGE: usize = 64 * 1024;
/// The most fragments of one message.
pub(crate) const FRAGMENTS: usize = 64;

/// What came.
#[derive(Debug)]
pub(crate) enum Received {
    /// A whole text.
    Text(Bytes),
    /// A part of one; the rest is to come.
    Part,
    /// A ping of the protocol, to be answered.
    Ping(Bytes),
    /// The answer to one.
    Pong,
    /// The client closes.
    Close,
    /// Something that can't be understood.
    Bad(&'static str),
    /// The line is gone.
    Gone,
}

/// The incoming side of one socket.
pub(crate) struct Inbound {
    payload: Payload,
    codec: Codec,
    buffer: BytesMut,
    parts: Option<Box<Parts>>,
}

#[derive(Default)]
struct Parts {
    count: usize,
    text: BytesMut,
}

impl Inbound {
    pub(crate) fn new(payload: Payload) -> Self {
        Self { payload, codec: Codec::new().max_size(MESSAGE), buffer: BytesMut::new(), parts: None }
    }

    /// The next thing that comes. May be dropped while it waits: nothing is lost.
    pub(crate) async fn next(&mut self) -> Received {
        loop {
            if too_long(&self.buffer) {
                return Received::Bad("too long");
            }
            if !self.buffer.is_empty() {
                match self.codec.decode(&mut self.buffer) {
                    Ok(Some(frame)) => {
                        if self.buffer.is_empty() {
                            // an idle socket keeps no memory of what it read
                            self.buffer = BytesMut::new();
                        }
                        return self.put_together(frame);
                    }
                    Ok(None) => {}
                    Err(error) => return Received::Bad(reason(&error)),
                }
            }
            match self.payload.next().await {
                Some(Ok(bytes)) => self.buffer.extend_from_slice(&bytes),
                Some(Err(_)) | None => return Received::Gone,
            }
        }
    }

    fn put_together(&mut self, frame: Frame) -> Received {
        match frame {
            Frame::Text(text) => Received::Text(text),
            Frame::Binary(_) | Frame::Continuation(Item::FirstBinary(_)) => Received::Bad("binary"),
            Frame::Ping(payload) => Received::Ping(payload),
            Frame::Pong(_) => Received::Pong,
            Frame::Close(_) => Received::Close,
            Frame::Continuation(Item::FirstText(part)) => {
                self.parts = Some(Box::default());
                self.add(&part, false)
            }
            Frame::Continuation(Item::Continue(part)) => self.add(&part, false),
            Frame::Continuation(Item::Last(part)) => self.add(&part, true),
        }
    }

    fn add(&mut self, part: &Bytes, last: bool) -> Received {
        let Some(parts) = &mut self.parts else { return Received::Bad("continuation of nothing") };
        parts.count += 1;
        if parts.count > FRAGMENTS || parts.text.len() + part.len() > MESSAGE {
            self.parts = None;
            return Received::Bad("too long");
        }
        parts.text.extend_from_slice(part);
        if !last {
            return Received::Part;
        }
        self.parts.take().map_or(Received::Part, |parts| Received::Text(parts.text.freeze()))
    }
}

/// Whether the frame that begins here says that it is longer than a message may be. The codec would wait for all of it
/// before it says so, and keep what comes meanwhile.
fn too_long(buffer: &[u8]) -> bool {
    let [_, second, rest @ ..] = buffer else { return false };
    // 127: the length stands in the next eight bytes (RFC 6455 § 5.2); the shorter forms can't say too much
    let said = rest.first_chunk().map(|length| u64::from_be_bytes(*length));
    second & 0x7f == 127 && said.is_some_and(|said| said > MESSAGE as u64)
}

fn reason(error: &ProtocolError) -> &'static str {
    match error {
        ProtocolError::Overflow => "too long",
        ProtocolError::UnmaskedFrame => "not masked",
        _ => "not the websocket protocol",
    }
}
