//! Mentions of people, organisations, roles and everybody: who is meant, who is told before sending, and who never learns
//! anything.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, Sql, World};

async fn thread(world: &World, room: &str) -> String {
    let started = world.client(Role::Coordinator).start(&world.room(room), "Tråden", "Första").await;
    started["id"].as_str().unwrap().to_owned()
}

fn person(world: &World, role: Role) -> String {
    format!("[@{role:?}](samrum:person/{})", world.people[&role])
}

/// Whether the start page says that somebody is mentioned in the conversation.
async fn mentioned(world: &World, role: Role, conversation: &str) -> bool {
    let start = world.client(role).get("/start").await.expect(200);
    let to_me = start["to_me"].as_array().unwrap();
    to_me.iter().any(|row| row["id"] == conversation && row["why"] == "mentioned")
}

async fn who(world: &World, conversation: &str) -> Vec<Role> {
    let mut found = Vec::new();
    for role in
        [Role::Observer, Role::Member, Role::Elected, Role::Resting, Role::Host, Role::WorkingGroup, Role::Coordinator]
    {
        if mentioned(world, role, conversation).await {
            found.push(role);
        }
    }
    found
}

async fn organisation(client: &Client, world: &World, name: &str) -> String {
    let all = client.get(&format!("/networks/{}/participations?limit=100", world.network)).await.expect(200);
    let one = all["items"].as_array().unwrap().iter().find(|one| one["organisation"]["name"] == name).cloned();
    one.expect("it takes part")["organisation"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn those_are_meant_who_read_the_room() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let orebro = organisation(member, &world, "Örebro kommun").await;
    let one = thread(&world, "members").await;
    member
        .say(&one, &format!("Vad säger {} och {}?", person(&world, Role::Elected), person(&world, Role::Observer)))
        .await;
    // the observer does not read *Medlemmar*, and learns nothing
    assert_eq!(who(&world, &one).await, [Role::Elected]);
    let start = world.client(Role::Observer).get("/start").await.expect(200).to_string();
    assert!(!start.contains(&one), "{start}");
    for (words, expected) in [
        (format!("[@Örebro](samrum:organisation/{orebro})"), vec![Role::Member, Role::Elected]),
        ("[@samordnare](samrum:role/coordinator)".into(), vec![]),
        ("[@värd](samrum:role/host)".into(), vec![Role::Host]),
        ("[@arbetsgruppen](samrum:role/working_group)".into(), vec![Role::WorkingGroup]),
    ] {
        let other = thread(&world, "members").await;
        coordinator.say(&other, &format!("Hej {words}")).await;
        assert_eq!(who(&world, &other).await, expected, "{words}");
    }
    let other = thread(&world, "whole_network").await;
    member.say(&other, "Hej [@samordnare](samrum:role/coordinator)").await;
    assert_eq!(who(&world, &other).await, [Role::Coordinator]);
    // taken away it mentions nobody; back it does again; changed it mentions others
    let said = member.say(&one, &format!("Hej {}", person(&world, Role::Host))).await;
    let path = format!("/messages/{}", said["id"].as_str().unwrap());
    assert!(mentioned(&world, Role::Host, &one).await);
    member.delete(&path, Some(1)).await.expect(204);
    assert!(!mentioned(&world, Role::Host, &one).await);
    member.post(&format!("{path}/restore"), &json!({})).await.expect(200);
    assert!(mentioned(&world, Role::Host, &one).await);
    member.patch(&path, 3, &json!({ "text": format!("Hej {}", person(&world, Role::Resting)) })).await.expect(200);
    assert!(!mentioned(&world, Role::Host, &one).await);
    assert!(mentioned(&world, Role::Resting, &one).await);
    // whoever stops reading the room is no longer told of it
    world.end_seat(Role::Host).await;
    assert!(!mentioned(&world, Role::Host, &other).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_called_by_a_coordinator_and_not_often() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (one, elsewhere) = (thread(&world, "members").await, thread(&world, "whole_network").await);
    let call = "Till [@alla](samrum:everyone): nu!";
    let post = async |client: &Client, conversation: &str, text: &str| {
        let body = json!({ "client_id": Uuid::new_v4(), "text": text });
        client.post(&format!("/conversations/{conversation}/messages"), &body).await
    };
    assert_eq!(post(member, &one, call).await.problem(403), "everyone_not_allowed");
    let plain = member.say(&one, "Utan").await;
    let path = format!("/messages/{}", plain["id"].as_str().unwrap());
    // nor by way of an edit
    assert_eq!(member.patch(&path, 1, &json!({ "text": call })).await.problem(403), "everyone_not_allowed");
    assert_eq!(member.get(&path).await.expect(200)["text"], "Utan");
    // what is refused leaves no hole
    let before = coordinator.get(&format!("/conversations/{one}")).await.expect(200)["last_position"].clone();
    post(coordinator, &one, call).await.expect(201);
    assert_eq!(who(&world, &one).await, [Role::Member, Role::Elected, Role::Resting, Role::Host, Role::WorkingGroup]);
    assert_eq!(post(coordinator, &one, call).await.problem(409), "everyone_called_lately");
    let mine = coordinator.say(&one, "Utan").await;
    let path = format!("/messages/{}", mine["id"].as_str().unwrap());
    let called = coordinator.patch(&path, 1, &json!({ "text": call })).await;
    assert_eq!(called.problem(409), "everyone_called_lately", "nor by way of an edit");
    let second = thread(&world, "members").await;
    assert_eq!(post(coordinator, &second, call).await.problem(409), "everyone_called_lately");
    let after = coordinator.get(&format!("/conversations/{one}")).await.expect(200)["last_position"].clone();
    assert_eq!(after.as_i64(), before.as_i64().map(|position| position + 2));
    // another room has a peace of its own, and ten minutes later it can be done again
    post(coordinator, &elsewhere, call).await.expect(201);
    world.node.clock.advance(Duration::from_secs(601));
    post(coordinator, &second, call).await.expect(201);
    // in a direct conversation nobody manages anybody
    let direct =
        member.post("/direct", &json!({ "people": [world.people[&Role::Elected].to_string()] })).await.expect(201);
    assert_eq!(post(member, direct["id"].as_str().unwrap(), call).await.problem(403), "everyone_not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_writer_is_told_before_sending_whom_a_mention_reaches() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (members, whole) = (world.room("members"), world.room("whole_network"));
    let names = |found: &Value| {
        let items = found["items"].as_array().unwrap();
        items
            .iter()
            .map(|one| (one["name"].as_str().unwrap().to_owned(), one["people"].as_i64().unwrap()))
            .collect::<Vec<_>>()
    };
    let suggest = async |client: &Client, room: &str, q: &str| {
        names(&client.get(&format!("/rooms/{room}/mentions?q={q}")).await.expect(200))
    };
    assert_eq!(suggest(member, &members, "observ").await, [("Observer Testsson".into(), 0)]);
    assert_eq!(suggest(member, &whole, "observ").await, [("Observer Testsson".into(), 1)]);
    assert_eq!(suggest(member, &members, "elected").await, [("Elected Testsson".into(), 1)]);
    assert_eq!(suggest(member, &members, "samord").await, [("samordnare".into(), 1)]);
    assert_eq!(suggest(member, &members, "v%C3%A4rd").await, [("värd".into(), 1)]);
    assert!(suggest(member, &members, "%C3%96rebro").await.contains(&("Örebro kommun".into(), 3)));
    assert_eq!(suggest(member, &members, "mora").await, [("Mora kommun".into(), 0), ("Observer Testsson".into(), 0)]);
    // everybody is suggested to who may call them; nobody of another network, ever
    assert_eq!(suggest(member, &members, "alla").await, []);
    assert_eq!(suggest(coordinator, &members, "alla").await[0].0, "alla");
    for q in ["", "other", "malm%C3%B6", "nobody", "exmember"] {
        let found = suggest(coordinator, &whole, q).await;
        assert!(
            !found.iter().any(|(name, _)| name.contains("Malmö")
                || name.starts_with("OtherNetwork")
                || name.starts_with("Nobody")
                || name.starts_with("ExMember")),
            "{q}: {found:?}"
        );
    }
    // a guest sees who is in the room they are let into, and nothing of the network beyond
    let guest = suggest(world.client(Role::Guest), &members, "").await;
    assert!(guest.iter().all(|(_, people)| *people > 0) && !guest.is_empty(), "{guest:?}");
    let reach = async |client: &Client, room: &str, role: Role| {
        let path =
            format!("/rooms/{room}/mentions/reach?id=samrum%3Aperson%2F{}&id=samrum:everyone", world.people[&role]);
        let found = client.get(&path).await.expect(200);
        (found["items"][0]["people"].as_i64().unwrap(), found["items"][1]["refused"].clone())
    };
    assert_eq!(reach(member, &members, Role::Observer).await, (0, json!("everyone_not_allowed")));
    assert_eq!(reach(member, &whole, Role::Observer).await, (1, json!("everyone_not_allowed")));
    assert_eq!(reach(coordinator, &members, Role::Elected).await, (1, Value::Null));
    // nobody there and no such person are the same
    assert_eq!(reach(member, &whole, Role::OtherNetwork).await.0, 0);
    for bad in ["id=person/x", "x=1", "id=samrum:role/kung", "id=samrum:message/1"] {
        assert_eq!(
            member.get(&format!("/rooms/{members}/mentions/reach?{bad}")).await.problem(400),
            "bad_query",
            "{bad}"
        );
    }
    let long = "x".repeat(61);
    assert_eq!(member.get(&format!("/rooms/{members}/mentions?q={long}")).await.problem(422), "invalid");
    let many = "&id=samrum:everyone".repeat(51);
    assert_eq!(member.get(&format!("/rooms/{members}/mentions/reach?{}", &many[1..])).await.problem(400), "bad_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_is_refused_clearly() {
    let world = World::new().await;
    let (member, one) = (world.client(Role::Member), thread(&world, "members").await);
    let post = async |text: String| {
        let body = json!({ "client_id": Uuid::new_v4(), "text": text });
        member.post(&format!("/conversations/{one}/messages"), &body).await
    };
    let mentions =
        |n: usize| (0..n).map(|_| format!("[@x](samrum:person/{})", Uuid::new_v4())).collect::<Vec<_>>().join(" ");
    for (text, code) in [
        (mentions(51), "too_many_mentions"),
        (mentions(1_000), "too_many_mentions"),
        ("å".repeat(32 * 1024 + 1), "too_long"),
        ("> ".repeat(5_000) + "x", "too_deep"),
        (" \n\t".into(), "empty"),
        ("\u{200b}\u{202e}\u{feff}\u{2060}".into(), "empty"),
    ] {
        let refused = post(text.clone()).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], code, "{}", text.chars().take(40).collect::<String>());
        assert_eq!(refused["errors"][0]["pointer"], "/text");
        assert!(refused["errors"][0]["message"].as_str().unwrap().ends_with('.'));
    }
    // ten thousand: longer than any message, longer than any request
    assert_eq!(post(mentions(2_000)).await.expect(422)["errors"][0]["code"], "too_long");
    assert_eq!(post(mentions(10_000)).await.problem(413), "too_large");
    post("å".repeat(32 * 1024)).await.expect(201);
    post(mentions(50)).await.expect(201);
    // half a letter is no text, and the rest of the request is not taken either
    let path = format!("/conversations/{one}/messages");
    let broken = format!("{{\"client_id\":\"{}\",\"text\":\"halv \\ud800\"}}", Uuid::new_v4());
    let request = member.request(reqwest::Method::POST, &path).header("Content-Type", "application/json").body(broken);
    assert_eq!(member.send(request).await.problem(422), "invalid");
    // what hides is taken away, and the words stay
    let said = post("faktura\u{202e}gpj.exe \u{200b}här".into()).await.expect(201);
    assert_eq!(said["text"], "fakturagpj.exe här");
    let titled = member.start(&world.room("members"), "Ru\u{202e}b\u{200b}rik\n", "Text").await;
    assert_eq!(titled["title"], "Rubrik");
    let body = |title: &str| json!({ "kind": "question", "title": title, "message": { "client_id": Uuid::new_v4(), "text": "x" } });
    let room = format!("/rooms/{}/conversations", world.room("members"));
    for (title, code) in [("\u{200b}", "empty"), (&*"r".repeat(201), "too_long")] {
        let refused = member.post(&room, &body(title)).await.expect(422);
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/title"), &json!(code)));
    }
    member.post(&room, &body(&"r".repeat(200))).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_troika_coordinates_its_officials_are_the_coordinators() {
    let world = World::new().await;
    let one = thread(&world, "members").await;
    let member = world.client(Role::Member);
    member.say(&one, "[@samordnare](samrum:role/coordinator) vad säger ni?").await;
    assert!(!who(&world, &one).await.contains(&Role::Host));
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE network_setting SET coordination = 'troika'", []).await;
    let two = thread(&world, "members").await;
    member.say(&two, "[@samordnare](samrum:role/coordinator) och nu?").await;
    assert_eq!(who(&world, &two).await, [Role::Host, Role::Coordinator]);
}
