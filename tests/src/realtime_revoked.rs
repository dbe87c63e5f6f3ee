//! Losing access is immediate on open sockets: closed or unsubscribed, and no later event.

use std::time::{Duration, Instant};

use chrono::Days;
use domain::actor::Actor;
use domain::networks::network;
use domain::networks::seat::{self, HoldingRole};
use domain::rooms::guest;
use serde_json::{Value, json};

use crate::harness::{PASSWORD, Role, Socket, World, posted};

/// The thread one writes in, the room's stream, and a witness who hears what everybody may hear.
struct Scene {
    world: World,
    room: String,
    thread: String,
    witness: Socket,
}

impl Scene {
    async fn new(room: &str) -> Self {
        let world = World::new().await;
        let room = world.room(room);
        let thread = world.client(Role::Coordinator).start(&room, "Tråden", "Första").await;
        let thread = thread["id"].as_str().unwrap().to_owned();
        let mut witness = Socket::open(world.client(Role::Coordinator)).await;
        witness.listen(&room).await;
        Self { world, room, thread, witness }
    }

    fn stream(&self) -> String {
        format!("room:{}", self.room)
    }

    async fn listener(&self, role: Role) -> Socket {
        let mut socket = Socket::open(self.world.client(role)).await;
        socket.listen(&self.room).await;
        socket
    }

    /// Writes, and waits until everybody who may hear it has it in their queue.
    async fn say(&mut self, text: &str) {
        self.world.client(Role::Coordinator).say(&self.thread, text).await;
        loop {
            if self.witness.event("message_posted").await["data"]["message"]["text"] == text {
                return;
            }
        }
    }

    /// It is told so within a second or so, and hears nothing said afterwards.
    async fn expect_lost(&mut self, socket: &mut Socket, began: Instant) {
        let stream = self.stream();
        let told = socket.until(|frame| frame["type"] == "unsubscribed" && frame["stream"] == stream).await;
        println!("revoked: unsubscribed after {:?}", began.elapsed());
        assert_eq!(told.last().unwrap()["code"], "access_lost");
        let secret = secret();
        self.say(&secret).await;
        let later = socket.settled().await;
        assert_eq!(posted(&later), [""; 0], "{later:?}");
        assert!(!socket.raw.iter().any(|frame| frame.contains(&secret)));
        let again = socket.subscribe(&stream, &Value::Null).await;
        assert_eq!((&again["type"], &again["code"]), (&json!("refused"), &json!("not_found")));
        let replay = socket.subscribe(&stream, &json!({ "epoch": 1, "seq": 0 })).await;
        assert_eq!(replay["type"], "refused");
    }

    async fn expect_closed(&mut self, socket: &mut Socket, began: Instant) {
        let code = socket.closed().await;
        println!("revoked: closed after {:?}", began.elapsed());
        assert_eq!(code, 4001);
        let secret = secret();
        self.say(&secret).await;
        assert!(!socket.raw.iter().any(|frame| frame.contains(&secret)));
    }
}

/// Something that has not been said before.
fn secret() -> String {
    format!("hemligt {}", uuid::Uuid::new_v4())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_ends() {
    let mut scene = Scene::new("members").await;
    let mut socket = scene.listener(Role::Elected).await;
    let network = format!("network:{}", scene.world.network);
    assert_eq!(socket.subscribe(&network, &Value::Null).await["type"], "subscribed");
    scene.say("före").await;
    assert_eq!(socket.event("message_posted").await["data"]["message"]["text"], "före");
    let began = Instant::now();
    scene.world.end_seat(Role::Elected).await;
    scene.expect_lost(&mut socket, began).await;
    assert_eq!(socket.subscribe(&network, &Value::Null).await["type"], "refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_here_there_and_everywhere() {
    let mut scene = Scene::new("members").await;
    let other = scene.world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await;
    let (mut here, mut there) = (scene.listener(Role::Member).await, Socket::open(&other).await);
    there.listen(&scene.room).await;
    // one device, by the other
    let sessions = other.get("/sessions").await.expect(200);
    let sessions = sessions["items"].as_array().unwrap();
    let not_current = sessions.iter().find(|session| session["current"] == false).unwrap();
    let began = Instant::now();
    other.delete(&format!("/sessions/{}", not_current["id"].as_str().unwrap()), None).await.expect(204);
    scene.expect_closed(&mut here, began).await;
    there.event("message_posted").await;
    // this one
    let began = Instant::now();
    other.delete("/session", None).await.expect(204);
    scene.expect_closed(&mut there, began).await;
    // all of them
    let (one, two) = (
        scene.world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await,
        scene.world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await,
    );
    let (mut first, mut second) = (Socket::open(&one).await, Socket::open(&two).await);
    let began = Instant::now();
    one.delete("/sessions", None).await.expect(204);
    scene.expect_closed(&mut first, began).await;
    scene.expect_closed(&mut second, began).await;
    assert!(Socket::try_open(&one, None).await.is_err(), "nor a new one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_closes_the_other_devices() {
    let mut scene = Scene::new("members").await;
    let other = scene.world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await;
    let mut stolen = scene.listener(Role::Member).await;
    let mut own = Socket::open(&other).await;
    own.listen(&scene.room).await;
    let began = Instant::now();
    let new = json!({ "current": PASSWORD, "new": "en alldeles ny lång mening" });
    other.put("/me/password", &new).await.expect(204);
    scene.expect_closed(&mut stolen, began).await;
    own.event("message_posted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn observers_who_may_no_longer_write() {
    let scene = Scene::new("whole_network").await;
    let (mut observer, mut reader) = (scene.listener(Role::Observer).await, scene.listener(Role::Member).await);
    let network = format!("network:{}", scene.world.network);
    observer.subscribe(&network, &Value::Null).await;
    let typing = json!({ "type": "typing", "conversation_id": scene.thread });
    observer.send(&typing).await;
    assert_eq!(reader.next().await.unwrap()["type"], "typing");
    let id = scene.world.network;
    let store = scene.world.node.store();
    let quiet =
        store.write(&Actor::System, move |tx| async move { network::set_observer_rights(&tx, id, false, false).await });
    quiet.await.unwrap();
    observer.event("directory_changed").await;
    let mut back = scene.listener(Role::Observer).await;
    back.send(&typing).await;
    back.settled().await;
    let heard = reader.settled().await;
    assert!(heard.iter().all(|frame| frame["type"] != "typing"), "{heard:?}");
    let path = format!("/conversations/{}/messages", scene.thread);
    let body = json!({ "client_id": uuid::Uuid::new_v4(), "text": "får jag?" });
    scene.world.client(Role::Observer).post(&path, &body).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standing_that_ends_with_its_day() {
    let mut scene = Scene::new("members").await;
    let (seat, person) = (scene.world.seats[&Role::Host], scene.world.people[&Role::Nobody]);
    let (room, guest) = (scene.room.parse().unwrap(), scene.world.people[&Role::OtherNetwork]);
    let today = scene.world.node.clock.today();
    let until_tonight = move |tx| async move {
        seat::appoint(&tx, seat, person, HoldingRole::Deputy, today - Days::new(3), Some(today)).await?;
        guest::invite(&tx, domain::ids::RoomId(room), guest, false, today).await
    };
    scene.world.node.store().write(&Actor::System, until_tonight).await.unwrap();
    let (mut deputy, mut guest) = (scene.listener(Role::Nobody).await, scene.listener(Role::OtherNetwork).await);
    let mut stays = scene.listener(Role::Member).await;
    scene.say("före midnatt").await;
    for socket in [&mut deputy, &mut guest] {
        assert_eq!(socket.event("message_posted").await["data"]["message"]["text"], "före midnatt");
    }
    let began = Instant::now();
    scene.world.node.clock.advance(Duration::from_secs(24 * 3600));
    // the witness's token has run out by now; what it is signed in as has not
    scene.world.sign_everybody_in().await;
    scene.expect_lost(&mut deputy, began).await;
    scene.expect_lost(&mut guest, began).await;
    for _ in 0..3 {
        // whoever stays hears all of it
        stays.event("message_posted").await;
    }
}
