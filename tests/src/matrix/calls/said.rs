//! Rooms, conversations, messages, drafts.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    if call.operation == "POST /direct" {
        let other = if call.role == Role::Member { Role::Observer } else { Role::Member };
        return client.post("/direct", &json!({ "people": [world.people[&other].to_string()] })).await;
    }
    let place = call.place();
    let (room, conversation) = (format!("/rooms/{}", place.room), format!("/conversations/{}", place.conversation));
    let draft = format!("/drafts/conversation:{}", place.conversation);
    let message = || async {
        let made = if call.succeeds { Some(call.stage.fresh_message(place).await) } else { None };
        let id = made.as_ref().and_then(|made| made["id"].as_str()).unwrap_or(&place.message).to_owned();
        (format!("/messages/{id}"), 1)
    };
    match call.operation {
        "GET /rooms/{id}" => client.get(&room).await,
        "GET /rooms/{id}/audience" => client.get(&format!("{room}/audience")).await,
        "GET /rooms/{id}/mentions" => client.get(&format!("{room}/mentions")).await,
        "GET /rooms/{id}/mentions/reach" => client.get(&format!("{room}/mentions/reach?id=samrum:everyone")).await,
        "POST /rooms/{id}/read" => client.post(&format!("{room}/read"), &json!({})).await,
        "GET /conversations/{id}/find" => client.get(&format!("{conversation}/find?q=ord")).await,
        "GET /rooms/{id}/conversations" => client.get(&format!("{room}/conversations")).await,
        "POST /rooms/{id}/conversations" => {
            let first = json!({ "client_id": Uuid::new_v4(), "text": "Det första" });
            let body = json!({ "kind": "question", "title": "En fråga", "message": first });
            client.post(&format!("{room}/conversations"), &body).await
        }
        "GET /conversations/{id}" => client.get(&conversation).await,
        "PUT /conversations/{id}/read" => client.put(&format!("{conversation}/read"), &json!({ "position": 1 })).await,
        "GET /conversations/{id}/messages" => client.get(&format!("{conversation}/messages")).await,
        "POST /conversations/{id}/messages" => {
            let body = json!({ "client_id": Uuid::new_v4(), "text": "Ett ord" });
            client.post(&format!("{conversation}/messages"), &body).await
        }
        "GET /messages/{id}" => client.get(&format!("/messages/{}", place.message)).await,
        "GET /messages/{id}/versions" => client.get(&format!("/messages/{}/versions", place.message)).await,
        "PATCH /messages/{id}" => {
            let (path, revision) = message().await;
            client.patch(&path, revision, &json!({ "text": "Andra ord" })).await
        }
        "DELETE /messages/{id}" => {
            let (path, revision) = message().await;
            client.delete(&path, Some(revision)).await
        }
        "POST /messages/{id}/restore" => {
            let (path, revision) = message().await;
            if call.succeeds {
                client.delete(&path, Some(revision)).await.expect(204);
            }
            client.send(client.request(Method::POST, &format!("{path}/restore"))).await
        }
        "PUT /drafts/{place}" => client.put(&draft, &json!({ "text": "Påbörjat" })).await,
        "DELETE /drafts/{place}" => {
            if call.succeeds {
                client.put(&draft, &json!({ "text": "Påbörjat" })).await.expect(200);
            }
            client.delete(&draft, None).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}
