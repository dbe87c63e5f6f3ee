//! Forgotten passwords, and one's own addresses.

use serde_json::json;

use super::Call;
use crate::harness::{Answer, Client, PASSWORD};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let none = "x".repeat(43);
    let email = call.role.email();
    match call.operation {
        "POST /password-resets" => client.post("/password-resets", &json!({ "email": email })).await,
        "GET /password-resets/{token}" => client.get(&format!("/password-resets/{none}")).await,
        "POST /password-resets/{token}" => {
            client.post(&format!("/password-resets/{none}"), &json!({ "new": "en mening med många tecken" })).await
        }
        "GET /me/addresses" => client.get("/me/addresses").await,
        "POST /me/addresses" => {
            let address = format!("annan.{email}");
            client.post("/me/addresses", &json!({ "address": address, "current": PASSWORD })).await
        }
        "PUT /me/addresses/primary" => client.put("/me/addresses/primary", &json!({ "address": email })).await,
        "DELETE /me/addresses/{address}" => client.delete("/me/addresses/ingen@exempel.se", None).await,
        "GET /address-claims/{token}" => client.get(&format!("/address-claims/{none}")).await,
        "POST /address-claims/{token}" => client.post(&format!("/address-claims/{none}"), &json!({})).await,
        other => panic!("nobody has said how {other} is called"),
    }
}
