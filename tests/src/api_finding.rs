//! An uploaded file is read in a child process, and what stands in it is found by another inflection.

use reqwest::Method;
use samrum::config::{Config, Part};
use serde_json::Value;

use crate::harness::{Client, PASSWORD, Role, World, eventually, fixture};

async fn read(client: &Client, document: &str) -> Value {
    eventually("the document to be read", || async {
        let found = client.get(&format!("/documents/{document}")).await.expect(200);
        (found["reading"] != "waiting").then_some(found)
    })
    .await
}

async fn uploaded(world: &World, name: &str) -> (String, Value) {
    let member = world.client(Role::Member);
    let path = format!("/rooms/{}/documents", world.room("members"));
    let made = member.upload(&path, name, fixture(name), &[]).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    let found = read(member, &id).await;
    (id, found)
}

fn marked(hit: &Value) -> String {
    let fragments = hit["passage"].as_array().unwrap().iter();
    fragments.filter(|f| f["marked"] == true).map(|f| f["text"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_in_a_pdf_is_found_by_another_inflection() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let (id, document) = uploaded(&world, "single.pdf").await;
    assert_eq!((&document["reading"], &document["thumbnail"]), (&"read".into(), &true.into()), "{document}");
    let pages = member.get(&format!("/documents/{id}/pages")).await.expect(200);
    let pages = pages["items"].as_array().unwrap();
    assert!(pages.len() >= 2, "{pages:?}");
    let second = member.get(&format!("/documents/{id}/pages?from=2&limit=1")).await.expect(200);
    assert_eq!(second["items"], serde_json::json!([pages[1]]), "one page by itself");
    let page = pages.iter().find(|page| page["text"].as_str().unwrap().contains("Dialog med myndigheter"));
    let page = page.unwrap_or_else(|| panic!("{pages:#?}"));
    let other = "myndigheten";
    let hit = eventually("the sentence to be found", || async {
        let found = member.get(&format!("/search?q={other}")).await.expect(200);
        found["items"].as_array().unwrap().iter().find(|hit| hit["document"]["id"] == id.as_str()).cloned()
    })
    .await;
    assert_eq!(hit["page"], page["number"], "{hit}");
    assert!(marked(&hit).split(' ').any(|word| word == "myndigheter"), "{hit}");
    assert_eq!(hit["document"]["name"], "single.pdf");
    assert!(hit["url"].as_str().unwrap().starts_with(&format!("/dokument/{id}?sida=")));
    let picture = member.get(&format!("/documents/{id}/thumbnail")).await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"));
    assert!(picture.body.starts_with(b"\x89PNG"));
    // taken away, it is found no more
    member.delete(&format!("/documents/{id}"), document["revision"].as_i64()).await.expect(204);
    let found = member.get(&format!("/search?q={other}")).await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cant_be_read_says_why_and_stays_as_it_was() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    for (name, reading) in [
        ("encrypted.pdf", "password_protected"),
        ("owner-locked.pdf", "read"),
        ("scanned.pdf", "no_text"),
        ("truncated.pdf", "damaged"),
        ("picture.png", "no_text"),
        ("agreement.docx", "read"),
        ("round.pptx", "read"),
        ("attendance.xls", "read"),
    ] {
        let (id, document) = uploaded(&world, name).await;
        assert_eq!(document["reading"], reading, "{name}");
        let file = member.get(&format!("/documents/{id}/file")).await;
        assert!(file.body == fixture(name), "{name} is as it was");
    }
    // the name of what can't be read is found all the same
    eventually("the name to be found", || async {
        let found = member.get("/search?q=encrypted").await.expect(200);
        found["items"].as_array().unwrap().iter().any(|hit| hit["document"]["name"] == "encrypted.pdf").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_message_is_found_by_its_new_words_only() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("members"), "Tråd", "Hej").await;
    let message = member.say(started["id"].as_str().unwrap(), "Vi besökte biblioteken").await;
    let path = format!("/messages/{}", message["id"].as_str().unwrap());
    let hits = async |word: &str| {
        let found = member.get(&format!("/search?q={word}&kind=message")).await.expect(200);
        found["items"].as_array().unwrap().len()
    };
    let becomes = async |word: &str, count: usize| {
        eventually(&format!("{count} hits for {word}"), || async { (hits(word).await == count).then_some(()) }).await;
    };
    becomes("bibliotek", 1).await;
    member.patch(&path, 1, &serde_json::json!({ "text": "Vi besökte simhallarna" })).await.expect(200);
    becomes("simhall", 1).await;
    becomes("bibliotek", 0).await;
    member.delete(&path, Some(2)).await.expect(204);
    assert_eq!(hits("simhall").await, 0, "at once: hits are read again");
    let back = member.request(reqwest::Method::POST, &format!("{path}/restore"));
    member.send(back).await.expect(200);
    becomes("simhall", 1).await;
}

/// While the index looks away: a search on the next page, or a count, must not tell of it.
#[tokio::test(flavor = "multi_thread")]
async fn what_has_been_taken_away_since_the_index_last_looked_is_not_counted() {
    let mut world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let whole = world.room("whole_network");
    let mut threads = Vec::new();
    for title in ["Första spelplatsen", "Andra spelplatsen", "Tredje spelplatsen"] {
        threads.push(coordinator.start(&whole, title, "Tjäderspelet börjar i april").await);
    }
    let thread = |at: usize| threads[at]["id"].as_str().expect("an id");
    let taken = coordinator.say(thread(2), "Tjäderspelet är slut").await["id"].as_str().expect("an id").to_owned();
    let asked = async |client: &Client| {
        let found = client.get("/search?q=tjäderspelet&kind=message&facets=true&limit=1").await.expect(200);
        let in_rooms: u64 =
            found["facets"]["room"].as_array().unwrap().iter().map(|c| c["count"].as_u64().unwrap()).sum();
        (found["total"].as_u64(), in_rooms)
    };
    eventually("all to be found", || async {
        (asked(world.client(Role::Observer)).await == (Some(4), 4)).then_some(())
    })
    .await;

    let (whole_network, members) = (whole, world.room("members"));
    let parts = world.node.config().parts.clone();
    world.node.restart_with(|config| Config { parts: [Part::Api].into(), ..config }).await;
    let coordinator = world.node.anonymous().sign_in(&Role::Coordinator.email(), PASSWORD).await;
    let observer = world.node.anonymous().sign_in(&Role::Observer.email(), PASSWORD).await;
    assert_eq!(asked(&observer).await, (Some(4), 4));
    coordinator.delete(&format!("/messages/{taken}"), Some(1)).await.expect(204);
    assert_eq!(asked(&observer).await, (Some(3), 3));
    let moved = coordinator.request(Method::POST, &format!("/conversations/{}/moves", thread(0)));
    let place = serde_json::json!({ "room_id": members, "more_readers": 50 });
    coordinator.send(moved.header("If-Match", "\"1\"").json(&place)).await.expect(200);
    assert_eq!(asked(&observer).await, (Some(2), 2));
    let within = observer.get(&format!("/search?q=tjäderspelet&kind=message&room={whole_network}")).await.expect(200);
    assert_eq!((&within["total"], within["items"].as_array().map(Vec::len)), (&2.into(), Some(2)));
    // those who still read it find it again once the index has looked
    world.node.restart_with(|config| Config { parts, ..config }).await;
    let member = world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await;
    eventually("the moved thread to be found", || async { (asked(&member).await == (Some(3), 3)).then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_are_counted_and_narrowed_when_asked() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let open = member.start(&world.room("whole_network"), "Tråd i alla rum", "Hej").await;
    let closed = member.start(&world.room("members"), "Tråd för medlemmar", "Hej").await;
    member.say(open["id"].as_str().unwrap(), "Fjällripan flyger öppet").await;
    member.say(closed["id"].as_str().unwrap(), "Fjällripor ruvar hos medlemmarna").await;
    let asked = async |client: &Client, rest: &str| {
        client.get(&format!("/search?q=fjällripa&kind=message{rest}")).await.expect(200)
    };
    eventually("both to be found", || async {
        (asked(member, "").await["items"].as_array().unwrap().len() == 2).then_some(())
    })
    .await;
    let found = asked(member, "").await;
    assert_eq!((&found["total"], &found["facets"]["room"]), (&2.into(), &serde_json::json!([])), "not asked for");
    let found = asked(member, "&facets=true").await;
    let facets = &found["facets"];
    let sum = |facet: &str| facets[facet].as_array().unwrap().iter().map(|c| c["count"].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("room"), sum("kind"), sum("organisation")), (2, 2, 2), "{facets}");
    let organisation = facets["organisation"][0].clone();
    assert!(organisation["name"].as_str().is_some_and(|name| !name.is_empty()), "{organisation}");
    let narrowed = format!("&facets=true&organisation={}", organisation["key"].as_str().unwrap());
    assert_eq!(asked(member, &narrowed).await["total"], 2);
    let nobody = "&organisation=018f3b5e-0000-7000-8000-000000000000";
    assert_eq!(asked(member, nobody).await["items"], serde_json::json!([]));
    assert_eq!(asked(member, "&to=2001-01-01").await["items"], serde_json::json!([]));
    assert_eq!(asked(member, "&from=2001-01-01").await["items"].as_array().unwrap().len(), 2);
    // whoever does not read a room finds and counts nothing of it
    let observer = asked(world.client(Role::Observer), "&facets=true").await;
    assert_eq!((&observer["total"], observer["facets"]["room"].as_array().unwrap().len()), (&1.into(), 1));
    for bad in ["&from=igår", "&organisation=x", "&facets=kanske"] {
        member.get(&format!("/search?q=fjällripa{bad}")).await.problem(400);
    }
    let long = "x".repeat(4_001);
    assert_eq!(member.get(&format!("/search?q=a&theme={long}")).await.problem(400), "bad_query");
}

/// The first three of each kind and how many there are of it, only what one may read; and what was meant, counted.
#[tokio::test(flavor = "multi_thread")]
async fn hits_stand_in_groups_when_asked() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let open = member.start(&world.room("whole_network"), "Kvällsflykt", "Hej").await;
    for n in 0..4 {
        member.say(open["id"].as_str().unwrap(), &format!("Morkullan drog förbi {n} gånger")).await;
    }
    member.start(&world.room("whole_network"), "Morkullan i april", "Hej").await;
    let closed = member.start(&world.room("members"), "Bara vi", "Morkullan hörs hos medlemmarna").await;
    member.say(closed["id"].as_str().unwrap(), "Tjäderspelet är hemligt och sist").await;
    let asked = async |client: &Client, rest: &str| client.get(&format!("/search?{rest}")).await.expect(200);
    eventually("the last to be found", || async {
        let found = asked(member, "q=tjäderspelet").await;
        (!found["items"].as_array().unwrap().is_empty()).then_some(())
    })
    .await;
    let group = |found: &Value, kind: &str| {
        let mut groups = found["groups"].as_array().unwrap().iter();
        groups.find(|group| group["kind"] == kind).cloned().unwrap_or_default()
    };
    let found = asked(member, "q=morkullan&grouped=true").await;
    assert_eq!((found["items"].as_array().unwrap().len(), &found["next_cursor"]), (0, &Value::Null), "{found}");
    let messages = group(&found, "message");
    assert_eq!(messages["items"].as_array().unwrap().len(), 3, "{found}");
    let places = messages["items"].as_array().unwrap().iter().map(|hit| hit["conversation"]["id"].to_string());
    assert!(places.collect::<std::collections::HashSet<_>>().len() > 1, "not all of one thread: {messages}");
    let list = asked(member, "q=morkullan&kind=message&facets=true").await;
    assert_eq!((&messages["total"], &list["groups"]), (&list["total"], &serde_json::json!([])));
    assert_eq!(list["items"].as_array().unwrap().len() as u64, list["total"].as_u64().unwrap());
    assert_eq!(group(&found, "conversation")["total"], 1, "{found}");
    let first = asked(member, "q=morkullan").await["items"][0]["kind"].clone();
    assert_eq!(found["groups"][0]["kind"], first, "the kind of the best hit first");
    let sum: u64 = found["groups"].as_array().unwrap().iter().map(|group| group["total"].as_u64().unwrap()).sum();
    assert_eq!(found["total"], sum);
    // one kind chosen, no other is told of
    let one = asked(member, "q=morkullan&grouped=true&kind=conversation").await;
    assert_eq!(one["groups"].as_array().unwrap().len(), 1, "{one}");
    // who does not read the room is told of nothing in it
    let observer = world.client(Role::Observer);
    let theirs = asked(observer, "q=morkullan&grouped=true").await;
    let (all, seen) = (messages["total"].as_u64().unwrap(), group(&theirs, "message")["total"].as_u64().unwrap());
    assert_eq!(seen, all - 1, "{theirs}");
    assert_eq!(asked(observer, "q=tjäderspelet&grouped=true").await["groups"], serde_json::json!([]));
    // what was probably meant, and how much that gives each of them
    let meant = asked(member, "q=tjäderspleet%20&grouped=true").await;
    assert_eq!((&meant["suggestion"], &meant["suggestion_total"]), (&"tjäderspelet ".into(), &1.into()), "{meant}");
    let meant = asked(observer, "q=tjäderspleet%20").await;
    assert_eq!((&meant["suggestion"], &meant["suggestion_total"]), (&Value::Null, &Value::Null), "{meant}");
    member.get("/search?q=morkullan&grouped=kanske").await.problem(400);
}
