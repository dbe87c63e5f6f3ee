//! What organisations take home, cancelling meetings, and who hosts them.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) fn is(operation: &str) -> bool {
    ["take-home", "home-group-links", "/cancellation", "/host-order", "/meetings/{id}/handover"]
        .iter()
        .any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let meeting = format!("/meetings/{}", world.meeting);
    let seat = json!({ "seat_id": world.seats[&Role::Elected] });
    let conversation = || format!("/conversations/{}", call.place().conversation);
    let (order, handover) = (format!("/networks/{}/host-order", world.network), format!("{meeting}/handover"));
    let link = format!("/home-group-links/{}", "x".repeat(43));
    match call.operation {
        "GET /meetings/{id}/take-home" => client.get(&format!("{meeting}/take-home")).await,
        "POST /meetings/{id}/take-home" => client.post(&format!("{meeting}/take-home"), &seat).await,
        "GET /conversations/{id}/take-home" => client.get(&format!("{}/take-home", conversation())).await,
        "POST /conversations/{id}/take-home" => client.post(&format!("{}/take-home", conversation()), &seat).await,
        "GET /take-home/{id}" => client.get(&page(call).await.0).await,
        "GET /take-home/{id}/docx" => client.get(&format!("{}/docx", page(call).await.0)).await,
        "PUT /take-home/{id}" => {
            let (path, revision) = page(call).await;
            at(client, Method::PUT, &path, &revision, Some(&words())).await
        }
        "POST /take-home/{id}/tellings" => {
            let (path, revision) = page(call).await;
            at(client, Method::POST, &format!("{path}/tellings"), &revision, Some(&json!({ "told": "Nämnden" }))).await
        }
        "GET /home-group-links/{token}" => client.get(&link).await,
        "POST /home-group-links/{token}" => client.post(&link, &json!({})).await,
        "GET /networks/{id}/host-order" => client.get(&order).await,
        "PUT /networks/{id}/host-order" => {
            let seen = call.stage.client(Role::Coordinator).get(&order).await.expect(200);
            at(client, Method::PUT, &order, &seen["revision"], Some(&json!({ "turns": [] }))).await
        }
        "GET /meetings/{id}/handover" => client.get(&handover).await,
        "PUT /meetings/{id}/handover" => {
            let seen = call.stage.client(Role::Coordinator).get(&handover).await.expect(200);
            at(client, Method::PUT, &handover, &seen["revision"], Some(&json!({ "items": [] }))).await
        }
        "PUT /meetings/{id}/cancellation" => {
            let answer = cancelled(call, client, Method::PUT).await;
            if call.succeeds {
                let coordinator = call.stage.client(Role::Coordinator);
                cancelled(call, &coordinator, Method::DELETE).await.expect(200);
            }
            answer
        }
        "DELETE /meetings/{id}/cancellation" => {
            if call.succeeds {
                let coordinator = call.stage.client(Role::Coordinator);
                cancelled(call, &coordinator, Method::PUT).await.expect(200);
            }
            cancelled(call, client, Method::DELETE).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

fn words() -> Value {
    json!({ "title": "Från träffen", "text": "Vi tar hem mallen." })
}

async fn at(client: &Client, method: Method, path: &str, revision: &Value, body: Option<&Value>) -> Answer {
    let request = client.request(method, path).header("If-Match", format!("\"{revision}\""));
    client
        .send(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
}

/// Cancels the meeting, or holds it after all, from its revision now.
async fn cancelled(call: &Call<'_>, client: &Client, method: Method) -> Answer {
    let meeting = format!("/meetings/{}", call.stage.world.meeting);
    let seen = call.stage.client(Role::Coordinator).get(&meeting).await.expect(200);
    let reason = json!({ "reason": "Snö" });
    let body = (method == Method::PUT).then_some(&reason);
    at(client, method, &format!("{meeting}/cancellation"), &seen["revision"], body).await
}

/// The page that the politician's organisation takes home from the meeting, with its revision.
async fn page(call: &Call<'_>) -> (String, Value) {
    let elected = call.stage.client(Role::Elected);
    let from = format!("/meetings/{}/take-home", call.stage.world.meeting);
    let seat = json!({ "seat_id": call.stage.world.seats[&Role::Elected] });
    let there = elected.get(&from).await.expect(200)["pages"][0]["id"].clone();
    let there = match there.as_str() {
        Some(id) => id.to_owned(),
        // a refusal makes nothing
        None if !call.succeeds => return (format!("/take-home/{}", Uuid::now_v7()), json!(1)),
        None => {
            let made = elected.post(&from, &seat).await.expect(201);
            let path = format!("/take-home/{}", made["id"].as_str().expect("an id"));
            at(&elected, Method::PUT, &path, &made["revision"], Some(&words())).await.expect(200);
            made["id"].as_str().expect("an id").to_owned()
        }
    };
    let path = format!("/take-home/{there}");
    let seen = elected.get(&path).await.expect(200);
    // one that was begun by another cell still holds its hint
    if call.succeeds && seen["text"] != words()["text"] {
        at(&elected, Method::PUT, &path, &seen["revision"], Some(&words())).await.expect(200);
    }
    let revision = elected.get(&path).await.expect(200)["revision"].clone();
    (path, revision)
}
