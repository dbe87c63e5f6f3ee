//! People: what they tell, what is said of them, those at home.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role, fixture};
use crate::matrix::stage::Stage;

pub(super) fn is(operation: &str) -> bool {
    [
        "/me/pro",
        "/portrait",
        "/protected",
        "/people/{id}",
        "/directory",
        "person-tags",
        "home-group",
        "T /organisations/{id}",
        "E /organisations",
        "POST /organisations",
    ]
    .iter()
    .any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let seat = world.seats[&Role::Elected];
    match call.operation {
        "GET /me/profile" => client.get("/me/profile").await,
        "PUT /me/profile" => {
            let nothing = json!({ "text": "", "seen_by": "nobody" });
            let facts = json!({ "task": nothing, "ask_about": nothing, "phone": nothing, "email_seen_by": "nobody" });
            let tag = match call.succeeds {
                true => client.get("/me/profile").await.etag(),
                false => "\"0\"".to_owned(),
            };
            client.send(client.request(Method::PUT, "/me/profile").header("If-Match", tag).json(&facts)).await
        }
        "PUT /me/protected" => client.put("/me/protected", &json!({ "protected": false })).await,
        "PUT /accounts/{id}/protected" => {
            let path = format!("/accounts/{}/protected", world.people[&Role::Nobody]);
            client.put(&path, &json!({ "protected": false })).await
        }
        "GET /people/{id}/portrait" => {
            if call.succeeds {
                let member = call.stage.client(Role::Member);
                member.put_bytes("/me/portrait", fixture("picture.png")).await.expect(204);
            }
            client.get(&format!("/people/{}/portrait", world.people[&Role::Member])).await
        }
        "PUT /me/portrait" => client.put_bytes("/me/portrait", fixture("picture.png")).await,
        "DELETE /me/portrait" => client.delete("/me/portrait", None).await,
        "GET /people/{id}" => client.get(&format!("/people/{}", world.people[&Role::Member])).await,
        "GET /networks/{id}/directory" => client.get(&format!("/networks/{}/directory", world.network)).await,
        "POST /networks/{id}/person-tags" => tagged(call, client).await,
        "DELETE /person-tags/{id}" => {
            let tag = match call.succeeds {
                true => given(&call.stage.client(Role::Coordinator), call.stage).await,
                false => call.stage.tag.clone(),
            };
            client.delete(&format!("/person-tags/{tag}"), None).await
        }
        "GET /seats/{id}/home-group" => client.get(&format!("/seats/{seat}/home-group")).await,
        "POST /seats/{id}/home-group" => added(call, client).await,
        "DELETE /seats/{id}/home-group/{recipient}" => {
            let recipient = match call.succeeds {
                true => added(call, client).await.expect(201)["id"].as_str().expect("an id").to_owned(),
                false => Uuid::now_v7().to_string(),
            };
            client.delete(&format!("/seats/{seat}/home-group/{recipient}"), None).await
        }
        "GET /organisations/{id}" => client.get(&organisation(call, false).await).await,
        "POST /organisations" => client.post("/organisations", &facts()).await,
        "PUT /organisations/{id}" => {
            let path = organisation(call, false).await;
            let tag = call.stage.client(Role::Administrator).get(&path).await.etag();
            client.send(client.request(Method::PUT, &path).header("If-Match", tag).json(&facts())).await
        }
        "DELETE /organisations/{id}" => client.delete(&organisation(call, call.succeeds).await, None).await,
        other => panic!("nobody has said how {other} is called"),
    }
}

/// The member's tag is taken away again by whoever gave it: nobody has more than ten.
async fn tagged(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let body = json!({ "person_id": world.people[&Role::Host], "tag": Uuid::now_v7().to_string() });
    let answer = client.post(&format!("/networks/{}/person-tags", world.network), &body).await;
    if answer.status == 201 && call.operation.starts_with("POST") {
        let path = format!("/person-tags/{}", answer.json()["id"].as_str().expect("an id"));
        client.delete(&path, None).await.expect(204);
    }
    answer
}

async fn added(call: &Call<'_>, client: &Client) -> Answer {
    let seat = call.stage.world.seats[&Role::Elected];
    let address = format!("{}@exempel.se", Uuid::now_v7());
    let body = json!({ "name": "Hemma", "address": address, "consent": "Ja" });
    client.post(&format!("/seats/{seat}/home-group"), &body).await
}

fn facts() -> serde_json::Value {
    json!({ "kind": "civil_society", "name": Uuid::now_v7().to_string(), "county": null, "parent_id": null })
}

/// A tag that somebody is given.
pub(in crate::matrix) async fn given(coordinator: &Client, stage: &Stage) -> String {
    let body = json!({ "person_id": stage.world.people[&Role::Host], "tag": Uuid::now_v7().to_string() });
    let path = format!("/networks/{}/person-tags", stage.world.network);
    let made = coordinator.post(&path, &body).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// An organisation made by hand.
pub(in crate::matrix) async fn made(administrator: &Client) -> String {
    let made = administrator.post("/organisations", &facts()).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// The one on the stage, or another to be deleted.
async fn organisation(call: &Call<'_>, anew: bool) -> String {
    let id = match anew {
        true => made(&call.stage.client(Role::Administrator)).await,
        false => call.stage.made.clone(),
    };
    format!("/organisations/{id}")
}
