//! Whom no line lets a socket through asks for what happened over plain HTTP, and is told the same, and no more.

use serde_json::{Value, json};

use crate::harness::{Client, Role, Socket, World};

async fn since(client: &Client, epoch: &Value, after: &str) -> Vec<Value> {
    let answer = client.get(&format!("/events?epoch={epoch}&after={after}")).await.expect(200);
    answer["frames"].as_array().expect("frames").clone()
}

/// Where a room stands.
async fn place(client: &Client, room: &str) -> Value {
    client.get(&format!("/rooms/{room}/conversations")).await.expect(200)["at"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_events_are_told_without_a_socket() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (members, whole) = (world.room("members"), world.room("whole_network"));
    let (before, elsewhere) = (place(member, &members).await, place(member, &whole).await);
    let epoch = before["epoch"].clone();
    let thread = coordinator.start(&members, "Tråden", "Första").await["id"].as_str().unwrap().to_owned();
    coordinator.say(&thread, "Andra").await;
    let asked = format!(
        "{}@{},{}@{}",
        before["stream"].as_str().unwrap(),
        before["seq"],
        elsewhere["stream"].as_str().unwrap(),
        elsewhere["seq"]
    );
    let told = since(member, &epoch, &asked).await;
    // what a socket that comes back hears, to the letter
    let mut socket = Socket::open(member).await;
    let stream = before["stream"].as_str().unwrap();
    socket.subscribe(stream, &json!({ "epoch": epoch, "seq": before["seq"] })).await;
    let last = told.last().unwrap()["seq"].clone();
    let heard = socket.until(|frame| frame["type"] == "event" && frame["seq"] == last).await;
    let heard: Vec<Value> = heard.into_iter().filter(|frame| frame["type"] == "event").collect();
    assert_eq!(told, heard);
    let kinds: Vec<&str> = told.iter().map(|frame| frame["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"conversation_started") && kinds.contains(&"message_posted"), "{kinds:?}");
    // from there on there is nothing
    assert_eq!(since(member, &epoch, &format!("{stream}@{last}")).await, [json!(null); 0]);
    // what can't be told is to be read again: of another time, of nowhere, from no place
    for (epoch, after) in [
        (json!(9), format!("{stream}@0")),
        (epoch.clone(), format!("{stream}@99999")),
        (epoch.clone(), stream.to_owned()),
    ] {
        let told = since(member, &epoch, &after).await;
        assert_eq!(told, [json!({ "type": "resync", "stream": stream, "seq": last, "epoch": 1 })], "{epoch} {after}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_what_they_do_not_hear() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let members = world.room("members");
    let at = place(member, &members).await;
    let (stream, epoch) = (at["stream"].as_str().unwrap(), &at["epoch"]);
    member.start(&members, "Tråden", "Hemligt").await;
    let asked = format!("{stream}@{}", at["seq"]);
    let gone = |stream: &str| [json!({ "type": "unsubscribed", "stream": stream, "code": "not_found" })];
    for role in [Role::Observer, Role::OtherNetwork, Role::Administrator, Role::Nobody] {
        assert_eq!(since(world.client(role), epoch, &asked).await, gone(stream), "{role:?}");
    }
    // what is nothing is answered alike
    for nothing in ["", "room:x", "person:*", "room:00000000-0000-0000-0000-000000000000"] {
        assert_eq!(since(member, epoch, nothing).await, gone(nothing), "{nothing}");
    }
    assert!(!since(elected, epoch, &asked).await.is_empty());
    world.end_seat(Role::Elected).await;
    assert_eq!(since(elected, epoch, &asked).await, gone(stream));
    let anonymous = world.client(Role::Anonymous);
    assert_eq!(anonymous.get("/events?epoch=x").await.problem(401), "unauthenticated");
    // so many, so formed
    let many = vec![stream; 101].join(",");
    for query in ["", "?epoch=1", "?epoch=x&after=y", "?epoch=1&after=y&more=1", "?epoch=1&after=room:x@y"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("?epoch=1&after={many}")])
    {
        assert_eq!(member.get(&format!("/events{query}")).await.problem(400), "bad_query", "{query}");
    }
}
