//! An answer shows whom and what it answers, as that stands now.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, Socket, World};

async fn answer(client: &Client, conversation: &str, answers: &str, text: &str) -> crate::harness::Answer {
    let body = json!({ "client_id": Uuid::new_v4(), "text": text, "answers": answers });
    client.post(&format!("/conversations/{conversation}/messages"), &body).await
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_in_a_chat_shows_whom_and_what_it_answers() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let room = observer.get(&format!("/rooms/{}", world.room("whole_network"))).await.expect(200);
    let chat = room["chat_id"].as_str().unwrap();
    let asked = id(&member.say(chat, "Vem tar **protokollet** på torsdag?").await);
    let mut socket = Socket::open(member).await;
    socket.listen(&world.room("whole_network")).await;
    let said = answer(observer, chat, &asked, "Jag kan").await.expect(201);
    let shown = json!({ "id": asked, "position": 1, "author_id": world.people[&Role::Member],
        "name": "Member Testsson", "organisation": "Örebro kommun", "deleted": false,
        "excerpt": "Vem tar protokollet på torsdag?" });
    assert_eq!(said["answers"], shown);
    let frame = socket.event("message_posted").await;
    assert_eq!(frame["data"]["message"]["answers"], shown);
    let page = member.get(&format!("/conversations/{chat}/messages")).await.expect(200);
    assert_eq!((&page["items"][0]["answers"], &page["items"][1]["answers"]), (&Value::Null, &shown));
    // it follows what it answers
    member.patch(&format!("/messages/{asked}"), 1, &json!({ "text": "Vem tar anteckningarna?" })).await.expect(200);
    let seen = observer.get(&format!("/messages/{}", id(&said))).await.expect(200);
    assert_eq!(seen["answers"]["excerpt"], "Vem tar anteckningarna?");
    member.delete(&format!("/messages/{asked}"), Some(2)).await.expect(204);
    let seen = observer.get(&format!("/messages/{}", id(&said))).await.expect(200);
    assert_eq!((&seen["answers"]["deleted"], &seen["answers"]["excerpt"]), (&json!(true), &json!("")));
    assert_eq!(seen["answers"]["name"], "Member Testsson");
    // one may still answer what is gone: it may have gone while one wrote
    let late = answer(observer, chat, &asked, "Försent").await.expect(201);
    assert_eq!(late["answers"]["deleted"], true);
    // and what one takes away says nothing of what it answered
    observer.delete(&format!("/messages/{}", id(&said)), Some(1)).await.expect(204);
    let seen = member.get(&format!("/messages/{}", id(&said))).await.expect(200);
    assert_eq!(seen["answers"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_stands_in_the_same_conversation_is_answered() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let direct = json!({ "people": [world.people[&Role::Elected]] });
    let direct = id(&member.post("/direct", &direct).await.expect(201));
    let secret = id(&member.say(&direct, "Bara mellan oss").await);
    let one = id(&member.start(&world.room("whole_network"), "Ett", "Först").await);
    let two = id(&member.start(&world.room("whole_network"), "Två", "Först").await);
    let there = id(&member.say(&two, "Där").await);
    for foreign in [&there, &secret, &Uuid::now_v7().to_string()] {
        let refused = answer(member, &one, foreign, "Svar").await.expect(404);
        assert_eq!((&refused["code"], &refused["errors"][0]["pointer"]), (&json!("not_found_in"), &json!("/answers")));
    }
    let outside = world.client(Role::Observer);
    let refused = answer(outside, &one, &secret, "Svar").await.expect(404);
    assert_eq!(refused["code"], "not_found_in", "as for what there is not");
    // nothing was written
    let page = member.get(&format!("/conversations/{one}/messages")).await.expect(200);
    assert_eq!(page["last_position"], 1);
    // in the direct conversation it is answered as anywhere
    let said = answer(world.client(Role::Elected), &direct, &secret, "Ja").await.expect(201);
    assert_eq!(said["answers"]["excerpt"], "Bara mellan oss");
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_twice_an_answer_is_one() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let thread = id(&member.start(&world.room("members"), "Ett", "Först").await);
    let asked = id(&member.say(&thread, "Fråga").await);
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Svar", "answers": asked, "ask_seen": true });
    let path = format!("/conversations/{thread}/messages");
    let first = member.post(&path, &body).await.expect(201);
    assert_eq!(member.post(&path, &body).await.expect(200), first);
    assert_eq!((&first["answers"]["id"], &first["asks_seen"]), (&json!(asked), &json!(true)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_answered_is_told_whole_and_as_it_stands() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let thread = id(&member.start(&world.room("whole_network"), "Hur gör ni?", "Vi undrar").await);
    let path = format!("/conversations/{thread}/answered-by");
    let page = async |client: &Client, query: &str| {
        let found = client.get(&format!("{path}{query}")).await.expect(200);
        let names = found["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        (names.collect::<Vec<_>>(), found["next_cursor"].as_str().map(str::to_owned))
    };
    // the question is no answer
    assert_eq!(page(member, "").await, (vec![], None));
    let mora = id(&observer.say(&thread, "Vi provar").await);
    // who speaks for no organisation is none
    world.client(Role::Coordinator).say(&thread, "Tack").await;
    let mut said = Vec::new();
    for role in [Role::Host, Role::Observer, Role::WorkingGroup, Role::Member, Role::Resting] {
        said.push(id(&world.client(role).say(&thread, "Så här").await));
    }
    let all = ["Mora kommun", "Gävle kommun", "Haninge kommun", "Örebro kommun", "Västerås stad"];
    assert_eq!(page(observer, "").await, (all.map(str::to_owned).to_vec(), None));
    let (first, next) = page(member, "?limit=2").await;
    let (second, next) = page(member, &format!("?limit=2&cursor={}", next.expect("more"))).await;
    let (third, next) = page(member, &format!("?limit=2&cursor={}", next.expect("more"))).await;
    assert_eq!(([first, second, third].concat(), next), (all.map(str::to_owned).to_vec(), None));

    // what is taken away or hidden is no answer, and is one again when it comes back
    world.client(Role::Host).delete(&format!("/messages/{}", said[0]), Some(1)).await.expect(204);
    observer.delete(&format!("/messages/{mora}"), Some(1)).await.expect(204);
    let left = ["Mora kommun", "Haninge kommun", "Örebro kommun", "Västerås stad"];
    assert_eq!(page(member, "").await.0, left, "Mora said something more");
    world.client(Role::Host).post(&format!("/messages/{}/restore", said[0]), &json!({})).await.expect(200);
    assert_eq!(page(member, "").await.0[0], "Gävle kommun");
    assert_eq!(world.client(Role::OtherNetwork).get(&path).await.problem(404), "not_found");
}
