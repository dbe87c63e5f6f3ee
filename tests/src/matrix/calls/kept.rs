//! Folders and documents.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
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
    match call.operation {
        "GET /rooms/{id}/folders" => client.get(&format!("{room}/folders")).await,
        "POST /rooms/{id}/folders" => client.post(&format!("{room}/folders"), &json!({ "name": name })).await,
        "GET /rooms/{id}/documents" => client.get(&format!("{room}/documents")).await,
        "POST /rooms/{id}/documents" => {
            client.upload(&format!("{room}/documents"), &name, name.clone().into_bytes(), &[]).await
        }
        "GET /documents/{id}" => client.get(&shared).await,
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
