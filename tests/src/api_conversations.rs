//! Threads, unread, drafts, direct conversations.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, World};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

async fn row(client: &Client, world: &World, id: &str) -> Value {
    let list = client.get(&format!("/networks/{}/conversations", world.network)).await.expect(200);
    let rows = list["items"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{id} in {list}")).clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn unread_is_told_from_one_mark() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let thread = text(&member.start(&world.room("whole_network"), "Räkna", "Ett").await, "id");
    member.say(&thread, "Två").await;
    member.say(&thread, "Tre").await;
    let read = |position: i64| observer_put(observer, &thread, position);
    let seen = row(observer, &world, &thread).await;
    assert_eq!((&seen["unread"], &seen["read_position"]), (&json!(3), &json!(0)));
    assert_eq!(seen["first_unread_excerpt"], "Ett");
    assert_eq!(row(member, &world, &thread).await["unread"], 0, "one has read what one wrote");
    read(2).await.expect(204);
    assert_eq!(row(observer, &world, &thread).await["unread"], 1);
    // an old tab does not undo a newer one
    read(1).await.expect(204);
    assert_eq!(row(observer, &world, &thread).await["read_position"], 2);
    // nor does a broken one read what is not there yet
    read(1_000_000).await.expect(204);
    assert_eq!(row(observer, &world, &thread).await["read_position"], 3);
    assert_eq!(row(observer, &world, &thread).await["unread"], 0);
    assert_eq!(read(-1).await.problem(422), "invalid");
    member.say(&thread, "Fyra").await;
    let seen = row(observer, &world, &thread).await;
    assert_eq!((&seen["unread"], &seen["first_unread_excerpt"]), (&json!(1), &json!("Fyra")));
    assert_eq!(observer.get(&format!("/networks/{}", world.network)).await.expect(200)["unread"], 1);
    observer.post(&format!("/networks/{}/read", world.network), &json!({})).await.expect(204);
    assert_eq!(row(observer, &world, &thread).await["unread"], 0);
    assert_eq!(observer.get(&format!("/networks/{}", world.network)).await.expect(200)["unread"], 0);
    assert_eq!(observer.get("/start").await.expect(200)["unread"], 0);
    // what others have read is theirs
    assert_eq!(row(world.client(Role::Elected), &world, &thread).await["unread"], 4);
}

async fn observer_put(client: &Client, thread: &str, position: i64) -> crate::harness::Answer {
    client.put(&format!("/conversations/{thread}/read"), &json!({ "position": position })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_has_a_title_a_kind_and_themes_that_can_be() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let path = format!("/rooms/{}/conversations", world.room("members"));
    let body = |change: Value| {
        let first = json!({ "client_id": Uuid::new_v4(), "text": "Hej" });
        let mut body = json!({ "kind": "question", "title": "En fråga", "themes": ["Skola"], "message": first });
        for (key, value) in change.as_object().unwrap() {
            body[key] = value.clone();
        }
        body
    };
    let made = member.post(&path, &body(json!({ "title": "  En\n fråga  " }))).await;
    assert_eq!(made.etag(), "\"1\"");
    let made = made.expect(201);
    assert_eq!((&made["title"], &made["themes"]), (&json!("En fråga"), &json!(["Skola"])));
    assert_eq!((&made["kind"], &made["thread_kind"]), (&json!("thread"), &json!("question")));
    for (change, pointer) in [
        (json!({ "title": " " }), "/title"),
        (json!({ "title": "x".repeat(201) }), "/title"),
        (json!({ "themes": vec!["t"; 11] }), "/themes"),
        (json!({ "themes": [""] }), "/themes"),
        (json!({ "themes": ["a\u{0}b"] }), "/themes"),
        (json!({ "message": { "client_id": Uuid::new_v4(), "text": "" } }), "/message/text"),
    ] {
        let refused = member.post(&path, &body(change.clone())).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{change} {refused}");
    }
    for change in [json!({ "kind": "chat" }), json!({ "kind": 3 }), json!({ "extra": 1 }), json!({ "message": null })] {
        assert_eq!(member.post(&path, &body(change.clone())).await.problem(422), "invalid", "{change}");
    }
    let list = member.get(&path).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "nothing refused was started");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_go_on_where_they_ended() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let room = world.room("whole_network");
    for number in 0..7 {
        member.start(&room, &format!("Tråd {number}"), "Hej").await;
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = member.get(&format!("/rooms/{room}/conversations?limit=3{cursor}")).await.expect(200);
        assert!(page["at"]["stream"].is_string());
        seen.extend(page["items"].as_array().unwrap().iter().map(|row| text(row, "title")));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, (0..7).rev().map(|n| format!("Tråd {n}")).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_ones_own() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let thread = text(&member.start(&world.room("members"), "Tråd", "Hej").await, "id");
    let (in_thread, in_room) =
        (format!("/drafts/conversation:{thread}"), format!("/drafts/room:{}", world.room("members")));
    let saved = member.put(&in_thread, &json!({ "text": "Påbörjat" })).await.expect(200);
    assert_eq!(saved["place"], format!("conversation:{thread}"));
    member.put(&in_room, &json!({ "text": "Ny tråd", "title": "Titel" })).await.expect(200);
    member.put(&in_thread, &json!({ "text": "Påbörjat mer" })).await.expect(200);
    let drafts = member.get("/drafts").await.expect(200);
    let texts: Vec<_> = drafts["items"].as_array().unwrap().iter().map(|d| text(d, "text")).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.contains(&"Påbörjat mer".to_owned()) && texts.contains(&"Ny tråd".to_owned()));
    assert_eq!(elected.get("/drafts").await.expect(200)["items"], json!([]));
    assert_eq!(elected.delete(&in_thread, None).await.problem(404), "not_found");
    member.delete(&in_thread, None).await.expect(204);
    assert_eq!(member.delete(&in_thread, None).await.problem(404), "not_found");
    // what is written to close an ask or a proposal with, and the reason of a vote
    let organisation = Uuid::new_v4();
    for place in [format!("closing:{thread}"), format!("reason:{thread}"), format!("reason:{thread}:{organisation}")] {
        let path = format!("/drafts/{place}");
        assert_eq!(member.put(&path, &json!({ "text": "Så blev det" })).await.expect(200)["place"], place);
        assert_eq!(world.client(Role::Nobody).put(&path, &json!({ "text": "x" })).await.problem(404), "not_found");
        member.delete(&path, None).await.expect(204);
    }
    let said = text(&member.say(&thread, "Att svara på").await, "id");
    let along = json!({ "text": "Ett svar", "answers": said, "ask_seen": true });
    let kept = member.put(&in_thread, &along).await.expect(200);
    assert_eq!((&kept["answers"], &kept["ask_seen"]), (&json!(said), &json!(true)));
    let drafts = member.get("/drafts").await.expect(200);
    let kept = drafts["items"].as_array().unwrap().iter().find(|one| one["text"] == "Ett svar").unwrap();
    let held = (&kept["answers"], &kept["ask_seen"], &kept["attachments"]);
    assert_eq!(held, (&json!(said), &json!(true), &json!([])), "on another device it answers the same");
    let plain = member.put(&in_thread, &json!({ "text": "Inget svar längre" })).await.expect(200);
    assert_eq!((&plain["answers"], &plain["ask_seen"]), (&json!(null), &json!(false)));
    let wrong = json!({ "text": "x", "answers": "ingen" });
    assert_eq!(member.put(&in_thread, &wrong).await.expect(422)["errors"][0]["pointer"], "/answers");
    // a thread out of a message, the word that goes with a move, what is said of a document, a question to a meeting
    let shelf = format!("/rooms/{}/documents", world.room("members"));
    let document = text(&member.upload(&shelf, "plan.txt", b"Plan".to_vec(), &[]).await.expect(201), "id");
    let facts = crate::meetings::facts(&json!({ "title": "Att fråga" }));
    let meetings = format!("/networks/{}/meetings", world.network);
    let meeting = text(&world.client(Role::Coordinator).post(&meetings, &facts).await.expect(201), "id");
    let places = ["lift", "moving", "document", "question"].iter().zip([&said, &thread, &document, &meeting]);
    for place in places.map(|(kind, id)| format!("{kind}:{id}")) {
        let path = format!("/drafts/{place}");
        assert_eq!(member.put(&path, &json!({ "text": "Påbörjat" })).await.expect(200)["place"], place);
        assert_eq!(world.client(Role::Nobody).put(&path, &json!({ "text": "x" })).await.problem(404), "not_found");
        member.delete(&path, None).await.expect(204);
    }
    for kind in ["lift", "moving", "document", "question"] {
        let nowhere = format!("/drafts/{kind}:{}", Uuid::new_v4());
        assert_eq!(member.put(&nowhere, &json!({ "text": "x" })).await.problem(404), "not_found", "{nowhere}");
    }
    for nowhere in [
        "/drafts/room:x",
        "/drafts/reason:x",
        "/drafts/closing:",
        "/drafts/reason:1:2",
        "/drafts/planet:1",
        &format!("/drafts/conversation:{}", Uuid::new_v4()),
    ] {
        assert_eq!(member.put(nowhere, &json!({ "text": "x" })).await.problem(404), "not_found", "{nowhere}");
    }
    let about = json!({ "text": "Ny", "themes": "Skola, fri", "articles": [12, 3] });
    let saved = member.put(&in_room, &about).await.expect(200);
    assert_eq!((&saved["themes"], &saved["articles"]), (&about["themes"], &about["articles"]));
    for wrong in [json!({ "text": "", "themes": "x".repeat(2_001) }), json!({ "text": "", "articles": vec![1; 55] })] {
        assert_eq!(member.put(&in_room, &wrong).await.problem(422), "invalid");
    }
    let drafts = member.get("/drafts").await.expect(200);
    let held = drafts["items"].as_array().unwrap().iter().find(|one| one["themes"] == "Skola, fri").unwrap();
    assert_eq!(held["articles"], json!([12, 3]), "what was refused changed nothing");
    assert_eq!(member.put(&in_thread, &json!({ "text": "x".repeat(65_537) })).await.problem(422), "invalid");
    assert_eq!(member.put(&in_thread, &json!({ "text": "a\u{0}" })).await.problem(422), "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_people_have_one_direct_conversation() {
    let world = World::new().await;
    let id = |role: Role| world.people[&role].to_string();
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let started = observer.post("/direct", &json!({ "people": [id(Role::Member)] })).await.expect(201);
    let again = member.post("/direct", &json!({ "people": [id(Role::Observer), id(Role::Member)] })).await.expect(200);
    assert_eq!(started["id"], again["id"]);
    assert_eq!((&started["title"], &again["title"]), (&json!("Member Testsson"), &json!("Observer Testsson")));
    assert_eq!(started["participants"].as_array().unwrap().len(), 2);
    assert_eq!(started["audience"]["people"], 2);
    let thread = text(&started, "id");
    observer.say(&thread, "Mellan oss").await;
    let list = member.get("/direct").await.expect(200);
    assert_eq!((&list["items"][0]["id"], &list["items"][0]["unread"]), (&json!(thread), &json!(1)));
    assert_eq!(member.get("/start").await.expect(200)["to_me"][0]["why"], "direct");
    // adding somebody is another conversation
    let three = json!({ "people": [id(Role::Observer), id(Role::Elected)] });
    let three = member.post("/direct", &three).await.expect(201);
    assert_ne!(three["id"], started["id"]);
    // a coordinator reads nobody else's
    let coordinator = world.client(Role::Coordinator);
    assert_eq!(coordinator.get(&format!("/conversations/{thread}")).await.problem(404), "not_found");
    assert_eq!(coordinator.get("/direct").await.expect(200)["items"], json!([]));
    for (people, status) in [
        (json!([]), 422),
        (json!([id(Role::Member)]), 422),
        (json!([id(Role::OtherNetwork)]), 404),
        (json!([id(Role::Guest)]), 404),
        (json!([id(Role::ExMember)]), 404),
        (json!([Uuid::new_v4()]), 404),
        (json!((0..12).map(|_| Uuid::new_v4()).collect::<Vec<_>>()), 422),
        (json!(["inte ett id"]), 422),
    ] {
        member.post("/direct", &json!({ "people": people })).await.expect(status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_attached_must_be_ones_to_read() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let upload = async |kind: &str| {
        let path = format!("/rooms/{}/documents", world.room(kind));
        text(&coordinator.upload(&path, "bilaga.txt", b"Bilaga".to_vec(), &[]).await.expect(201), "id")
    };
    let (open, closed) = (upload("whole_network").await, upload("coordination").await);
    let thread = text(&member.start(&world.room("whole_network"), "Med bilaga", "Hej").await, "id");
    let path = format!("/conversations/{thread}/messages");
    let attach = |documents: Value| json!({ "client_id": Uuid::new_v4(), "text": "Se", "attachments": documents });
    let posted = member.post(&path, &attach(json!([open]))).await.expect(201);
    assert_eq!(posted["attachments"], json!([open]));
    for documents in [json!([closed]), json!([open, closed]), json!([Uuid::new_v4()])] {
        let refused = member.post(&path, &attach(documents)).await.expect(404);
        assert_eq!(refused["errors"][0]["pointer"], "/attachments");
    }
    let many: Vec<_> = (0..21).map(|_| open.clone()).collect();
    assert_eq!(member.post(&path, &attach(json!(many))).await.problem(422), "invalid");
    let looked = member.get(&format!("/references?id=document:{open}&id=document:{closed}")).await.expect(200);
    assert_eq!((&looked["items"][0]["found"], &looked["items"][1]["found"]), (&json!(true), &json!(false)));
    assert_eq!(looked["items"][1]["title"], Value::Null);
    assert_eq!(member.get(&format!("/conversations/{thread}")).await.expect(200)["last_position"], 2);
}
