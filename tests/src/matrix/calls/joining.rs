//! Cases, the public form and the links of letters.

use reqwest::Method;
use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};
use crate::joining::{case_for, expression, form};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let link = format!("/case-links/{}", "x".repeat(43));
    match call.operation {
        "GET /open-networks/{slug}" => client.get("/open-networks/natverket").await,
        "POST /open-networks/{slug}/expressions" => {
            let open = form(client, "natverket").await;
            let email = format!("{}@mora.example", uuid::Uuid::new_v4().simple());
            client.post("/open-networks/natverket/expressions", &expression(&open, &email)).await
        }
        "GET /case-links/{token}" => client.get(&link).await,
        "POST /case-links/{token}/confirmation" => client.post(&format!("{link}/confirmation"), &json!({})).await,
        "POST /case-links/{token}/words" => client.post(&format!("{link}/words"), &json!({ "text": "Hej" })).await,
        "POST /case-links/{token}/files" => {
            let request = client.request(Method::POST, &format!("{link}/files?name=plan.pdf"));
            client.send(request.header("Content-Type", "application/octet-stream").body("x")).await
        }
        "POST /case-links/{token}/withdrawal" => client.post(&format!("{link}/withdrawal"), &json!({})).await,
        "GET /cases" => client.get("/cases").await,
        "GET /networks/{id}/certificates/{organisation}" => {
            client.get(&format!("/networks/{}/certificates/{}", world.network, call.stage.organisation)).await
        }
        "GET /networks/{id}/coverage" => client.get(&format!("/networks/{}/coverage", world.network)).await,
        operation if operation.contains("conditions") => of_conditions(call, client).await,
        // what is decided is decided: what is to succeed has a case of its own
        _ if call.succeeds => of_case(call, client, &case_for(world).await).await,
        _ => of_case(call, client, &call.stage.case).await,
    }
}

async fn of_case(call: &Call<'_>, client: &Client, case: &str) -> Answer {
    let path = format!("/cases/{case}");
    let coordinator = call.stage.client(Role::Coordinator);
    let found: Value = coordinator.get(&path).await.expect(200);
    let changed = async |method: Method, path: &str, body: &Value| {
        let request = client.request(method, path).header("If-Match", found["revision"].to_string());
        client.send(request.json(body)).await
    };
    match call.operation {
        "GET /cases/{id}" => client.get(&path).await,
        "POST /cases/{id}/words" => client.post(&format!("{path}/words"), &json!({ "text": "Hej" })).await,
        "POST /cases/{id}/mails" => client.post(&format!("{path}/mails"), &json!({ "text": "Hej" })).await,
        "PUT /cases/{id}/checks/{condition}" => {
            let condition = found["asked"][0]["id"].as_str().expect("a condition");
            client.put(&format!("{path}/checks/{condition}"), &json!({ "state": "met" })).await
        }
        "PUT /cases/{id}/organisation" => {
            let body = json!({ "organisation_id": found["organisation_id"] });
            changed(Method::PUT, &format!("{path}/organisation"), &body).await
        }
        "POST /cases/{id}/decision" => {
            let body = json!({ "decision": "no", "reason": "Det är fullt just nu" });
            changed(Method::POST, &format!("{path}/decision"), &body).await
        }
        "GET /cases/{id}/files/{file}" => client.get(&format!("{path}/files/{}", uuid::Uuid::now_v7())).await,
        other => panic!("nobody has said how {other} is called"),
    }
}

/// Of the member's organisation, whose conditions have all been said.
async fn of_conditions(call: &Call<'_>, client: &Client) -> Answer {
    let stage = call.stage;
    let network = format!("/networks/{}/conditions", stage.world.network);
    let path = format!("{network}/{}", stage.organisation);
    let asked = format!("/networks/{}/asked-conditions", stage.world.network);
    match call.operation {
        "GET /networks/{id}/conditions" => client.get(&network).await,
        "GET /networks/{id}/asked-conditions" => client.get(&asked).await,
        "PUT /networks/{id}/asked-conditions" => {
            let seen = stage.client(Role::Coordinator).get(&asked).await;
            let tag = seen.etag();
            let conditions: Vec<_> = seen.expect(200)["conditions"]
                .as_array()
                .expect("six")
                .iter()
                .map(|one| json!({ "id": one["id"] }))
                .collect();
            let request = client.request(reqwest::Method::PUT, &asked).header("If-Match", tag);
            client.send(request.json(&json!({ "conditions": conditions }))).await
        }
        "GET /networks/{id}/conditions/{organisation}" => client.get(&path).await,
        "PUT /networks/{id}/conditions/{organisation}/{condition}" => {
            client.put(&format!("{path}/{}", stage.condition), &json!({ "state": "met" })).await
        }
        "POST /networks/{id}/conditions/{organisation}/confirmation" => {
            client.post(&format!("{path}/confirmation"), &json!({})).await
        }
        "POST /networks/{id}/conditions/{organisation}/reminders" => {
            client.post(&format!("{path}/reminders"), &json!({})).await
        }
        "POST /networks/{id}/conditions/{organisation}/membership" => {
            client.post(&format!("{path}/membership"), &json!({})).await
        }
        "DELETE /networks/{id}/conditions/{organisation}/membership" => {
            client.delete(&format!("{path}/membership"), None).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}
