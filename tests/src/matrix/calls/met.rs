//! Meetings that are planned.

use reqwest::Method;
use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let meeting = format!("/meetings/{}", world.meeting);
    let facts = facts(call).await;
    match call.operation {
        "POST /networks/{id}/meetings" => client.post(&format!("/networks/{}/meetings", world.network), &facts).await,
        "PUT /meetings/{id}" => changed(call, client, &meeting, &facts).await,
        "PUT /meetings/{id}/state" => {
            changed(call, client, &format!("{meeting}/state"), &json!({ "state": "planned" })).await
        }
        "PUT /meetings/{id}/programme" => {
            let item =
                json!({ "day": 1, "starts_at": "09:00", "minutes": 60, "kind": "lecture", "title": "Inledning" });
            changed(call, client, &format!("{meeting}/programme"), &json!({ "items": [item] })).await
        }
        "PUT /meetings/{id}/answers/{subject}" => {
            invited(call).await;
            // the coordinator enters an answer for a seat that has given none
            let whose = if call.role == Role::Coordinator { Role::Elected } else { Role::Member };
            client.put(&format!("{meeting}/answers/{}", world.seats[&whose]), &json!({ "answer": "coming" })).await
        }
        "PUT /meetings/{id}/answers/{subject}/confirmation" => {
            client.put(&format!("{meeting}/answers/{}/confirmation", world.seats[&Role::Member]), &json!({})).await
        }
        "POST /meetings/{id}/guests" => {
            invited(call).await;
            client.post(&format!("{meeting}/guests"), &guest(call).await).await
        }
        "DELETE /meetings/{id}/guests/{guest}" => {
            let coordinator = call.stage.client(Role::Coordinator);
            if call.succeeds {
                coordinator.post(&format!("{meeting}/guests"), &guest(call).await).await.expect(201);
            }
            let known = coordinator.get(&format!("{meeting}/answers")).await.json()["guests"][0]["id"].clone();
            let known = known.as_str().map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned);
            client.delete(&format!("{meeting}/guests/{known}"), None).await
        }
        "PUT /meetings/{id}/attendance" => {
            client.put(&format!("{meeting}/attendance"), &json!({ "present": [] })).await
        }
        "GET /networks/{id}/attendance" => client.get(&format!("/networks/{}/attendance", world.network)).await,
        "GET /meetings/{id}/answers" => client.get(&format!("{meeting}/answers")).await,
        operation if operation.contains("/questions") || operation.contains("/themes") => {
            beforehand(call, client).await
        }
        "POST /meetings/{id}/reminders" => {
            invited(call).await;
            client.post(&format!("{meeting}/reminders"), &json!({})).await
        }
        "GET /meetings/{id}/notes" => client.get(&format!("{meeting}/notes")).await,
        "GET /meetings/{id}/notes/pieces" => client.get(&format!("{meeting}/notes/pieces")).await,
        "GET /meetings/{id}/calendar" => client.get(&format!("{meeting}/calendar")).await,
        "GET /me/calendar" => client.get("/me/calendar").await,
        "POST /me/calendar" => client.post("/me/calendar", &json!({})).await,
        "DELETE /me/calendar" => client.delete("/me/calendar", None).await,
        "GET /calendar/{token}" => client.get(&format!("/calendar/{}", "x".repeat(43))).await,
        other => panic!("nobody has said how {other} is called"),
    }
}

/// Who hosts it goes on doing so: the host's right comes from that.
async fn hosts(call: &Call<'_>) -> Vec<Value> {
    let world = &call.stage.world;
    let seen = call.stage.client(Role::Coordinator).get(&format!("/meetings/{}", world.meeting)).await.expect(200);
    seen["host"].as_array().expect("hosts").iter().map(|host| host["id"].clone()).collect()
}

async fn facts(call: &Call<'_>) -> Value {
    json!({ "kind": "meeting", "title": "Gävle, nästa träff", "starts_on": "2100-05-04", "place": "Gävle",
        "themes": ["Barns inflytande"], "guests_each": 20, "hosts": hosts(call).await })
}

async fn changed(call: &Call<'_>, client: &Client, path: &str, body: &Value) -> Answer {
    let meeting = format!("/meetings/{}", call.stage.world.meeting);
    let seen = call.stage.client(Role::Coordinator).get(&meeting).await.expect(200);
    let request = client.request(Method::PUT, path).header("If-Match", format!("\"{}\"", seen["revision"]));
    client.send(request.json(body)).await
}

/// Where it is to succeed, those invited have been, to days that are known.
async fn invited(call: &Call<'_>) {
    if call.succeeds {
        let meeting = format!("/meetings/{}", call.stage.world.meeting);
        let coordinator = call.stage.client(Role::Coordinator);
        if coordinator.get(&meeting).await.expect(200)["starts_on"].is_null() {
            changed(call, &coordinator, &meeting, &facts(call).await).await.expect(200);
        }
        changed(call, &coordinator, &format!("{meeting}/state"), &json!({ "state": "invited" })).await.expect(200);
    }
}

async fn guest(call: &Call<'_>) -> Value {
    let me = call.stage.client(Role::Member).get("/me").await.json();
    let organisation = me["standings"][0]["organisation"]["id"].clone();
    json!({ "organisation_id": organisation, "name": "Gäst Gästsson", "email": format!("ingen-{}@exempel.se", uuid::Uuid::now_v7()) })
}

/// Questions and themes of the coordinator's.
async fn beforehand(call: &Call<'_>, client: &Client) -> Answer {
    let meeting = format!("/meetings/{}", call.stage.world.meeting);
    let (questions, themes) = (format!("{meeting}/questions"), format!("{meeting}/themes"));
    let (question, theme) = (json!({ "text": "Hur gör ni?", "named": true }), json!({ "title": "Barnets bästa" }));
    match call.operation {
        "GET /meetings/{id}/questions" => return client.get(&questions).await,
        "GET /meetings/{id}/themes" => return client.get(&themes).await,
        "POST /meetings/{id}/questions" => return client.post(&questions, &question).await,
        "POST /meetings/{id}/themes" => return client.post(&themes, &theme).await,
        _ => {}
    }
    let coordinator = call.stage.client(Role::Coordinator);
    let first = async |path: &str, made: &Value| {
        let own = |list: &Value| {
            let by = call.stage.world.people[&Role::Coordinator].to_string();
            let items = list["items"].as_array().expect("items").clone();
            items.into_iter().find(|one| one["person"]["id"] == by.as_str() || one["proposed_by"] == by.as_str())
        };
        let known = own(&coordinator.get(path).await.expect(200));
        let found = match known {
            Some(known) => known,
            // a refusal makes nothing
            None if !call.succeeds => return uuid::Uuid::now_v7().to_string(),
            None => own(&coordinator.post(path, made).await.expect(201)).expect("what was made"),
        };
        found["id"].as_str().expect("an id").to_owned()
    };
    // whoever has been suspended is told nothing, not even of which organisation they are
    let own = guest(call).await["organisation_id"].clone();
    let organisation = own.as_str().map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned);
    match call.operation {
        "PUT /meetings/{id}/questions/{question}/forwarded" => {
            let path = format!("{questions}/{}/forwarded", first(&questions, &question).await);
            client.put(&path, &json!({})).await
        }
        "DELETE /meetings/{id}/questions/{question}" => {
            client.delete(&format!("{questions}/{}", first(&questions, &question).await), None).await
        }
        "DELETE /meetings/{id}/themes/{theme}" => {
            client.delete(&format!("{themes}/{}", first(&themes, &theme).await), None).await
        }
        "PUT /meetings/{id}/themes/{theme}/voices/{organisation}" => {
            let path = format!("{themes}/{}/voices/{organisation}", first(&themes, &theme).await);
            client.put(&path, &json!({})).await
        }
        "DELETE /meetings/{id}/themes/{theme}/voices/{organisation}" => {
            client.delete(&format!("{themes}/{}/voices/{organisation}", first(&themes, &theme).await), None).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}
