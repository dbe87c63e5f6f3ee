//! A client that comes and goes while others write sees every message once, in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use serde_json::{Value, json};

use crate::harness::{Client, End, Role, Socket, World, after, eventually};

const WRITERS: [Role; 4] = [Role::Member, Role::Elected, Role::Coordinator, Role::Host];
const EACH: usize = 60;
const READERS: u64 = 4;
/// How often they come and go, all of them together, before the second half is written.
const OFTEN: usize = 20;

/// What one reader has seen of a stream, and where it would go on.
struct Reader {
    client: Client,
    stream: String,
    place: Value,
    positions: Vec<i64>,
    resyncs: usize,
    /// How often all readers have come.
    came: Arc<AtomicUsize>,
}

impl Reader {
    /// Listens for a while, then goes away: politely, or without a word in the middle of what comes.
    async fn listen(&mut self, rng: &mut StdRng, enough: i64) {
        let mut socket = Socket::open(&self.client).await;
        let answer = socket.subscribe(&self.stream, &self.place).await;
        assert_eq!(answer["type"], "subscribed", "{answer}");
        let until = tokio::time::Instant::now() + Duration::from_millis(rng.random_range(1..60));
        self.came.fetch_add(1, Ordering::Relaxed);
        while self.positions.last() != Some(&enough) {
            tokio::select! {
                frame = socket.next() => match frame {
                    Ok(frame) => self.take(&frame),
                    Err(End::Closed(_) | End::Gone) => return,
                },
                () = tokio::time::sleep_until(until) => break,
            }
        }
        if rng.random_bool(0.3) {
            for frame in socket.settled().await {
                self.take(&frame);
            }
        }
        socket.vanish();
    }

    fn take(&mut self, frame: &Value) {
        if frame["stream"] != self.stream.as_str() {
            return;
        }
        match frame["type"].as_str() {
            Some("event") => {
                let (seq, known) = (frame["seq"].as_i64().unwrap(), self.place["seq"].as_i64().unwrap());
                assert_eq!(seq, known + 1, "numbers come one by one");
                if frame["kind"] == "message_posted" {
                    self.positions.push(frame["data"]["message"]["position"].as_i64().unwrap());
                }
                self.place = json!({ "epoch": self.place["epoch"], "seq": seq });
            }
            Some("resync") => {
                self.resyncs += 1;
                self.place = json!({ "epoch": frame["epoch"], "seq": frame["seq"] });
            }
            other => assert_eq!(other, Some("subscribed"), "{frame}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_once_and_in_order_however_often_the_line_breaks() {
    let world = World::new().await;
    let room = world.room("members");
    let thread = world.client(Role::Coordinator).start(&room, "Tråden", "Första").await;
    let id = thread["id"].as_str().unwrap().to_owned();
    let list = world.client(Role::Deputy).get(&format!("/conversations/{id}/messages")).await.expect(200);
    let enough = (WRITERS.len() * EACH) as i64 + 1;
    let seed: u64 = rand::random();
    println!("resume: seed {seed}");
    let came = Arc::new(AtomicUsize::new(0));
    let readers: Vec<_> = (0..READERS)
        .map(|n| {
            let mut rng = StdRng::seed_from_u64(seed.wrapping_add(n));
            let mut reader = Reader {
                client: world.client([Role::Deputy, Role::Elected][n as usize % 2]).clone(),
                stream: format!("room:{room}"),
                place: after(&list["at"]),
                positions: vec![1],
                resyncs: 0,
                came: Arc::clone(&came),
            };
            tokio::spawn(async move {
                while reader.positions.last() != Some(&enough) {
                    reader.listen(&mut rng, enough).await;
                }
                reader
            })
        })
        .collect();
    let writers: Vec<_> = WRITERS
        .into_iter()
        .map(|role| {
            let (client, id, came) = (world.client(role).clone(), id.clone(), Arc::clone(&came));
            tokio::spawn(async move {
                for n in 0..EACH {
                    // however long that takes on a busy machine
                    if n == EACH / 2 {
                        let often = || async { (came.load(Ordering::Relaxed) > OFTEN).then_some(()) };
                        eventually("the readers to have come and gone", often).await;
                    }
                    client.say(&id, &format!("{role:?} {n}")).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    for reader in readers {
        let reader = tokio::time::timeout(Duration::from_secs(60), reader).await.expect("in time").unwrap();
        assert_eq!(reader.positions, (1..=enough).collect::<Vec<_>>(), "seed {seed}");
        assert_eq!(reader.resyncs, 0, "within the window nobody is told to fetch");
    }
    let came = came.load(Ordering::Relaxed);
    println!("resume: {READERS} readers, {enough} messages each, {came} connections");
    assert!(came > OFTEN, "{came}");
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_the_window_one_is_told_to_fetch() {
    let world = World::new().await;
    let sql = crate::harness::Sql::of(world.node.config()).await;
    let room = world.rooms["members"];
    let stream = format!("room:{room}");
    let thread = world.client(Role::Coordinator).start(&room.to_string(), "Tråden", "Första").await;
    for n in 0..5 {
        world.client(Role::Coordinator).say(thread["id"].as_str().unwrap(), &format!("{n}")).await;
    }
    let mut socket = Socket::open(world.client(Role::Member)).await;
    let now = socket.subscribe(&stream, &Value::Null).await;
    let (head, epoch) = (now["seq"].as_i64().unwrap(), now["epoch"].as_i64().unwrap());
    let forget = "DELETE FROM event WHERE stream_id = $1 AND seq <= $2";
    sql.run(forget, [room.0.into(), (head - 2).into()]).await;
    for (seq, epoch) in [(head - 3, epoch), (0, epoch), (head + 1, epoch), (-1, epoch), (head, epoch + 1)] {
        let answer = socket.subscribe(&stream, &json!({ "epoch": epoch, "seq": seq })).await;
        assert_eq!(answer["type"], "subscribed");
        let told = socket.settled().await;
        assert_eq!(told.len(), 1, "{seq}: {told:?}");
        assert_eq!((&told[0]["type"], told[0]["seq"].as_i64()), (&json!("resync"), Some(head)), "after {seq}");
    }
    // still within it
    socket.subscribe(&stream, &json!({ "epoch": epoch, "seq": head - 2 })).await;
    let told = socket.settled().await;
    assert_eq!(told.iter().map(|f| f["seq"].as_i64().unwrap()).collect::<Vec<_>>(), [head - 1, head]);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_to_replay_is_a_resync() {
    let world = World::new().await;
    let room = world.rooms["members"];
    let mut socket = Socket::open(world.client(Role::Member)).await;
    let before = socket.subscribe(&format!("room:{room}"), &Value::Null).await;
    socket.send(&json!({ "type": "unsubscribe", "stream": format!("room:{room}") })).await;
    socket.settled().await;
    let flood = move |tx: domain::store::Tx| async move {
        for _ in 0..1_001 {
            tx.record(room, domain::event::Event::RoomChanged { room });
        }
        Ok(())
    };
    world.node.store().write(&domain::actor::Actor::System, flood).await.unwrap();
    let answer = socket.subscribe(&format!("room:{room}"), &after(&before)).await;
    assert_eq!(answer["type"], "subscribed");
    let told = socket.settled().await;
    assert_eq!((told.len(), &told[0]["type"]), (1, &json!("resync")), "{told:?}");
}
