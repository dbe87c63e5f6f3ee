//! Keeping the list of organisations: made by hand, given other names, and never deleted with a history.

use chrono::Days;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, PASSWORD, Role, World, eventually};

async fn change(client: &Client, id: &str, facts: &Value) -> Answer {
    let path = format!("/organisations/{id}");
    let tag = client.get(&path).await.etag();
    client.send(client.request(Method::PUT, &path).header("If-Match", tag).json(facts)).await
}

fn facts(name: &str) -> Value {
    json!({ "kind": "civil_society", "name": name, "county": "Örebro län", "parent_id": null })
}

async fn found(client: &Client, q: &str) -> Vec<String> {
    let found = client.send(client.request(Method::GET, "/organisations").query(&[("q", q)])).await.expect(200);
    let items = found["items"].as_array().expect("organisations").clone();
    items.iter().map(|one| one["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_made_by_hand_as_part_of_another_and_deleted_while_nothing_tells_of_it() {
    let world = World::new().await;
    let administrator = world.client(Role::Administrator);
    let made = administrator.post("/organisations", &facts("  Rädda   Barnen Örebro ")).await.expect(201)["id"].clone();
    let id = made.as_str().expect("an id").to_owned();
    assert_eq!(found(world.client(Role::Anonymous), "rädda").await, ["Rädda Barnen Örebro"]);
    assert_eq!(
        administrator.post("/organisations", &facts("RÄDDA BARNEN Örebro")).await.problem(409),
        "organisation_name_taken"
    );
    assert_eq!(administrator.post("/organisations", &facts(" ")).await.problem(422), "invalid");
    let mut wrong = facts("Annan");
    wrong["county"] = json!("Lappland");
    assert_eq!(administrator.post("/organisations", &wrong).await.expect(422)["errors"][0]["pointer"], "/county");
    for role in [Role::Coordinator, Role::Member] {
        assert_eq!(world.client(role).post("/organisations", &facts("Annan")).await.problem(403), "forbidden");
        assert_eq!(change(world.client(role), &id, &facts("Annan")).await.problem(403), "forbidden");
        assert_eq!(world.client(role).delete(&format!("/organisations/{id}"), None).await.problem(403), "forbidden");
    }
    // a city district has its city; nothing is part of itself, however far up
    let mut district = facts("Örebro norr");
    district["kind"] = json!("city_district");
    district["parent_id"] = json!(id);
    let district_id = administrator.post("/organisations", &district).await.expect(201)["id"].clone();
    let mut around = facts("Rädda Barnen Örebro");
    around["parent_id"] = district_id.clone();
    let refused = change(administrator, &id, &around).await.expect(422);
    assert_eq!(refused["errors"][0]["code"], "part_of_itself");
    let path = format!("/organisations/{id}");
    assert_eq!(administrator.delete(&path, None).await.problem(409), "organisation_has_history");
    administrator.delete(&format!("/organisations/{}", district_id.as_str().unwrap()), None).await.expect(204);
    administrator.delete(&path, None).await.expect(204);
    assert_eq!(administrator.get(&path).await.problem(404), "not_found");
    assert!(found(administrator, "rädda").await.is_empty());
    // one that takes part somewhere, and whatever else tells of it
    let mora = world.client(Role::Observer).get("/me").await.expect(200)["standings"][0]["organisation"]["id"].clone();
    let mora = format!("/organisations/{}", mora.as_str().expect("an id"));
    assert_eq!(administrator.delete(&mora, None).await.problem(409), "organisation_has_history");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_goes_from_its_day_on_and_the_old_one_still_finds_it() {
    let world = World::new().await;
    let me = world.client(Role::Observer).get("/me").await.expect(200);
    let id = me["standings"][0]["organisation"]["id"].as_str().expect("an id").to_owned();
    let first = world.node.clock.today();
    world.node.clock.advance(std::time::Duration::from_secs(3 * 24 * 3600));
    let administrator = world.node.anonymous().sign_in(&Role::Administrator.email(), PASSWORD).await;
    let stale = administrator.request(Method::PUT, &format!("/organisations/{id}")).header("If-Match", "\"9\"");
    assert_eq!(administrator.send(stale.json(&facts("x"))).await.problem(412), "stale");
    let renamed =
        json!({ "kind": "municipality", "name": "Siljans kommun", "county": "Dalarnas län", "parent_id": null });
    let kept = change(&administrator, &id, &renamed).await.expect(200);
    let yesterday = world.node.clock.today() - Days::new(1);
    assert_eq!(kept["before"], json!([{ "name": "Mora kommun", "to": yesterday }]));
    // pickers and search
    assert_eq!(found(&administrator, "mora").await, ["Siljans kommun"]);
    let coordinator = world.node.anonymous().sign_in(&Role::Coordinator.email(), PASSWORD).await;
    let search = async || {
        let hits = coordinator.get("/search?q=mora").await.expect(200).to_string();
        hits.contains("Siljans kommun").then_some(())
    };
    eventually("it is found by its old name", search).await;
    // the list of a day names it as it was called then
    let roll = async |on: chrono::NaiveDate| {
        coordinator.get(&format!("/networks/{}/roll?on={on}", world.network)).await.expect(200).to_string()
    };
    assert!(roll(first).await.contains("Mora kommun"));
    let now = roll(world.node.clock.today()).await;
    assert!(now.contains("Siljans kommun") && !now.contains("Mora kommun"));
    let room = world.room("whole_network");
    let readers = coordinator.get(&format!("/rooms/{room}/readers?on={first}&limit=100")).await.expect(200).to_string();
    assert!(readers.contains("Mora kommun") && !readers.contains("Siljans kommun"));
    // its name is free for nobody else to confuse with, but its own to take back
    let back = json!({ "kind": "municipality", "name": "Mora kommun", "county": "Dalarnas län", "parent_id": null });
    assert_eq!(change(&administrator, &id, &back).await.expect(200)["name"], "Mora kommun");
}
