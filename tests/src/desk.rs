//! The coordinator's desk: what waits is derived from what is so, is theirs alone, and is gone when it is done.

use std::time::Duration;

use chrono::Days;
use domain::access::SeatKind;
use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::seat;
use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::{ask, organisations};
use crate::harness::{Client, Role, Sql, World};
use crate::meetings::{plan, put};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What waits, but for the world's one vacant seat, which is tried where seats are.
async fn matters(client: &Client) -> Vec<Value> {
    let mut all = client.get("/desk").await.expect(200)["matters"].as_array().expect("matters").clone();
    all.retain(|matter| matter["kind"] != "seat_vacant");
    all
}

fn kinds(matters: &[Value]) -> Vec<&str> {
    matters.iter().map(|matter| matter["kind"].as_str().expect("a kind")).collect()
}

async fn later(world: &mut World, days: u32) {
    world.node.clock.advance(DAY * days);
    world.sign_everybody_in().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_the_coordinators_and_goes_when_it_is_done() {
    let mut world = World::new().await;
    let room = world.room("whole_network");
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Vi undrar." });
    let question = json!({ "kind": "question", "title": "Hur gör ni?", "message": message });
    let question = world.client(Role::Member).post(&format!("/rooms/{room}/conversations"), &question).await;
    let question = question.expect(201)["id"].clone();
    let asked = ask(&world, Role::Coordinator, "whole_network", "Barnchecklista").await;
    assert_eq!(kinds(&matters(world.client(Role::Coordinator)).await), [""; 0], "nothing has waited long");

    later(&mut world, 15).await;
    let today = world.node.clock.today();
    let body = json!({ "starts_on": today + Days::new(6), "ends_on": today + Days::new(7), "answer_by": today });
    let meeting = plan(&world, Role::Coordinator, &body).await.expect(201)["id"].clone();
    let id = meeting.as_str().expect("an id");
    put(world.client(Role::Coordinator), id, "/state", &json!({ "state": "invited" })).await.expect(200);
    let found = matters(world.client(Role::Coordinator)).await;
    assert_eq!(kinds(&found), ["ask_overdue", "question_waiting", "answers_missing"], "what is due first comes first");
    let facts = |kind: &str| found.iter().find(|matter| matter["kind"] == kind).expect("a matter").clone();
    let waiting = facts("question_waiting");
    assert_eq!((&waiting["subject_id"], &waiting["organisation"]), (&question, &json!("Örebro kommun")));
    let overdue = facts("ask_overdue");
    assert_eq!((&overdue["subject_id"], &overdue["number"], &overdue["of"]), (&json!(asked), &json!(0), &json!(4)));
    assert_eq!((&facts("answers_missing")["number"], &facts("answers_missing")["of"]), (&json!(5), &json!(5)));
    for role in [Role::Member, Role::Observer, Role::WorkingGroup, Role::Administrator, Role::OtherNetwork, Role::Guest]
    {
        assert_eq!(matters(world.client(role)).await, [json!(null); 0], "{role:?}");
    }
    assert_eq!(world.client(Role::Anonymous).get("/desk").await.problem(401), "unauthenticated");

    // one act each finishes them, those that wait for others for some days
    let coordinator = world.client(Role::Coordinator);
    coordinator.post(&format!("/conversations/{asked}/ask/reminders"), &json!({})).await.expect(200);
    coordinator.post(&format!("/meetings/{id}/reminders"), &json!({})).await.expect(200);
    let answer = coordinator.say(question.as_str().expect("an id"), "Så här gör vi").await;
    let accept = format!("/conversations/{}/answers/{}", question.as_str().unwrap(), answer["id"].as_str().unwrap());
    coordinator.put(&accept, &json!({})).await.expect(200);
    assert_eq!(kinds(&matters(coordinator).await), [""; 0]);
    later(&mut world, 4).await;
    assert_eq!(kinds(&matters(world.client(Role::Coordinator)).await), ["ask_overdue", "answers_missing"]);
    later(&mut world, 4).await;
    assert_eq!(kinds(&matters(world.client(Role::Coordinator)).await), ["ask_overdue", "meeting_to_document"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_vacant_seats_are_counted_though_fifty_are_shown() {
    let world = World::new().await;
    let gavle = organisations(&world).await["Gävle kommun"].clone();
    let (network, organisation): (_, OrganisationId) = (world.network, gavle.parse().expect("an id"));
    let made = world.node.store().write(&Actor::System, move |tx| async move {
        for number in 0..52 {
            seat::create(&tx, network, organisation, SeatKind::Official, &format!("plats {number}")).await?;
        }
        Ok(())
    });
    made.await.expect("seats");
    let desk = world.client(Role::Coordinator).get("/desk").await.expect(200);
    let shown =
        kinds(desk["matters"].as_array().expect("matters")).iter().filter(|kind| **kind == "seat_vacant").count();
    // one was vacant before
    assert_eq!((shown, &desk["vacant"]), (50, &json!([{ "network_id": network, "number": 53 }])));
    for role in [Role::Member, Role::Administrator, Role::Nobody] {
        assert_eq!(world.client(role).get("/desk").await.expect(200)["vacant"], json!([]), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stand_in_by_exception_waits_for_a_word() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE network_setting SET deputies = 'exceptional'", []).await;
    let today = world.node.clock.today();
    let body = json!({ "starts_on": today + Days::new(20), "ends_on": today + Days::new(21), "answer_by": today + Days::new(15) });
    let meeting = plan(&world, Role::Coordinator, &body).await.expect(201)["id"].as_str().unwrap().to_owned();
    put(world.client(Role::Coordinator), &meeting, "/state", &json!({ "state": "invited" })).await.expect(200);
    let seat = world.seats[&Role::Member].to_string();
    let goes = json!({ "answer": "deputy", "stand_in": world.people[&Role::Deputy] });
    world.client(Role::Member).put(&format!("/meetings/{meeting}/answers/{seat}"), &goes).await.expect(200);
    let found = matters(world.client(Role::Coordinator)).await;
    assert_eq!(kinds(&found), ["stand_in_to_confirm"]);
    assert_eq!((&found[0]["person"], &found[0]["part_id"]), (&json!("Deputy Testsson"), &json!(seat)));
    let confirm = format!("/meetings/{meeting}/answers/{seat}/confirmation");
    world.client(Role::Coordinator).put(&confirm, &json!({})).await.expect(204);
    assert_eq!(kinds(&matters(world.client(Role::Coordinator)).await), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_been_heard_from_stands_alphabetically_and_reading_is_not_counted() {
    let world = World::new().await;
    world.client(Role::Member).start(&world.room("whole_network"), "En tråd", "Ord").await;
    world.client(Role::Host).get("/start").await.expect(200);
    let names = async |role: Role| -> Vec<String> {
        let desk = world.client(role).get("/desk").await.expect(200);
        let name = |one: &Value| one["organisation"]["name"].as_str().expect("a name").to_owned();
        desk["unheard"].as_array().expect("organisations").iter().map(name).collect()
    };
    assert_eq!(names(Role::Coordinator).await, ["Gävle kommun", "Haninge kommun", "Mora kommun"], "who rests, rests");
    assert_eq!(names(Role::Member).await, [""; 0]);
    assert_eq!(names(Role::WorkingGroup).await, [""; 0]);
    let desk = world.client(Role::Coordinator).get("/desk").await.expect(200);
    assert_eq!(desk["unheard"][0]["person"], "Host Testsson");
    assert_eq!(desk["unheard"][0]["last_at"], Value::Null);
    world.client(Role::Observer).start(&world.room("whole_network"), "Hej", "Vi finns").await;
    assert_eq!(names(Role::Coordinator).await, ["Gävle kommun", "Haninge kommun"]);
    // a vote is heard, and so is an answer about the seat; what a coordinator enters for others is not theirs
    let proposal =
        crate::decisions::put(&world, Role::Coordinator, "whole_network", "Checklista", "organisation").await;
    let gavle = organisations(&world).await["Gävle kommun"].clone();
    crate::decisions::vote(world.client(Role::Host), &proposal, Some(&gavle), "agree", "").await.expect(200);
    assert_eq!(names(Role::Coordinator).await, ["Haninge kommun"]);
    let round = json!({ "kind": null, "due_on": world.node.clock.today() + Days::new(20), "note": "" });
    let rounds = format!("/networks/{}/seat-rounds", world.network);
    let coordinator = world.client(Role::Coordinator);
    let round = coordinator.post(&rounds, &round).await.expect(201)["round"]["id"].clone();
    let seat = world.seats[&Role::WorkingGroup];
    let answer = format!("/seat-rounds/{}/answers/{seat}", round.as_str().expect("an id"));
    coordinator.put(&answer, &json!({ "answer": "continues" })).await.expect(200);
    assert_eq!(names(Role::Coordinator).await, ["Haninge kommun"]);
    world.client(Role::WorkingGroup).put(&answer, &json!({ "answer": "continues" })).await.expect(200);
    assert_eq!(names(Role::Coordinator).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_network_leaves_what_can_still_be_finished() {
    let mut world = World::new().await;
    let asked = ask(&world, Role::Coordinator, "whole_network", "Barnchecklista").await;
    let coordinator = world.client(Role::Coordinator);
    let agreements = format!("/networks/{}/agreements", world.network);
    let today = world.node.clock.today();
    let writing =
        json!({ "title": "Överenskommelsen", "text": "Vi lovar.", "from": today, "to": today + Days::new(90) });
    let agreement = coordinator.post(&agreements, &writing).await.expect(201)["id"].clone();
    let all = organisations(&world).await;
    let vacant = json!({ "organisation_id": all["Gävle kommun"], "kind": "elected", "title": "ny", "mandate": "" });
    coordinator.post(&format!("/networks/{}/seats", world.network), &vacant).await.expect(201);
    later(&mut world, 15).await;
    let every = async |world: &World| {
        let desk = world.client(Role::Coordinator).get("/desk").await.expect(200);
        let kinds: Vec<String> =
            kinds(desk["matters"].as_array().expect("matters")).into_iter().map(Into::into).collect();
        (kinds, desk["unheard"].as_array().expect("organisations").len())
    };
    let (before, unheard) = every(&world).await;
    for kind in ["ask_overdue", "decision_missing", "agreement_ending", "seat_vacant"] {
        assert!(before.iter().any(|one| one == kind), "{kind} in {before:?}");
    }
    assert_eq!((before.iter().filter(|one| *one == "seat_vacant").count(), unheard), (2, 4));

    let closed = format!("/installation/networks/{}/closed", world.network);
    world.client(Role::Administrator).put(&closed, &json!({ "closed": true })).await.expect(204);
    // a seat that somebody has had gets a successor; nothing else goes on
    assert_eq!(every(&world).await, (vec!["seat_vacant".to_owned()], 0));
    let coordinator = world.client(Role::Coordinator);
    assert_eq!(coordinator.post(&agreements, &writing).await.problem(409), "network_closed");
    let agreement = format!("/agreements/{}", agreement.as_str().expect("an id"));
    assert_eq!(coordinator.get(&agreement).await.expect(200)["may_write"], false);
    let adopted = json!({ "body": "Kommunstyrelsen", "decided_on": today, "reference": "", "document_id": null });
    let adoption = format!("{agreement}/adoptions/{}", all["Gävle kommun"]);
    assert_eq!(coordinator.put(&adoption, &adopted).await.problem(409), "network_closed");
    let round = json!({ "kind": null, "due_on": today + Days::new(40), "note": "" });
    let rounds = format!("/networks/{}/seat-rounds", world.network);
    assert_eq!(coordinator.post(&rounds, &round).await.problem(409), "network_closed");
    // what would be added to it for who takes part is refused too, and no button is shown for it
    let network = format!("/networks/{}", world.network);
    assert_eq!(coordinator.get(&network).await.expect(200)["may_seat"], false);
    let people = &world.people;
    for (path, body) in [
        ("/seats", vacant.clone()),
        ("/appointments", json!({ "person_id": people[&Role::Host], "role": "working_group" })),
        ("/appointments", json!({ "person_id": people[&Role::Elected], "role": "spokesperson" })),
        ("/person-tags", json!({ "person_id": people[&Role::Host], "tag": "barnrättsstrateg" })),
    ] {
        assert_eq!(coordinator.post(&format!("{network}{path}"), &body).await.problem(409), "network_closed", "{path}");
    }
    let deputy =
        json!({ "person_id": people[&Role::Deputy], "from": today + Days::new(20), "to": today + Days::new(30) });
    let substitutions = format!("/seats/{}/substitutions", world.seats[&Role::Member]);
    assert_eq!(coordinator.post(&substitutions, &deputy).await.problem(409), "network_closed");
    let reminder = format!("/conversations/{asked}/ask/reminders");
    assert_eq!(coordinator.post(&reminder, &json!({})).await.problem(409), "network_closed");
    let order = coordinator.request(Method::PUT, &format!("{network}/host-order")).header("If-Match", "\"0\"");
    let order = coordinator.send(order.json(&json!({ "turns": [] }))).await;
    assert_eq!(order.problem(409), "network_closed");
    let conditions = format!("/networks/{}/conditions/{}", world.network, all["Örebro kommun"]);
    let member = world.client(Role::Member);
    assert_eq!(member.get(&conditions).await.expect(200)["may_write"], false);
    assert_eq!(member.post(&format!("{conditions}/confirmation"), &json!({})).await.problem(409), "network_closed");
}
