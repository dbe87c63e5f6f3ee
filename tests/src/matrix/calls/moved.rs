//! What is done with threads: changing, lifting, moving.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) const CALLS: [&str; 8] = [
    "PATCH /conversations/{id}",
    "GET /conversations/{id}/mentioned-in",
    "GET /conversations/{id}/answered-by",
    "GET /conversations/{id}/moves",
    "GET /conversations/{id}/moves/outlook",
    "POST /conversations/{id}/moves",
    "POST /conversations/{id}/moves/{move}/undo",
    "POST /messages/{id}/thread",
];

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let (world, place) = (&call.stage.world, call.place());
    let conversation = format!("/conversations/{}", place.conversation);
    let elsewhere = world.room(if call.kind == Some("members") { "whole_network" } else { "members" });
    let fresh = || async {
        let asked = call.stage.client(Role::Coordinator).ask(&place.room, "En till", "Att flytta").await;
        format!("/conversations/{}", asked["id"].as_str().expect("an id"))
    };
    let to = |path: &str, room: &str| {
        let request = client.request(Method::POST, &format!("{path}/moves")).header("If-Match", "\"1\"");
        client.send(request.json(&json!({ "room_id": room, "more_readers": 1_000 })))
    };
    match call.operation {
        "PATCH /conversations/{id}" => {
            let seen =
                if call.succeeds { client.get(&conversation).await.expect(200)["revision"].as_i64() } else { None };
            client.patch(&conversation, seen.unwrap_or(1), &json!({ "title": "En annan rubrik" })).await
        }
        "GET /conversations/{id}/mentioned-in" => client.get(&format!("{conversation}/mentioned-in")).await,
        "GET /conversations/{id}/answered-by" => client.get(&format!("{conversation}/answered-by")).await,
        "GET /conversations/{id}/moves" => client.get(&format!("{conversation}/moves")).await,
        // refused: to a room that everybody reads, so that nothing else can refuse it
        "GET /conversations/{id}/moves/outlook" => {
            let room = if call.succeeds { elsewhere } else { world.room("public") };
            client.get(&format!("{conversation}/moves/outlook?room={room}")).await
        }
        "POST /conversations/{id}/moves" if call.succeeds => to(&fresh().await, &elsewhere).await,
        "POST /conversations/{id}/moves" => to(&conversation, &world.room("public")).await,
        "POST /conversations/{id}/moves/{move}/undo" if call.succeeds => {
            let path = fresh().await;
            to(&path, &elsewhere).await.expect(200);
            let moves = client.get(&format!("{path}/moves")).await.expect(200);
            let id = moves["items"][0]["id"].as_str().expect("a move");
            client.post(&format!("{path}/moves/{id}/undo"), &json!({})).await
        }
        "POST /conversations/{id}/moves/{move}/undo" => {
            let (conversation, id) = &place.moved;
            client.post(&format!("/conversations/{conversation}/moves/{id}/undo"), &json!({})).await
        }
        "POST /messages/{id}/thread" => {
            let mut message = place.message.clone();
            if call.succeeds {
                let room = call.stage.client(place.owner).get(&format!("/rooms/{}", place.room)).await.expect(200);
                let chat = room["chat_id"].as_str().expect("a chat").to_owned();
                let said = call.stage.client(place.owner).say(&chat, "Något i chatten").await;
                message = said["id"].as_str().expect("an id").to_owned();
            }
            let first = json!({ "client_id": Uuid::new_v4(), "text": "Det första" });
            let body = json!({ "kind": "question", "title": "Ur chatten", "message": first });
            client.post(&format!("/messages/{message}/thread"), &body).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}
