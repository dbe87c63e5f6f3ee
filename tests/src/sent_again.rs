//! A request by its name: at once, after it was refused, and when its day has gone.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::harness::{Answer, Client, PASSWORD, Role, World};

async fn tag(client: &Client, world: &World, name: &str, word: &str) -> Answer {
    let request = client.request(Method::POST, &format!("/networks/{}/person-tags", world.network));
    let body = json!({ "person_id": world.people[&Role::Host], "tag": word });
    client.send(request.header("Idempotency-Key", name).json(&body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_at_once_are_one() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let path = format!("/networks/{}/meetings", world.network);
    let facts = crate::meetings::facts(&json!({ "title": "Samtidigt" }));
    let send = |name: &'static str| {
        coordinator.send(coordinator.request(Method::POST, &path).header("Idempotency-Key", name).json(&facts))
    };
    // a name is plain letters: a header holds no others
    assert_eq!(send("åtta").await.problem(400), "bad_header");
    let answers = futures_util::future::join_all((0..8).map(|_| send("atta"))).await;
    let made: std::collections::BTreeSet<String> = answers
        .into_iter()
        .filter_map(|answer| match answer.status.as_u16() {
            201 => Some(answer.json()["id"].as_str().expect("an id").to_owned()),
            // while one is being carried out the others are told to wait
            _ => {
                assert_eq!(answer.problem(409), "under_way");
                None
            }
        })
        .collect();
    assert_eq!(made.len(), 1, "{made:?}");
    let again = send("atta").await.expect(201);
    assert!(made.contains(again["id"].as_str().expect("an id")));
    let all = coordinator.get(&path).await.expect(200);
    let called = all["items"].as_array().expect("meetings").iter().filter(|one| one["title"] == "Samtidigt").count();
    assert_eq!(called, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_is_not_remembered_and_a_name_lasts_a_day() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    // a refusal has done nothing, and the name is free for what is asked rightly
    assert_eq!(tag(coordinator, &world, "ordet", "").await.problem(422), "invalid");
    let first = tag(coordinator, &world, "ordet", "Skolan").await.expect(201);
    assert_eq!(tag(coordinator, &world, "ordet", "Skolan").await.expect(201), first);
    // the same name to another address is another request
    let request = coordinator.request(Method::POST, &format!("/networks/{}/meetings", world.network));
    let elsewhere = request.header("Idempotency-Key", "ordet").json(&crate::meetings::facts(&json!({})));
    let refused = coordinator.send(elsewhere).await.expect(422);
    assert_eq!(refused["errors"][0]["code"], "idempotency_key_reused");
    world.node.clock.advance(Duration::from_secs(24 * 3600 + 1));
    let later = world.node.anonymous().sign_in(&Role::Coordinator.email(), PASSWORD).await;
    let second = tag(&later, &world, "ordet", "Fritiden").await.expect(201);
    assert_ne!(second["id"], first["id"]);
}
