//! A network's own words that mean the same: kept by its coordinators, at work at once, in that network.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, World, eventually};

async fn write(client: &Client, network: &str, revision: i64, groups: Value) -> Answer {
    let request = client.request(Method::PUT, &format!("/networks/{network}/synonyms"));
    client.send(request.header("If-Match", format!("\"{revision}\"")).json(&json!({ "groups": groups }))).await
}

async fn found(client: &Client, query: &str) -> Vec<String> {
    let found = client.get(&format!("/search?{query}&kind=message")).await.expect(200);
    let hits = found["items"].as_array().expect("hits").iter();
    hits.map(|hit| hit["conversation"]["title"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_work_at_once_and_in_their_network_only() {
    let world = World::new().await;
    let network = world.network.to_string();
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    coordinator.start(&world.room("members"), "Metoden", "Vi prövade samråd med unga i våras").await;
    eventually("the message to be found", || async { (!found(member, "q=samråd").await.is_empty()).then_some(()) })
        .await;
    assert_eq!(found(member, "q=Trappan").await, [""; 0]);

    let list = coordinator.get(&format!("/networks/{network}/synonyms")).await.expect(200);
    assert_eq!((&list["groups"], &list["revision"]), (&json!([]), &json!(0)));
    let everywhere = list["everywhere"].as_array().unwrap();
    assert!(everywhere.contains(&json!(["politiker", "förtroendevald"])), "the good defaults are shown");
    let groups = json!([["Trappan", "samråd med unga"]]);
    let written = write(coordinator, &network, 0, groups.clone()).await.expect(200);
    assert_eq!((&written["groups"], &written["revision"]), (&groups, &json!(1)));

    // no reindexing, no waiting
    assert_eq!(found(member, "q=trappan").await, ["Metoden"]);
    assert_eq!(found(member, &format!("q=trappan&network={network}")).await, ["Metoden"]);
    assert_eq!(found(member, &format!("q=trappan&room={}", world.room("members"))).await, ["Metoden"]);
    // whoever reads only another network has that one's words
    assert_eq!(found(world.client(Role::OtherNetwork), "q=trappan").await, [""; 0]);
    let narrowed = format!("q=trappan&network={}", world.other_network);
    assert_eq!(found(member, &narrowed).await, [""; 0]);

    // two who write at once: the second is told
    assert_eq!(write(coordinator, &network, 0, json!([])).await.problem(412), "stale");
    write(coordinator, &network, 1, json!([])).await.expect(200);
    assert_eq!(found(member, "q=trappan").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_words_are_kept() {
    let world = World::new().await;
    let (network, coordinator) = (world.network.to_string(), world.client(Role::Coordinator));
    for groups in [
        json!([["ensam"]]),
        json!([["lika", "LIKA"]]),
        json!([["a = b", "c"]]),
        json!([["å".repeat(81), "c"]]),
        json!([(0..13).map(|n| format!("ord{n}")).collect::<Vec<_>>()]),
        json!((0..201).map(|n| [format!("a{n}"), format!("b{n}")]).collect::<Vec<_>>()),
    ] {
        write(coordinator, &network, 0, groups).await.problem(422);
    }
    let request = coordinator.request(Method::PUT, &format!("/networks/{network}/synonyms"));
    coordinator.send(request.json(&json!({ "groups": [] }))).await.problem(428);
    write(world.client(Role::Member), &network, 0, json!([])).await.problem(403);
    write(world.client(Role::OtherNetwork), &network, 0, json!([])).await.problem(404);
}
