//! A real server, real sockets: the handshake, the bounds on what comes in, and the ways a connection ends.

#![expect(clippy::expect_used, reason = "a test that can't be set up has failed")]

use std::time::{Duration, Instant};

use actix_web::{App, HttpServer, web};
use auth::{Auth, Client, Config, HashCost, Keys, LimitConfig};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::people::person::{NewPerson, create};
use domain::store::{Store, StoreOptions};
use futures_util::{SinkExt as _, StreamExt as _};
use realtime::{Realtime, RealtimeConfig};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

const EMAIL: &str = "elin.strand@kommun.example";
const PASSWORD: &str = "aldrig regnar det i augusti";

/// The longest anything is waited for: long, because a machine may be busy, but not until a socket that has fallen silent
/// would be pinged.
const LIMIT: Duration = Duration::from_secs(20);

struct Server {
    address: String,
    token: String,
    realtime: Realtime,
    auth: Auth,
    _folder: tempfile::TempDir,
}

async fn server(config: RealtimeConfig) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("samrum.db").display());
    let store = Store::open(StoreOptions::new(url), Clock::default()).await.expect("a store");
    let signing = Config {
        hashing: HashCost::cheapest(),
        limits: LimitConfig::generous(),
        ..Config::new("https://samrum.example").expect("a configuration")
    };
    let auth = Auth::new(store.clone(), Keys::fleeting(store.clock().now()), signing).expect("the service");
    let hash = auth.hasher().hash(PASSWORD).await.expect("a hash");
    let new =
        NewPerson { name: "Elin Strand".into(), email: EMAIL.into(), protected: false, password_hash: Some(hash) };
    store.write(&Actor::System, async move |tx| create(&tx, new).await).await.expect("a person");
    let client = Client { address: "192.0.2.1".parse().expect("an address"), user_agent: String::new() };
    let token = auth.sign_in(EMAIL, PASSWORD, &client).await.expect("signed in").access;
    let realtime = Realtime::start(store, config).await.expect("the live part");
    let (data, live) = (web::Data::new(auth.clone()), web::Data::new(realtime.clone()));
    let http = HttpServer::new(move || {
        App::new().app_data(data.clone()).app_data(live.clone()).configure(realtime::configure)
    })
    .workers(1)
    .bind(("127.0.0.1", 0))
    .expect("an address");
    let address = http.addrs()[0].to_string();
    actix_web::rt::spawn(http.run());
    Server { address, token, realtime, auth, _folder: folder }
}

impl Server {
    async fn ask(&self, headers: &[(&'static str, &str)]) -> Result<Line, Error> {
        let mut request = format!("ws://{}/api/v1/socket", self.address).into_client_request()?;
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a value"));
        }
        connect_async(request).await.map(|(line, _)| line)
    }

    async fn connect(&self) -> Line {
        let bearer = format!("Bearer {}", self.token);
        let line = self.ask(&[("authorization", &bearer), ("sec-websocket-protocol", "samrum.v1")]).await;
        line.expect("a socket")
    }

    /// A socket that has been greeted.
    async fn greeted(&self) -> Line {
        let mut line = self.connect().await;
        let hello = text(&mut line).await;
        assert!(hello.contains("\"hello\"") && hello.contains("\"ping_seconds\":"), "{hello}");
        line
    }
}

async fn next(line: &mut Line) -> Option<Result<Message, Error>> {
    tokio::time::timeout(LIMIT, line.next()).await.expect("in time")
}

async fn text(line: &mut Line) -> String {
    match next(line).await {
        Some(Ok(Message::Text(text))) => text.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The code it is closed with, whatever comes before.
async fn closed(line: &mut Line) -> u16 {
    loop {
        match next(line).await {
            Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
            Some(Ok(_)) => {}
            other => panic!("{other:?}"),
        }
    }
}

async fn gone(realtime: &Realtime) {
    let began = Instant::now();
    while began.elapsed() < LIMIT {
        if realtime.sockets() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} sockets stay", realtime.sockets());
}

#[actix_web::test]
async fn only_our_own_pages_and_only_signed_in() {
    let server = server(RealtimeConfig::default()).await;
    let bearer = format!("Bearer {}", server.token);
    let cookie = format!("__Host-samrum_access={}", server.token);
    let protocol = ("sec-websocket-protocol", "samrum.v1");
    for (headers, status) in [
        (vec![protocol], 401),
        (vec![protocol, ("authorization", "Bearer a.b.c")], 401),
        (vec![protocol, ("cookie", cookie.as_str())], 403),
        (vec![protocol, ("cookie", cookie.as_str()), ("origin", "https://evil.example")], 403),
        (vec![protocol, ("cookie", cookie.as_str()), ("origin", "null")], 403),
        (vec![protocol, ("cookie", cookie.as_str()), ("origin", "https://samrum.example.evil.example")], 403),
        (vec![protocol, ("authorization", bearer.as_str()), ("origin", "https://evil.example")], 403),
        (vec![("sec-websocket-protocol", "samrum.v2"), ("authorization", bearer.as_str())], 422),
    ] {
        match server.ask(&headers).await {
            Err(Error::Http(answer)) => assert_eq!(answer.status(), status, "{headers:?}"),
            other => panic!("{headers:?}: {other:?}"),
        }
    }
    let own = server.ask(&[protocol, ("cookie", &cookie), ("origin", "https://samrum.example")]).await;
    drop(own.expect("our own page"));
    let plain = server.ask(&[("authorization", &bearer)]).await;
    drop(plain.expect("a program that names no subprotocol"));
    drop(server.greeted().await);
    gone(&server.realtime).await;
}

#[actix_web::test]
async fn what_is_not_understood_closes() {
    let server = server(RealtimeConfig::default()).await;
    let fragment = |opcode, last| Message::Frame(Frame::message(Vec::new(), OpCode::Data(opcode), last));
    let mut endless = vec![fragment(Data::Text, false)];
    endless.extend((0..64).map(|_| fragment(Data::Continue, false)));
    for (sent, code) in [
        (vec![Message::text("{")], 4400),
        (vec![Message::text(r#"{"type":"dance"}"#)], 4400),
        (vec![Message::text(r#"{"type":"pong","more":1}"#)], 4400),
        (vec![Message::binary(vec![1, 2, 3])], 4400),
        (vec![Message::text(" ".repeat(64 * 1024 + 1))], 4400),
        (endless, 4400),
        ((0..80).map(|_| Message::text(r#"{"type":"pong"}"#)).collect(), 4429),
    ] {
        let mut line = server.greeted().await;
        for message in sent {
            if line.send(message).await.is_err() {
                break;
            }
        }
        assert_eq!(closed(&mut line).await, code);
    }
    // a text in several parts is one text
    let mut line = server.greeted().await;
    for (part, opcode, last) in [("{\"type\":", Data::Text, false), ("\"pong\"}", Data::Continue, true)] {
        let frame = Frame::message(part.as_bytes().to_vec(), OpCode::Data(opcode), last);
        line.send(Message::Frame(frame)).await.expect("sent");
    }
    line.send(Message::Ping(vec![7].into())).await.expect("sent");
    assert!(matches!(next(&mut line).await, Some(Ok(Message::Pong(payload))) if payload[..] == [7]));
    let refused = r#"{"type":"subscribe","id":9,"stream":"room:0199a3a0-0000-7000-8000-000000000001","after":null}"#;
    line.send(Message::text(refused)).await.expect("sent");
    let answer = text(&mut line).await;
    assert!(
        answer.contains("\"refused\"") && answer.contains("\"not_found\"") && answer.contains("\"id\":9"),
        "{answer}"
    );
    line.close(None).await.expect("closed");
    while next(&mut line).await.is_some() {}
    gone(&server.realtime).await;
}

#[actix_web::test]
async fn sockets_are_counted_pinged_signed_out_and_stopped() {
    let config = RealtimeConfig {
        sockets_per_person: 2,
        ping: Duration::from_secs(1),
        silence: Duration::from_secs(8),
        ..RealtimeConfig::default()
    };
    let server = server(config).await;
    let (mut first, mut second) = (server.greeted().await, server.greeted().await);
    let mut third = server.connect().await;
    assert_eq!(closed(&mut third).await, 4009);
    assert!(text(&mut first).await.contains("\"ping\""));
    // the first answers, the second has fallen silent
    for _ in 0..11 {
        first.send(Message::text(r#"{"type":"pong"}"#)).await.expect("sent");
        text(&mut first).await;
    }
    let mut end = None;
    while let Some(message) = next(&mut second).await {
        end = Some(message);
    }
    assert!(!matches!(end, Some(Ok(Message::Close(_)))), "{end:?}");
    assert_eq!(server.realtime.sockets(), 1);
    let mut fourth = server.greeted().await;

    let actor = server.auth.actor_from_access(&server.token).await.expect("signed in");
    let stopped = server.realtime.clone();
    server.auth.sign_out_everywhere(&actor).await.expect("signed out");
    assert_eq!(closed(&mut first).await, 4001);
    assert_eq!(closed(&mut fourth).await, 4001);
    stopped.shutdown().await;
}

#[actix_web::test]
async fn a_stop_tells_everybody_to_come_back() {
    let server = server(RealtimeConfig::default()).await;
    let mut line = server.greeted().await;
    let realtime = server.realtime.clone();
    let stop = actix_web::rt::spawn(async move { realtime.shutdown().await });
    assert_eq!(closed(&mut line).await, 1012);
    while next(&mut line).await.is_some() {}
    stop.await.expect("stopped");
    assert_eq!(server.realtime.sockets(), 0);
    let bearer = format!("Bearer {}", server.token);
    let again = server.ask(&[("authorization", &bearer), ("sec-websocket-protocol", "samrum.v1")]).await;
    assert!(matches!(again, Err(Error::Http(answer)) if answer.status() == 503));
}
