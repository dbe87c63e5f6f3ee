//! What one may not read does not exist: a word of its own for every object in every room, and nobody outside hears it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::{Client, Role, World, eventually};

const KINDS: [&str; 7] = ["whole_network", "members", "working_group", "coordination", "public", "meeting", "planning"];

/// The rooms a role reads.
fn reads(role: Role, kind: &str) -> bool {
    use Role::{Coordinator, Deputy, Elected, Guest, Host, Member, Observer, Resting, StandingIn, WorkingGroup};
    let seated = matches!(role, Member | Elected | Resting | Deputy | StandingIn | WorkingGroup | Host | Coordinator);
    match kind {
        "public" => true,
        "whole_network" | "meeting" => seated || role == Observer,
        "members" => seated || role == Guest,
        "working_group" => matches!(role, WorkingGroup | Coordinator),
        "coordination" => role == Coordinator,
        "planning" => matches!(role, WorkingGroup | Host | Coordinator),
        other => panic!("{other}"),
    }
}

struct Marked {
    conversation: String,
    message: String,
    document: String,
    folder: String,
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

/// A word for an object in a room: letters only, so that it is one word to every engine.
fn word(kind: &str, object: &str) -> String {
    format!("zq{}{object}", kind.replace('_', ""))
}

/// Fills every room, and waits until all of it is found.
async fn marked(world: &World) -> BTreeMap<&'static str, Marked> {
    let coordinator = world.client(Role::Coordinator);
    let mut rooms = BTreeMap::new();
    for kind in KINDS {
        let room = world.room(kind);
        let title = format!("Rubrik {}", word(kind, "rubrik"));
        let started = coordinator.start(&room, &title, &format!("Först {}", word(kind, "inlagg"))).await;
        let conversation = text(&started, "id");
        let message = text(&coordinator.say(&conversation, &format!("Sedan {}", word(kind, "svar"))).await, "id");
        let (name, inside) = (format!("{}.txt", word(kind, "fil")), format!("Text {}", word(kind, "sida")));
        let path = format!("/rooms/{room}/documents");
        let document = text(&coordinator.upload(&path, &name, inside.into_bytes(), &[]).await.expect(201), "id");
        let folder = json!({ "name": word(kind, "mapp") });
        let folder = text(&coordinator.post(&format!("/rooms/{room}/folders"), &folder).await.expect(201), "id");
        rooms.insert(kind, Marked { conversation, message, document, folder });
    }
    for kind in KINDS {
        for object in ["rubrik", "inlagg", "svar", "sida"] {
            found(coordinator, &word(kind, object)).await;
        }
    }
    rooms
}

async fn found(client: &Client, word: &str) {
    eventually(word, || async {
        let found = client.get(&format!("/search?q={word}")).await.expect(200);
        (!found["items"].as_array().expect("hits").is_empty()).then_some(())
    })
    .await;
}

/// Everything a search for the word says beside the question itself.
async fn searched(client: &Client, query: &str) -> Value {
    let found = client.get(&format!("/search?{query}&facets=true")).await.expect(200);
    json!({ "hits": found["items"].as_array().map(Vec::len), "total": found["total"], "facets": found["facets"],
        "suggestion": found["suggestion"], "cursor": found["next_cursor"] })
}

fn nothing(said: &Value) -> bool {
    let facets = said["facets"].as_object().expect("facets");
    said["hits"] == 0
        && (said["total"] == 0 || said["total"].is_null())
        && said["suggestion"].is_null()
        && said["cursor"].is_null()
        && facets.values().all(|counts| counts.as_array().is_some_and(Vec::is_empty))
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_finds_what_they_may_not_read() {
    let world = World::new().await;
    let rooms = marked(&world).await;
    for role in Role::ALL {
        let client = world.client(role);
        for kind in KINDS {
            let (may, room) = (reads(role, kind), world.room(kind));
            for object in ["rubrik", "inlagg", "svar", "fil", "sida"] {
                let word = word(kind, object);
                // whole, begun, misspelt, quoted, filtered
                let (begun, misspelt) = (&word[..word.len() - 2], word.replacen('q', "w", 1));
                let ways = [
                    format!("q={word}"),
                    format!("q={begun}"),
                    format!("q={misspelt}"),
                    format!("q=%22{word}%22"),
                    format!("q={word}&room={room}"),
                    format!("q={word}&network={}", world.network),
                    format!("q={word}&kind=message"),
                    format!("q={word}&kind=document&order=date"),
                ];
                // all ways for a message and a page, the plain one for the rest
                let many = if matches!(object, "svar" | "sida") && !may { ways.len() } else { 1 };
                for query in &ways[..many] {
                    let said = searched(client, query).await;
                    assert!(may || nothing(&said), "{role:?} hears of {kind} by {query}: {said}");
                }
                assert!(!may || searched(client, &format!("q={word}")).await["hits"] != 0, "{role:?} misses {word}");
            }
            let said = searched(client, &format!("q=rubrik&room={room}")).await;
            let counted = said["facets"]["room"].as_array().unwrap().iter().any(|count| count["key"] == room.as_str());
            assert!(may || (said["hits"] == 0 && said["total"] == 0 && !counted), "{role:?} counts in {kind}: {said}");
            let marked = &rooms[kind];
            let status = if may { 200 } else { 404 };
            for path in [
                format!("/rooms/{room}"),
                format!("/rooms/{room}/conversations"),
                format!("/rooms/{room}/folders"),
                format!("/rooms/{room}/documents"),
                format!("/rooms/{room}/documents?folder={}", marked.folder),
                format!("/conversations/{}", marked.conversation),
                format!("/conversations/{}/messages", marked.conversation),
                format!("/messages/{}", marked.message),
                format!("/documents/{}", marked.document),
                format!("/documents/{}/pages", marked.document),
                format!("/documents/{}/file", marked.document),
            ] {
                assert_eq!(client.get(&path).await.status, status, "{role:?} {kind} {path}");
            }
            let references = format!(
                "/references?id=document:{}&id=message:{}&id=conversation:{}",
                marked.document, marked.message, marked.conversation
            );
            let answer = client.get(&references).await.expect(200);
            for item in answer["items"].as_array().unwrap() {
                assert_eq!(item["found"], may, "{role:?} {kind}");
                assert!(may || item["title"].is_null() && item["excerpt"].is_null() && item["url"].is_null(), "{item}");
            }
        }
        everywhere(&world, role, client, |kind| reads(role, kind)).await;
    }
}

/// Every list one can ask for holds none of the words of the rooms one does not read.
async fn everywhere(world: &World, role: Role, client: &Client, reads: impl Fn(&str) -> bool) {
    let network = world.network;
    for path in [
        "/start".to_owned(),
        "/archive".into(),
        "/networks".into(),
        "/direct".into(),
        "/drafts".into(),
        "/search?q=rubrik".into(),
        "/search?q=rubrik&facets=true".into(),
        "/search?q=zq".into(),
        format!("/networks/{network}/rooms"),
        format!("/networks/{network}/conversations?limit=100"),
        format!("/networks/{network}/conversations?limit=100&unread=true"),
        format!("/networks/{network}/conversations?limit=100&kind=chat"),
        format!("/networks/{network}/documents?limit=100"),
        format!("/networks/{network}/documents?limit=100&q=zq"),
        format!("/networks/{network}/meetings"),
        format!("/meetings/{}", world.meeting),
    ] {
        let said = String::from_utf8(client.get(&path).await.body).unwrap();
        for kind in KINDS.into_iter().filter(|kind| !reads(kind)) {
            assert!(!said.contains(&word(kind, "")), "{role:?} hears of {kind} by {path}");
            assert!(!said.contains(&world.room(kind)), "{role:?} hears of the room {kind} by {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_left_hears_nothing_more_at_once() {
    let world = World::new().await;
    let rooms = marked(&world).await;
    let member = world.client(Role::Member);
    let draft = format!("/drafts/conversation:{}", rooms["members"].conversation);
    member.put(&draft, &json!({ "text": "Påbörjat" })).await.expect(200);
    assert!(!nothing(&searched(member, &format!("q={}", word("members", "svar"))).await));
    world.end_seat(Role::Member).await;
    for kind in KINDS.into_iter().filter(|kind| *kind != "public") {
        for object in ["rubrik", "inlagg", "svar", "fil", "sida"] {
            let said = searched(member, &format!("q={}", word(kind, object))).await;
            assert!(nothing(&said), "{kind} {object}: {said}");
        }
        let marked = &rooms[kind];
        for path in [
            format!("/rooms/{}", world.room(kind)),
            format!("/conversations/{}", marked.conversation),
            format!("/messages/{}/versions", marked.message),
            format!("/documents/{}/file?version=1", marked.document),
            format!("/documents/{}/pages", marked.document),
        ] {
            assert_eq!(member.get(&path).await.problem(404), "not_found", "{path}");
        }
    }
    assert_eq!(member.get("/networks").await.expect(200)["items"], json!([]));
    let unread = member.get("/start").await.expect(200)["unread"].clone();
    assert_eq!(unread, 1, "what is public is all that is left");
    assert_eq!(member.put(&draft, &json!({ "text": "Mer" })).await.problem(404), "not_found");
    everywhere(&world, Role::Member, member, |kind| kind == "public").await;
    // who stood in for the seat, and its deputy, hold it still: each has a standing of their own
    world.client(Role::Deputy).get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
}
