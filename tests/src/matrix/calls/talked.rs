//! What people do with messages: reacting, asking who has seen, hiding, flagging.

use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};

/// Whether the operation is called here.
pub(super) fn is(operation: &str) -> bool {
    !["/documents/", "/ask/", "/writings/"].iter().any(|other| operation.contains(other))
        && ["/reactions/", "/seen", "/hidden", "/history", "/flag"].iter().any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    if call.operation.contains("/flags") {
        return flags(call, client).await;
    }
    let place = call.place();
    let made = if call.succeeds { Some(call.stage.fresh_message(place).await) } else { None };
    let id = made.as_ref().and_then(|made| made["id"].as_str()).unwrap_or(&place.message).to_owned();
    let path = format!("/messages/{id}");
    let hidden = format!("{path}/hidden");
    let reason = json!({ "reason": "För att det ska prövas" });
    let coordinator = call.stage.client(Role::Coordinator);
    match call.operation {
        "GET /messages/{id}/history" => client.get(&format!("{path}/history")).await,
        "PUT /messages/{id}/reactions/{kind}" => client.put(&format!("{path}/reactions/thanks"), &Value::Null).await,
        "DELETE /messages/{id}/reactions/{kind}" => client.delete(&format!("{path}/reactions/same_here"), None).await,
        "GET /messages/{id}/seen" => client.get(&format!("{path}/seen")).await,
        "PUT /messages/{id}/seen" => client.put(&format!("{path}/seen"), &Value::Null).await,
        "DELETE /messages/{id}/seen" => client.delete(&format!("{path}/seen"), None).await,
        "PUT /messages/{id}/hidden" => client.put(&hidden, &reason).await,
        "DELETE /messages/{id}/hidden" => {
            if call.succeeds {
                coordinator.put(&hidden, &reason).await.expect(200);
            }
            client.delete(&hidden, None).await
        }
        "GET /messages/{id}/hidden" => {
            if call.succeeds {
                coordinator.put(&hidden, &reason).await.expect(200);
            }
            client.get(&hidden).await
        }
        "PUT /messages/{id}/flag" => {
            let network = (call.kind == Some("direct")).then(|| call.stage.world.network.to_string());
            let body = json!({ "reason": "Se på det här", "hand_over_to": network });
            client.put(&format!("/messages/{}/flag", place.message), &body).await
        }
        "DELETE /messages/{id}/flag" => client.delete(&format!("{path}/flag"), None).await,
        other => panic!("nobody has said how {other} is called"),
    }
}

async fn flags(call: &Call<'_>, client: &Client) -> Answer {
    if call.operation == "GET /flags" {
        return client.get("/flags").await;
    }
    let flag = if call.succeeds { call.stage.fresh_flag().await } else { call.stage.flag.clone() };
    let (leave, reopen) = (format!("/flags/{flag}/leave"), format!("/flags/{flag}/reopen"));
    if call.operation == "POST /flags/{id}/leave" {
        return client.post(&leave, &Value::Null).await;
    }
    if call.succeeds {
        client.post(&leave, &Value::Null).await.expect(204);
    }
    client.post(&reopen, &Value::Null).await
}
