//! The socket when all is well: greeting, listening, who is told what, *skriver …*, read marks.

use serde_json::{Value, json};

use crate::harness::{Role, Socket, Sql, World, after, posted};

async fn thread(world: &World, room: &str) -> String {
    let thread = world.client(Role::Coordinator).start(&world.room(room), "Tråden", "Första").await;
    thread["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_reaches_who_listens() {
    let world = World::new().await;
    let (room, thread) = (world.room("members"), thread(&world, "members").await);
    let stream = format!("room:{room}");
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    assert_eq!(socket.hello["person"], format!("person:{}", world.people[&Role::Elected]));
    assert!(socket.hello["epoch"].as_i64().unwrap() > 0);
    assert_eq!(socket.hello["ping_seconds"], 25);

    let list = world.client(Role::Elected).get(&format!("/conversations/{thread}/messages")).await.expect(200);
    world.client(Role::Member).say(&thread, "mellan listan och prenumerationen").await;
    let answer = socket.subscribe(&stream, &after(&list["at"])).await;
    assert_eq!(answer["type"], "subscribed");
    let began = std::time::Instant::now();
    let said = world.client(Role::Member).say(&thread, "medan den lyssnar").await;
    let first = socket.event("message_posted").await;
    assert_eq!(first["data"]["message"]["text"], "mellan listan och prenumerationen");
    let second = socket.event("message_posted").await;
    println!("live: from the request to the frame {:?}", began.elapsed());
    assert_eq!(second["data"]["message"], said);
    assert_eq!(second["seq"].as_i64(), first["seq"].as_i64().map(|seq| seq + 1));
    assert_eq!(second["data"]["conversation"]["last_position"], said["position"]);

    socket.send(&json!({ "type": "unsubscribe", "stream": stream })).await;
    socket.settled().await;
    let mut witness = Socket::open(world.client(Role::Coordinator)).await;
    witness.listen(&room).await;
    world.client(Role::Member).say(&thread, "efteråt").await;
    witness.event("message_posted").await;
    assert_eq!(posted(&socket.settled().await), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_one_may_not_hear_does_not_exist() {
    let world = World::new().await;
    let nowhere = uuid::Uuid::new_v4();
    let mut known = vec![
        format!("network:{}", world.network),
        format!("network:{}", world.other_network),
        format!("room:{nowhere}"),
        format!("person:{nowhere}"),
        format!("network:{nowhere}"),
        format!("installation:{}", uuid::Uuid::nil()),
        "room".into(),
        String::new(),
        format!("ROOM:{}", world.room("public")),
        format!("room:{}", world.room("public").to_uppercase()),
    ];
    known.extend(world.rooms.values().chain(world.other_rooms.values()).map(|room| format!("room:{room}")));
    known.extend(world.people.values().map(|person| format!("person:{person}")));
    let mut cells = 0;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Anonymous) {
        let client = world.client(role);
        let mut socket = Socket::open(client).await;
        for (n, stream) in known.iter().enumerate() {
            // slower than the limit on commands
            if n % 50 == 49 {
                socket = Socket::open(client).await;
            }
            let answer = socket.subscribe(stream, &Value::Null).await;
            let may = match stream.split_once(':') {
                Some(("room", id)) if *id == *id.to_lowercase() => {
                    client.get(&format!("/rooms/{id}")).await.status.is_success()
                }
                Some(("network", id)) => {
                    client.get(&format!("/networks/{id}/participations")).await.status.is_success()
                }
                Some(("person", id)) => *id == world.people[&role].to_string(),
                _ => false,
            };
            let expected = if may { "subscribed" } else { "refused" };
            assert_eq!(answer["type"], expected, "{role:?} {stream} {answer}");
            if !may {
                assert_eq!(answer["code"], "not_found");
            }
            cells += 1;
        }
    }
    println!("streams: {cells} subscriptions compared with the API");
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_is_shown_to_the_others_and_never_kept() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let (room, thread) = (world.room("members"), thread(&world, "members").await);
    let mut reader = Socket::open(world.client(Role::Elected)).await;
    let mut own = Socket::open(world.client(Role::Member)).await;
    let mut outside = Socket::open(world.client(Role::Observer)).await;
    reader.listen(&room).await;
    own.listen(&room).await;
    let events = sql.number("SELECT count(*) AS n FROM event", []).await;
    let typing = json!({ "type": "typing", "conversation_id": thread });

    // who may only read, who sees nothing, and what is no conversation
    for role in [Role::Resting, Role::Guest, Role::Observer, Role::OtherNetwork, Role::Nobody] {
        let mut silent = Socket::open(world.client(role)).await;
        silent.send(&typing).await;
        silent.settled().await;
    }
    own.send(&json!({ "type": "typing", "conversation_id": uuid::Uuid::new_v4() })).await;
    let began = std::time::Instant::now();
    own.send(&typing).await;
    let told = reader.next().await.unwrap();
    assert_eq!(told["type"], "typing");
    assert_eq!(told["person_id"], world.people[&Role::Member].to_string());
    assert_eq!(told["name"], "Member Testsson");
    assert_eq!(told["conversation_id"], thread);
    // said again at once, nobody is told again: it is told no oftener than every two seconds
    own.send(&typing).await;
    assert_eq!(own.settled().await, [Value::Null; 0], "nobody hears of oneself");
    let again = reader.settled().await;
    assert!(again.is_empty() || began.elapsed().as_secs() >= 2, "{again:?}");
    assert_eq!(outside.settled().await, [Value::Null; 0]);
    assert_eq!(sql.number("SELECT count(*) AS n FROM event", []).await, events, "not in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_has_read_shows_on_ones_other_devices() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let thread = thread(&world, "members").await;
    for n in 0..4 {
        world.client(Role::Coordinator).say(&thread, &format!("{n}")).await;
    }
    let mut phone = Socket::open(world.client(Role::Member)).await;
    let mut desk = Socket::open(world.client(Role::Member)).await;
    let mut other = Socket::open(world.client(Role::Elected)).await;
    let events = sql.number("SELECT count(*) AS n FROM event", []).await;
    for position in [2, 4, 3] {
        phone.send(&json!({ "type": "read", "conversation_id": thread, "position": position })).await;
    }
    let marked = desk.next().await.unwrap();
    assert_eq!(marked, json!({ "type": "read_marked", "conversation_id": thread, "position": 4 }));
    let seen = world.client(Role::Member).get(&format!("/conversations/{thread}")).await.expect(200);
    assert_eq!((&seen["read_position"], &seen["unread"]), (&json!(4), &json!(1)));
    // never back, never past the end, nothing where one does not see it
    phone.send(&json!({ "type": "read", "conversation_id": thread, "position": 1 })).await;
    phone.send(&json!({ "type": "read", "conversation_id": uuid::Uuid::new_v4(), "position": 1 })).await;
    phone.send(&json!({ "type": "read", "conversation_id": thread, "position": 1_000_000 })).await;
    let mut stranger = Socket::open(world.client(Role::Observer)).await;
    stranger.send(&json!({ "type": "read", "conversation_id": thread, "position": 5 })).await;
    let marked = desk.next().await.unwrap();
    assert_eq!(marked["position"], 5);
    assert_eq!(other.settled().await, [Value::Null; 0], "others' reading is nobody's business");
    assert_eq!(sql.number("SELECT count(*) AS n FROM event", []).await, events, "not in the log");
    stranger.settled().await;
    stranger.vanish();
    let marks = "SELECT count(*) AS n FROM read_mark WHERE person_id = $1";
    assert_eq!(sql.number(marks, [world.people[&Role::Observer].0.into()]).await, 0);
    assert_eq!(sql.gaps().await, [""; 0]);
}
