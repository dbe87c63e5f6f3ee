//! A client's own name for what it writes: the same name again is the same thing, never another, and nothing happens anew.

use std::time::Duration;

use chrono::{Days, TimeDelta};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Role, World};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_becomes_nothing_else_under_its_name() {
    let world = World::new().await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let (all, members) = (world.room("whole_network"), world.room("members"));
    let chat = member.get(&format!("/rooms/{all}")).await.expect(200)["chat_id"].as_str().unwrap().to_owned();
    let first = |name: Uuid| json!({ "client_id": name, "text": "Hej alla" });
    let thread = |name: Uuid, kind: &str| json!({ "kind": kind, "title": "Tråd", "message": first(name) });
    let due_on = world.node.clock.today() + Days::new(14);
    let ask = |name: Uuid| json!({ "title": "Hur?", "themes": [], "question": first(name), "due_on": due_on });
    let closes_at = world.node.clock.now() + TimeDelta::days(7);
    let proposal = |name: Uuid| {
        json!({
            "title": "Så?", "themes": [], "background": first(name), "wording": "Vi gör så.",
            "voting": "organisation", "closes_at": closes_at,
        })
    };
    let at = |what: &str| format!("/rooms/{all}/{what}");

    // said in a chat, it becomes no thread, no ask and no proposal
    let said = Uuid::new_v4();
    let posted = member.post(&format!("/conversations/{chat}/messages"), &first(said)).await.expect(201);
    for (path, body) in
        [(at("conversations"), thread(said, "question")), (at("asks"), ask(said)), (at("proposals"), proposal(said))]
    {
        assert_eq!(member.post(&path, &body).await.problem(409), "client_id_taken", "{path}");
    }
    let again = member.post(&format!("/conversations/{chat}/messages"), &first(said)).await.json();
    assert_eq!(again["id"], posted["id"]);
    // nor what was begun with it in another room, or as something else
    let begun = Uuid::new_v4();
    let there = format!("/rooms/{members}/conversations");
    let made = id(&member.post(&there, &thread(begun, "discussion")).await.expect(201));
    assert_eq!(id(&member.post(&there, &thread(begun, "discussion")).await.json()), made, "sent twice it is one");
    assert_eq!(member.post(&at("conversations"), &thread(begun, "discussion")).await.problem(409), "client_id_taken");
    assert_eq!(member.post(&at("asks"), &ask(begun)).await.problem(409), "client_id_taken");
    // an answer in a thread begins none
    let answer = Uuid::new_v4();
    member.post(&format!("/conversations/{made}/messages"), &first(answer)).await.expect(201);
    assert_eq!(member.post(&there, &thread(answer, "discussion")).await.problem(409), "client_id_taken");

    // everybody's pages stand, with nothing on them of what was refused
    let (start, asks) = ("/start".to_owned(), format!("/networks/{}/asks", world.network));
    assert_eq!(host.get(&start).await.expect(200)["waiting"], json!([]));
    assert_eq!(host.get(&asks).await.expect(200)["items"], json!([]));
    // with names of their own an ask and a proposal are put, each once
    let (name, other) = (Uuid::new_v4(), Uuid::new_v4());
    let asked = id(&member.post(&at("asks"), &ask(name)).await.expect(201));
    assert_eq!(id(&member.post(&at("asks"), &ask(name)).await.json()), asked);
    let put = id(&member.post(&at("proposals"), &proposal(other)).await.expect(201));
    assert_eq!(id(&member.post(&at("proposals"), &proposal(other)).await.json()), put);
    let waiting = host.get(&start).await.expect(200)["waiting"].as_array().unwrap().len();
    assert_eq!((waiting, host.get(&asks).await.expect(200)["items"].as_array().unwrap().len()), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_again_much_later_it_lifts_nothing_to_the_top() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let old = id(&member.start(&room, "Gammal", "Först").await);
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Sänt i tunneln" });
    let sent = member.post(&format!("/conversations/{old}/messages"), &body).await.expect(201);
    world.node.clock.advance(Duration::from_secs(60));
    let new = id(&member.start(&room, "Ny", "Hej").await);
    let titles = async || -> Vec<String> {
        let list = member.get(&format!("/rooms/{room}/conversations")).await.expect(200);
        let rows = list["items"].as_array().unwrap().iter();
        rows.filter_map(|row| Some(row["title"].as_str()?.to_owned())).collect()
    };
    assert_eq!(titles().await, ["Ny", "Gammal"]);
    world.node.clock.advance(Duration::from_secs(600));
    let again = member.post(&format!("/conversations/{old}/messages"), &body).await.json();
    assert_eq!(again["id"], sent["id"]);
    // nor does it stir the thread that it was sent to by mistake
    member.post(&format!("/conversations/{new}/messages"), &body).await;
    assert_eq!(titles().await, ["Ny", "Gammal"]);
    // what is written anew does
    member.say(&old, "Nytt").await;
    assert_eq!(titles().await, ["Gammal", "Ny"]);
    let seen = member.get(&format!("/conversations/{old}")).await.expect(200);
    assert_eq!(seen["last_position"], 3, "no place is taken in vain");
}
