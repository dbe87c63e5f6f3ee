//! Seats, and invitations to them.

use chrono::{Days, NaiveDate};
use domain::actor::Actor;
use domain::networks::seat::{self, HoldingRole};
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};

pub(super) fn is(operation: &str) -> bool {
    ["seat", "invitation", "substitutions"].iter().any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let (world, stage) = (&call.stage.world, call.stage);
    let network = format!("/networks/{}", world.network);
    let own = world.seats[&Role::Member];
    let path = format!("/seats/{own}");
    let body =
        json!({ "name": "Nils Ny", "email": format!("{}@exempel.se", Uuid::new_v4().simple()), "role": "holder" });
    match call.operation {
        "POST /networks/{id}/seats" => client.post(&format!("{network}/seats"), &new_seat(stage)).await,
        "GET /seats/{id}" => client.get(&path).await,
        "PATCH /seats/{id}" => {
            let revision = match call.succeeds {
                true => client.get(&path).await.json()["revision"].as_i64().unwrap_or(1),
                false => 1,
            };
            client.patch(&path, revision, &json!({ "mandate": "Hela kommunen" })).await
        }
        "POST /seats/{id}/end" if call.succeeds => {
            let made = client.post(&format!("{network}/seats"), &new_seat(stage)).await.json();
            client.post(&format!("/seats/{}/end", made["id"].as_str().unwrap_or("")), &json!({})).await
        }
        "POST /seats/{id}/end" => client.post(&format!("{path}/end"), &json!({})).await,
        "POST /seats/{id}/holdings/{holding}/end" => {
            let holding = match call.succeeds {
                true => to_come(call).await,
                false => stage.holding.clone(),
            };
            client.post(&format!("{path}/holdings/{holding}/end"), &json!({})).await
        }
        "GET /networks/{id}/invitations" => client.get(&format!("{network}/invitations")).await,
        "POST /seats/{id}/invitations" => client.post(&format!("{path}/invitations"), &body).await,
        operation @ ("POST /invitations/{id}/again" | "DELETE /invitations/{id}") => {
            let invitation = match call.succeeds {
                true => {
                    client.post(&format!("{path}/invitations"), &body).await.json()["id"].as_str().map(str::to_owned)
                }
                false => Some(stage.invitation.clone()),
            };
            let invitation = format!("/invitations/{}", invitation.expect("an invitation"));
            match operation {
                "DELETE /invitations/{id}" => client.delete(&invitation, None).await,
                _ => client.post(&format!("{invitation}/again"), &json!({})).await,
            }
        }
        operation if operation.contains("proposals") => proposals(call, client).await,
        operation if operation.contains("seat-rounds") => rounds(call, client).await,
        operation if operation.contains("substitutions") => substitutions(call, client).await,
        "GET /seats/{id}/handover" => client.get(&format!("{path}/handover")).await,
        "PUT /seats/{id}/note" => client.put(&format!("{path}/note"), &json!({ "text": "Bra att veta" })).await,
        "GET /invitation-links/{token}" => client.get(&format!("/invitation-links/{}", "x".repeat(43))).await,
        "POST /invitation-links/{token}" => {
            client.post(&format!("/invitation-links/{}", "x".repeat(43)), &json!({})).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

fn new_seat(stage: &super::Stage) -> serde_json::Value {
    json!({ "organisation_id": stage.organisation, "kind": "official", "title": "kontaktperson" })
}

/// A holding that begins in many years, for somebody who has no seat.
async fn to_come(call: &Call<'_>) -> String {
    let world = &call.stage.world;
    let (seat, person) = (world.seats[&Role::Member], world.people[&Role::Nobody]);
    let from: NaiveDate = world.node.clock.today() + Days::new(20_000);
    let made = world.node.store().write(&Actor::System, move |tx| async move {
        seat::appoint(&tx, seat, person, HoldingRole::Deputy, from, None).await
    });
    made.await.expect("appointed").to_string()
}

/// Proposals of the member; one is open where a call is to succeed on it.
async fn proposals(call: &Call<'_>, client: &Client) -> Answer {
    let (world, stage) = (&call.stage.world, call.stage);
    let of_seat = format!("/seats/{}/proposals", world.seats[&Role::Member]);
    let new = || json!({ "name": "Siv Ny", "email": format!("{}@exempel.se", Uuid::new_v4().simple()) });
    let member = stage.client(Role::Member);
    let mut one = format!("/seat-proposals/{}", stage.proposal);
    if call.succeeds && call.operation != "GET /networks/{id}/seat-proposals" {
        let seat = member.get(&format!("/seats/{}", world.seats[&Role::Member])).await.json();
        for open in seat["proposals"].as_array().into_iter().flatten().filter(|one| one["state"] == "open") {
            member.delete(&format!("/seat-proposals/{}", open["id"].as_str().unwrap_or("")), None).await.expect(204);
        }
        if call.operation != "POST /seats/{id}/proposals" {
            let put = member.post(&of_seat, &new()).await.expect(201);
            one = format!("/seat-proposals/{}", put["proposals"][0]["id"].as_str().unwrap_or(""));
        }
    }
    match call.operation {
        "GET /networks/{id}/seat-proposals" => client.get(&format!("/networks/{}/seat-proposals", world.network)).await,
        "POST /seats/{id}/proposals" => client.post(&of_seat, &new()).await,
        "DELETE /seat-proposals/{id}" => client.delete(&one, None).await,
        "POST /seat-proposals/{id}/confirm" => client.post(&format!("{one}/confirm"), &json!({})).await,
        "POST /seat-proposals/{id}/decline" => {
            client.post(&format!("{one}/decline"), &json!({ "reason": "Beslutet saknas" })).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

/// Rounds of the network; one is open where a call is to succeed on it.
async fn rounds(call: &Call<'_>, client: &Client) -> Answer {
    let (world, stage) = (&call.stage.world, call.stage);
    let of_network = format!("/networks/{}/seat-rounds", world.network);
    let new = json!({ "kind": null, "due_on": world.node.clock.today() + Days::new(30) });
    let coordinator = stage.client(Role::Coordinator);
    let mut round = stage.round.clone();
    if call.succeeds {
        let all = coordinator.get(&of_network).await.json();
        let open = all["items"].as_array().into_iter().flatten().find(|one| one["closed"] == false).cloned();
        round = match (open, call.operation) {
            (Some(open), "POST /networks/{id}/seat-rounds") => {
                let open = open["id"].as_str().unwrap_or("").to_owned();
                coordinator.post(&format!("/seat-rounds/{open}/close"), &json!({})).await.expect(200);
                open
            }
            (Some(open), _) => open["id"].as_str().unwrap_or("").to_owned(),
            (None, "POST /networks/{id}/seat-rounds") => round,
            (None, _) => {
                let made = coordinator.post(&of_network, &new).await.expect(201);
                made["round"]["id"].as_str().unwrap_or("").to_owned()
            }
        };
    }
    let one = format!("/seat-rounds/{round}");
    match call.operation {
        "GET /networks/{id}/seat-rounds" => client.get(&of_network).await,
        "POST /networks/{id}/seat-rounds" => client.post(&of_network, &new).await,
        "GET /seat-rounds/{id}" => client.get(&one).await,
        "PUT /seat-rounds/{id}/answers/{seat}" => {
            let path = format!("{one}/answers/{}", world.seats[&Role::Member]);
            client.put(&path, &json!({ "answer": "continues" })).await
        }
        "POST /seat-rounds/{id}/reminders" => client.post(&format!("{one}/reminders"), &json!({})).await,
        "POST /seat-rounds/{id}/close" => client.post(&format!("{one}/close"), &json!({})).await,
        other => panic!("nobody has said how {other} is called"),
    }
}

/// The deputy stands in, some day far from now that nobody else does.
async fn substitutions(call: &Call<'_>, client: &Client) -> Answer {
    let (world, stage) = (&call.stage.world, call.stage);
    let of_seat = format!("/seats/{}/substitutions", world.seats[&Role::Member]);
    let day = world.node.clock.today() + Days::new(1_000 + Uuid::new_v4().as_u64_pair().0 % 1_000_000);
    let new = json!({ "person_id": world.people[&Role::Deputy], "from": day, "to": day });
    let mut one = stage.substitution.clone();
    if call.succeeds && call.operation == "DELETE /substitutions/{id}" {
        let made = stage.client(Role::Member).post(&of_seat, &new).await.expect(201);
        let all = made["substitutions"].as_array().cloned().unwrap_or_default();
        let made = all.iter().find(|one| one["from"] == json!(day)).expect("the new one");
        one = made["id"].as_str().unwrap_or("").to_owned();
    }
    match call.operation {
        "POST /seats/{id}/substitutions" => client.post(&of_seat, &new).await,
        "PUT /substitutions/{id}/confirmation" => {
            client.put(&format!("/substitutions/{one}/confirmation"), &json!({})).await
        }
        "DELETE /substitutions/{id}" => client.delete(&format!("/substitutions/{one}"), None).await,
        other => panic!("nobody has said how {other} is called"),
    }
}
