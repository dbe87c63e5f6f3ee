//! Folders and documents.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::stage::text;
use super::Call;
use crate::harness::{Answer, Client};

/// Files on their way: the coordinator's, made anew where one is given up.
async fn on_its_way(call: &Call<'_>, client: &Client) -> Answer {
    let mut upload = call.stage.upload.clone();
    if call.succeeds && call.operation.starts_with("DELETE") {
        upload = call.stage.fresh_upload().await;
    }
    let path = format!("/uploads/{upload}");
    match call.operation {
        "GET /uploads/{id}" => client.get(&path).await,
        "DELETE /uploads/{id}" => client.delete(&path, None).await,
        _ => {
            let request = client.request(Method::PATCH, &path).header("Content-Type", "application/octet-stream");
            client.send(request.header("Upload-Offset", "0").body("x")).await
        }
    }
}

/// Versions, check-outs, reviews: on what the owner has checked out and asked to have reviewed.
async fn written_together(call: &Call<'_>, client: &Client) -> Answer {
    let place = call.place();
    let stage = call.stage;
    let owner = stage.client(place.owner);
    let coordinator = stage.world.people[&crate::harness::Role::Coordinator].to_string();
    let asked = json!({ "reviewers": [coordinator], "due_on": "2100-01-01" });
    let (path, revision) = if call.succeeds {
        let made = stage.fresh_document(place).await;
        (format!("/documents/{}", text(&made, "id")), made["revision"].as_i64().expect("a revision"))
    } else {
        (format!("/documents/{}", place.reviewed), 1)
    };
    if call.succeeds {
        match call.operation {
            "DELETE /documents/{id}/check-out" => {
                owner.put(&format!("{path}/check-out"), &json!({ "reason": "Skriver" })).await.expect(200);
            }
            "DELETE /documents/{id}/review" | "PUT /documents/{id}/review/verdict" => {
                owner.post(&format!("{path}/review"), &asked).await.expect(201);
            }
            "POST /documents/{id}/versions/{number}/take-up" => {
                owner.upload(&format!("{path}/versions"), "x.txt", b"Nytt".to_vec(), &[]).await.expect(201);
            }
            _ => {}
        }
    }
    match call.operation {
        "GET /documents/{id}/pictures/{number}" => {
            client.get(&format!("/documents/{}/pictures/1", place.illustrated)).await
        }
        "GET /documents/{id}/rendition" => client.get(&format!("/documents/{}/rendition", place.illustrated)).await,
        "GET /documents/{id}/difference" => {
            client.get(&format!("/documents/{}/difference?from=1&to=1", place.document)).await
        }
        "GET /documents/{id}/used-in" => client.get(&format!("/documents/{}/used-in", place.document)).await,
        "POST /documents/{id}/versions/{number}/take-up" => {
            client.post(&format!("{path}/versions/1/take-up"), &json!({})).await
        }
        "PUT /documents/{id}/text" => {
            let request = client.request(Method::PUT, &format!("{path}/text")).header("If-Match", revision.to_string());
            client.send(request.json(&json!({ "text": "Nytt" }))).await
        }
        "PUT /documents/{id}/check-out" => {
            client.put(&format!("{path}/check-out"), &json!({ "reason": "Skriver" })).await
        }
        "DELETE /documents/{id}/check-out" => client.delete(&format!("{path}/check-out"), None).await,
        "POST /documents/{id}/messages" => {
            let said = json!({ "client_id": Uuid::new_v4(), "text": "Om det här" });
            client.post(&format!("{path}/messages"), &said).await
        }
        "POST /documents/{id}/review" => client.post(&format!("{path}/review"), &asked).await,
        "DELETE /documents/{id}/review" => client.delete(&format!("{path}/review"), None).await,
        "PUT /documents/{id}/review/verdict" => {
            let verdict = json!({ "version": 1, "verdict": "approved" });
            client.put(&format!("{path}/review/verdict"), &verdict).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

/// What [`written_together`] knows how to call.
const TOGETHER: [&str; 9] = [
    "/pictures",
    "/rendition",
    "/difference",
    "/used-in",
    "/take-up",
    "/text",
    "/check-out",
    "/review",
    "/documents/{id}/messages",
];

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    if call.operation.contains("/uploads/") {
        return on_its_way(call, client).await;
    }
    if TOGETHER.iter().any(|part| call.operation.contains(part)) {
        return written_together(call, client).await;
    }
    let place = call.place();
    let room = format!("/rooms/{}", place.room);
    let shared = format!("/documents/{}", place.document);
    let name = format!("{}.txt", Uuid::new_v4());
    let document = || async {
        if !call.succeeds {
            return (shared.clone(), 1);
        }
        let made = call.stage.fresh_document(place).await;
        let id = made["id"].as_str().expect("an id").to_owned();
        (format!("/documents/{id}"), made["revision"].as_i64().expect("a revision"))
    };
    let folder = || async {
        if !call.succeeds {
            return place.folder.clone();
        }
        let owner = call.stage.client(place.owner);
        let made = owner.post(&format!("{room}/folders"), &json!({ "name": name })).await.expect(201);
        made["id"].as_str().expect("an id").to_owned()
    };
    match call.operation {
        "PATCH /folders/{id}" => {
            let other = json!({ "name": format!("{name} igen") });
            client.patch(&format!("/folders/{}", folder().await), 1, &other).await
        }
        "DELETE /folders/{id}" => client.delete(&format!("/folders/{}", folder().await), Some(1)).await,
        "POST /rooms/{id}/uploads" => {
            client.post(&format!("{room}/uploads"), &json!({ "name": name, "size": 1 })).await
        }
        "GET /zip" => client.get(&format!("/zip?documents={}", place.document)).await,
        "GET /rooms/{id}/folders" => client.get(&format!("{room}/folders")).await,
        "POST /rooms/{id}/folders" => client.post(&format!("{room}/folders"), &json!({ "name": name })).await,
        "GET /rooms/{id}/documents" => client.get(&format!("{room}/documents")).await,
        "POST /rooms/{id}/documents" => {
            client.upload(&format!("{room}/documents"), &name, name.clone().into_bytes(), &[]).await
        }
        "GET /documents/{id}" => client.get(&shared).await,
        "GET /documents/{id}/versions" => client.get(&format!("{shared}/versions")).await,
        "GET /documents/{id}/versions/{number}" => client.get(&format!("{shared}/versions/1")).await,
        "GET /documents/{id}/pages" => client.get(&format!("{shared}/pages")).await,
        "GET /documents/{id}/file" => client.get(&format!("{shared}/file")).await,
        "GET /documents/{id}/thumbnail" => client.get(&format!("{shared}/thumbnail")).await,
        "GET /documents/{id}/seen" => client.get(&format!("{shared}/seen")).await,
        "PUT /documents/{id}/seen" => client.put(&format!("{}/seen", document().await.0), &Value::Null).await,
        "DELETE /documents/{id}/seen" => client.delete(&format!("{}/seen", document().await.0), None).await,
        "POST /documents/{id}/opened" => client.post(&format!("{shared}/opened"), &Value::Null).await,
        "PATCH /documents/{id}" => {
            let (path, revision) = document().await;
            client.patch(&path, revision, &json!({ "name": name })).await
        }
        "DELETE /documents/{id}" => {
            let (path, revision) = document().await;
            client.delete(&path, Some(revision)).await
        }
        "POST /documents/{id}/versions" => {
            let (path, _) = document().await;
            client.upload(&format!("{path}/versions"), &name, name.clone().into_bytes(), &[]).await
        }
        "POST /documents/{id}/restore" => {
            let made = if call.succeeds { call.stage.deleted_document(place).await } else { place.deleted.clone() };
            client.send(client.request(Method::POST, &format!("/documents/{made}/restore"))).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}
