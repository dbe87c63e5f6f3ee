//! One connection, from the handshake to the end.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_http::body::{BodyStream, MessageBody as _};
use actix_http::ws::{Codec, Message, handshake_response, verify_handshake};
use actix_web::http::header::{HeaderMap, SEC_WEBSOCKET_PROTOCOL};
use actix_web::{HttpRequest, HttpResponse, get, web};
use bytes::{Bytes, BytesMut};
use domain::event::StreamId;
use domain::{Error, Result};
use tokio::time::Instant;
use tokio_util::codec::Encoder as _;
use wire::{Problem, SUBPROTOCOL, ServerFrame, close};

use crate::admission::{admit, refuse};
use crate::commands::{Then, carry_out};
use crate::hub::{Full, Slot, Socket};
use crate::inbound::{Inbound, Received};
use crate::notes::OpenNotes;
use crate::outbox::Body;
use crate::resume::{Subscribed, subscribe};
use crate::{Inner, Realtime, parcel};

/// The longest one command may take.
const COMMAND: Duration = Duration::from_secs(10);

/// The websocket: everything that happens in what one may listen to, as it happens, and commands the other way.
///
/// The subprotocol is `samrum.v1`, also for who asks for none; who asks for others only is refused. Each message is one
/// frame of JSON: a `ServerFrame` from here, a `ClientFrame` to here; the text that several write together goes in binary
/// ones. One listens to a stream with `subscribe`, with the epoch and the number of the last event one has seen to miss
/// nothing; `resync` says to fetch anew. What a close code means stands on the page about the API.
#[utoipa::path(
    tag = "realtime",
    params(
        ("Sec-WebSocket-Protocol" = String, Header, description = "The subprotocol, `samrum.v1`."),
        ("Upgrade" = String, Header, description = "`websocket`; with the other headers of a handshake (RFC 6455)."),
    ),
    responses(
        (status = 101, description = "The socket is open and speaks `samrum.v1`; its first frame is `hello`."),
        (status = 401, body = Problem),
        (status = 403, description = "Asked for by a page of another origin.", body = Problem),
        (status = 422, description = "No handshake, or one for other subprotocols than ours.", body = Problem),
        (status = 503, description = "There are as many sockets as there may be, or the server stops.", body = Problem),
    )
)]
#[get("/api/v1/socket")]
pub(crate) async fn connect(
    request: HttpRequest,
    payload: web::Payload,
    realtime: web::Data<Realtime>,
) -> HttpResponse {
    let inner = Arc::clone(&realtime.0);
    let admitted = match admit(&request).await {
        Ok(admitted) => admitted,
        Err(refused) => return refused,
    };
    if verify_handshake(request.head()).is_err() {
        return refuse(&request, &Error::invalid("/headers/upgrade", "not_a_websocket"));
    }
    let Ok(protocol) = protocol(request.headers()) else {
        return refuse(&request, &Error::invalid("/headers/sec-websocket-protocol", "not_our_protocol"));
    };
    if inner.stopping.load(Ordering::Acquire) {
        return refuse(&request, &Error::Unavailable("stopping".into()));
    }
    let slot = inner.hub.admit(&inner.config, admitted.person, admitted.address);
    let socket = inner.hub.socket(admitted.person, admitted.session);
    match slot {
        Err(Full::All) => return refuse(&request, &Error::Unavailable("too many sockets".into())),
        // a page learns a close code, never the status of a refused handshake
        Err(Full::Theirs) => socket.outbox.close(close::TOO_MANY_SOCKETS),
        Ok(slot) => {
            inner.hub.enter(&socket);
            if inner.stopping.load(Ordering::Acquire) {
                inner.hub.close(&socket, close::RESTART);
            }
            let inbound = Inbound::new(payload.into_inner());
            actix_web::rt::spawn(serve(inner, Arc::clone(&socket), inbound, slot));
        }
    }
    let mut answer = handshake_response(request.head());
    if let Some(protocol) = protocol {
        answer.insert_header((SEC_WEBSOCKET_PROTOCOL, protocol));
    }
    let answer = answer.message_body(BodyStream::new(Body(Arc::clone(&socket))).boxed());
    match answer {
        Ok(answer) => answer.into(),
        Err(error) => {
            socket.outbox.end();
            refuse(&request, &Error::internal(error))
        }
    }
}

/// Only other subprotocols than ours were asked for.
struct Foreign;

/// What the answer names as the subprotocol: ours, or nothing where nothing was asked for, since a client gives up on a name
/// it did not offer (RFC 6455 § 4.1).
fn protocol(headers: &HeaderMap) -> std::result::Result<Option<&'static str>, Foreign> {
    if !headers.contains_key(SEC_WEBSOCKET_PROTOCOL) {
        return Ok(None);
    }
    let ours = headers
        .get_all(SEC_WEBSOCKET_PROTOCOL)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|protocol| protocol.trim() == SUBPROTOCOL);
    if ours { Ok(Some(SUBPROTOCOL)) } else { Err(Foreign) }
}

/// The reading side: the one task of a socket. Writing is done by the body of the handshake's answer.
async fn serve(inner: Arc<Inner>, socket: Arc<Socket>, mut inbound: Inbound, slot: Slot) {
    // boxed, so that the memory of beginning and of commands is not kept while idle
    if let Then::Close(code) = Box::pin(begin(&inner, &socket)).await {
        socket.outbox.close(code);
    }
    let code = read(&inner, &socket, &mut inbound).await;
    inner.hub.close(&socket, code);
    inner.hub.leave(&socket);
    inner.notes.leave(&socket);
    inner.marks.hurry(socket.person);
    // the close frame goes out and the client answers it, or does not; then the place is somebody else's
    let farewell =
        async { while !matches!(inbound.next().await, Received::Gone | Received::Close | Received::Bad(_)) {} };
    if tokio::time::timeout(inner.config.closing, farewell).await.is_err() {
        socket.outbox.end();
    }
    drop(slot);
}

/// Greets, and subscribes to the person's own stream.
async fn begin(inner: &Inner, socket: &Arc<Socket>) -> Then {
    let stream = StreamId::from(socket.person);
    let greeted = async {
        let ping_seconds = inner.config.ping.as_secs();
        let hello = ServerFrame::Hello { epoch: inner.epoch(), person: stream.to_string(), ping_seconds };
        socket.outbox.push(parcel::encode(&hello)?, 1);
        subscribe(inner, socket, None, stream, None).await
    };
    match greeted.await {
        Ok(Subscribed::Yes) => Then::GoOn,
        Ok(Subscribed::No) | Err(Error::Unauthenticated) => Then::Close(close::SESSION_ENDED),
        Err(error) => {
            tracing::warn!(%error, "a socket can't begin");
            Then::Close(close::RESTART)
        }
    }
}

/// Reads and carries out until the socket closes; gives the code to close with, if it is not closed already.
async fn read(inner: &Inner, socket: &Arc<Socket>, inbound: &mut Inbound) -> u16 {
    const NORMAL: u16 = 1000;
    let mut pace = Pace::new(inner.config.burst, inner.config.per_second);
    let mut writing = None;
    let mut open = OpenNotes::default();
    loop {
        let received = tokio::select! {
            biased;
            () = socket.outbox.closed() => return NORMAL,
            received = inbound.next() => received,
        };
        if matches!(received, Received::Gone | Received::Close) {
            return NORMAL;
        }
        socket.heard.store(inner.hub.elapsed(), Ordering::Relaxed);
        // the parts of a message have a bound of their own, and the whole counts once
        if !matches!(received, Received::Part) && !pace.allows() {
            return close::TOO_MANY_COMMANDS;
        }
        match received {
            Received::Text(text) => {
                let command = Box::pin(carry_out(inner, socket, &mut writing, &mut open, &text));
                match tokio::time::timeout(COMMAND, command).await {
                    Ok(Then::GoOn) => {}
                    Ok(Then::Close(code)) => return code,
                    Err(_) => return close::RESTART,
                }
            }
            Received::Ping(payload) => match pong(payload) {
                Ok(answer) => socket.outbox.push_fleeting(answer),
                Err(error) => tracing::warn!(%error, "an answer to a ping"),
            },
            Received::Part | Received::Pong => {}
            Received::Bad(why) => {
                tracing::debug!(why, "a bad frame");
                return close::BAD_FRAME;
            }
            Received::Gone | Received::Close => return NORMAL,
        }
    }
}

fn pong(payload: Bytes) -> Result<Bytes> {
    let mut bytes = BytesMut::new();
    Codec::new().encode(Message::Pong(payload), &mut bytes).map_err(Error::internal)?;
    Ok(bytes.freeze())
}

/// So many at once, then so many a second.
#[derive(Debug)]
struct Pace {
    left: f32,
    most: f32,
    per_second: f32,
    at: Instant,
}

impl Pace {
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn new(burst: u32, per_second: u32) -> Self {
        Self { left: burst as f32, most: burst as f32, per_second: per_second as f32, at: Instant::now() }
    }

    fn allows(&mut self) -> bool {
        let now = Instant::now();
        self.left = (self.left + now.duration_since(self.at).as_secs_f32() * self.per_second).min(self.most);
        self.at = now;
        let allowed = self.left >= 1.0;
        if allowed {
            self.left -= 1.0;
        }
        allowed
    }
}
