//! Searches that are kept, and the words that mean the same.

use reqwest::Method;
use serde_json::json;

use super::Call;
use crate::harness::{Answer, Client};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let new = json!({ "name": "Barnbokslut", "asked": { "q": "barnbokslut" }, "tells": "inbox" });
    let synonyms = format!("/networks/{}/synonyms", call.stage.world.network);
    match call.operation {
        "GET /saved-searches" => client.get("/saved-searches").await,
        "POST /saved-searches" => client.post("/saved-searches", &new).await,
        "PUT /saved-searches/{id}" => {
            let path = format!("/saved-searches/{}", one(call, client, &new).await);
            client.put(&path, &json!({ "name": "Bokslut", "tells": "mail" })).await
        }
        "DELETE /saved-searches/{id}" => {
            client.delete(&format!("/saved-searches/{}", one(call, client, &new).await), None).await
        }
        "POST /saved-searches/{id}/seen" => {
            let path = format!("/saved-searches/{}/seen", one(call, client, &new).await);
            client.post(&path, &json!({})).await
        }
        "GET /networks/{id}/synonyms" => client.get(&synonyms).await,
        "PUT /networks/{id}/synonyms" => {
            let revision = match call.succeeds {
                true => client.get(&synonyms).await.etag(),
                false => "\"0\"".to_owned(),
            };
            let request = client.request(Method::PUT, &synonyms).header("If-Match", revision);
            client.send(request.json(&json!({ "groups": [["trappan", "samråd med unga"]] }))).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

/// One of their own, or none where it is to be refused.
async fn one(call: &Call<'_>, client: &Client, new: &serde_json::Value) -> String {
    if !call.succeeds {
        return uuid::Uuid::now_v7().to_string();
    }
    let kept = client.post("/saved-searches", new).await.expect(201);
    kept["id"].as_str().expect("an id").to_owned()
}
