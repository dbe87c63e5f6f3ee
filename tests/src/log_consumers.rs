//! Who follows the log: remembers the place, passes over what is broken, waits at what it does not know, starts over
//! with a new epoch.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Role, Socket, Sql, World, after, eventually};

/// Puts an event into the log by hand, with its number.
async fn by_hand(sql: &Sql, stream: &str, kind: &str, payload: Value) -> i64 {
    let id: Uuid = stream.parse().unwrap();
    let raise = "UPDATE stream SET seq = seq + 1 WHERE id = $1 RETURNING seq AS n";
    let seq = sql.number(raise, [id.into()]).await;
    let insert = "INSERT INTO event (stream_id, stream_kind, seq, kind, v, payload, at) \
                  SELECT $1, 'room', $2, $3, 1, $4, max(at) FROM event";
    sql.run(insert, [id.into(), seq.into(), kind.into(), payload.into()]).await;
    seq
}

/// Waits until search finds the word.
async fn found(world: &World, word: &str) {
    let path = format!("/search?q={word}");
    eventually("search to find it", || async {
        let hits = world.client(Role::Member).get(&path).await.expect(200);
        (!hits["items"].as_array().unwrap().is_empty()).then_some(())
    })
    .await;
}

/// The thread's id in `members`, with one message.
async fn thread(world: &World) -> String {
    let thread = world.client(Role::Member).start(&world.room("members"), "Tråden", "Första ordet").await;
    thread["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_event_is_kept_aside_and_passed_over() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let (room, thread) = (world.room("members"), thread(&world).await);
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    let answer = socket.subscribe(&format!("room:{room}"), &Value::Null).await;
    let broken = by_hand(&sql, &room, "message_posted", json!({ "message": 3 })).await;
    world.client(Role::Member).say(&thread, "kastanjeallén").await;

    let frames = socket.until(|frame| frame["kind"] == "message_posted").await;
    let numbers: Vec<_> = frames.iter().map(|frame| (frame["seq"].as_i64().unwrap(), &frame["kind"])).collect();
    assert_eq!(numbers, [(broken, &json!("nothing")), (broken + 1, &json!("message_posted"))]);
    found(&world, "kastanjeallén").await;
    for consumer in ["search-indexer", "notifier"] {
        eventually("it to be kept aside", || async {
            let count = "SELECT count(*) AS n FROM dead_event WHERE consumer = $1";
            (sql.number(count, [consumer.into()]).await > 0).then_some(())
        })
        .await;
    }
    // a replay across it leaves the gap visible too
    let mut again = Socket::open(world.client(Role::Elected)).await;
    again.subscribe(&format!("room:{room}"), &after(&answer)).await;
    assert_eq!(again.until(|frame| frame["kind"] == "message_posted").await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn at_an_event_of_a_newer_version_consumers_wait_and_sockets_fetch() {
    let mut world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let (room, thread) = (world.room("members"), thread(&world).await);
    found(&world, "första").await;
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    socket.listen(&room).await;
    let unknown = by_hand(&sql, &room, "matter_weighed", json!({ "weight": 3 })).await;
    world.client(Role::Member).say(&thread, "björkdungen").await;

    let resync = socket.next().await.unwrap();
    assert_eq!((&resync["type"], &resync["seq"]), (&json!("resync"), &json!(unknown)), "{resync}");
    assert_eq!(socket.event("message_posted").await["seq"], unknown + 1);
    // nothing behind it has been indexed, and a restart does not get past it either
    world.node.restart().await;
    world.sign_everybody_in().await;
    world.client(Role::Member).say(&thread, "lindallén").await;
    let hits = world.client(Role::Member).get("/search?q=björkdungen").await.expect(200);
    assert_eq!(hits["items"], json!([]));
    let place = "SELECT event_id AS n FROM consumer WHERE name = 'notifier'";
    let weighed = "SELECT id AS n FROM event WHERE kind = 'matter_weighed'";
    assert!(sql.number(place, []).await < sql.number(weighed, []).await);

    // the newer version knows the kind
    sql.run(
        "UPDATE event SET kind = 'room_changed', payload = $1 WHERE kind = 'matter_weighed'",
        [json!({ "room": room }).into()],
    )
    .await;
    world.node.restart().await;
    world.sign_everybody_in().await;
    found(&world, "björkdungen").await;
    found(&world, "lindallén").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consumers_go_on_where_they_were() {
    let mut world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let thread = thread(&world).await;
    found(&world, "första").await;
    world.node.stop().await;
    let place = "SELECT event_id AS n FROM consumer WHERE name = 'notifier'";
    let head = "SELECT max(id) AS n FROM event";
    let stopped_at = sql.number(place, []).await;
    assert!(stopped_at > 0 && stopped_at <= sql.number(head, []).await);
    let aside = sql.number("SELECT count(*) AS n FROM dead_event", []).await;

    world.node.restart().await;
    world.sign_everybody_in().await;
    world.client(Role::Member).say(&thread, "efter starten").await;
    found(&world, "starten").await;
    eventually("the notifier to follow", || async {
        (sql.number(place, []).await == sql.number(head, []).await).then_some(())
    })
    .await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM dead_event", []).await, aside);
    let hits = world.client(Role::Member).get("/search?q=starten").await.expect(200);
    assert_eq!(hits["items"].as_array().unwrap().len(), 1, "{hits}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_epoch_sends_everybody_to_fetch() {
    let mut world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let (room, thread) = (world.room("members"), thread(&world).await);
    let stream = format!("room:{room}");
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    let before = socket.subscribe(&stream, &Value::Null).await;
    let epoch = domain::installation::begin_new_epoch(world.node.store()).await.unwrap();
    assert!(epoch > before["epoch"].as_i64().unwrap());

    let told = socket.until(|frame| frame["type"] == "resync" && frame["stream"] == stream).await;
    assert_eq!(told.last().unwrap()["epoch"], epoch);
    world.client(Role::Member).say(&thread, "i en ny tid").await;
    assert_eq!(socket.event("message_posted").await["data"]["message"]["text"], "i en ny tid");
    // whoever comes back from the old epoch fetches too, and a list names the new one
    let mut back = Socket::open(world.client(Role::Member)).await;
    assert_eq!(back.hello["epoch"], epoch);
    back.subscribe(&stream, &after(&before)).await;
    assert_eq!(back.next().await.unwrap()["type"], "resync");
    let list = world.client(Role::Member).get(&format!("/rooms/{room}/conversations")).await.expect(200);
    assert_eq!(list["at"]["epoch"], epoch);
    // transactions of another time mean nothing; the index is built anew
    assert_eq!(sql.number("SELECT count(*) AS n FROM event WHERE xid <> 0 AND kind <> 'message_posted'", []).await, 0);
    world.node.restart().await;
    world.sign_everybody_in().await;
    found(&world, "tid").await;
}
