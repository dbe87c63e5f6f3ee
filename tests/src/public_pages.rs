//! A network's public page: read by anybody while it is on, nowhere when it is off, and never more than it says.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, World};

async fn set(client: &Client, path: &str, revision: i64, public: bool, documents: &[&str]) -> Answer {
    let body = json!({ "public": public, "document_ids": documents });
    client.send(client.request(Method::PUT, path).header("If-Match", format!("\"{revision}\"")).json(&body)).await
}

async fn upload(client: &Client, room: &str, name: &str) -> String {
    let made = client.upload(&format!("/rooms/{room}/documents"), name, b"Om oss".to_vec(), &[]).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_there_while_it_is_on_and_says_what_its_coordinators_chose() {
    let world = World::new().await;
    let (coordinator, anybody) = (world.client(Role::Coordinator), world.client(Role::Anonymous));
    let (page, path) = ("/public-networks/natverket", format!("/networks/{}/public-page", world.network));
    assert_eq!(anybody.get(page).await.problem(404), "not_found");
    assert_eq!(anybody.get("/public-networks/finns-inte").await.problem(404), "not_found");
    let open = upload(coordinator, &world.room("public"), "Stadga.txt").await;
    let second = upload(coordinator, &world.room("public"), "Avsikt.txt").await;
    let hidden = upload(coordinator, &world.room("members"), "Internt.txt").await;

    // who may, and what may stand there
    assert_eq!(world.client(Role::Member).get(&path).await.problem(403), "forbidden");
    let before = coordinator.get(&path).await.expect(200);
    assert_eq!((&before["public"], before["documents"].as_array().expect("documents").len()), (&json!(false), 2));
    let revision = before["revision"].as_i64().expect("a revision");
    let unguarded = json!({ "public": true, "document_ids": [] });
    assert_eq!(coordinator.put(&path, &unguarded).await.problem(428), "precondition_required");
    assert_eq!(set(coordinator, &path, revision + 5, true, &[]).await.problem(412), "stale");
    assert_eq!(set(coordinator, &path, revision, true, &[&hidden]).await.problem(404), "not_found_in");
    let after = set(coordinator, &path, revision, true, &[&open, &second]).await.expect(200);

    let all = anybody.get("/public-networks").await.expect(200);
    let listed: Vec<_> = all["items"].as_array().expect("networks").iter().map(|one| &one["slug"]).collect();
    assert_eq!(listed, ["natverket"], "and none whose page is off");
    // anybody reads it: members as organisations, no person, no observer, no document but those
    let shown = anybody.get(page).await.expect(200);
    let members: Vec<&str> =
        shown["members"].as_array().expect("members").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(members, ["Gävle kommun", "Haninge kommun", "Västerås stad", "Örebro kommun"]);
    let names: Vec<&Value> = shown["documents"].as_array().expect("documents").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Stadga.txt", "Avsikt.txt"]);
    assert_eq!((&shown["open"], &shown["links"]), (&json!(true), &json!([])));
    assert!(!shown.to_string().contains("Testsson") && !shown.to_string().contains("Mora"), "{shown}");
    let file = shown["documents"][0]["download_url"].as_str().expect("an address").replace("/api/v1", "");
    assert_eq!(anybody.get(&file).await.body, b"Om oss");

    // a document that anybody reads no more is gone from it; off, the page is nowhere
    coordinator.delete(&format!("/documents/{second}"), Some(1)).await.expect(204);
    assert_eq!(anybody.get(page).await.expect(200)["documents"].as_array().expect("documents").len(), 1);
    let revision = after["revision"].as_i64().expect("a revision");
    set(coordinator, &path, revision, false, &[&open]).await.expect(200);
    assert_eq!(anybody.get(page).await.problem(404), "not_found");
    assert_eq!(coordinator.get(page).await.problem(404), "not_found");
    assert_eq!(anybody.get("/public-networks").await.expect(200)["items"], json!([]));
    let log = coordinator.get(&format!("/networks/{}/audit", world.network)).await.expect(200);
    assert!(log.to_string().contains("public_page_set"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_closed_network_is_only_taken_away() {
    let world = World::new().await;
    let (coordinator, anybody) = (world.client(Role::Coordinator), world.client(Role::Anonymous));
    let path = format!("/networks/{}/public-page", world.network);
    let revision = coordinator.get(&path).await.expect(200)["revision"].as_i64().expect("a revision");
    set(coordinator, &path, revision, true, &[]).await.expect(200);
    let closed = format!("/installation/networks/{}/closed", world.network);
    world.client(Role::Administrator).put(&closed, &json!({ "closed": true })).await.expect(204);
    assert_eq!(anybody.get("/public-networks/natverket").await.expect(200)["open"], false);
    assert_eq!(set(coordinator, &path, revision + 1, true, &[]).await.problem(409), "network_closed");
    set(coordinator, &path, revision + 1, false, &[]).await.expect(200);
    assert_eq!(anybody.get("/public-networks/natverket").await.problem(404), "not_found");
    assert_eq!(set(coordinator, &path, revision + 2, true, &[]).await.problem(409), "network_closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_what_the_network_says_of_itself_are_changed_apart() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let (page, path) =
        (format!("/networks/{}/public-page", world.network), format!("/networks/{}/settings", world.network));
    let answer = coordinator.get(&path).await;
    let tag = answer.etag();
    let mut facts = answer.expect(200);
    for key in ["id", "slug", "closed", "revision"] {
        facts.as_object_mut().expect("facts").remove(key);
    }
    let revision = coordinator.get(&page).await.expect(200)["revision"].as_i64().expect("a revision");
    // both were opened before either was saved: neither refuses the other
    set(coordinator, &page, revision, true, &[]).await.expect(200);
    facts["purpose"] = json!("Att lära av varandra");
    let save = || coordinator.request(Method::PUT, &path).header("If-Match", &tag).json(&facts);
    coordinator.send(save()).await.expect(200);
    set(coordinator, &page, revision + 1, false, &[]).await.expect(200);
    // and each refuses what was begun before its own last change
    assert_eq!(coordinator.send(save()).await.problem(412), "stale");
    assert_eq!(set(coordinator, &page, revision, true, &[]).await.problem(412), "stale");
}
