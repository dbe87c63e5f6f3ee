//! Which organisations have seen a message: only where its author asks, never who has not.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, World, eventually};

async fn seen(client: &Client, message: &str) -> Vec<String> {
    let answer = client.get(&format!("/messages/{message}/seen")).await.expect(200);
    let names = answer["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
    names.collect()
}

async fn read(world: &World, role: Role, conversation: &str, position: i64) {
    let body = json!({ "position": position });
    world.client(role).put(&format!("/conversations/{conversation}/read"), &body).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_that_have_opened_it_are_told_to_all_who_read_it() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("whole_network"), "Sista dag", "Anmäl er").await;
    let thread = started["id"].as_str().unwrap().to_owned();
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Senast fredag", "ask_seen": true });
    let asked = member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    assert_eq!(asked["asks_seen"], true);
    let message = asked["id"].as_str().unwrap();
    assert_eq!(seen(member, message).await, Vec::<String>::new());
    // not far enough, one's own organisation, a coordinator without a seat
    read(&world, Role::Observer, &thread, 1).await;
    for role in [Role::Elected, Role::Coordinator, Role::Host] {
        read(&world, role, &thread, 2).await;
    }
    for role in [Role::Member, Role::Observer, Role::Host] {
        assert_eq!(seen(world.client(role), message).await, ["Gävle kommun"], "{role:?}");
    }
    read(&world, Role::WorkingGroup, &thread, 2).await;
    read(&world, Role::Observer, &thread, 2).await;
    assert_eq!(seen(member, message).await, ["Gävle kommun", "Haninge kommun", "Mora kommun"]);
    // who loses their seat is no longer their organisation's reader
    world.end_seat(Role::Host).await;
    eventually("the seat to have ended", || async {
        (seen(member, message).await == ["Haninge kommun", "Mora kommun"]).then_some(())
    })
    .await;
    for (role, status) in [(Role::Host, 404), (Role::Nobody, 404), (Role::OtherNetwork, 404)] {
        world.client(role).get(&format!("/messages/{message}/seen")).await.expect(status);
    }
    member.delete(&format!("/messages/{message}"), Some(1)).await.expect(204);
    assert_eq!(seen(member, message).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_that_was_not_asked() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("members"), "En tråd", "Hej").await;
    let thread = started["id"].as_str().unwrap();
    let message = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let message = message["items"][0]["id"].as_str().unwrap().to_owned();
    read(&world, Role::Host, thread, 1).await;
    assert_eq!(seen(member, &message).await, Vec::<String>::new());
    // asked afterwards: who had read it before did not know, and is not told of
    world.node.clock.advance(std::time::Duration::from_secs(60));
    let path = format!("/messages/{message}/seen");
    let now = member.put(&path, &Value::Null).await.expect(200);
    assert_eq!((&now["asks_seen"], &now["revision"], &now["touches"]), (&json!(true), &json!(1), &json!(1)));
    assert_eq!(member.put(&path, &Value::Null).await.expect(200), now, "asked twice is asked once");
    assert_eq!(seen(member, &message).await, Vec::<String>::new());
    world.node.clock.advance(std::time::Duration::from_secs(60));
    read(&world, Role::WorkingGroup, thread, 1).await;
    assert_eq!(seen(member, &message).await, ["Haninge kommun"]);
    for role in [Role::Elected, Role::Coordinator] {
        assert_eq!(world.client(role).put(&path, &Value::Null).await.problem(403), "forbidden");
        assert_eq!(world.client(role).delete(&path, None).await.problem(403), "forbidden");
    }
    let stopped = member.delete(&path, None).await.expect(200);
    assert_eq!(stopped["asks_seen"], false);
    assert_eq!(seen(member, &message).await, Vec::<String>::new());
}
