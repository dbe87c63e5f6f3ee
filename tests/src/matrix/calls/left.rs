//! What a meeting leaves behind.

use reqwest::Method;
use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};

/// Whether it is about that.
pub(super) fn is(operation: &str) -> bool {
    ["/promises", "/dossier", "/evaluations", "/publication"].iter().any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let meeting = format!("/meetings/{}", call.stage.world.meeting);
    let promise = json!({ "kind": "promise", "wording": "Skickar listan", "organisation_id": members(call).await });
    match call.operation {
        "GET /meetings/{id}/dossier" => client.get(&format!("{meeting}/dossier")).await,
        "POST /meetings/{id}/promises" => client.post(&format!("{meeting}/promises"), &promise).await,
        "PUT /promises/{id}" => {
            let (id, revision) = known(call, &promise).await;
            let request = client.request(Method::PUT, &format!("/promises/{id}"));
            client.send(request.header("If-Match", format!("\"{revision}\"")).json(&promise)).await
        }
        "PUT /promises/{id}/status" => {
            let (id, _) = known(call, &promise).await;
            client.put(&format!("/promises/{id}/status"), &json!({ "status": "open" })).await
        }
        "PUT /meetings/{id}/evaluations/{organisation}" => {
            let organisation = members(call).await;
            let organisation = organisation.as_str().map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned);
            client.put(&format!("{meeting}/evaluations/{organisation}"), &json!({ "score": 4 })).await
        }
        "POST /meetings/{id}/publication" => {
            let seen = call.stage.client(Role::Coordinator).get(&meeting).await.expect(200);
            let request = client.request(Method::POST, &format!("{meeting}/publication"));
            client.send(request.header("If-Match", format!("\"{}\"", seen["revision"])).json(&json!({}))).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

/// The member's organisation.
async fn members(call: &Call<'_>) -> Value {
    let me = call.stage.client(Role::Member).get("/me").await.json();
    me["standings"][0]["organisation"]["id"].clone()
}

/// A promise of the member's organisation, with its revision.
async fn known(call: &Call<'_>, promise: &Value) -> (String, i64) {
    let coordinator = call.stage.client(Role::Coordinator);
    let meeting = format!("/meetings/{}", call.stage.world.meeting);
    let held = coordinator.get(&format!("{meeting}/dossier")).await.expect(200);
    let held = match held["promises"][0].is_null() {
        false => held,
        // a refusal makes nothing
        true if !call.succeeds => return (uuid::Uuid::now_v7().to_string(), 1),
        true => coordinator.post(&format!("{meeting}/promises"), promise).await.expect(201),
    };
    let one = &held["promises"][0];
    (one["id"].as_str().expect("an id").to_owned(), one["revision"].as_i64().expect("a revision"))
}
