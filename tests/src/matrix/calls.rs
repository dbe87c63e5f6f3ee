//! How each operation is called, so that nothing but a missing right can refuse it.

mod accounts;
mod agreed;
mod archive;
mod asked;
mod attending;
pub(super) mod decided;
mod governed;
mod home;
mod joining;
mod kept;
mod left;
mod mails;
mod met;
mod moved;
pub(super) mod peopled;
pub(super) mod reached;
mod revisited;
pub(super) mod rooms;
mod run;
mod said;
mod seated;
mod shifted;
mod sought;
mod talked;

use reqwest::Method;
use serde_json::json;

use super::stage::{Place, Stage};
use crate::harness::{Answer, Client, PASSWORD, Role};

/// One cell of the matrix, to be tried.
pub(super) struct Call<'a> {
    pub(super) stage: &'a Stage,
    pub(super) operation: &'static str,
    /// In which kind of room; none for what is in no room.
    pub(super) kind: Option<&'static str>,
    pub(super) role: Role,
    /// It is to succeed: what it destroys has been made for it.
    pub(super) succeeds: bool,
}

impl Call<'_> {
    fn place(&self) -> &Place {
        self.stage.place(self.kind.expect("a kind of room"))
    }
}

/// Tries it as the role.
pub(super) async fn call(call: Call<'_>) -> Answer {
    let ends_session = call.succeeds && matches!(call.operation, "DELETE /session" | "DELETE /sessions");
    if ends_session {
        // everywhere is everywhere: the role's own device is signed in anew
        let once = call.stage.world.node.anonymous().sign_in(&call.role.email(), PASSWORD).await;
        let answer = call_as(&call, &once).await;
        call.stage.sign_in_again(call.role).await;
        return answer;
    }
    let client = call.stage.client(call.role);
    call_as(&call, &client).await
}

/// Tries it as that client.
pub(super) async fn call_as(call: &Call<'_>, client: &Client) -> Answer {
    let world = &call.stage.world;
    let network = format!("/networks/{}", world.network);
    let credentials = json!({ "email": call.role.email(), "password": PASSWORD });
    match call.operation {
        operation if operation.ends_with("/revisit") => revisited::call(call, client).await,
        operation if operation.contains("/agreements") || operation.contains("/roll") => {
            agreed::call(call, client).await
        }
        operation if reached::is(operation) => reached::call(call, client).await,
        operation if operation.contains("/documents/{id}/moves") => shifted::call(call, client).await,
        operation if home::is(operation) => home::call(call, client).await,
        operation if rooms::is(operation) => rooms::call(call, client).await,
        operation if run::is(operation) => run::call(call, client).await,
        operation if peopled::is(operation) => peopled::call(call, client).await,
        operation if seated::is(operation) => seated::call(call, client).await,
        operation if operation.starts_with("GET /export") || operation.contains("/imports") => {
            archive::call(call, client).await
        }
        operation if operation.contains("saved-searches") || operation.contains("synonyms") => {
            sought::call(call, client).await
        }
        operation
            if ["/settings", "/appointments", "/installation/networks", "/accounts"]
                .iter()
                .any(|part| operation.contains(part)) =>
        {
            governed::call(call, client).await
        }
        operation if ["password-resets", "address"].iter().any(|part| operation.contains(part)) => {
            accounts::call(call, client).await
        }
        operation
            if ["/open-networks", "/case-links", "/cases", "conditions", "/coverage", "/certificates"]
                .iter()
                .any(|part| operation.contains(part)) =>
        {
            joining::call(call, client).await
        }
        "POST /session" => world.node.anonymous().post("/session", &credentials).await,
        "POST /token" => world.node.anonymous().post("/token", &credentials).await,
        "POST /session/refresh" => {
            let signed_in = world.node.anonymous().post("/session", &credentials).await;
            let cookie = signed_in.cookie("samrum_refresh").unwrap_or_else(|| "samrum_refresh=hittepå".into());
            let anybody = world.node.anonymous();
            let request = anybody.request(Method::POST, "/session/refresh");
            anybody.send(request.header("Cookie", cookie).header("Origin", anybody.base())).await
        }
        "POST /token/refresh" => {
            let tokens = world.node.anonymous().post("/token", &credentials).await.json();
            let token = tokens["refresh_token"].as_str().unwrap_or("hittepå");
            world.node.anonymous().post("/token/refresh", &json!({ "refresh_token": token })).await
        }
        "DELETE /session" => client.delete("/session", None).await,
        "DELETE /sessions" => client.delete("/sessions", None).await,
        "DELETE /sessions/{id}" => {
            let id = if call.succeeds {
                let other = world.node.anonymous().sign_in(&call.role.email(), PASSWORD).await;
                let sessions = other.get("/sessions").await.expect(200);
                let current = sessions["items"].as_array().expect("sessions").iter().find(|s| s["current"] == true);
                current.expect("its own")["id"].as_str().expect("an id").to_owned()
            } else {
                uuid::Uuid::now_v7().to_string()
            };
            client.delete(&format!("/sessions/{id}"), None).await
        }
        "GET /sessions" | "GET /me" | "GET /me/data" | "GET /installation" | "GET /start" | "GET /networks"
        | "GET /people" | "GET /desk" | "GET /inbox" | "GET /inbox/moved" | "GET /direct" | "GET /drafts"
        | "GET /archive" => client.get(&call.operation["GET ".len()..]).await,
        "GET /events" => client.get("/events?epoch=1&after=network:x").await,
        "GET /socket" => {
            let mut handshake = client.request(Method::GET, "/socket");
            for (name, value) in [
                ("connection", "upgrade"),
                ("upgrade", "websocket"),
                ("sec-websocket-version", "13"),
                ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
                ("sec-websocket-protocol", wire::SUBPROTOCOL),
            ] {
                handshake = handshake.header(name, value);
            }
            client.send(handshake).await
        }
        "GET /archive/period" => client.get("/archive/period?from=2016&to=2018").await,
        "GET /search" => client.get("/search?q=ord").await,
        "GET /organisations" => client.get("/organisations?q=mora").await,
        "GET /references" => {
            client.get(&format!("/references?id=message:{}", call.stage.place("members").message)).await
        }
        "PATCH /me" => client.send(client.request(Method::PATCH, "/me").json(&json!({ "theme": "dark" }))).await,
        "PUT /me/password" => {
            let new = "en annan lång mening att minnas";
            let answer = client.put("/me/password", &json!({ "current": PASSWORD, "new": new })).await;
            if call.succeeds && answer.status == 204 {
                client.put("/me/password", &json!({ "current": new, "new": PASSWORD })).await.expect(204);
            }
            answer
        }
        "GET /networks/{id}" => client.get(&network).await,
        "POST /networks/{id}/read" => client.post(&format!("{network}/read"), &json!({})).await,
        "GET /networks/{id}/participations"
        | "GET /networks/{id}/rooms"
        | "GET /networks/{id}/conversations"
        | "GET /networks/{id}/documents"
        | "GET /networks/{id}/asks"
        | "GET /networks/{id}/decisions"
        | "GET /networks/{id}/meetings"
        | "GET /networks/{id}/tags" => {
            client.get(&format!("{network}{}", &call.operation["GET /networks/{id}".len()..])).await
        }
        "GET /networks/{id}/questions/waiting" => client.get(&format!("{network}/questions/waiting")).await,
        "GET /networks/{id}/questions/similar" => {
            client.get(&format!("{network}/questions/similar?title=En%20fr%C3%A5ga")).await
        }
        "GET /meetings/{id}" => client.get(&format!("/meetings/{}", world.meeting)).await,
        operation if left::is(operation) => left::call(call, client).await,
        operation if ["/meetings", "calendar", "attendance"].iter().any(|part| operation.contains(part)) => {
            met::call(call, client).await
        }
        operation if talked::is(operation) => talked::call(call, client).await,
        operation if ["/ask", "/proposal", "/decisions", "/writings/"].iter().any(|part| operation.contains(part)) => {
            decided::call(call, client).await
        }
        operation if ["documents", "folders", "uploads", "/zip"].iter().any(|part| operation.contains(part)) => {
            kept::call(call, client).await
        }
        operation if operation.contains("mail") => mails::call(call, client).await,
        "PUT /inbox/moved" => {
            let to = world.node.clock.now();
            client.put("/inbox/moved", &json!({ "to": to })).await
        }
        operation if operation.contains("following") || operation.contains("put-off") => {
            attending::call(call, client).await
        }
        "POST /information" => {
            let body = json!({ "networks": [world.network.to_string()], "client_id": uuid::Uuid::new_v4(),
                "title": "Att veta", "text": "Så är det" });
            client.post("/information", &body).await
        }
        operation if moved::CALLS.contains(&operation) => moved::call(call, client).await,
        operation if operation.contains("/answers") || operation.contains("/summary") => {
            asked::call(call, client).await
        }
        _ => said::call(call, client).await,
    }
}
