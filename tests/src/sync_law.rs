//! The sync law: what a screen showed, with the frames applied, is what a fresh page shows.
//!
//! The frames go through the client's own `web/src/realtime/apply.ts`. What it marks stale it asks for again, so that
//! may differ; the scenarios say what must not be stale.

mod screen;
mod tried;

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{PASSWORD, Role, World};
use screen::{Screen, apply};

/// Applies the frames a scenario causes and compares with a fresh page. Gives what was stale.
async fn holds(role: Role, screen: Screen<'_>, scenario: &str) -> Vec<String> {
    let recorded = screen.finish(tried::kinds(scenario)).await;
    let Some(applied) = apply(&recorded.initial, &recorded.frames) else { return Vec::new() };
    let stale: Vec<String> = applied["stale"].as_array().unwrap().iter().map(Value::to_string).collect();
    let mut compared = 0;
    for (part, kind) in [
        ("lists", "list"),
        ("conversations", "conversation"),
        ("messages", "messages"),
        ("documentLists", "documentList"),
        ("documents", "document"),
    ] {
        for (key, fresh) in recorded.fresh[part].as_object().unwrap() {
            let named = |s: &String| s.contains(&format!("\"{kind}\"")) && s.contains(&format!("\"{key}\""));
            if stale.iter().any(named) {
                continue;
            }
            assert_eq!(&applied[part][key], fresh, "{scenario}, {role:?}: {part} {key}\nstale: {stale:?}");
            compared += 1;
        }
    }
    println!("sync law: {scenario}, {} frames, {compared} parts alike, {} stale", recorded.frames.len(), stale.len());
    assert!(compared > 0 && !recorded.frames.is_empty(), "{scenario} compares nothing");
    stale
}

fn is_stale(stale: &[String], kind: &str) -> bool {
    stale.iter().any(|one| one.contains(&format!("\"what\":\"{kind}\"")))
}

async fn thread(world: &World, title: &str) -> String {
    let thread = world.client(Role::Coordinator).start(&world.room("members"), title, &format!("**{title}**?")).await;
    thread["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_come_change_go_and_come_back() {
    let world = World::new().await;
    let (one, two) = (thread(&world, "Hur gör ni?").await, thread(&world, "Vem kommer?").await);
    world.client(Role::Member).say(&one, "Så här gör vi").await;
    for reader in [Role::Elected, Role::Coordinator] {
        let screen = Screen::open(&world, reader, &[&one, &two], &[]).await;
        for role in [Role::Member, Role::Coordinator, Role::Host, Role::WorkingGroup, Role::Elected] {
            world.client(role).say(&one, &format!("Svar av *{role:?}* med [länk](https://exempel.se)")).await;
        }
        let said = world.client(reader).say(&two, "Mitt eget").await;
        assert!(said["id"].is_string());
        let stale = holds(reader, screen, "posts").await;
        assert!(!is_stale(&stale, "list") && !is_stale(&stale, "messages"), "{stale:?}");

        let screen = Screen::open(&world, reader, &[&one, &two], &[]).await;
        let said = world.client(Role::Member).say(&one, "Fel ord").await;
        let path = format!("/messages/{}", said["id"].as_str().unwrap());
        let member = world.client(Role::Member);
        member.patch(&path, 1, &json!({ "text": "Rätt ord\n\n> och ett citat" })).await.expect(200);
        let gone = member.say(&one, "Ångrat").await;
        member.delete(&format!("/messages/{}", gone["id"].as_str().unwrap()), Some(1)).await.expect(204);
        let back = member.say(&two, "Borta en stund").await;
        let back = format!("/messages/{}", back["id"].as_str().unwrap());
        member.delete(&back, Some(1)).await.expect(204);
        member.post(&format!("{back}/restore"), &json!({})).await.expect(200);
        let stale = holds(reader, screen, "edits, deletions and a restoration").await;
        assert!(!is_stale(&stale, "messages"), "{stale:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_answered_thanked_for_hidden_and_shown() {
    let world = World::new().await;
    let one = thread(&world, "Hur gör ni?").await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let asked = member.say(&one, "En **fråga** till [alla](https://exempel.se)").await;
    let asked = format!("/messages/{}", asked["id"].as_str().unwrap());
    let answer = |text: &str| json!({ "client_id": uuid::Uuid::new_v4(), "text": text, "answers": asked[10..] });
    let place = format!("/conversations/{one}/messages");
    world.client(Role::Host).post(&place, &answer("Ett svar")).await.expect(201);
    for reader in [Role::Elected, Role::Host] {
        let screen = Screen::open(&world, reader, &[&one], &[]).await;
        for role in [Role::Host, Role::Elected, Role::Coordinator] {
            world.client(role).put(&format!("{asked}/reactions/thanks"), &Value::Null).await.expect(200);
            world.client(role).put(&format!("{asked}/reactions/same_here"), &Value::Null).await.expect(200);
        }
        world.client(Role::Host).delete(&format!("{asked}/reactions/thanks"), None).await.expect(200);
        member.put(&format!("{asked}/seen"), &Value::Null).await.expect(200);
        let stale = holds(reader, screen, "reactions, and who has seen").await;
        assert!(!is_stale(&stale, "list") && !is_stale(&stale, "messages"), "{stale:?}");

        let screen = Screen::open(&world, reader, &[&one], &[]).await;
        coordinator.post(&place, &answer("Ett svar till")).await.expect(201);
        let revision = member.get(&asked).await.expect(200)["revision"].as_i64().unwrap();
        member.patch(&asked, revision, &json!({ "text": "En *annan* fråga" })).await.expect(200);
        let stale = holds(reader, screen, "answers to what is edited").await;
        assert!(!is_stale(&stale, "messages"), "{stale:?}");

        let screen = Screen::open(&world, reader, &[&one], &[]).await;
        coordinator.put(&format!("{asked}/hidden"), &json!({ "reason": "Ton" })).await.expect(200);
        let stale = holds(reader, screen, "hidden").await;
        assert!(!is_stale(&stale, "messages"), "{stale:?}");
        let screen = Screen::open(&world, reader, &[&one], &[]).await;
        coordinator.delete(&format!("{asked}/hidden"), None).await.expect(200);
        let stale = holds(reader, screen, "shown again").await;
        assert!(!is_stale(&stale, "messages"), "{stale:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_begin() {
    let world = World::new().await;
    let known = thread(&world, "Den första").await;
    let screen = Screen::open(&world, Role::Elected, &[&known], &[]).await;
    for title in ["Den andra", "Den tredje"] {
        thread(&world, title).await;
    }
    let own = world.client(Role::Elected).start(&world.room("members"), "Min egen", "Hej").await;
    world.client(Role::Member).say(own["id"].as_str().unwrap(), "Hej själv").await;
    world.client(Role::Member).say(&known, "Och här").await;
    let stale = holds(Role::Elected, screen, "new threads").await;
    let known = ["\"room\"", "\"network\""];
    assert!(!stale.iter().any(|one| known.iter().any(|key| one.contains(key))), "{stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_answered_and_summed_up() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let asked = coordinator.ask(&world.room("members"), "Hur gör ni?", "Vi undrar").await;
    let asked = asked["id"].as_str().unwrap();
    let answer = world.client(Role::Member).say(asked, "Så här").await;
    let screen = Screen::open(&world, Role::Elected, &[asked], &[]).await;
    let path = format!("/conversations/{asked}/answers/{}", answer["id"].as_str().unwrap());
    coordinator.send(coordinator.request(reqwest::Method::PUT, &path)).await.expect(200);
    let summary = coordinator.request(reqwest::Method::PUT, &format!("/conversations/{asked}/summary"));
    coordinator.send(summary.header("If-Match", "0").json(&json!({ "text": "Så" }))).await.expect(200);
    let stale = holds(Role::Elected, screen, "an accepted answer and a summary").await;
    assert!(!is_stale(&stale, "list") && !is_stale(&stale, "messages"), "{stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_change_come_go_and_are_lifted() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let (members, all) = (world.room("members"), world.room("whole_network"));
    let one = thread(&world, "Ett").await;
    let other = coordinator.start(&all, "Från ett annat rum", "Hej").await;
    let other = other["id"].as_str().unwrap().to_owned();
    let screen = Screen::open(&world, Role::Elected, &[&one], &[]).await;
    let path = format!("/conversations/{one}");
    let change = json!({ "title": "Ett annat", "themes": ["Skola"], "articles": [3], "pinned": true });
    coordinator.patch(&path, 1, &change).await.expect(200);
    coordinator.patch(&path, 2, &json!({ "closed": true })).await.expect(200);
    let stale = holds(Role::Elected, screen, "a title, tags, a pin, a closing").await;
    assert!(!is_stale(&stale, "list") && !is_stale(&stale, "messages"), "{stale:?}");

    let shift = |thread: String, revision: i64, room: String| async move {
        let request = coordinator.request(reqwest::Method::POST, &format!("/conversations/{thread}/moves"));
        let request = request.header("If-Match", revision.to_string());
        coordinator.send(request.json(&json!({ "room_id": room, "more_readers": 100 }))).await.expect(200);
    };
    let screen = Screen::open(&world, Role::Elected, &[&one], &[]).await;
    shift(other.clone(), 1, members.clone()).await;
    world.client(Role::Member).say(&other, "Här också").await;
    holds(Role::Elected, screen, "a thread that comes").await;

    let screen = Screen::open(&world, Role::Elected, &[&one], &[]).await;
    shift(other.clone(), 2, all).await;
    let stale = holds(Role::Elected, screen, "a thread that goes").await;
    assert!(!stale.iter().any(|one| one.contains("\"room\"") && one.contains("\"list\"")), "{stale:?}");

    let room = coordinator.get(&format!("/rooms/{members}")).await.expect(200);
    let chat = room["chat_id"].as_str().unwrap().to_owned();
    let said = world.client(Role::Member).say(&chat, "Hur gör ni?").await;
    let screen = Screen::open(&world, Role::Elected, &[&chat], &[]).await;
    let body = json!({ "kind": "question", "title": "Ur chatten",
        "message": { "client_id": uuid::Uuid::new_v4(), "text": "Så att det hittas" } });
    let path = format!("/messages/{}/thread", said["id"].as_str().unwrap());
    world.client(Role::Member).post(&path, &body).await.expect(201);
    let stale = holds(Role::Elected, screen, "a message that becomes a thread").await;
    assert!(!is_stale(&stale, "messages"), "{stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_reads_elsewhere() {
    let world = World::new().await;
    let one = thread(&world, "Läses").await;
    for n in 0..3 {
        world.client(Role::Member).say(&one, &format!("Nummer {n}")).await;
    }
    let screen = Screen::open(&world, Role::Elected, &[&one], &[]).await;
    screen.read_elsewhere(&one, 3).await;
    let stale = holds(Role::Elected, screen, "a read mark").await;
    assert!(!is_stale(&stale, "list"), "{stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_marked_read_elsewhere_is_asked_for_again_and_nothing_else() {
    let world = World::new().await;
    let (one, two) = (thread(&world, "Läses").await, thread(&world, "Läses också").await);
    let elsewhere = world.client(Role::Coordinator).start(&world.room("whole_network"), "I ett annat rum", "Hej").await;
    let elsewhere = elsewhere["id"].as_str().unwrap().to_owned();
    let elected = world.client(Role::Elected);
    for (path, scenario) in [
        (format!("/rooms/{}/read", world.room("members")), "a room marked read"),
        (format!("/networks/{}/read", world.network), "a network marked read"),
    ] {
        let whole = path.starts_with("/networks");
        world.client(Role::Member).say(&one, "Nytt").await;
        let screen = Screen::open(&world, Role::Elected, &[&one, &two, &elsewhere], &[]).await;
        elected.post(&path, &json!({})).await.expect(204);
        let stale = holds(Role::Elected, screen, scenario).await;
        let asked = |kind: &str, key: &str| {
            stale.iter().any(|s| s.contains(&format!("\"{kind}\"")) && s.contains(&format!("\"{key}\"")))
        };
        if stale.is_empty() {
            // there is no Node to tell
            continue;
        }
        assert!(asked("list", "room") && asked("conversation", &one) && asked("conversation", &two), "{stale:?}");
        assert_eq!(asked("conversation", &elsewhere), whole, "{stale:?}");
        assert!(!is_stale(&stale, "messages"), "{stale:?}");
        assert_eq!(elected.get("/start").await.expect(200)["unread"], i64::from(!whole));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_come_change_go_and_come_back() {
    let world = World::new().await;
    let room = world.room("members");
    let member = world.client(Role::Member);
    let path = format!("/rooms/{room}/documents");
    let add = |name: &'static str, text: &'static str| async {
        let added = member.upload(&path, name, text.as_bytes().to_vec(), &[]).await.expect(201);
        let id = added["id"].as_str().unwrap().to_owned();
        read(&world, &id).await;
        id
    };
    let (first, second) = (add("Ett.txt", "Det första").await, add("Två.txt", "Det andra").await);
    let screen = Screen::open(&world, Role::Elected, &[], &[&first, &second]).await;
    let rename = json!({ "name": "Ett nytt namn.txt" });
    let revision = revision(&world, &first).await;
    member.patch(&format!("/documents/{first}"), revision, &rename).await.expect(200);
    let version = member.upload(&format!("/documents/{second}/versions"), "Två.txt", b"Nytt".to_vec(), &[]).await;
    assert!(version.status.is_success());
    read(&world, &second).await;
    holds(Role::Elected, screen, "a name and a version").await;

    let screen = Screen::open(&world, Role::Elected, &[], &[&first]).await;
    let revision = self::revision(&world, &second).await;
    member.delete(&format!("/documents/{second}"), Some(revision)).await.expect(204);
    let stale = holds(Role::Elected, screen, "a document taken away").await;
    assert!(!is_stale(&stale, "documentList"), "{stale:?}");

    let screen = Screen::open(&world, Role::Elected, &[], &[&first]).await;
    member.post(&format!("/documents/{second}/restore"), &json!({})).await.expect(200);
    add("Tre.txt", "Det tredje").await;
    let stale = holds(Role::Elected, screen, "documents that come").await;
    // where a new one sorts is the server's business
    assert!(is_stale(&stale, "documentList") || stale.is_empty(), "{stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_tagged_checked_out_and_reviewed() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let path = format!("/rooms/{}/documents", world.room("members"));
    let added = member.upload(&path, "Ett.txt", b"Ett".to_vec(), &[]).await.expect(201);
    let id = added["id"].as_str().unwrap().to_owned();
    read(&world, &id).await;
    let document = format!("/documents/{id}");
    let screen = Screen::open(&world, Role::Elected, &[], &[&id]).await;
    let tags = json!({ "themes": ["Skola"], "articles": [12], "document_kind": "checklist" });
    member.patch(&document, revision(&world, &id).await, &tags).await.expect(200);
    member.put(&format!("{document}/check-out"), &json!({ "reason": "Skriver" })).await.expect(200);
    let stale = holds(Role::Elected, screen, "tags and a check-out").await;
    assert!(!is_stale(&stale, "documentList"), "{stale:?}");

    let screen = Screen::open(&world, Role::Elected, &[], &[&id]).await;
    member.delete(&format!("{document}/check-out"), None).await.expect(200);
    let reviewer = world.people[&Role::Coordinator].to_string();
    let asked = json!({ "reviewers": [reviewer], "due_on": "2100-01-01" });
    member.post(&format!("{document}/review"), &asked).await.expect(201);
    let approved = json!({ "version": 1, "verdict": "approved" });
    world.client(Role::Coordinator).put(&format!("{document}/review/verdict"), &approved).await.expect(200);
    let stale = holds(Role::Elected, screen, "given back and reviewed").await;
    assert!(!is_stale(&stale, "documentList"), "{stale:?}");
}

async fn read(world: &World, document: &str) {
    let path = format!("/documents/{document}");
    crate::harness::eventually("the file to be read", || async {
        let seen = world.client(Role::Member).get(&path).await.expect(200);
        (seen["reading"] == "read").then_some(())
    })
    .await;
}

async fn revision(world: &World, document: &str) -> i64 {
    world.client(Role::Member).get(&format!("/documents/{document}")).await.expect(200)["revision"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn asks_and_proposals_are_asked_for_again_and_nothing_else_is() {
    let world = World::new().await;
    let orebro = crate::asks::organisations(&world).await["Örebro kommun"].clone();
    let (member, reader) = (world.client(Role::Member), Role::Elected);
    let asked = crate::asks::ask(&world, Role::Coordinator, "members", "Hur gör ni?").await;
    let screen = Screen::open(&world, reader, &[&asked], &[]).await;
    crate::asks::answer(member, &asked, &orebro, 0, "Så här").await.expect(200);
    member.say(&asked, "Talar om saken").await;
    let stale = holds(reader, screen, "an ask and an answer").await;
    if !stale.is_empty() {
        assert!(stale.iter().any(|one| one.contains("\"what\":\"ask\"") && one.contains(&asked)), "{stale:?}");
    }
    assert!(
        !is_stale(&stale, "list") && !is_stale(&stale, "messages") && !is_stale(&stale, "conversation"),
        "{stale:?}"
    );

    let put = crate::decisions::put(&world, Role::Coordinator, "members", "Ett förslag", "organisation").await;
    let screen = Screen::open(&world, reader, &[&put], &[]).await;
    crate::decisions::vote(member, &put, Some(&orebro), "consent", "").await.expect(200);
    let stale = holds(reader, screen, "a voice").await;
    if !stale.is_empty() {
        assert!(stale.iter().any(|one| one.contains("\"what\":\"proposal\"") && one.contains(&put)), "{stale:?}");
    }
    assert!(!is_stale(&stale, "list") && !is_stale(&stale, "conversation"), "{stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_changes_and_is_answered_leaves_the_rest_as_it_is() {
    let world = World::new().await;
    let one = thread(&world, "Vid sidan av").await;
    let (meeting, coordinator) = (world.meeting.to_string(), world.client(Role::Coordinator));
    // its rooms are called as it is: named otherwise their rows are asked for again, by who listens to the network
    let facts = crate::meetings::facts(&json!({ "title": "Gävle, nästa träff" }));
    let screen = Screen::open(&world, Role::Elected, &[&one], &[]).await;
    crate::meetings::put(coordinator, &meeting, "", &facts).await.expect(200);
    crate::meetings::put(coordinator, &meeting, "/state", &json!({ "state": "invited" })).await.expect(200);
    let subject = world.seats[&Role::Member];
    let answer = json!({ "answer": "coming" });
    world.client(Role::Member).put(&format!("/meetings/{meeting}/answers/{subject}"), &answer).await.expect(200);
    let stale = holds(Role::Elected, screen, "a meeting").await;
    // who may look into its rooms has changed: lists of more than a room are asked for again, a room's own are not
    let own = |one: &&String| one.contains("\"messages\"") || one.contains("\"key\":\"room\"");
    assert_eq!(stale.iter().find(own), None, "{stale:?}");
}

/// That all of it is asked for again, where there is a Node to tell.
fn all_stale(stale: &[String], kinds: &[&str]) {
    for kind in kinds.iter().filter(|_| !stale.is_empty()) {
        assert!(is_stale(stale, kind), "{kind} is not asked for again: {stale:?}");
    }
    // a right that is given brings rooms into the lists of more than one; what is a room's own stays as it is
    let given = stale.iter().any(|one| one.contains("\"networks\"")) && is_stale(stale, "me");
    let own = |one: &&String| {
        let list = one.contains("\"list\"") || one.contains("\"documentList\"");
        one.contains("\"messages\"") || list && (!given || one.contains("\"key\":\"room\""))
    };
    assert_eq!(stale.iter().find(own), None, "it is asked for again: {stale:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_does_elsewhere_and_is_given_is_asked_for_again_and_nothing_else() {
    let world = World::new().await;
    let one = thread(&world, "Vid sidan av").await;
    let (me, elected) = (world.people[&Role::Elected].to_string(), world.client(Role::Elected));
    let other = world.node.anonymous().sign_in(&Role::Elected.email(), PASSWORD).await;
    let sessions = other.get("/sessions").await.expect(200);
    let current = sessions["items"].as_array().unwrap().iter().find(|session| session["current"] == true).unwrap();
    let screen = Screen::wide(&world, Role::Elected, &[&one], &[]).await;
    let path = format!("/conversations/{one}");
    elected.put(&format!("/drafts/conversation:{one}"), &json!({ "text": "Påbörjat" })).await.expect(200);
    elected.put(&format!("{path}/following"), &json!({ "level": "everything" })).await.expect(200);
    let tomorrow = world.node.clock.now() + chrono::Days::new(1);
    let put_off = elected.put(&format!("{path}/put-off"), &json!({ "until": tomorrow })).await;
    assert!(put_off.status.is_success(), "{put_off:?}");
    elected.put("/me/mail", &crate::mail::settings(json!({ "digest": "none" }))).await.expect(200);
    let search = json!({ "name": "Bokslut", "asked": { "q": "bokslut" }, "tells": "inbox" });
    elected.post("/saved-searches", &search).await.expect(201);
    let theme = elected.request(reqwest::Method::PATCH, "/me").json(&json!({ "theme": "dark" }));
    elected.send(theme).await.expect(200);
    let ended = elected.delete(&format!("/sessions/{}", current["id"].as_str().unwrap()), None).await;
    assert!(ended.status.is_success(), "{ended:?}");
    world.client(Role::Member).post("/direct", &json!({ "people": [me] })).await.expect(201);
    let appointment = json!({ "person_id": me, "role": "working_group" });
    let appointments = format!("/networks/{}/appointments", world.network);
    world.client(Role::Coordinator).post(&appointments, &appointment).await.expect(201);
    let stale = holds(Role::Elected, screen, "what is one's own").await;
    all_stale(&stale, &["drafts", "following", "mailSettings", "savedSearches", "me", "sessions", "direct", "people"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_coordinators_is_asked_for_again_and_nothing_else() {
    let world = World::new().await;
    let one = thread(&world, "Vid sidan av").await;
    let said = world.client(Role::Member).say(&one, "Något att se på").await;
    let case = crate::joining::case_for(&world).await;
    let orebro = crate::asks::organisations(&world).await["Örebro kommun"].clone();
    let conditions = format!("/networks/{}/conditions/{orebro}", world.network);
    let held = world.client(Role::Member).get(&conditions).await.expect(200);
    let condition = held["conditions"][0]["id"].as_str().unwrap().to_owned();
    let screen = Screen::wide(&world, Role::Coordinator, &[&one], &[]).await;
    let flag = format!("/messages/{}/flag", said["id"].as_str().unwrap());
    let flagged = world.client(Role::Elected).put(&flag, &json!({ "reason": "Se på det här" })).await;
    assert!(flagged.status.is_success(), "{flagged:?}");
    let word = world.client(Role::Coordinator).post(&format!("/cases/{case}/words"), &json!({ "text": "Hej" })).await;
    assert!(word.status.is_success(), "{word:?}");
    let met = world.client(Role::Member).put(&format!("{conditions}/{condition}"), &json!({ "state": "met" })).await;
    assert!(met.status.is_success(), "{met:?}");
    let stale = holds(Role::Coordinator, screen, "what waits for coordinators").await;
    all_stale(&stale, &["flags", "cases", "conditions"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn meetings_folders_and_who_has_seen_are_asked_for_again_and_nothing_else() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let room = world.room("members");
    let one = thread(&world, "Vid sidan av").await;
    let asked = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Senast fredag", "ask_seen": true });
    member.post(&format!("/conversations/{one}/messages"), &asked).await.expect(201);
    let added = member.upload(&format!("/rooms/{room}/documents"), "Ett.txt", b"Ett".to_vec(), &[]).await.expect(201);
    let document = added["id"].as_str().unwrap().to_owned();
    read(&world, &document).await;
    member.put(&format!("/documents/{document}/seen"), &Value::Null).await.expect(200);
    let (meeting, ongoing) = (world.meeting.to_string(), crate::meetings_notes::ongoing(&world).await);
    let facts = crate::meetings::facts(&json!({ "title": "Gävle, nästa träff" }));
    crate::meetings::put(coordinator, &meeting, "", &facts).await.expect(200);
    crate::meetings::put(coordinator, &meeting, "/state", &json!({ "state": "invited" })).await.expect(200);

    let screen = Screen::wide(&world, Role::Elected, &[&one], &[&document]).await;
    let subject = world.seats[&Role::Member];
    member.put(&format!("/meetings/{meeting}/answers/{subject}"), &json!({ "answer": "coming" })).await.expect(200);
    let question = json!({ "text": "Hur gör ni?", "named": true });
    member.post(&format!("/meetings/{meeting}/questions"), &question).await.expect(201);
    let decision = json!({ "kind": "decision", "wording": "Nästa träff är i Gävle" });
    coordinator.post(&format!("/meetings/{ongoing}/promises"), &decision).await.expect(201);
    // reason enough for a frame that tells the listeners of its room nothing
    crate::meetings::put(coordinator, &meeting, "/cancellation", &json!({ "reason": "Storm" })).await.expect(200);
    member.post(&format!("/rooms/{room}/folders"), &json!({ "name": "Mallar" })).await.expect(201);
    let host = world.client(Role::Host);
    host.post(&format!("/documents/{document}/opened"), &json!({})).await.expect(204);
    host.put(&format!("/conversations/{one}/read"), &json!({ "position": 2 })).await.expect(204);
    let stale = holds(Role::Elected, screen, "meetings, folders and who has seen").await;
    all_stale(&stale, &["meeting", "meetings", "folders", "seen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_asked_for_again_and_nothing_else() {
    let mut world = World::new().await;
    let put = crate::decisions::put(&world, Role::Member, "members", "Ett förslag", "organisation").await;
    world.node.clock.advance(Duration::from_secs(7 * 24 * 3600));
    world.sign_everybody_in().await;
    let member = world.client(Role::Member);
    let screen = Screen::wide(&world, Role::Elected, &[&put], &[]).await;
    let revision = crate::decisions::seen(member, &put).await["revision"].clone();
    let adopted = json!({ "result": "adopted", "outcome": "Vi börjar i vår." });
    crate::decisions::close(member, &put, &revision, adopted).await.expect(200);
    let stale = holds(Role::Elected, screen, "a proposal that becomes a decision").await;
    if !stale.is_empty() {
        assert!(is_stale(&stale, "proposal") && is_stale(&stale, "decisions"), "{stale:?}");
    }
}
