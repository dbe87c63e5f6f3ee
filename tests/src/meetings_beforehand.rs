//! Before a meeting: the question box, themes to choose among, and reminders to those who have not answered only.

use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Client, Role, World};
use crate::meetings::{plan, put};

async fn coming(world: &World, more: &Value) -> String {
    let made = plan(world, Role::Coordinator, more).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    put(world.client(Role::Coordinator), &id, "/state", &json!({ "state": "invited" })).await.expect(200);
    id
}

async fn listed(client: &Client, path: &str) -> Vec<Value> {
    client.get(path).await.expect(200)["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_by_name_or_by_way_of_a_coordinator() {
    let world = World::new().await;
    let meeting = coming(&world, &json!({})).await;
    let path = format!("/meetings/{meeting}/questions");
    let (member, elected, coordinator) =
        (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Coordinator));
    let question = |text: &str, named: bool| json!({ "text": text, "named": named });
    member.post(&path, &question("Hur gör ni med budgeten?", true)).await.expect(201);
    member.post(&path, &question("Varför lever vi inte upp till artikel 12?", false)).await.expect(201);
    assert_eq!(member.post(&path, &question("  ", true)).await.problem(422), "invalid");
    assert_eq!(member.post(&path, &question(&"x".repeat(2_001), true)).await.problem(422), "invalid");

    // by way of a coordinator: nobody else sees it until it is put forward, and nobody is told whose it was
    let seen = listed(elected, &path).await;
    assert_eq!((seen.len(), &seen[0]["person"]["name"]), (1, &json!("Member Testsson")));
    assert_eq!(listed(world.client(Role::Host), &path).await.len(), 1, "nor those who plan");
    let all = listed(coordinator, &path).await;
    assert_eq!((&all[1]["shown"], &all[1]["person"]["name"]), (&json!(false), &json!("Member Testsson")));
    let own = listed(member, &path).await;
    assert_eq!((&own[1]["mine"], &own[1]["shown"]), (&json!(true), &json!(false)));
    let hidden = all[1]["id"].as_str().unwrap().to_owned();
    let forward = format!("{path}/{hidden}/forwarded");
    assert_eq!(elected.put(&forward, &json!({})).await.problem(404), "not_found");
    assert_eq!(member.put(&forward, &json!({})).await.problem(403), "forbidden");
    coordinator.put(&forward, &json!({})).await.expect(204);
    let seen = listed(elected, &path).await;
    assert_eq!((seen.len(), &seen[1]["text"]), (2, &json!("Varför lever vi inte upp till artikel 12?")));
    assert_eq!(
        [&seen[1]["person"], &seen[1]["organisation"], &seen[1]["seat_kind"], &seen[1]["mine"]],
        [&Value::Null, &Value::Null, &Value::Null, &json!(false)]
    );

    let named = all[0]["id"].as_str().unwrap();
    assert_eq!(elected.delete(&format!("{path}/{named}"), None).await.problem(403), "forbidden");
    member.delete(&format!("{path}/{named}"), None).await.expect(204);
    assert_eq!(listed(elected, &path).await.len(), 1);
    assert_eq!(world.client(Role::Nobody).get(&path).await.problem(404), "not_found");
    put(coordinator, &meeting, "/state", &json!({ "state": "ongoing" })).await.expect(200);
    assert_eq!(member.post(&path, &question("Sent?", true)).await.problem(409), "meeting_begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_choose_among_themes() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = coming(&world, &json!({})).await;
    let path = format!("/meetings/{meeting}/themes");
    let (member, elected, host) = (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Host));
    let mut themes = Vec::new();
    for title in ["Barnbokslut", "Placerade barn", "Fritid", "Budget"] {
        let made = member.post(&path, &json!({ "title": title })).await.expect(201);
        let made = made["items"].as_array().unwrap().iter().find(|theme| theme["title"] == title).unwrap().clone();
        themes.push(made["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(member.post(&path, &json!({ "title": " " })).await.problem(422), "invalid");
    let voice = |theme: usize, organisation: &str| format!("{path}/{}/voices/{}", themes[theme], all[organisation]);
    member.put(&voice(3, "Örebro kommun"), &json!({})).await.expect(200);
    // one voice an organisation, whoever of its seats casts it
    elected.put(&voice(3, "Örebro kommun"), &json!({})).await.expect(200);
    let chosen = host.put(&voice(3, "Gävle kommun"), &json!({})).await.expect(200);
    let names: Vec<_> = chosen["items"][0]["wanted_by"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(
        (&chosen["items"][0]["title"], names),
        (&json!("Budget"), vec![&json!("Gävle kommun"), &json!("Örebro kommun")])
    );
    for theme in [0, 1] {
        member.put(&voice(theme, "Örebro kommun"), &json!({})).await.expect(200);
    }
    assert_eq!(elected.put(&voice(2, "Örebro kommun"), &json!({})).await.problem(409), "too_many_wanted");
    elected.delete(&voice(0, "Örebro kommun"), None).await.expect(200);
    elected.put(&voice(2, "Örebro kommun"), &json!({})).await.expect(200);
    for (role, organisation) in
        [(Role::Member, "Gävle kommun"), (Role::Deputy, "Örebro kommun"), (Role::Observer, "Mora kommun")]
    {
        assert_eq!(world.client(role).put(&voice(1, organisation), &json!({})).await.problem(403), "forbidden");
    }
    let theme = format!("{path}/{}", themes[1]);
    assert_eq!(elected.delete(&theme, None).await.problem(403), "forbidden");
    member.delete(&theme, None).await.expect(204);
    assert_eq!(member.put(&voice(1, "Örebro kommun"), &json!({})).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_have_not_answered_are_reminded() {
    let world = World::new().await;
    let meeting = coming(&world, &json!({})).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let own = world.seats[&Role::Member];
    member.put(&format!("/meetings/{meeting}/answers/{own}"), &json!({ "answer": "coming" })).await.expect(200);
    let path = format!("/meetings/{meeting}/reminders");
    assert_eq!(member.post(&path, &json!({})).await.problem(403), "forbidden");
    // Örebro's politician, Västerås, Gävle, Haninge: the official of Örebro has answered, and observers are not invited
    assert_eq!(coordinator.post(&path, &json!({})).await.expect(200)["seats"], 4);
    assert_eq!(coordinator.post(&path, &json!({})).await.problem(409), "reminded_recently");
    let told = crate::harness::eventually("the reminders", || async {
        let queue = world.client(Role::Administrator).get("/mails?limit=100").await.expect(200);
        let reminders: Vec<_> = queue["items"].as_array().unwrap().to_vec();
        let reminders: Vec<_> = reminders.into_iter().filter(|mail| mail["reason"] == "meeting_reminder").collect();
        (reminders.len() >= 4).then_some(reminders)
    })
    .await;
    assert_eq!(told.len(), 4);
    assert!(!told.iter().any(|mail| mail.to_string().contains("Member Testsson")), "{told:?}");
}

/// A meeting that begins in so many days, and its room.
async fn in_days(world: &World, days: u64) -> (String, String) {
    let first = world.node.clock.today() + chrono::Days::new(days);
    let meeting = coming(world, &json!({ "starts_on": first, "ends_on": first + chrono::Days::new(1) })).await;
    let seen = world.client(Role::Coordinator).get(&format!("/meetings/{meeting}")).await.expect(200);
    (meeting, seen["room"]["id"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_fortnight_before_a_meeting_what_is_said_about_it_comes_first() {
    for (days, first) in [(14, "Om träffen"), (15, "Om annat")] {
        let world = World::new().await;
        let (_, room) = in_days(&world, days).await;
        let coordinator = world.client(Role::Coordinator);
        let to = format!("[Elin](samrum:person/{}), vad säger du?", world.people[&Role::Elected]);
        coordinator.start(&world.room("members"), "Om annat", &to).await;
        coordinator.start(&room, "Om träffen", &to).await;
        let start = world.client(Role::Elected).get("/start").await.expect(200);
        let titles: Vec<_> = start["to_me"].as_array().unwrap().iter().map(|row| row["title"].clone()).collect();
        assert_eq!((titles.len(), &titles[0]), (2, &json!(first)), "{days} days before: {titles:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_elected_are_told_what_to_read_before_a_meeting_and_how_long_it_takes() {
    let world = World::new().await;
    let (meeting, room) = in_days(&world, 30).await;
    let (elected, coordinator) = (world.client(Role::Elected), world.client(Role::Coordinator));
    assert_eq!(elected.get("/start").await.expect(200)["read_in"], Value::Null, "there is nothing to read");
    let path = format!("/rooms/{room}/documents");
    for (name, letters) in [("Kort.txt", 10), ("Långt.txt", 1_500)] {
        coordinator.upload(&path, name, "barnets ".repeat(letters / 8).into_bytes(), &[]).await.expect(201);
    }
    let pack = crate::harness::eventually("both to be read", || async {
        let pack = elected.get("/start").await.expect(200)["read_in"].clone();
        (pack["count"] == 2).then_some(pack)
    })
    .await;
    let names: Vec<_> = pack["documents"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!((&pack["meeting_id"], &pack["minutes"]), (&json!(meeting), &json!(2)), "{pack}");
    assert_eq!(names, [json!("Kort.txt"), json!("Långt.txt")]);
    // officials have their own ways, and who does not see the meeting is told of nothing
    for role in [Role::Member, Role::Coordinator, Role::OtherNetwork] {
        assert_eq!(world.client(role).get("/start").await.expect(200)["read_in"], Value::Null, "{role:?}");
    }
}
