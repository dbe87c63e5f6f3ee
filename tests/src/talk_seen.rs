//! Which organisations have seen a message or a document: only where its author asks, never who has not.

use chrono::Days;
use domain::access::{ParticipationState, SeatKind};
use domain::actor::Actor;
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, Socket, Sql, World, eventually};

async fn seen(client: &Client, message: &str) -> Vec<String> {
    let answer = client.get(&format!("/messages/{message}/seen")).await.expect(200);
    let names = answer["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
    names.collect()
}

async fn read(world: &World, role: Role, conversation: &str, position: i64) {
    let body = json!({ "position": position });
    world.client(role).put(&format!("/conversations/{conversation}/read"), &body).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_that_have_opened_it_are_told_to_all_who_read_it() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("whole_network"), "Sista dag", "Anmäl er").await;
    let thread = started["id"].as_str().unwrap().to_owned();
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Senast fredag", "ask_seen": true });
    let asked = member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    assert_eq!(asked["asks_seen"], true);
    let message = asked["id"].as_str().unwrap();
    assert_eq!(seen(member, message).await, Vec::<String>::new());
    // not far enough, one's own organisation, a coordinator without a seat
    read(&world, Role::Observer, &thread, 1).await;
    for role in [Role::Elected, Role::Coordinator, Role::Host] {
        read(&world, role, &thread, 2).await;
    }
    for role in [Role::Member, Role::Observer, Role::Host] {
        assert_eq!(seen(world.client(role), message).await, ["Gävle kommun"], "{role:?}");
    }
    read(&world, Role::WorkingGroup, &thread, 2).await;
    read(&world, Role::Observer, &thread, 2).await;
    assert_eq!(seen(member, message).await, ["Gävle kommun", "Haninge kommun", "Mora kommun"]);
    // who loses their seat is no longer their organisation's reader
    world.end_seat(Role::Host).await;
    eventually("the seat to have ended", || async {
        (seen(member, message).await == ["Haninge kommun", "Mora kommun"]).then_some(())
    })
    .await;
    for (role, status) in [(Role::Host, 404), (Role::Nobody, 404), (Role::OtherNetwork, 404)] {
        world.client(role).get(&format!("/messages/{message}/seen")).await.expect(status);
    }
    member.delete(&format!("/messages/{message}"), Some(1)).await.expect(204);
    assert_eq!(seen(member, message).await, Vec::<String>::new());
}

/// Whoever does not want to be counted is not: neither in messages nor in documents, from then on.
#[tokio::test(flavor = "multi_thread")]
async fn who_wants_no_part_in_it_is_not_counted() {
    let world = World::new().await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let room = world.room("whole_network");
    let counted = async |counts: bool| {
        let body = json!({ "tells_seen": counts });
        let me = host.send(host.request(Method::PATCH, "/me").json(&body)).await.expect(200);
        assert_eq!(me["person"]["tells_seen"], counts);
    };
    assert_eq!(host.get("/me").await.expect(200)["person"]["tells_seen"], true, "as it is without a choice");
    counted(false).await;
    let started = member.start(&room, "Sista dag", "Anmäl er").await;
    let thread = started["id"].as_str().unwrap().to_owned();
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Senast fredag", "ask_seen": true });
    let asked = member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    let message = asked["id"].as_str().unwrap();
    let document = member.upload(&format!("/rooms/{room}/documents"), "Kallelse.txt", b"Kom".to_vec(), &[]).await;
    let document = document.expect(201)["id"].as_str().unwrap().to_owned();
    // that its words have been read is heard of in the room as well
    eventually("the file to be read", || async {
        let found = member.get(&format!("/documents/{document}")).await.expect(200);
        (found["reading"] != "waiting").then_some(())
    })
    .await;
    member.put(&format!("/documents/{document}/seen"), &Value::Null).await.expect(200);
    let opened = format!("/documents/{document}/opened");
    // nor does anybody hear that they read
    let heard = async || member.get(&format!("/rooms/{room}/conversations")).await.expect(200)["at"]["seq"].clone();
    let before = heard().await;
    read(&world, Role::Host, &thread, 2).await;
    assert_eq!(heard().await, before);
    host.post(&opened, &json!({})).await.expect(204);
    assert_eq!(heard().await, before);
    read(&world, Role::WorkingGroup, &thread, 2).await;
    assert_ne!(heard().await, before);
    world.client(Role::WorkingGroup).post(&opened, &json!({})).await.expect(204);
    assert_eq!(seen(member, message).await, ["Haninge kommun"]);
    assert_eq!(opened_by(member, &document).await, ["Haninge kommun"]);
    counted(true).await;
    assert_eq!(seen(member, message).await, ["Gävle kommun", "Haninge kommun"]);
    host.post(&opened, &json!({})).await.expect(204);
    assert_eq!(opened_by(member, &document).await, ["Gävle kommun", "Haninge kommun"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_that_was_not_asked() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("members"), "En tråd", "Hej").await;
    let thread = started["id"].as_str().unwrap();
    let message = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let message = message["items"][0]["id"].as_str().unwrap().to_owned();
    read(&world, Role::Host, thread, 1).await;
    assert_eq!(seen(member, &message).await, Vec::<String>::new());
    // asked afterwards: who had read it before did not know, and is not told of
    world.node.clock.advance(std::time::Duration::from_secs(60));
    let path = format!("/messages/{message}/seen");
    let now = member.put(&path, &Value::Null).await.expect(200);
    assert_eq!((&now["asks_seen"], &now["revision"], &now["touches"]), (&json!(true), &json!(1), &json!(1)));
    assert_eq!(member.put(&path, &Value::Null).await.expect(200), now, "asked twice is asked once");
    assert_eq!(seen(member, &message).await, Vec::<String>::new());
    world.node.clock.advance(std::time::Duration::from_secs(60));
    read(&world, Role::WorkingGroup, thread, 1).await;
    assert_eq!(seen(member, &message).await, ["Haninge kommun"]);
    for role in [Role::Elected, Role::Coordinator] {
        assert_eq!(world.client(role).put(&path, &Value::Null).await.problem(403), "forbidden");
        assert_eq!(world.client(role).delete(&path, None).await.problem(403), "forbidden");
    }
    let stopped = member.delete(&path, None).await.expect(200);
    assert_eq!(stopped["asks_seen"], false);
    assert_eq!(seen(member, &message).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_live_when_somebody_has_read_so_far() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("whole_network"), "Sista dag", "Anmäl er").await;
    let thread = started["id"].as_str().unwrap().to_owned();
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Senast fredag", "ask_seen": true });
    member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
    let mut socket = Socket::open(member).await;
    socket.listen(&world.room("whole_network")).await;
    // not so far, so far, and so far once more: told once
    for position in [1, 2, 2] {
        read(&world, Role::Host, &thread, position).await;
    }
    read(&world, Role::WorkingGroup, &thread, 2).await;
    // all of a room, and all of a network, read at once
    let room = format!("/rooms/{}/read", world.room("whole_network"));
    let network = format!("/networks/{}/read", world.network);
    for (role, path) in [(Role::Observer, &room), (Role::Observer, &room), (Role::Resting, &network)] {
        world.client(role).post(path, &Value::Null).await.expect(204);
    }
    member.say(&thread, "Det var allt").await;
    let heard = socket.until(|frame| frame["kind"] == "message_posted").await;
    let told: Vec<_> = heard.iter().filter(|frame| frame["kind"] == "messages_seen").collect();
    assert_eq!(told.len(), 4, "{heard:?}");
    assert!(told.iter().all(|frame| frame["data"] == json!({ "conversation_id": thread })), "{told:?}");
}

async fn opened_by(client: &Client, document: &str) -> Vec<String> {
    let answer = client.get(&format!("/documents/{document}/seen")).await.expect(200);
    answer["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_documents_author_asks_which_organisations_open_it() {
    let world = World::new().await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let room = world.room("whole_network");
    let path = format!("/rooms/{room}/documents");
    let made = member.upload(&path, "Kallelse.txt", b"Kom till oss".to_vec(), &[]).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!((&made["asks_seen"], &made["may"]["ask_seen"]), (&json!(false), &json!(true)));
    let (document, seen, opened) =
        (format!("/documents/{id}"), format!("/documents/{id}/seen"), format!("/documents/{id}/opened"));
    let opens = async |role: Role| {
        world.client(role).post(&opened, &json!({})).await.expect(204);
    };
    // nobody asks: nothing is noted
    opens(Role::Host).await;
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM document_seen", []).await, 0);
    assert_eq!(host.put(&seen, &Value::Null).await.problem(403), "forbidden");
    assert_eq!(host.get(&document).await.expect(200)["may"]["ask_seen"], false);
    let etag = host.get(&document).await.expect(200)["revision"].clone();
    let mut socket = Socket::open(host).await;
    socket.listen(&room).await;
    let asked = member.put(&seen, &Value::Null).await.expect(200);
    assert_eq!((&asked["asks_seen"], asked["revision"] == etag), (&json!(true), false));
    assert_eq!(member.put(&seen, &Value::Null).await.expect(200)["revision"], asked["revision"], "asked twice is once");
    // that its text has been read may be told meanwhile
    let asks = |frame: &Value| frame["kind"] == "document_changed" && frame["data"]["document"]["asks_seen"] == true;
    socket.until(asks).await;
    assert_eq!(opened_by(member, &id).await, Vec::<String>::new());
    // one's own organisation, a coordinator without a seat; then two others, one of them twice
    for role in [Role::Member, Role::Elected, Role::Coordinator, Role::Host, Role::Host, Role::Observer] {
        opens(role).await;
    }
    for _ in 0..2 {
        assert_eq!(socket.event("document_seen").await["data"], json!({ "document_id": id }));
    }
    assert!(socket.settled().await.iter().all(|frame| frame["kind"] != "document_seen"));
    for role in [Role::Member, Role::Observer, Role::Host] {
        assert_eq!(opened_by(world.client(role), &id).await, ["Gävle kommun", "Mora kommun"], "{role:?}");
    }
    // a new version of one's own has been opened by nobody; by another it asks nothing
    member.upload(&format!("{document}/versions"), "Kallelse.txt", b"Kom hit".to_vec(), &[]).await.expect(201);
    assert_eq!(opened_by(member, &id).await, Vec::<String>::new());
    opens(Role::WorkingGroup).await;
    assert_eq!(opened_by(member, &id).await, ["Haninge kommun"]);
    host.upload(&format!("{document}/versions"), "Kallelse.txt", b"Kom dit".to_vec(), &[]).await.expect(201);
    assert_eq!(member.get(&document).await.expect(200)["asks_seen"], false);
    assert_eq!(opened_by(member, &id).await, Vec::<String>::new());
    assert_eq!(member.put(&seen, &Value::Null).await.problem(403), "forbidden");
    // who asks now is its author now; stopping throws away what was noted
    host.put(&seen, &Value::Null).await.expect(200);
    opens(Role::Member).await;
    assert_eq!(opened_by(member, &id).await, ["Örebro kommun"]);
    assert_eq!(host.delete(&seen, None).await.expect(200)["asks_seen"], false);
    assert_eq!(sql.number("SELECT count(*) AS n FROM document_seen", []).await, 0);
    // who does not read it is told nothing
    for role in [Role::Nobody, Role::OtherNetwork] {
        for answer in [world.client(role).get(&seen).await, world.client(role).post(&opened, &json!({})).await] {
            assert_eq!(answer.problem(404), "not_found", "{role:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn between_two_only_organisations_of_networks_they_share_are_told() {
    let world = World::new().await;
    // somebody of Gävle here sits for Västerås in a network that not everybody here knows of
    let all = crate::asks::organisations(&world).await;
    let vasteras: domain::ids::OrganisationId = all["Västerås stad"].parse().unwrap();
    let (network, host) = (world.other_network, world.people[&Role::Host]);
    let seated = world.node.store().write(&Actor::System, move |tx| async move {
        let from = tx.today() - Days::new(30);
        participation::set(&tx, network, vasteras, ParticipationState::Member, from, "från början").await?;
        let seat = seat::create(&tx, network, vasteras, SeatKind::Official, "kontaktperson").await?;
        seat::appoint(&tx, seat, host, HoldingRole::Holder, from, None).await
    });
    seated.await.expect("a seat");
    for (role, told) in [(Role::Member, "Gävle kommun"), (Role::OtherNetwork, "Västerås stad")] {
        let client = world.client(role);
        let talk = client.post("/direct", &json!({ "people": [host] })).await.expect(201);
        let talk = talk["id"].as_str().unwrap();
        let body = json!({ "client_id": Uuid::new_v4(), "text": "Har du sett?", "ask_seen": true });
        let asked = client.post(&format!("/conversations/{talk}/messages"), &body).await.expect(201);
        read(&world, Role::Host, talk, 1).await;
        assert_eq!(seen(client, asked["id"].as_str().unwrap()).await, [told], "{role:?}");
    }
}
