//! One network with a few people, in a store of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_http::ws::{Codec, Frame};
use bytes::BytesMut;
use chrono::{Days, NaiveDate};
use domain::access::{Coordination, Deputies, ParticipationState, RoomKind, SeatKind};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::conversations::message::{self, Post};
use domain::conversations::text::Text;
use domain::event::StreamId;
use domain::ids::{ConversationId, MessageId, NetworkId, PersonId, RoomId, SeatId, SessionId};
use domain::log;
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use domain::people::person::{self, NewPerson};
use domain::people::session::{self, Device};
use domain::rooms::room;
use domain::store::{Store, StoreOptions};
use tempfile::TempDir;
use tokio_util::codec::Decoder as _;
use uuid::Uuid;
use wire::{After, ServerFrame};

use crate::hub::Socket;
use crate::resume::{Subscribed, subscribe};
use crate::{Inner, Realtime, RealtimeConfig};

/// A person with a seat, signed in.
pub(super) struct Somebody {
    pub(super) person: PersonId,
    pub(super) session: SessionId,
    pub(super) seat: SeatId,
}

pub(super) struct World {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) url: String,
    pub(super) network: NetworkId,
    pub(super) room: RoomId,
    pub(super) chat: ConversationId,
    pub(super) people: Vec<Somebody>,
    _folder: TempDir,
}

impl World {
    /// `people` members of one network, their seats ending with `last`.
    pub(super) async fn new(people: usize, last: Option<Days>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("samrum.sqlite").display());
        let clock = Clock::default();
        let store = Store::open(StoreOptions::new(&url), clock.clone()).await.expect("a store");
        let from = clock.today().checked_sub_days(Days::new(10)).expect("a day");
        let last = last.map(|days| clock.today().checked_add_days(days).expect("a day"));
        let made = store
            .write(&Actor::System, move |tx| async move {
                let network = network::create(
                    &tx,
                    NewNetwork {
                        slug: "partnerskapet".into(),
                        name: "Partnerskapet".into(),
                        kind: NetworkKind::Partnership,
                        purpose: String::new(),
                        observers_write: true,
                        observers_upload: false,
                        deputies: Deputies::Free,
                        coordination: Coordination::Secretariat,
                    },
                )
                .await?;
                let mut seats = Vec::new();
                for n in 0..people {
                    seats.push(member(&tx, network, n, from, last).await?);
                }
                Ok((network, seats))
            })
            .await;
        let (network, seats) = made.expect("a world");
        let mut people = Vec::new();
        for (person, seat) in seats {
            let session = store.write(&Actor::System, move |tx| async move {
                let device = Device { user_agent: String::new(), address: String::new() };
                session::begin(&tx, person, Uuid::new_v4().to_string(), device).await
            });
            people.push(Somebody { person, session: session.await.expect("a session"), seat });
        }
        let actor = store.actor_of(people[0].session).await.expect("an actor");
        let rooms = room::of_network(store.reader(), &actor, network).await.expect("rooms");
        let members =
            rooms.iter().find(|room| room.room().kind == RoomKind::Members).expect("the members' room").room();
        let (room, chat) = (members.id, members.chat_id.expect("a chat"));
        Self { store, clock, url, network, room, chat, people, _folder: folder }
    }

    /// The live part, without its tasks: a test drives the feed itself.
    pub(super) async fn still(&self) -> Arc<Inner> {
        Inner::new(self.store.clone(), RealtimeConfig::default()).await.expect("the live part")
    }

    /// The live part as it runs.
    pub(super) async fn live(&self) -> Realtime {
        let config = RealtimeConfig {
            poll: Duration::from_millis(100),
            read_marks: Duration::from_millis(100),
            ..RealtimeConfig::default()
        };
        Realtime::start(self.store.clone(), config).await.expect("the live part")
    }

    /// Somebody writes in the chat.
    pub(super) async fn post(&self, author: usize, text: &str) -> MessageId {
        post(&self.store, self.people[author].session, self.chat, text).await
    }

    /// Opens a socket for somebody, which listens to the members' room from `after` on.
    pub(super) async fn listen(&self, inner: &Inner, who: usize, after: Option<After>) -> Arc<Socket> {
        let socket = self.open(inner, who).await;
        let heard = subscribe(inner, &socket, Some(1), self.room.into(), after).await.expect("an answer");
        assert_eq!(heard, Subscribed::Yes);
        socket
    }

    /// Opens a socket for somebody, which listens to their own stream only.
    pub(super) async fn open(&self, inner: &Inner, who: usize) -> Arc<Socket> {
        let somebody = &self.people[who];
        let socket = inner.hub.socket(somebody.person, somebody.session);
        inner.hub.enter(&socket);
        subscribe(inner, &socket, None, somebody.person.into(), None).await.expect("the own stream");
        socket
    }

    /// Where the room's stream stands.
    pub(super) async fn head(&self) -> i64 {
        log::head(self.store.reader(), self.room.into()).await.expect("a number")
    }

    /// The seat of somebody ends so that they no longer have it.
    pub(super) async fn end_seat(&self, who: usize) {
        let (seat, person) = (self.people[who].seat, self.people[who].person);
        let yesterday = self.clock.today().pred_opt().expect("a day");
        let ended =
            self.store.write(&Actor::System, move |tx| async move { seat::end(&tx, seat, person, yesterday).await });
        ended.await.expect("ended");
    }

    /// A statement past all commands, as a newer version or a fault would leave it.
    pub(super) async fn by_hand(&self, sql: &str) {
        use sea_orm::ConnectionTrait as _;
        let connection = sea_orm::Database::connect(&self.url).await.expect("a connection");
        connection.execute_unprepared(sql).await.expect("a statement");
        connection.close().await.expect("closed");
    }

    pub(super) fn stream(&self) -> StreamId {
        self.room.into()
    }
}

async fn member(
    tx: &domain::store::Tx,
    network: NetworkId,
    n: usize,
    from: NaiveDate,
    last: Option<NaiveDate>,
) -> domain::Result<(PersonId, SeatId)> {
    let new = NewOrganisation {
        kind: OrganisationKind::Municipality,
        name: format!("Kommun {n}"),
        code: None,
        county: None,
        parent: None,
    };
    let organisation = organisation::create(tx, new).await?;
    participation::set(tx, network, organisation, ParticipationState::Member, from, "").await?;
    let new = NewPerson {
        name: format!("Person {n}"),
        email: format!("person{n}@samrum.example"),
        protected: n == 1,
        password_hash: None,
    };
    let person = person::create(tx, new).await?;
    let seat = seat::create(tx, network, organisation, SeatKind::Official, "kontaktperson").await?;
    seat::appoint(tx, seat, person, HoldingRole::Holder, from, last).await?;
    Ok((person, seat))
}

pub(super) async fn post(store: &Store, session: SessionId, chat: ConversationId, text: &str) -> MessageId {
    let actor = store.actor_of(session).await.expect("an actor");
    let post = Post::of(Uuid::new_v4(), Text::written(text).expect("a text"));
    let posted = store.write(&actor, move |tx| async move { message::post(&tx, chat, post).await });
    posted.await.expect("posted").id()
}

/// What a fast line has taken since the last time: the frames, and the code of a close.
pub(super) fn taken(socket: &Socket) -> (Vec<ServerFrame>, Option<u16>) {
    let mut bytes: BytesMut = socket.outbox.drain().into_iter().flatten().collect();
    let mut codec = Codec::new().client_mode().max_size(usize::MAX);
    let (mut frames, mut code) = (Vec::new(), None);
    while let Some(frame) = codec.decode(&mut bytes).expect("the protocol") {
        match frame {
            Frame::Text(text) => frames.push(serde_json::from_slice(&text).expect("a frame")),
            Frame::Close(Some(reason)) => code = Some(reason.code.into()),
            other => panic!("{other:?}"),
        }
    }
    (frames, code)
}

/// The numbers of the room's events among the frames.
pub(super) fn numbers(frames: &[ServerFrame], stream: StreamId) -> Vec<i64> {
    let name = stream.to_string();
    frames
        .iter()
        .filter_map(|frame| match frame {
            ServerFrame::Event(event) if event.stream == name => Some(event.seq),
            _ => None,
        })
        .collect()
}

/// Waits until `enough` says so: long, because a machine may be busy, but not until the regular check of the sessions would
/// bring it about.
pub(super) async fn until(mut enough: impl FnMut() -> bool) {
    const LIMIT: Duration = Duration::from_secs(20);
    let began = Instant::now();
    while began.elapsed() < LIMIT {
        if enough() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain");
}
