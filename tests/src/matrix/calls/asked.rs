//! What comes of threads: answers, summaries.

use reqwest::Method;
use serde_json::json;

use super::Call;
use crate::harness::{Answer, Client};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let place = call.place();
    let conversation = format!("/conversations/{}", place.conversation);
    let (answer, summary) = (format!("{conversation}/answers/{}", place.message), format!("{conversation}/summary"));
    match call.operation {
        "PUT /conversations/{id}/answers/{message}" => client.send(client.request(Method::PUT, &answer)).await,
        "DELETE /conversations/{id}/answers/{message}" => client.delete(&answer, None).await,
        "GET /conversations/{id}/summary" => client.get(&summary).await,
        "PUT /conversations/{id}/summary" => {
            let seen = if call.succeeds { client.get(&summary).await.expect(200)["revision"].as_i64() } else { None };
            let revision = seen.unwrap_or_default().to_string();
            let request = client.request(Method::PUT, &summary).header("If-Match", format!("\"{revision}\""));
            client.send(request.json(&json!({ "text": "Så här blev det" }))).await
        }
        "GET /conversations/{id}/summary/versions" => client.get(&format!("{summary}/versions")).await,
        other => panic!("nobody has said how {other} is called"),
    }
}
