//! Agreements, and the roll of a network.

use reqwest::Method;
use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let network = format!("/networks/{}", call.stage.world.network);
    match call.operation {
        "GET /networks/{id}/agreements" => return client.get(&format!("{network}/agreements")).await,
        "POST /networks/{id}/agreements" => {
            return client.post(&format!("{network}/agreements"), &writing()).await;
        }
        "GET /networks/{id}/roll" => return client.get(&format!("{network}/roll")).await,
        "GET /networks/{id}/roll/file" => return client.get(&format!("{network}/roll/file")).await,
        _ => {}
    }
    let coordinator = call.stage.client(Role::Coordinator);
    let agreement = match first(&coordinator, &network).await {
        Some(agreement) => agreement,
        None if call.succeeds => made(&coordinator, &network).await,
        // whoever is refused is refused before anything is looked for
        None => uuid::Uuid::now_v7().to_string(),
    };
    let path = format!("/agreements/{agreement}");
    match call.operation {
        "GET /agreements/{id}" => client.get(&path).await,
        "PUT /agreements/{id}" => {
            let revision = match call.succeeds {
                true => coordinator.get(&path).await.etag(),
                false => "\"1\"".to_owned(),
            };
            client.send(client.request(Method::PUT, &path).header("If-Match", revision).json(&writing())).await
        }
        "GET /agreements/{id}/versions/{number}" => client.get(&format!("{path}/versions/1")).await,
        "POST /agreements/{id}/renewal" => {
            let of = match call.succeeds {
                true => made(&coordinator, &network).await,
                false => agreement,
            };
            client.post(&format!("/agreements/{of}/renewal"), &json!({})).await
        }
        "POST /agreements/{id}/letters" => {
            // letters go once a week: one that nobody has been asked about
            let of = match call.succeeds {
                true => made(&coordinator, &network).await,
                false => agreement,
            };
            client.post(&format!("/agreements/{of}/letters"), &json!({})).await
        }
        "GET /agreements/{id}/adoptions/{organisation}" => {
            let organisation = organisation(&coordinator, &network, "Gävle kommun").await;
            client.get(&format!("{path}/adoptions/{organisation}")).await
        }
        "PUT /agreements/{id}/adoptions/{organisation}" => {
            let organisation = organisation(&coordinator, &network, "Gävle kommun").await;
            client.put(&format!("{path}/adoptions/{organisation}"), &decision()).await
        }
        "DELETE /agreements/{id}/adoptions/{organisation}" => {
            let organisation = organisation(&coordinator, &network, "Örebro kommun").await;
            let noted = format!("{path}/adoptions/{organisation}");
            if call.succeeds {
                coordinator.put(&noted, &decision()).await.expect(200);
            }
            client.delete(&noted, None).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

fn writing() -> Value {
    json!({ "title": "Överenskommelse", "text": "Vi lovar.", "from": "2026-01-01", "to": "2028-12-31" })
}

fn decision() -> Value {
    json!({ "body": "Kommunstyrelsen", "decided_on": "2025-12-01", "reference": "KS 2025/1" })
}

pub(super) async fn made(coordinator: &Client, network: &str) -> String {
    let made = coordinator.post(&format!("{network}/agreements"), &writing()).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// The agreement that all are tried on: the first there is.
pub(super) async fn first(coordinator: &Client, network: &str) -> Option<String> {
    let all = coordinator.get(&format!("{network}/agreements")).await.expect(200);
    let one = all["items"].as_array().expect("agreements").last()?;
    Some(one["id"].as_str().expect("an id").to_owned())
}

/// An organisation of the network, by the coordinator as they are signed in now.
async fn organisation(coordinator: &Client, network: &str, name: &str) -> String {
    let found = coordinator.get(&format!("{network}/participations?limit=100")).await.expect(200);
    let all = found["items"].as_array().expect("organisations");
    let one = all.iter().find(|one| one["organisation"]["name"] == name).expect("the organisation");
    one["organisation"]["id"].as_str().expect("an id").to_owned()
}
