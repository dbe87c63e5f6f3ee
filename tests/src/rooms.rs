//! Rooms for an audience of their own, and working groups with a last day.

use std::time::Duration;

use chrono::Days;
use domain::actor::Actor;
use domain::networks::seat::{self, HoldingRole};
use serde_json::{Value, json};

use crate::harness::{Client, Role, Socket, Sql, World};

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}")).to_owned()
}

fn names(people: &Value) -> Vec<String> {
    let mut names: Vec<_> = people.as_array().expect("people").iter().map(|one| text(one, "name")).collect();
    names.sort();
    names
}

async fn organisation(world: &World, role: Role) -> String {
    let seat = world.client(role).get(&format!("/seats/{}", world.seats[&role])).await.expect(200);
    text(&seat["organisation"], "id")
}

fn member(world: &World, role: Role) -> Value {
    json!({ "seat_id": world.seats[&role], "person_id": world.people[&role] })
}

async fn post(client: &Client, room: &str, words: &str) -> crate::harness::Answer {
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": words });
    let thread = json!({ "kind": "discussion", "title": words, "message": message });
    client.post(&format!("/rooms/{room}/conversations"), &thread).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_would_see_a_room_is_told_before_it_is_made_and_they_see_it() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let rooms = format!("/networks/{}/rooms", world.network);
    let readers = format!("{rooms}/readers");

    let elected = coordinator.post(&readers, &json!({ "audience": "elected" })).await.expect(200);
    assert_eq!(elected["people"], 2);
    assert_eq!(names(&elected["named"]), ["Coordinator Testsson", "Elected Testsson"]);
    assert_eq!(elected["text"], "Förtroendevalda hos medlemmarna");
    let mora = organisation(&world, Role::Observer).await;
    let chosen = json!({ "audience": "organisations", "organisation_ids": [mora] });
    let seen = coordinator.post(&readers, &chosen).await.expect(200);
    assert_eq!(names(&seen["named"]), ["Coordinator Testsson", "Observer Testsson"]);

    // what can't be chosen
    let unknown = json!({ "audience": "organisations", "organisation_ids": [uuid::Uuid::now_v7()] });
    assert_eq!(coordinator.post(&readers, &unknown).await.problem(404), "not_found_in");
    let nobody = json!({ "audience": "organisations" });
    assert_eq!(coordinator.post(&readers, &nobody).await.problem(422), "invalid");
    for audience in ["public", "coordination", "direct", "planning", "working_group"] {
        let wanted = json!({ "name": "Ett rum", "audience": audience });
        assert_eq!(coordinator.post(&rooms, &wanted).await.problem(422), "invalid", "{audience}");
    }
    let nameless = json!({ "name": " ", "audience": "elected" });
    assert_eq!(coordinator.post(&rooms, &nameless).await.expect(422)["errors"][0]["pointer"], "/name");
    for role in [Role::Member, Role::WorkingGroup, Role::Host] {
        assert_eq!(
            world.client(role).post(&readers, &json!({ "audience": "elected" })).await.problem(403),
            "forbidden"
        );
    }

    // made: heard of at once, and read by those it is for, whom the list of readers names too
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    socket.subscribe(&format!("network:{}", world.network), &Value::Null).await;
    let new = json!({ "name": "De förtroendevaldas rum", "purpose": "Att prata fritt", "audience": "elected" });
    let made = coordinator.post(&rooms, &new).await.expect(201);
    let room = text(&made["room"], "id");
    assert_eq!(made["room"]["audience"]["people"], 2);
    socket.event("directory_changed").await;
    let found = world.client(Role::Elected).get(&format!("/rooms/{room}/details")).await.expect(200);
    assert_eq!(found["room"]["purpose"], "Att prata fritt");
    post(world.client(Role::Elected), &room, "Hur gör ni i nämnden?").await.expect(201);
    for role in [Role::Member, Role::Observer, Role::Resting, Role::OtherNetwork, Role::Administrator, Role::Nobody] {
        world.client(role).get(&format!("/rooms/{room}")).await.problem(404);
        world.client(role).get(&format!("/rooms/{room}/details")).await.problem(404);
    }
    let audience = coordinator.get(&format!("/rooms/{room}/audience")).await.expect(200);
    assert_eq!(names(&audience["items"]), ["Coordinator Testsson", "Elected Testsson"]);

    // other organisations: who is no longer among them has lost it
    let new = json!({ "name": "Mora och Örebro", "audience": "organisations", "organisation_ids": [mora] });
    let made = coordinator.post(&rooms, &new).await.expect(201);
    let path = format!("/rooms/{}", text(&made["room"], "id"));
    world.client(Role::Observer).get(&path).await.expect(200);
    world.client(Role::Member).get(&path).await.problem(404);
    let orebro = organisation(&world, Role::Member).await;
    let revision = made["revision"].as_i64().expect("a revision");
    let change = json!({ "organisation_ids": [orebro], "name": "Bara Örebro" });
    let changed = coordinator.patch(&path, revision, &change).await.expect(200);
    assert_eq!(changed["organisations"][0]["name"], "Örebro kommun");
    assert_eq!(changed["room"]["name"], "Bara Örebro");
    world.client(Role::Member).get(&path).await.expect(200);
    world.client(Role::Observer).get(&path).await.problem(404);
    assert_eq!(coordinator.patch(&path, revision, &change).await.problem(412), "stale");
    assert_eq!(coordinator.send(coordinator.request(reqwest::Method::PATCH, &path).json(&change)).await.status, 428);
    let day = json!({ "ends_on": world.node.clock.today() });
    assert_eq!(coordinator.patch(&path, revision + 1, &day).await.problem(422), "invalid");

    // what came with the network stays as it is
    let own = format!("/rooms/{}", world.room("members"));
    assert_eq!(coordinator.patch(&own, 1, &json!({ "name": "Annat" })).await.problem(409), "room_of_network");
    let archive = json!({ "archived": true });
    assert_eq!(coordinator.put(&format!("{own}/archived"), &archive).await.problem(409), "room_of_network");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_room_is_read_and_found_and_can_be_brought_back() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let new = json!({ "name": "Skolfrågor", "audience": "members" });
    let made = coordinator.post(&format!("/networks/{}/rooms", world.network), &new).await.expect(201);
    let room = text(&made["room"], "id");
    let thread = post(world.client(Role::Member), &room, "Elevhälsan").await.expect(201);
    let messages = format!("/conversations/{}/messages", text(&thread, "id"));
    let message = || json!({ "client_id": uuid::Uuid::new_v4(), "text": "Mer" });
    let archived = format!("/rooms/{room}/archived");
    assert_eq!(world.client(Role::Member).put(&archived, &json!({ "archived": true })).await.problem(403), "forbidden");
    let put = coordinator.put(&archived, &json!({ "archived": true })).await.expect(200);
    assert_eq!((&put["room"]["archived"], &put["room"]["may"]["write"]), (&json!(true), &json!(false)));
    world.client(Role::Member).get(&messages).await.expect(200);
    for role in [Role::Member, Role::Coordinator] {
        assert_eq!(world.client(role).post(&messages, &message()).await.problem(403), "forbidden");
        assert_eq!(post(world.client(role), &room, "Ny tråd").await.problem(403), "forbidden");
    }
    let revision = put["revision"].as_i64().expect("a revision");
    let name = json!({ "name": "Annat" });
    assert_eq!(coordinator.patch(&format!("/rooms/{room}"), revision, &name).await.problem(409), "room_archived");
    // done twice it is done once
    let twice = coordinator.put(&archived, &json!({ "archived": true })).await.expect(200);
    assert_eq!(twice["revision"].as_i64(), Some(revision));
    coordinator.put(&archived, &json!({ "archived": false })).await.expect(200);
    world.client(Role::Member).post(&messages, &message()).await.expect(201);
    let sql = Sql::of(world.node.config()).await;
    let acts = sql.rows("SELECT act FROM audit WHERE act LIKE 'room%' ORDER BY id", []).await;
    let acts: Vec<String> = acts.iter().map(|row| row.try_get("", "act").expect("an act")).collect();
    assert_eq!(acts, ["room_made", "room_archived", "room_brought_back"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_working_group_has_its_room_until_its_last_day_and_falls_with_the_seat() {
    let mut world = World::new().await;
    let coordinator = world.client(Role::Coordinator).clone();
    let rooms = format!("/networks/{}/rooms", world.network);
    let today = world.node.clock.today();
    let members = [member(&world, Role::Member), member(&world, Role::Observer)];
    let group = |members: &[Value], ends_on: Value| {
        json!({ "name": "Barnchecklistan", "purpose": "Ta fram en gemensam checklista", "audience": "named_group",
                "members": members, "ends_on": ends_on })
    };
    let chosen = json!({ "audience": "named_group", "members": members });
    let seen = coordinator.post(&format!("{rooms}/readers"), &chosen).await.expect(200);
    assert_eq!(names(&seen["named"]), ["Coordinator Testsson", "Member Testsson", "Observer Testsson"]);
    let yesterday = json!(today - Days::new(1));
    for wrong in [json!(null), yesterday] {
        assert_eq!(
            coordinator.post(&rooms, &group(&members, wrong)).await.expect(422)["errors"][0]["pointer"],
            "/ends_on"
        );
    }
    let seatless = [json!({ "seat_id": world.seats[&Role::Member], "person_id": world.people[&Role::Nobody] })];
    assert_eq!(coordinator.post(&rooms, &group(&seatless, json!(today))).await.problem(404), "not_found_in");
    let left = [member(&world, Role::ExMember)];
    assert_eq!(coordinator.post(&rooms, &group(&left, json!(today))).await.problem(404), "not_found_in");

    let last = today + Days::new(20);
    let made = coordinator.post(&rooms, &group(&members, json!(last))).await.expect(201);
    let room = text(&made["room"], "id");
    assert_eq!(made["members"].as_array().expect("members").len(), 2);
    for role in [Role::Member, Role::Observer] {
        post(world.client(role), &room, "Första utkastet").await.expect(201);
    }
    // it adds its room and nothing else
    world.client(Role::Observer).get(&format!("/rooms/{}", world.room("members"))).await.problem(404);
    world.client(Role::Observer).get(&format!("/rooms/{}", world.room("planning"))).await.problem(404);
    for role in [Role::Elected, Role::Deputy, Role::WorkingGroup, Role::Host] {
        world.client(role).get(&format!("/rooms/{room}")).await.problem(404);
    }

    // somebody goes and somebody comes; who goes hears no more of it
    let mut socket = Socket::open(world.client(Role::Observer)).await;
    socket.listen(&room).await;
    let change = json!({ "members": [member(&world, Role::Member), member(&world, Role::Host)] });
    coordinator.patch(&format!("/rooms/{room}"), 1, &change).await.expect(200);
    let told = socket.until(|frame| frame["type"] == "unsubscribed").await;
    assert_eq!(told.last().expect("a frame")["code"], "access_lost");
    world.client(Role::Observer).get(&format!("/rooms/{room}")).await.problem(404);
    post(world.client(Role::Host), &room, "Hej").await.expect(201);

    // membership falls with the seat
    world.end_seat(Role::Host).await;
    world.client(Role::Host).get(&format!("/rooms/{room}")).await.problem(404);
    let shown = coordinator.get(&format!("/rooms/{room}/details")).await.expect(200);
    assert_eq!(shown["members"].as_array().expect("members").len(), 1);
    assert_eq!(shown["over"], false);
    // the same seat again does not bring it back; who is chosen again comes in again
    let (place, host, today) = (world.seats[&Role::Host], world.people[&Role::Host], world.node.clock.today());
    let again = move |tx| async move { seat::appoint(&tx, place, host, HoldingRole::Holder, today, None).await };
    world.node.store().write(&Actor::System, again).await.expect("a seat");
    world.client(Role::Host).get(&format!("/rooms/{room}")).await.problem(404);
    let revision = shown["revision"].as_i64().expect("a revision");
    coordinator.patch(&format!("/rooms/{room}"), revision, &change).await.expect(200);
    world.client(Role::Host).get(&format!("/rooms/{room}")).await.expect(200);

    // after its last day it is read, and says so
    world.node.clock.advance(Duration::from_secs(20 * 86_400));
    world.sign_everybody_in().await;
    post(world.client(Role::Member), &room, "Sista dagen").await.expect(201);
    world.node.clock.advance(Duration::from_secs(86_400));
    world.sign_everybody_in().await;
    let shown = world.client(Role::Member).get(&format!("/rooms/{room}/details")).await.expect(200);
    assert_eq!((&shown["over"], &shown["room"]["may"]["write"]), (&json!(true), &json!(false)));
    assert_eq!(post(world.client(Role::Member), &room, "För sent").await.problem(403), "forbidden");
    // a later day lets it go on
    let later = json!({ "ends_on": world.node.clock.today() + Days::new(5) });
    let revision = shown["revision"].as_i64().expect("a revision");
    let coordinator = world.client(Role::Coordinator);
    coordinator.patch(&format!("/rooms/{room}"), revision, &later).await.expect(200);
    post(world.client(Role::Member), &room, "Vidare").await.expect(201);
}
