//! Governing a network, and running the installation.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let network = format!("/networks/{}", world.network);
    match call.operation {
        "GET /networks/{id}/settings" => client.get(&format!("{network}/settings")).await,
        "PUT /networks/{id}/settings" => {
            let seen = call.stage.client(Role::Coordinator).get(&format!("{network}/settings")).await;
            let (tag, mut facts) = (seen.etag(), seen.expect(200));
            for key in ["id", "slug", "closed", "revision"] {
                facts.as_object_mut().expect("facts").remove(key);
            }
            let request = client.request(Method::PUT, &format!("{network}/settings")).header("If-Match", tag);
            client.send(request.json(&facts)).await
        }
        "GET /networks/{id}/appointments" => client.get(&format!("{network}/appointments")).await,
        "POST /networks/{id}/appointments" => {
            let answer = appoint(call, client, Role::Host).await;
            if answer.status == 201 {
                // the host's own cells say what a host may who is not in the working group
                let path = format!("{network}/appointments/{}", answer.json()["id"].as_str().expect("an id"));
                call.stage.client(Role::Coordinator).delete(&path, None).await.expect(204);
            }
            answer
        }
        "DELETE /networks/{id}/appointments/{appointment}" => {
            let made = match call.succeeds {
                true => appoint(call, client, Role::Member).await.expect(201)["id"].clone(),
                false => of_working_group(call).await,
            };
            client.delete(&format!("{network}/appointments/{}", made.as_str().expect("an id")), None).await
        }
        "GET /installation/networks" => client.get("/installation/networks").await,
        "POST /installation/networks" => {
            let slug = Uuid::now_v7().to_string();
            let new = json!({ "slug": slug, "name": "Ett nytt", "kind": "regional", "purpose": "Att pröva" });
            client.post("/installation/networks", &new).await
        }
        "PUT /installation/networks/{id}/closed" => {
            let path = format!("/installation{network}/closed");
            client.put(&path, &json!({ "closed": false })).await
        }
        "GET /accounts" => client.get("/accounts").await,
        "POST /accounts" => {
            let email = format!("{}@exempel.se", Uuid::now_v7());
            client.post("/accounts", &json!({ "name": "Ny Person", "email": email })).await
        }
        "PUT /accounts/{id}/suspended" => {
            let path = format!("/accounts/{}/suspended", world.people[&Role::Nobody]);
            client.put(&path, &json!({ "suspended": false })).await
        }
        "PUT /accounts/{id}/administrator" => {
            let path = format!("/accounts/{}/administrator", world.people[&Role::Nobody]);
            client.put(&path, &json!({ "administrator": false })).await
        }
        "POST /accounts/{id}/erasure" => {
            // whoever is erased can be asked nothing more
            let whom = match call.succeeds {
                true => {
                    let email = format!("{}@exempel.se", Uuid::now_v7());
                    let new = json!({ "name": "Ny Person", "email": email });
                    let made = call.stage.client(Role::Administrator).post("/accounts", &new).await.expect(201);
                    made["id"].as_str().expect("an id").to_owned()
                }
                false => world.people[&Role::Nobody].to_string(),
            };
            client.post(&format!("/accounts/{whom}/erasure"), &json!({ "reason": "Att pröva" })).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

async fn appoint(call: &Call<'_>, client: &Client, whom: Role) -> Answer {
    let world = &call.stage.world;
    let body = json!({ "person_id": world.people[&whom], "role": "working_group" });
    client.post(&format!("/networks/{}/appointments", world.network), &body).await
}

/// The appointment of the one who is in the working group.
async fn of_working_group(call: &Call<'_>) -> serde_json::Value {
    let world = &call.stage.world;
    let path = format!("/networks/{}/appointments", world.network);
    let all = call.stage.client(Role::Coordinator).get(&path).await.expect(200);
    let group = all["items"].as_array().expect("appointments").iter().find(|one| one["role"] == "working_group");
    group.expect("one")["id"].clone()
}
