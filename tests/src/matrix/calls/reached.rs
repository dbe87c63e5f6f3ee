//! What reaches beyond a network's rooms.

use domain::actor::Actor;
use domain::ids::{ForwardingId, NetworkId, NetworkLinkId};
use domain::networks::forwarding::{self, LaidForwarding};
use domain::networks::link;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};
use crate::matrix::stage::Stage;

pub(super) fn is(operation: &str) -> bool {
    [
        "/alike",
        "/candidates",
        "/networks/{id}/membership",
        "/mailings",
        "/public-networks",
        "/public-page",
        "/networks/{id}/links",
        "/network-links",
        "forwardings",
    ]
    .iter()
    .any(|part| operation.contains(part))
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let network = format!("/networks/{}", world.network);
    match call.operation {
        "GET /networks/{id}/alike" => client.get(&format!("{network}/alike")).await,
        "GET /networks/{id}/candidates" => client.get(&format!("{network}/candidates")).await,
        "POST /networks/{id}/candidates/invitations" => {
            let malmo = crate::joining::organisation(world, "malmö").await;
            let body = json!({ "organisation_id": malmo, "name": "Maj Ny", "email": "maj@malmo.example",
                "language": "sv" });
            client.post(&format!("{network}/candidates/invitations"), &body).await
        }
        "GET /networks/{id}/membership" => client.get(&format!("{network}/membership")).await,
        "POST /networks/{id}/membership/changes" => {
            let from = world.node.clock.today() + chrono::Days::new(900);
            let change = json!({ "organisation_id": call.stage.organisation, "state": "member" });
            let body = json!({ "from": from, "reason": "Att pröva", "changes": [change] });
            client.post(&format!("{network}/membership/changes"), &body).await
        }
        "GET /networks/{id}/mailings" => client.get(&format!("{network}/mailings")).await,
        "POST /networks/{id}/mailings/preview" => {
            let draft = json!({ "to": {}, "subject": "Hej", "text": "Hej" });
            client.post(&format!("{network}/mailings/preview"), &draft).await
        }
        "POST /networks/{id}/mailings" => {
            let to = json!({ "seat_ids": [world.seats[&Role::Host]] });
            let letter = json!({ "to": to, "subject": "Hej", "text": "Hej", "recipients": 1 });
            client.post(&format!("{network}/mailings"), &letter).await
        }
        "DELETE /mailings/{id}" => {
            let letter = if call.succeeds { letter(call.stage).await } else { call.stage.reached().letter.clone() };
            client.delete(&format!("/mailings/{letter}"), None).await
        }
        "GET /public-networks" => client.get("/public-networks").await,
        "GET /public-networks/{slug}" => client.get("/public-networks/natverket").await,
        "GET /networks/{id}/public-page" => client.get(&format!("{network}/public-page")).await,
        "PUT /networks/{id}/public-page" => {
            let path = format!("{network}/public-page");
            let tag = call.stage.client(Role::Coordinator).get(&path).await.etag();
            let request = client.request(Method::PUT, &path).header("If-Match", tag);
            client.send(request.json(&json!({ "public": false, "document_ids": [] }))).await
        }
        "GET /networks/{id}/links" => client.get(&format!("{network}/links")).await,
        "POST /networks/{id}/links" => {
            let slug = if call.succeeds { another(call.stage).await.1 } else { "grannen".to_owned() };
            client.post(&format!("{network}/links"), &json!({ "slug": slug })).await
        }
        "POST /network-links/{id}/acceptance" => {
            let link = if call.succeeds { linked(call.stage, false).await.1 } else { call.stage.reached().waiting };
            client.post(&format!("/network-links/{link}/acceptance"), &json!({})).await
        }
        "DELETE /network-links/{id}" => {
            let link = if call.succeeds { linked(call.stage, true).await.1 } else { call.stage.reached().link };
            client.delete(&format!("/network-links/{link}"), None).await
        }
        "GET /networks/{id}/forwardings" => client.get(&format!("{network}/forwardings")).await,
        "POST /messages/{id}/forwardings" => {
            let body = json!({ "link_id": call.stage.reached().link, "title": "Värt att läsa" });
            client.post(&format!("/messages/{}/forwardings", call.place().message), &body).await
        }
        "POST /documents/{id}/forwardings" => {
            let body = json!({ "link_id": call.stage.reached().link });
            client.post(&format!("/documents/{}/forwardings", call.place().document), &body).await
        }
        "POST /forwardings/{id}/place" => {
            let body = json!({ "room_id": world.room("whole_network") });
            client.post(&format!("/forwardings/{}/place", waiting(call).await), &body).await
        }
        "POST /forwardings/{id}/refusal" => {
            client.post(&format!("/forwardings/{}/refusal", waiting(call).await), &json!({})).await
        }
        other => panic!("nobody has said how {other} is called"),
    }
}

/// What is there for those who may not.
pub(in crate::matrix) struct Reached {
    /// A link in force, and one that waits.
    link: NetworkLinkId,
    waiting: NetworkLinkId,
    /// Something passed on that waits.
    forwarding: ForwardingId,
    /// A letter to one seat.
    letter: String,
}

/// Lays it.
pub(in crate::matrix) async fn laid(stage: &Stage) -> Reached {
    let (link, waiting) = (linked(stage, true).await.1, linked(stage, false).await.1);
    Reached { link, waiting, forwarding: come(stage).await, letter: letter(stage).await }
}

/// A letter that has been sent a moment ago.
async fn letter(stage: &Stage) -> String {
    let to = json!({ "seat_ids": [stage.world.seats[&Role::Host]] });
    let letter = json!({ "to": to, "subject": "Hej", "text": "Hej", "recipients": 1 });
    let path = format!("/networks/{}/mailings", stage.world.network);
    let made = stage.client(Role::Coordinator).post(&path, &letter).await.expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// Another network, and its slug.
async fn another(stage: &Stage) -> (NetworkId, String) {
    let slug = Uuid::now_v7().to_string();
    let new = json!({ "slug": slug, "name": "Ett annat", "kind": "regional", "purpose": "Att pröva" });
    let made = stage.client(Role::Administrator).post("/installation/networks", &new).await.expect(201);
    (made["id"].as_str().expect("an id").parse().expect("a network's id"), slug)
}

/// The link of another network to this one: accepted, or waiting for that.
async fn linked(stage: &Stage, accepted: bool) -> (NetworkId, NetworkLinkId) {
    let (other, _) = another(stage).await;
    let world = &stage.world;
    let (here, by, at) = (world.network, world.people[&Role::Administrator], world.node.clock.now());
    let lay = move |tx| async move { link::lay(&tx, (other, here), by, at, accepted).await };
    (other, world.node.store().write(&Actor::System, lay).await.expect("a link"))
}

async fn waiting(call: &Call<'_>) -> ForwardingId {
    if call.succeeds { come(call.stage).await } else { call.stage.reached().forwarding }
}

/// Something that came from another network and waits.
async fn come(stage: &Stage) -> ForwardingId {
    let (other, link) = linked(stage, true).await;
    let world = &stage.world;
    let laid = LaidForwarding {
        link,
        networks: (other, world.network),
        message: (stage.place("whole_network").conversation.parse().expect("a conversation's id"), 1),
        title: "Värt att läsa".into(),
        comment: String::new(),
        by: world.people[&Role::Administrator],
        at: world.node.clock.now(),
    };
    let lay = move |tx| async move { forwarding::lay(&tx, laid).await };
    world.node.store().write(&Actor::System, lay).await.expect("something passed on")
}
