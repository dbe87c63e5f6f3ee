//! What is taken out, and what is brought in.

use reqwest::Method;
use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};
use crate::imports::{brought, sent, until};

/// An import of the coordinator's that waits to be looked through.
async fn waiting(call: &Call<'_>) -> String {
    let coordinator = call.stage.client(Role::Coordinator);
    let made =
        brought(&coordinator, &call.stage.world, &[("2016-04 Borlänge/Program.txt", b"Program".as_slice())]).await;
    until(&coordinator, &made, "review").await;
    made
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let network = format!("/networks/{}/imports", world.network);
    let import = match call.operation {
        operation if call.succeeds && operation.contains("{id}/confirm") || operation.starts_with("DELETE") => {
            if call.succeeds { waiting(call).await } else { call.stage.import.clone() }
        }
        _ => call.stage.import.clone(),
    };
    let import = format!("/imports/{import}");
    match call.operation {
        "GET /export" => client.get(&format!("/export?room={}", call.place().room)).await,
        "GET /export/extent" => client.get(&format!("/export/extent?room={}", call.place().room)).await,
        "GET /networks/{id}/imports" => client.get(&network).await,
        "POST /networks/{id}/imports" => {
            let upload = match call.succeeds {
                true => sent(client, world, "Fler.zip", &[("a.txt", b"a".as_slice())]).await,
                false => uuid::Uuid::now_v7().to_string(),
            };
            let body = json!({ "upload_id": upload, "room_id": world.room("whole_network") });
            let answer = client.post(&network, &body).await;
            if call.succeeds && answer.status == 201 {
                until(client, answer.json()["id"].as_str().expect("an id"), "review").await;
            }
            answer
        }
        "GET /imports/{id}" => client.get(&import).await,
        "GET /imports/{id}/files" => client.get(&format!("{import}/files")).await,
        "GET /imports/{id}/occasions" => client.get(&format!("{import}/occasions")).await,
        "PATCH /imports/{id}/files" => {
            let body: Value = json!({ "numbers": [1], "year": 2017 });
            client.send(client.request(Method::PATCH, &format!("{import}/files")).json(&body)).await
        }
        "POST /imports/{id}/confirm" => {
            let revision = match call.succeeds {
                true => client.get(&import).await.etag(),
                false => "\"1\"".to_owned(),
            };
            let path = format!("{import}/confirm");
            let request = client.request(Method::POST, &path).header("If-Match", revision).json(&json!({}));
            let answer = client.send(request).await;
            if call.succeeds && answer.status == 200 {
                // what is taken in afterwards is not what the next refusal changed
                until(client, import.trim_start_matches("/imports/"), "done").await;
            }
            answer
        }
        "DELETE /imports/{id}" => client.delete(&import, None).await,
        other => panic!("{other} is not called"),
    }
}
