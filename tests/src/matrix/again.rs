//! What makes something is done once, however often it is sent: every operation that answers 201 to somebody who is signed
//! in takes an `Idempotency-Key`, or is named here with why it does not. Each is called as the matrix calls it, and then
//! sent once more.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::calls::{self, Call};
use super::stage::Stage;
use super::state::State;
use super::table::{self, Cells, KINDS};
use crate::harness::office::office_node;
use crate::harness::{Answer, Client, Role, World};

/// What answers 201 and takes no key, and why.
const WITHOUT: [(&str, &str); 1] = [("POST /me/calendar", "its answer is a secret that is kept nowhere")];

/// The operations that take the key, and those that answer 201.
fn described() -> (BTreeSet<String>, BTreeSet<String>) {
    let document = serde_json::to_value(samrum::openapi::document()).expect("a description");
    let (mut keyed, mut making) = (BTreeSet::new(), BTreeSet::new());
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let name = format!("{} {}", method.to_uppercase(), path.trim_start_matches("/api/v1"));
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            if parameters.clone().any(|one| one["in"] == "header" && one["name"] == "Idempotency-Key") {
                keyed.insert(name.clone());
            }
            if !operation["responses"]["201"].is_null() {
                making.insert(name);
            }
        }
    }
    (keyed, making)
}

#[test]
fn what_makes_something_takes_a_key_or_says_why_not() {
    let (keyed, making) = described();
    let without: BTreeSet<String> = WITHOUT.into_iter().map(|(operation, _)| operation.to_owned()).collect();
    let forgotten: Vec<_> = making.iter().filter(|one| !keyed.contains(*one) && !without.contains(*one)).collect();
    assert!(forgotten.is_empty(), "they make something each time they are sent: {forgotten:#?}");
    let needless: Vec<_> = without.iter().filter(|one| keyed.contains(*one) || !making.contains(*one)).collect();
    assert!(needless.is_empty(), "these need no reason: {needless:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_again_by_its_name_is_done_once() {
    let stage = Stage::set(World::in_node(office_node().await).await, true).await;
    let mut wrong = Vec::new();
    let (keyed, _) = described();
    for operation in &keyed {
        let row = table::rows().find(|row| row.operation == operation).expect("its row in the matrix");
        wrong.extend(tried(&stage, row).await.err().map(|why| format!("{operation}: {why}")));
    }
    println!("{} operations", keyed.len());
    assert!(wrong.is_empty(), "{} of {} are not as they should be:\n{}", wrong.len(), keyed.len(), wrong.join("\n"));
}

/// Calls it, sends it again, and something else by the same name.
async fn tried(stage: &Stage, row: &table::Row) -> Result<(), String> {
    let (kind, role) = who_may(row.cells).ok_or("nobody may")?;
    let call = Call { stage, operation: row.operation, kind, role, succeeds: true };
    // an organisation asks for membership as an observer, whom the matrix lets ask for another's only
    let asks = row.operation == "POST /networks/{id}/conditions/{organisation}/membership";
    let role = if asks { Role::Observer } else { role };
    let (client, named) = stage.client(role).naming(row.operation);
    let first = if asks { asked_for_membership(stage, &client).await } else { calls::call_as(&call, &client).await };
    if !first.status.is_success() {
        return Err(told(&first));
    }
    let before = State::of(stage).await;
    let again = client.execute(named.again().ok_or("it was not called")?).await;
    if again.status != first.status || ids(&again) != ids(&first) {
        return Err(format!("{} and then {}", told(&first), told(&again)));
    }
    let other = client.execute(named.other().ok_or("it was not called")?).await;
    if other.status != 422 || other.json()["errors"][0]["code"] != "idempotency_key_reused" {
        return Err(format!("something else by the same name: {}", told(&other)));
    }
    let after = State::of(stage).await;
    if before != after { Err(format!("it did something again: {}", before.difference(&after))) } else { Ok(()) }
}

/// A role that may, and where: the last of the roles, so that coordinators come before those of whom they speak.
fn who_may(cells: Cells) -> Option<(Option<&'static str>, Role)> {
    let may = |cells: &str| Role::ALL.into_iter().zip(cells.chars()).filter(|(_, cell)| ".o".contains(*cell)).last();
    match cells {
        Cells::One(cells) => may(cells).map(|(role, _)| (None, role)),
        Cells::ByRoom(rooms) => {
            KINDS.into_iter().zip(rooms).find_map(|(kind, cells)| may(cells).map(|(role, _)| (Some(kind), role)))
        }
    }
}

async fn asked_for_membership(stage: &Stage, client: &Client) -> Answer {
    let mora = crate::joining::organisation(&stage.world, "mora").await;
    crate::conditions::all_said(&stage.world, Role::Observer, &mora).await;
    let path = format!("/networks/{}/conditions/{mora}/membership", stage.world.network);
    client.post(&path, &json!({ "message": "Nu är vi redo" })).await
}

/// Every id that an answer speaks of.
fn ids(answer: &Answer) -> BTreeSet<String> {
    fn gather(value: &Value, ids: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if uuid::Uuid::parse_str(text).is_ok() => {
                ids.insert(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|one| gather(one, ids)),
            Value::Object(fields) => fields.values().for_each(|one| gather(one, ids)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    gather(&answer.json(), &mut found);
    found
}

fn told(answer: &Answer) -> String {
    let body = String::from_utf8_lossy(&answer.body[..answer.body.len().min(300)]).into_owned();
    format!("{} {body}", answer.status.as_u16())
}
