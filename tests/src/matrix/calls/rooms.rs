//! Rooms that coordinators make.

use serde_json::{Value, json};

use super::Call;
use crate::harness::{Answer, Client, Role};
use crate::matrix::stage::Stage;

pub(super) fn is(operation: &str) -> bool {
    ["POST /networks/{id}/rooms", "GET /rooms/{id}/details", "PATCH /rooms/{id}", "PUT /rooms/{id}/archived"]
        .iter()
        .any(|known| operation.starts_with(known))
        || operation.contains("guest-")
        || operation.ends_with("/rooms/{id}/guests")
}

/// One for the members.
pub(in crate::matrix) fn new_room() -> Value {
    json!({ "name": "Medlemmarnas verkstad", "purpose": "Att pröva", "audience": "members" })
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let network = format!("/networks/{}", call.stage.world.network);
    let made = format!("/rooms/{}", call.stage.room);
    match call.operation {
        "POST /networks/{id}/rooms" => client.post(&format!("{network}/rooms"), &new_room()).await,
        "POST /networks/{id}/rooms/readers" => {
            client.post(&format!("{network}/rooms/readers"), &json!({ "audience": "elected" })).await
        }
        "GET /rooms/{id}/details" => client.get(&format!("/rooms/{}/details", call.place().room)).await,
        "PATCH /rooms/{id}" => {
            let seen = call.stage.client(Role::Coordinator).get(&format!("{made}/details")).await.expect(200);
            let revision = seen["revision"].as_i64().expect("a revision");
            client.patch(&made, revision, &json!({ "purpose": "Något annat" })).await
        }
        "PUT /rooms/{id}/archived" => client.put(&format!("{made}/archived"), &json!({ "archived": false })).await,
        "GET /rooms/{id}/guests" => client.get(&format!("/rooms/{}/guests", call.place().room)).await,
        "POST /rooms/{id}/guests" => client.post(&format!("{made}/guests"), &new_guest(call.stage)).await,
        "DELETE /guest-invitations/{id}" => {
            let invited = match call.succeeds {
                true => invited(&call.stage.client(Role::Coordinator), call.stage).await,
                false => call.stage.guest_invitation.clone(),
            };
            client.delete(&format!("/guest-invitations/{invited}"), None).await
        }
        "DELETE /guest-passes/{id}" => {
            let pass = match call.succeeds {
                true => pass(call.stage).await,
                false => call.stage.guest_pass.clone(),
            };
            client.delete(&format!("/guest-passes/{pass}"), None).await
        }
        "GET /guest-links/{token}" => client.get(&format!("/guest-links/{}", "x".repeat(43))).await,
        "POST /guest-links/{token}" => client.post(&format!("/guest-links/{}", "x".repeat(43)), &json!({})).await,
        other => panic!("nobody has said how {other} is called"),
    }
}

fn new_guest(stage: &Stage) -> Value {
    let email = format!("{}@exempel.se", uuid::Uuid::new_v4().simple());
    json!({ "name": "Gunnar Gäst", "email": email, "writes": false, "to": stage.world.node.clock.today() })
}

/// An invitation to the room that waits.
pub(in crate::matrix) async fn invited(coordinator: &Client, stage: &Stage) -> String {
    let path = format!("/rooms/{}/guests", stage.room);
    let made = coordinator.post(&path, &new_guest(stage)).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// A pass to the room for somebody from the other network, over as soon as the day is.
pub(in crate::matrix) async fn pass(stage: &Stage) -> String {
    use domain::actor::Actor;
    let world = &stage.world;
    let (room, person, today) =
        (stage.room.parse().expect("a room"), world.people[&Role::Nobody], world.node.clock.today());
    let giver = world.people[&Role::Coordinator];
    let from = today + chrono::Days::new(1);
    let made = world
        .node
        .store()
        .write(&Actor::System, move |tx| async move {
            domain::rooms::guest::invite_as(&tx, room, person, false, (from, from), giver).await
        })
        .await;
    made.expect("a pass").to_string()
}
