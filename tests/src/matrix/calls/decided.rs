//! Asks, proposals, decisions.

use chrono::{Days, TimeDelta};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Call;
use crate::harness::{Answer, Client, Role};
use crate::matrix::stage::{Place, Stage, text};

/// The kinds of room in which organisations can be asked.
pub(in crate::matrix) const ASKABLE: [&str; 4] = ["whole_network", "members", "public", "meeting"];

fn ask(stage: &Stage) -> Value {
    let first = json!({ "client_id": Uuid::new_v4(), "text": "Hur gör ni?" });
    json!({ "title": "En rundfråga", "question": first, "due_on": stage.world.node.clock.today() + Days::new(7) })
}

fn proposal(stage: &Stage) -> Value {
    let first = json!({ "client_id": Uuid::new_v4(), "text": "Därför" });
    json!({
        "title": "Ett förslag", "background": first, "wording": "Att göra så.", "voting": "person",
        "closes_at": stage.world.node.clock.now() + TimeDelta::days(7),
    })
}

/// An ask of the owner's.
async fn asked(stage: &Stage, place: &Place) -> String {
    let made = stage.client(place.owner).post(&format!("/rooms/{}/asks", place.room), &ask(stage)).await;
    text(&made.expect(201), "id")
}

/// The organisation of the member, asked of another who sits for it: the member may have been suspended.
async fn organisation(stage: &Stage) -> String {
    let me = stage.client(Role::Elected).get("/me").await.expect(200);
    let seated = me["standings"].as_array().expect("standings").iter().find(|one| one["organisation"].is_object());
    text(&seated.expect("a seat")["organisation"], "id")
}

async fn answer(client: &Client, id: &str, organisation: &str, number: i64) -> Answer {
    let request = client.request(Method::PUT, &format!("/conversations/{id}/ask/answers/{organisation}"));
    client.send(request.header("If-Match", format!("\"{number}\"")).json(&json!({ "text": "Så här" }))).await
}

/// An ask of the owner's that the member has answered.
pub(in crate::matrix) async fn answered(stage: &Stage, place: &Place) -> String {
    let id = asked(stage, place).await;
    answer(&stage.client(Role::Member), &id, &organisation(stage).await, 0).await.expect(200);
    id
}

/// A proposal of the owner's.
pub(in crate::matrix) async fn proposed(stage: &Stage, place: &Place) -> String {
    let made = stage.client(place.owner).post(&format!("/rooms/{}/proposals", place.room), &proposal(stage)).await;
    text(&made.expect(201), "id")
}

/// What is done with the member's answer: what is to be hidden is made for it.
async fn writing(call: &Call<'_>, client: &Client) -> Answer {
    let (stage, place) = (call.stage, call.place());
    let hides = call.operation.ends_with("/hidden");
    let ask = if call.succeeds && hides { answered(stage, place).await } else { place.ask.clone() };
    let path = format!("/conversations/{ask}/writings/answer/{}", organisation(stage).await);
    let (flag, hidden) = (format!("{path}/flag"), format!("{path}/hidden"));
    let reason = json!({ "reason": "För att det ska prövas" });
    if call.succeeds && hides && !call.operation.starts_with("PUT") {
        stage.client(Role::Coordinator).put(&hidden, &reason).await.expect(204);
    }
    match call.operation.split_once(' ').expect("a method").0 {
        "PUT" if hides => client.put(&hidden, &reason).await,
        "PUT" => client.put(&flag, &reason).await,
        "DELETE" if hides => client.delete(&hidden, None).await,
        "DELETE" => client.delete(&flag, None).await,
        _ => client.get(&hidden).await,
    }
}

/// A decision that is said to come from the proposal, which stays open: only for who reads it.
pub(in crate::matrix) async fn decided(stage: &Stage, proposal: &str) -> String {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO decision (id, conversation_id, network_id, title, wording, result, outcome, decided_on, \
               created_at) SELECT $1, p.conversation_id, p.network_id, 'Ett beslut', p.wording, 'adopted', '', $3, \
               p.created_at FROM proposal p WHERE p.conversation_id = $2";
    let conversation: Uuid = proposal.parse().expect("an id");
    stage.sql.run(sql, [id.into(), conversation.into(), stage.world.node.clock.today().into()]).await;
    id.to_string()
}

pub(super) async fn call(call: &Call<'_>, client: &Client) -> Answer {
    let (stage, place) = (call.stage, call.place());
    // what is closed, answered or reminded of has been made for it
    let fresh_ask = || async { if call.succeeds { asked(stage, place).await } else { place.ask.clone() } };
    let with = |method: Method, path: String, revision: i64, body: Value| async move {
        client.send(client.request(method, &path).header("If-Match", format!("\"{revision}\"")).json(&body)).await
    };
    let (ask_path, proposal_path) =
        (format!("/conversations/{}/ask", place.ask), format!("/conversations/{}/proposal", place.proposal));
    match call.operation {
        "POST /rooms/{id}/asks" => client.post(&format!("/rooms/{}/asks", place.room), &ask(stage)).await,
        "GET /conversations/{id}/ask" => client.get(&ask_path).await,
        "GET /conversations/{id}/ask/answers" => client.get(&format!("{ask_path}/answers")).await,
        "GET /conversations/{id}/ask/export" => client.get(&format!("{ask_path}/export")).await,
        "GET /conversations/{id}/ask/answers/{organisation}/versions"
        | "GET /conversations/{id}/ask/answers/{organisation}/history" => {
            let what = call.operation.rsplit('/').next().expect("its end");
            client.get(&format!("{ask_path}/answers/{}/{what}", organisation(stage).await)).await
        }
        "PUT /conversations/{id}/ask/answers/{organisation}" => {
            answer(client, &fresh_ask().await, &organisation(stage).await, 0).await
        }
        "POST /conversations/{id}/ask/reminders" => {
            client.post(&format!("/conversations/{}/ask/reminders", fresh_ask().await), &json!({})).await
        }
        "POST /conversations/{id}/ask/close" => {
            let path = format!("/conversations/{}/ask/close", fresh_ask().await);
            with(Method::POST, path, 1, json!({ "summary": null })).await
        }
        "POST /rooms/{id}/proposals" => {
            client.post(&format!("/rooms/{}/proposals", place.room), &proposal(stage)).await
        }
        "GET /conversations/{id}/proposal" => client.get(&proposal_path).await,
        "GET /conversations/{id}/proposal/voices" => client.get(&format!("{proposal_path}/voices")).await,
        "PUT /conversations/{id}/proposal/voice" => {
            client.put(&format!("{proposal_path}/voice"), &json!({ "choice": "consent" })).await
        }
        "POST /conversations/{id}/proposal/close" => {
            let id = if call.succeeds { proposed(stage, place).await } else { place.proposal.clone() };
            let path = format!("/conversations/{id}/proposal/close");
            with(Method::POST, path, 1, json!({ "result": "withdrawn" })).await
        }
        operation if operation.contains("/writings/") => writing(call, client).await,
        "GET /decisions/{id}" => client.get(&format!("/decisions/{}", place.decision)).await,
        other => panic!("nobody has said how {other} is called"),
    }
}
