//! Direct conversations whose people share no network any more: read while one has a standing, and no longer written.

use std::time::Duration;

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::networks::seat::{self, HoldingRole};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, PASSWORD, Role, World};

/// Lets somebody from another network sit as a deputy in the member's seat; gives the holding.
async fn sits(world: &World, from: NaiveDate, to: Option<NaiveDate>) -> String {
    let (seat, person) = (world.seats[&Role::Member], world.people[&Role::OtherNetwork]);
    let appoint = move |tx| async move { seat::appoint(&tx, seat, person, HoldingRole::Deputy, from, to).await };
    world.node.store().write(&Actor::System, appoint).await.expect("appointed").to_string()
}

async fn signed_in(world: &World, role: Role) -> Client {
    world.node.anonymous().sign_in(&role.email(), PASSWORD).await
}

async fn started(client: &Client, world: &World, others: &[Role]) -> (String, String) {
    let people: Vec<_> = others.iter().map(|role| world.people[role].to_string()).collect();
    let made = client.post("/direct", &json!({ "people": people })).await.expect(201);
    let text = |field: &str| made[field].as_str().expect("an id").to_owned();
    (text("id"), text("room_id"))
}

async fn may(client: &Client, conversation: &str) -> Value {
    client.get(&format!("/conversations/{conversation}")).await.expect(200)["may"].clone()
}

/// All of it can be read, and nothing written.
async fn only_reads(client: &Client, (conversation, room): &(String, String), message: &str) {
    let path = format!("/conversations/{conversation}/messages");
    let read = client.get(&path).await.expect(200);
    assert!(!read["items"].as_array().expect("messages").is_empty());
    let rights = may(client, conversation).await;
    assert_eq!((&rights["write"], &rights["upload"]), (&json!(false), &json!(false)));
    let words = json!({ "client_id": Uuid::new_v4(), "text": "Ett ord till" });
    assert_eq!(client.post(&path, &words).await.problem(403), "forbidden");
    let file = client.upload(&format!("/rooms/{room}/documents"), "blad.txt", b"Ett blad".to_vec(), &[]).await;
    assert_eq!(file.problem(403), "forbidden");
    let thanks = client.put(&format!("/messages/{message}/reactions/thanks"), &Value::Null).await;
    assert_eq!(thanks.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_direct_conversation_is_read_and_not_written() {
    let world = World::new().await;
    let today = world.node.clock.today();
    sits(&world, today, Some(today)).await;
    let member = signed_in(&world, Role::Member).await;
    let other = signed_in(&world, Role::OtherNetwork).await;
    let two = started(&member, &world, &[Role::OtherNetwork]).await;
    let three = started(&member, &world, &[Role::OtherNetwork, Role::Observer]).await;
    let first = member.say(&two.0, "Hur gör ni?").await["id"].as_str().expect("an id").to_owned();
    let answer = other.say(&two.0, "Så här.").await["id"].as_str().expect("an id").to_owned();
    let among = member.say(&three.0, "Till er båda").await["id"].as_str().expect("an id").to_owned();
    assert_eq!(may(&other, &two.0).await["write"], true);

    // the day after the last they share no network: no flag is flipped for it
    world.node.clock.advance(Duration::from_secs(24 * 3600));
    let (member, other) = (signed_in(&world, Role::Member).await, signed_in(&world, Role::OtherNetwork).await);
    only_reads(&member, &two, &answer).await;
    only_reads(&other, &two, &first).await;
    // where some of them still do, they go on; who shares one with nobody there only reads
    only_reads(&other, &three, &among).await;
    let observer = signed_in(&world, Role::Observer).await;
    observer.say(&three.0, "Vi går vidare").await;
    // and a new one is not begun
    let people = json!({ "people": [world.people[&Role::OtherNetwork].to_string()] });
    member.post("/direct", &people).await.expect(404);
    assert_eq!(member.get("/direct").await.expect(200)["items"].as_array().expect("both").len(), 2);

    // sharing one again they write again, in the same conversation, until a coordinator ends it at once
    let holding = sits(&world, world.node.clock.today(), None).await;
    assert_eq!(may(&member, &two.0).await["write"], true);
    other.say(&two.0, "Jag är tillbaka").await;
    let coordinator = signed_in(&world, Role::Coordinator).await;
    let end = format!("/seats/{}/holdings/{holding}/end", world.seats[&Role::Member]);
    coordinator.post(&end, &json!({})).await.expect(200);
    only_reads(&member, &two, &answer).await;
    only_reads(&other, &two, &first).await;
}
