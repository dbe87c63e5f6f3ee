//! Documents that are moved to another room.

use reqwest::Method;
use serde_json::json;

use super::super::stage::text;
use super::Call;
use crate::harness::{Answer, Client};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let (world, place) = (&call.stage.world, call.place());
    let elsewhere = world.room(if call.kind == Some("members") { "whole_network" } else { "members" });
    // refused: to a room that everybody reads, so that nothing else can refuse it
    let room = if call.succeeds { elsewhere } else { world.room("public") };
    let moving = call.operation.starts_with("POST");
    // from there nothing leads to where more read: the same room is no place to go for those who may
    let room = if moving && call.kind == Some("public") { world.room("public") } else { room };
    match call.operation {
        "GET /documents/{id}/moves/outlook" => {
            client.get(&format!("/documents/{}/moves/outlook?room={room}", place.document)).await
        }
        _ => {
            let (id, revision) = if call.succeeds {
                let made = call.stage.fresh_document(place).await;
                (text(&made, "id"), made["revision"].as_i64().expect("a revision"))
            } else {
                (place.document.clone(), 1)
            };
            let request = client.request(Method::POST, &format!("/documents/{id}/moves"));
            let request = request.header("If-Match", format!("\"{revision}\""));
            client.send(request.json(&json!({ "room_id": room, "more_readers": 1_000 }))).await
        }
    }
}
