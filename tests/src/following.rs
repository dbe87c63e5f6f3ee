//! Following, the start page's groups, the inbox and what is put off.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Role, Socket, World, after, eventually};

/// The conversations of a group of the start page, with why they stand there.
async fn group(client: &Client, name: &str) -> Vec<(String, String)> {
    listed(&client.get("/start").await.expect(200)[name])
}

async fn inbox(client: &Client, query: &str) -> Vec<(String, String)> {
    listed(&client.get(&format!("/inbox{query}")).await.expect(200)["items"])
}

fn listed(rows: &Value) -> Vec<(String, String)> {
    let text = |row: &Value, field: &str| row[field].as_str().expect("text").to_owned();
    rows.as_array().expect("rows").iter().map(|row| (text(row, "id"), text(row, "why"))).collect()
}

async fn thread(world: &World, by: Role, room: &str, title: &str) -> String {
    let started = world.client(by).start(&world.room(room), title, "Det första").await;
    started["id"].as_str().expect("an id").to_owned()
}

async fn level(client: &Client, place: &str) -> String {
    let found = client.get(&format!("{place}/following")).await.expect(200);
    found["level"].as_str().expect("a level").to_owned()
}

async fn follow(client: &Client, place: &str, level: Option<&str>) -> Value {
    client.put(&format!("{place}/following"), &json!({ "level": level })).await.expect(200)
}

fn mention(world: &World, role: Role) -> String {
    format!("Hej [Namn](samrum:person/{})!", world.people[&role])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_follows_is_what_one_is_told_of() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let id = thread(&world, Role::Coordinator, "members", "En tråd").await;
    let place = format!("/conversations/{id}");
    let one = |why: &str| vec![(id.clone(), why.to_owned())];

    // by standing: a member is told what concerns them, the coordinator follows their network's threads
    assert_eq!(level(member, &place).await, "mentions");
    assert_eq!(group(member, "other").await, one("network"));
    assert_eq!(inbox(member, "").await, []);
    let other = thread(&world, Role::Member, "members", "En annan").await;
    assert_eq!(group(world.client(Role::Coordinator), "following").await, [(other.clone(), "following".to_owned())]);
    member.say(&other, "Mer").await;

    // chosen for the conversation
    let chosen = follow(member, &place, Some("everything")).await;
    assert_eq!((&chosen["level"], &chosen["chosen"]), (&json!("everything"), &json!("everything")));
    assert_eq!(chosen["otherwise"], "mentions");
    assert_eq!(group(member, "following").await, one("following"));
    assert_eq!(inbox(member, "").await, one("following"));
    let undone = follow(member, &place, None).await;
    assert_eq!((&undone["level"], &undone["chosen"]), (&json!("mentions"), &Value::Null));

    // chosen for the room, and nearer for the conversation
    follow(elected, &format!("/rooms/{}", world.room("members")), Some("everything")).await;
    assert_eq!(group(elected, "following").await.len(), 2);
    follow(elected, &place, Some("mentions")).await;
    assert_eq!(group(elected, "following").await, [(other, "following".to_owned())]);
    assert_eq!(group(elected, "other").await, one("network"));

    // who writes follows
    member.say(&id, "Så här").await;
    assert_eq!(level(member, &place).await, "everything");
    world.client(Role::Coordinator).say(&id, "Tack").await;
    assert_eq!(group(member, "following").await, one("you_wrote"));
}

#[tokio::test(flavor = "multi_thread")]
async fn muted_stays_muted() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let id = thread(&world, Role::Coordinator, "members", "En tråd").await;
    let network = format!("/networks/{}", world.network);
    let unread = || async { member.get(&network).await.expect(200)["unread"].as_i64().expect("a count") };
    assert_eq!(unread().await, 1);
    follow(member, &format!("/conversations/{id}"), Some("nothing")).await;
    member.put(&format!("/conversations/{id}/read"), &json!({ "position": 1 })).await.expect(204);
    member.say(&id, "Mina ord").await;
    world.client(Role::Coordinator).say(&id, &mention(&world, Role::Member)).await;
    for name in ["to_me", "following", "other"] {
        assert_eq!(group(member, name).await, [], "{name}");
    }
    assert_eq!(inbox(member, "").await, []);
    assert_eq!(unread().await, 0, "no badge counts what is muted");
    let row = member.get(&format!("{network}/conversations")).await.expect(200);
    assert_eq!(row["items"][0]["unread"], 1, "it can be read as before, and says what is new");

    // a muted room mutes what begins in it later
    let room = format!("/rooms/{}", world.room("members"));
    follow(member, &room, Some("nothing")).await;
    let later = thread(&world, Role::Coordinator, "members", "En till").await;
    world.client(Role::Coordinator).say(&later, &mention(&world, Role::Member)).await;
    assert_eq!(group(member, "to_me").await, []);
    assert_eq!(member.get(&room).await.expect(200)["unread"], 0);
    follow(member, &format!("/conversations/{later}"), Some("mentions")).await;
    assert_eq!(group(member, "to_me").await, [(later, "mentioned".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_has_one_line_for_a_conversation_until_it_is_read() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let asked = thread(&world, Role::Member, "members", "Hur gör ni?").await;
    let named = thread(&world, Role::Coordinator, "whole_network", "Om er").await;
    let coordinator = world.client(Role::Coordinator);
    for n in 0..3 {
        coordinator.say(&asked, &format!("Svar {n}")).await;
        coordinator.say(&named, &mention(&world, Role::Member)).await;
    }
    let people = json!({ "people": [world.people[&Role::Member]] });
    let direct = coordinator.post("/direct", &people).await.expect(201)["id"].as_str().expect("an id").to_owned();
    coordinator.say(&direct, "Hej").await;
    let line = |id: &str, why: &str| (id.to_owned(), why.to_owned());
    let all = [line(&direct, "direct"), line(&named, "mentioned"), line(&asked, "answer_to_yours")];
    assert_eq!(inbox(member, "").await, all);
    assert_eq!(inbox(world.client(Role::Elected), "").await, [], "nobody else's");

    // page by page
    let first = member.get("/inbox?limit=2").await.expect(200);
    assert_eq!(listed(&first["items"]), all[..2]);
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    assert_eq!(inbox(member, &format!("?limit=2&cursor={cursor}")).await, all[2..]);
    assert_eq!(member.get("/inbox?cursor=hej").await.problem(400), "bad_cursor");

    // read is done
    member.put(&format!("/conversations/{named}/read"), &json!({ "position": 4 })).await.expect(204);
    assert_eq!(inbox(member, "").await, [all[0].clone(), all[2].clone()]);

    // a lost access takes it away
    world.end_seat(Role::Member).await;
    assert_eq!(inbox(member, "").await, []);
}

/// Who had read past a message is told of a later mention in it in the inbox too, and not for ever.
#[tokio::test(flavor = "multi_thread")]
async fn an_edit_calls_on_who_had_read_past_it_until_they_read_there_again() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let id = thread(&world, Role::Coordinator, "members", "Om planen").await;
    let said = coordinator.say(&id, "Ett ord till alla").await;
    coordinator.say(&id, "Och ett till").await;
    let read = json!({ "position": 3 });
    for role in [Role::Member, Role::Elected, Role::Host] {
        world.client(role).put(&format!("/conversations/{id}/read"), &read).await.expect(204);
    }
    assert_eq!(inbox(member, "").await, []);
    let host = format!("/conversations/{id}/following");
    world.client(Role::Host).put(&host, &json!({ "level": "nothing" })).await.expect(200);
    world.node.clock.advance(Duration::from_secs(1));
    let path = format!("/messages/{}", said["id"].as_str().expect("an id"));
    let text = format!("{} {}", mention(&world, Role::Member), mention(&world, Role::Host));
    coordinator.patch(&path, 1, &json!({ "text": text })).await.expect(200);

    let called = vec![(id.clone(), "mentioned".to_owned())];
    assert_eq!(inbox(member, "").await, called);
    assert_eq!(group(member, "to_me").await, called);
    let row = member.get("/inbox").await.expect(200)["items"][0].clone();
    assert_eq!((&row["unread"], &row["called_in"]), (&json!(0), &json!(2)), "nothing is unread by that");
    assert_eq!(member.get(&format!("/conversations/{id}")).await.expect(200)["called_in"], 2);
    let room = member.get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    assert_eq!(room["unread"], 0, "unread stays one truth");
    for (role, why) in [(Role::Elected, "not mentioned"), (Role::Host, "muted stays muted")] {
        assert_eq!(inbox(world.client(role), "").await, [], "{why}");
    }

    // looked at again: done, and not asked for by a further edit
    world.node.clock.advance(Duration::from_secs(1));
    member.put(&format!("/conversations/{id}/read"), &read).await.expect(204);
    assert_eq!(inbox(member, "").await, []);
    assert_eq!(member.get(&format!("/conversations/{id}")).await.expect(200)["called_in"], Value::Null);
    world.node.clock.advance(Duration::from_secs(1));
    coordinator.patch(&path, 2, &json!({ "text": format!("{text} igen") })).await.expect(200);
    assert_eq!(inbox(member, "").await, []);

    // taken away with its message; and all of a room marked as read takes it too
    let elected = world.client(Role::Elected);
    let text = format!("{text} {}", mention(&world, Role::Elected));
    coordinator.patch(&path, 3, &json!({ "text": text })).await.expect(200);
    assert_eq!(inbox(elected, "").await, called);
    world.node.clock.advance(Duration::from_secs(1));
    elected.post(&format!("/rooms/{}/read", world.room("members")), &Value::Null).await.expect(204);
    assert_eq!(inbox(elected, "").await, []);
    let working_group = world.client(Role::WorkingGroup);
    working_group.put(&format!("/conversations/{id}/read"), &read).await.expect(204);
    world.node.clock.advance(Duration::from_secs(1));
    let text = format!("{text} {}", mention(&world, Role::WorkingGroup));
    coordinator.patch(&path, 4, &json!({ "text": text })).await.expect(200);
    assert_eq!(inbox(working_group, "").await, called);
    coordinator.delete(&path, Some(5)).await.expect(204);
    assert_eq!(inbox(working_group, "").await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_off_comes_back() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let asked = thread(&world, Role::Member, "members", "Hur gör ni?").await;
    world.client(Role::Coordinator).say(&asked, "Så här").await;
    let put_off = format!("/conversations/{asked}/put-off");
    let now = world.node.clock.now();
    let line = [(asked.clone(), "answer_to_yours".to_owned())];
    for wrong in [now - chrono::TimeDelta::minutes(1), now + chrono::TimeDelta::days(400)] {
        let refused = member.put(&put_off, &json!({ "until": wrong })).await;
        assert_eq!(refused.problem(422), "invalid");
    }
    let later = json!({ "until": now + chrono::TimeDelta::hours(3) });
    member.put(&put_off, &later).await.expect(204);
    member.put(&put_off, &later).await.expect(204);
    assert_eq!(inbox(member, "").await, []);
    assert_eq!(group(member, "to_me").await, []);
    assert_eq!(inbox(member, "?put_off=true").await, line);
    let room = member.get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    assert_eq!(room["unread"], 1, "it is unread all the same");

    // taken up before its time, put off anew, and come back by itself
    member.delete(&put_off, None).await.expect(204);
    member.delete(&put_off, None).await.expect(204);
    assert_eq!(inbox(member, "").await, line);
    member.put(&put_off, &later).await.expect(204);
    world.node.clock.advance(Duration::from_secs(3 * 3600 + 1));
    // the access token has run out meanwhile
    let member = world.node.anonymous().sign_in(&Role::Member.email(), crate::harness::PASSWORD).await;
    assert_eq!(inbox(&member, "").await, line);
    assert_eq!(inbox(&member, "?put_off=true").await, []);

    // reading is done, put off or not
    member.put(&format!("/conversations/{asked}/read"), &json!({ "position": 2 })).await.expect(204);
    eventually("the inbox to be empty", || async { inbox(&member, "").await.is_empty().then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_devices_are_told_and_nobody_elses() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let id = thread(&world, Role::Coordinator, "members", "En tråd").await;
    let mut sockets = Vec::new();
    for role in [Role::Member, Role::Elected] {
        let client = world.client(role);
        let mut socket = Socket::open(client).await;
        let place = client.get("/me").await.expect(200)["at"].clone();
        let stream = format!("person:{}", world.people[&role]);
        assert_eq!(socket.subscribe(&stream, &after(&place)).await["type"], "subscribed");
        socket.listen(&world.room("members")).await;
        sockets.push(socket);
    }
    let room = world.room("members");
    follow(member, &format!("/conversations/{id}"), Some("everything")).await;
    let frame = sockets[0].event("following_changed").await;
    assert_eq!(frame["data"], json!({ "room_id": room, "conversation_id": id }));
    follow(member, &format!("/rooms/{room}"), Some("nothing")).await;
    let frame = sockets[0].event("following_changed").await;
    assert_eq!(frame["data"], json!({ "room_id": room, "conversation_id": null }));
    let until = world.node.clock.now() + chrono::Days::new(1);
    member.put(&format!("/conversations/{id}/put-off"), &json!({ "until": until })).await.expect(204);
    assert_eq!(sockets[0].event("put_off_changed").await["data"], json!({ "conversation_id": id }));
    member.put("/me/mail", &crate::mail::settings(json!({ "digest": "none" }))).await.expect(200);
    sockets[0].event("mail_settings_changed").await;
    let heard: Vec<Value> = sockets[1].settled().await.into_iter().filter(|frame| frame["type"] == "event").collect();
    assert_eq!(heard, [Value::Null; 0]);
}
