//! What travels to each role, byte for byte, beside what the API shows that role: the event never carries what the API
//! hides.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::{Role, Socket, World};

/// A word that stands in one room only.
fn marker(kind: &str) -> String {
    format!("markör{}", kind.replace('_', ""))
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_hold_what_the_api_shows_and_no_more() {
    let world = World::new().await;
    let mut listening: BTreeMap<Role, Socket> = BTreeMap::new();
    let streams: Vec<String> = world
        .rooms
        .values()
        .chain(world.other_rooms.values())
        .map(|room| format!("room:{room}"))
        .chain([format!("network:{}", world.network), format!("network:{}", world.other_network)])
        .chain(world.people.values().map(|person| format!("person:{person}")))
        .collect();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Anonymous) {
        let mut socket = Socket::open(world.client(role)).await;
        for stream in &streams {
            socket.subscribe(stream, &Value::Null).await;
        }
        listening.insert(role, socket);
    }
    let readable = readable(&world).await;
    for (kind, room) in world.rooms.iter().map(|(kind, room)| (kind.as_str(), room.to_string())) {
        act(&world, kind, &room).await;
    }
    let direct = json!({ "people": [world.people[&Role::Elected]] });
    let direct = world.client(Role::Member).post("/direct", &direct).await.expect(201);
    world.client(Role::Member).say(direct["id"].as_str().unwrap(), &marker("direct")).await;
    // the end of what has been done, in every stream at once
    drain(listening.get_mut(&Role::Coordinator).unwrap(), &readable[&Role::Coordinator]).await;
    let mut compared = 0;
    for (role, socket) in &mut listening {
        drain(socket, &readable[role]).await;
        let own = format!("person:{}", world.people[role]);
        for raw in &socket.raw {
            for (kind, may) in &readable[role] {
                assert!(*may || !raw.contains(&marker(kind)), "{role:?} hears of {kind}: {raw}");
            }
            let party = matches!(role, Role::Member | Role::Elected);
            assert!(party || !raw.contains(&marker("direct")), "{role:?} hears a direct conversation: {raw}");
            let frame: Value = serde_json::from_str(raw).unwrap();
            if let Some(stream) = frame["stream"].as_str().filter(|s| s.starts_with("person:")) {
                assert!(stream == own || frame["type"] == "refused", "{role:?}: {raw}");
            }
            compared += compare(&world, *role, &frame).await;
        }
        // and what one may read did come
        for (kind, may) in &readable[role] {
            let heard = socket.raw.iter().any(|raw| raw.contains(&marker(kind)));
            assert_eq!(heard, *may, "{role:?} {kind}");
        }
    }
    println!("frames: {compared} compared with the API, of {} roles", listening.len());
    assert!(compared > 100, "{compared}");
}

/// Which rooms the API shows to whom.
async fn readable(world: &World) -> BTreeMap<Role, BTreeMap<String, bool>> {
    let mut all = BTreeMap::new();
    for role in Role::ALL {
        let mut rooms = BTreeMap::new();
        for (kind, room) in &world.rooms {
            let status = world.client(role).get(&format!("/rooms/{room}")).await.status;
            rooms.insert(kind.clone(), status.is_success());
        }
        all.insert(role, rooms);
    }
    all
}

/// Everything there is an event for, in one room.
async fn act(world: &World, kind: &str, room: &str) {
    let word = marker(kind);
    let coordinator = world.client(Role::Coordinator);
    let thread = coordinator.start(room, &format!("Rubrik {word}"), &format!("Text {word}")).await;
    let thread = thread["id"].as_str().unwrap();
    let said = coordinator.say(thread, &format!("Svar {word}")).await;
    let path = format!("/messages/{}", said["id"].as_str().unwrap());
    coordinator.patch(&path, 1, &json!({ "text": format!("Ändrat {word}") })).await.expect(200);
    let gone = coordinator.say(thread, &format!("Borttaget {word}")).await;
    coordinator.delete(&format!("/messages/{}", gone["id"].as_str().unwrap()), Some(1)).await.expect(204);
    let folder = json!({ "name": format!("Mapp {word}") });
    coordinator.post(&format!("/rooms/{room}/folders"), &folder).await.expect(201);
    let name = format!("{word}.txt");
    let file = format!("Innehåll {word}").into_bytes();
    let document = coordinator.upload(&format!("/rooms/{room}/documents"), &name, file, &[]).await.expect(201);
    let path = format!("/documents/{}", document["id"].as_str().unwrap());
    crate::harness::eventually("the file to be read", || async {
        let document = coordinator.get(&path).await.expect(200);
        (document["reading"] == "read").then_some(())
    })
    .await;
}

/// Takes everything that is on its way: what was done last has come from each room one may read.
async fn drain(socket: &mut Socket, readable: &BTreeMap<String, bool>) {
    let last = |raw: &String, kind: &String| raw.contains("\"reading\":\"read\"") && raw.contains(&marker(kind));
    for (kind, _) in readable.iter().filter(|(_, may)| **may) {
        while !socket.raw.iter().any(|raw| last(raw, kind)) {
            socket.next().await.expect("an open socket");
        }
    }
    socket.settled().await;
}

/// What a frame tells of a thing is what the API tells the same person of it now, or less where it has gone.
async fn compare(world: &World, role: Role, frame: &Value) -> usize {
    let client = world.client(role);
    let (path, told) = match frame["kind"].as_str() {
        Some("message_posted" | "message_edited" | "message_deleted" | "message_restored") => {
            ("messages", &frame["data"]["message"])
        }
        Some("document_changed") => ("documents", &frame["data"]["document"]),
        Some("conversation_started" | "conversation_changed") => ("conversations", &frame["data"]["conversation"]),
        Some("folder_changed" | "meeting_changed" | "audience_changed" | "directory_changed" | "draft_changed") => {
            return 1;
        }
        Some("direct_started" | "person_changed" | "session_ended" | "nothing") => return 1,
        Some(other) => panic!("a frame the test does not know: {other}"),
        None => return 0,
    };
    let shown = client.get(&format!("/{path}/{}", told["id"].as_str().unwrap())).await.expect(200);
    // the frame may be of an earlier moment; then it holds no field the API does not have
    for (field, value) in told.as_object().unwrap() {
        assert!(shown.get(field).is_some(), "{role:?}: {path} has {field}, which the API does not show");
        if told["revision"] == shown["revision"] && told["reading"] == shown["reading"] && path != "conversations" {
            assert_eq!(value, &shown[field], "{role:?} {path} {field}");
        }
    }
    for differing in ["mine", "unread", "may", "read_position"] {
        assert!(told.get(differing).is_none(), "{differing} differs between readers");
    }
    1
}
