//! Mails.

use reqwest::Method;
use serde_json::json;

use super::Call;
use crate::harness::{Answer, Client};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let network = format!("/networks/{}/mail", call.stage.world.network);
    match call.operation {
        "GET /me/mail" => client.get("/me/mail").await,
        "PUT /me/mail" => client.put("/me/mail", &crate::mail::settings(json!({ "digest": "none" }))).await,
        "GET /mails" => client.get("/mails").await,
        "GET /mails/{id}" => client.get(&format!("/mails/{}", uuid::Uuid::now_v7())).await,
        "GET /mail-links/{token}" => client.get(&format!("/mail-links/{}", "x".repeat(43))).await,
        "POST /mail-links/{token}" => {
            let stop = json!({ "what": "kind", "stopped": true });
            client.post(&format!("/mail-links/{}", "x".repeat(43)), &stop).await
        }
        "GET /networks/{id}/mail" => client.get(&network).await,
        "PUT /networks/{id}/mail" => {
            let revision = match call.succeeds {
                true => client.get(&network).await.etag(),
                false => "\"1\"".to_owned(),
            };
            let request = client.request(Method::PUT, &network).header("If-Match", revision);
            client.send(request.json(&json!({ "content": false }))).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}
