//! Reactions: words, by organisation, said once, never counted.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Role, Socket, World};

async fn react(client: &Client, message: &str, kind: &str) -> crate::harness::Answer {
    client.put(&format!("/messages/{message}/reactions/{kind}"), &Value::Null).await
}

async fn unreact(client: &Client, message: &str, kind: &str) -> crate::harness::Answer {
    client.delete(&format!("/messages/{message}/reactions/{kind}"), None).await
}

async fn message(world: &World, room: &str) -> (String, String) {
    let member = world.client(Role::Member);
    let thread = member.start(&world.room(room), "Så gör vi", "Vi har en checklista").await;
    let thread = thread["id"].as_str().unwrap().to_owned();
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    (thread, page["items"][0]["id"].as_str().unwrap().to_owned())
}

/// "thanks: Örebro kommun (2), Gävle kommun (1)", the numbers being people.
fn told(message: &Value) -> Vec<String> {
    let reactions = message["reactions"].as_array().unwrap().iter();
    let line = |one: &Value| {
        let by = one["by"].as_array().unwrap().iter();
        let names =
            by.map(|by| format!("{} ({})", by["name"].as_str().unwrap_or("?"), by["people"].as_array().unwrap().len()));
        format!("{}: {}", one["kind"].as_str().unwrap(), names.collect::<Vec<_>>().join(", "))
    };
    reactions.map(line).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_said_once_and_shown_by_organisation() {
    let world = World::new().await;
    let (thread, message) = message(&world, "whole_network").await;
    let mut socket = Socket::open(world.client(Role::Observer)).await;
    socket.listen(&world.room("whole_network")).await;
    for role in [Role::Host, Role::Elected, Role::Deputy, Role::WorkingGroup] {
        react(world.client(role), &message, "thanks").await.expect(200);
        let frame = socket.event("message_touched").await;
        assert_eq!(frame["data"]["message"]["id"], message.as_str());
        world.node.clock.advance(Duration::from_secs(1));
    }
    let seen = world.client(Role::Observer).get(&format!("/messages/{message}")).await.expect(200);
    // in the order they said it, each organisation once
    assert_eq!(told(&seen), ["thanks: Gävle kommun (1), Örebro kommun (2), Haninge kommun (1)"]);
    // said again nothing changes and nothing is told
    let again = react(world.client(Role::Host), &message, "thanks").await.expect(200);
    assert_eq!(again, seen);
    react(world.client(Role::Host), &message, "same_here").await.expect(200);
    let frame = socket.until(|frame| frame["kind"] == "message_touched").await.pop().unwrap();
    let both = ["thanks: Gävle kommun (1), Örebro kommun (2), Haninge kommun (1)", "same_here: Gävle kommun (1)"];
    assert_eq!(told(&frame["data"]["message"]), both);
    let page = world.client(Role::Resting).get(&format!("/conversations/{thread}/messages")).await.expect(200);
    assert_eq!(page["items"][0], frame["data"]["message"]);
    // taken back, twice
    for _ in 0..2 {
        let left = unreact(world.client(Role::Host), &message, "thanks").await.expect(200);
        assert_eq!(told(&left), ["thanks: Örebro kommun (2), Haninge kommun (1)", "same_here: Gävle kommun (1)"]);
    }
    // an edit by the author is not disturbed by what others say meanwhile
    assert_eq!(seen["revision"], 1);
    let edit = json!({ "text": "Vi har två" });
    world.client(Role::Member).patch(&format!("/messages/{message}"), 1, &edit).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_are_all_there() {
    let world = World::new().await;
    let (_, message) = message(&world, "whole_network").await;
    let roles = [Role::Host, Role::Elected, Role::Deputy, Role::WorkingGroup, Role::Observer];
    let all = roles.into_iter().flat_map(|role| ["thanks", "same_here"].map(|kind| (role, kind)));
    let said = all.clone().chain(all).map(|(role, kind)| react(world.client(role), &message, kind));
    for answer in futures_util::future::join_all(said).await {
        answer.expect(200);
    }
    let seen = world.client(Role::Member).get(&format!("/messages/{message}")).await.expect(200);
    let people = |kind: usize| -> usize {
        let by = seen["reactions"][kind]["by"].as_array().unwrap().iter();
        by.map(|by| by["people"].as_array().unwrap().len()).sum()
    };
    assert_eq!((people(0), people(1)), (5, 5), "{seen}");
    assert_eq!(seen["touches"], 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_reads_sees_and_does_not_say() {
    let world = World::new().await;
    let (thread, message) = message(&world, "members").await;
    let member = world.client(Role::Member);
    react(world.client(Role::Host), &message, "thanks").await.expect(200);
    // a resting member and a guest read in Medlemmar
    for role in [Role::Resting, Role::Guest] {
        assert_eq!(react(world.client(role), &message, "thanks").await.problem(403), "forbidden");
        let seen = world.client(role).get(&format!("/messages/{message}")).await.expect(200);
        assert_eq!(told(&seen), ["thanks: Gävle kommun (1)"]);
    }
    // where they may write they may react
    let (_, open) = self::message(&world, "whole_network").await;
    for role in [Role::Resting, Role::Observer] {
        react(world.client(role), &open, "same_here").await.expect(200);
    }
    assert_eq!(react(member, &message, "thanks").await.problem(403), "forbidden", "of one's own");
    for (role, status) in [(Role::Observer, 404), (Role::OtherNetwork, 404), (Role::Anonymous, 401)] {
        react(world.client(role), &message, "thanks").await.expect(status);
    }
    react(world.client(Role::Host), &message, "party_popper").await.expect(404);
    // what is gone takes none, and tells none
    member.delete(&format!("/messages/{message}"), Some(1)).await.expect(204);
    assert_eq!(react(world.client(Role::Host), &message, "same_here").await.problem(409), "message_deleted");
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    assert_eq!(page["items"][0]["reactions"], json!([]));
    member.post(&format!("/messages/{message}/restore"), &Value::Null).await.expect(200);
    let seen = member.get(&format!("/messages/{message}")).await.expect(200);
    assert_eq!(told(&seen), ["thanks: Gävle kommun (1)"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_protected_later_is_not_shown_where_it_was() {
    let world = World::new().await;
    let (thread, message) = message(&world, "whole_network").await;
    let coordinator = world.client(Role::Coordinator);
    let mut socket = Socket::open(world.client(Role::Observer)).await;
    socket.listen(&world.room("whole_network")).await;
    for role in [Role::Host, Role::Coordinator] {
        react(world.client(role), &message, "thanks").await.expect(200);
        world.node.clock.advance(Duration::from_secs(1));
        socket.event("message_touched").await;
    }
    let page = format!("/conversations/{thread}/messages");
    let shown = async || told(&world.client(Role::Observer).get(&page).await.expect(200)["items"][0]);
    assert_eq!(shown().await, ["thanks: Gävle kommun (1), Coordinator Testsson (1)"]);
    // who is shown by their organisation goes on being so
    world.client(Role::Host).put("/me/protected", &json!({ "protected": true })).await.expect(204);
    coordinator.put("/me/protected", &json!({ "protected": true })).await.expect(204);
    let hidden = ["thanks: Gävle kommun (1), ? (1)"];
    assert_eq!(shown().await, hidden);
    let frame = socket.event("message_touched").await;
    assert_eq!(told(&frame["data"]["message"]), hidden, "also where it is open");
    coordinator.put("/me/protected", &json!({ "protected": false })).await.expect(204);
    assert_eq!(shown().await, ["thanks: Gävle kommun (1), Coordinator Testsson (1)"]);
}
