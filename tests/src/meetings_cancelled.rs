//! A meeting is cancelled and held after all; and the reminders that go by themselves, once and to those they concern.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, TimeDelta};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, MailServer, Role, Sql, World, eventually};
use crate::mail::world_with;
use crate::meetings::{plan, put};

async fn invited(world: &World, more: &Value) -> String {
    let made = plan(world, Role::Coordinator, more).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    put(world.client(Role::Coordinator), &id, "/state", &json!({ "state": "invited" })).await.expect(200);
    id
}

pub async fn held(client: &Client, meeting: &str) -> Answer {
    let seen = client.get(&format!("/meetings/{meeting}")).await.expect(200);
    let request = client.request(Method::DELETE, &format!("/meetings/{meeting}/cancellation"));
    client.send(request.header("If-Match", format!("\"{}\"", seen["revision"]))).await
}

/// To whom mails with such a subject went.
fn told(server: &MailServer, subject: &str) -> BTreeSet<String> {
    let all: Vec<_> = server.received().into_iter().filter(|mail| mail.subject().starts_with(subject)).collect();
    let to: BTreeSet<String> = all.iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(to.len(), all.len(), "each once");
    to
}

async fn until_told(server: &MailServer, subject: &str, roles: &[Role], more: &[&str]) {
    let expected: BTreeSet<String> =
        roles.iter().map(|role| role.email()).chain(more.iter().map(|one| (*one).to_owned())).collect();
    eventually(subject, || async { (told(server, subject) == expected).then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_concerned_is_told_and_nobody_answers() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let meeting = invited(&world, &json!({ "guests_each": 2 })).await;
    let all = crate::asks::organisations(&world).await;
    let (member, elected, host) = (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Host));
    let coordinator = world.client(Role::Coordinator);
    let answer = |role: Role| format!("/meetings/{meeting}/answers/{}", world.seats[&role]);
    member.put(&answer(Role::Member), &json!({ "answer": "coming" })).await.expect(200);
    elected.put(&answer(Role::Elected), &json!({ "answer": "not_coming" })).await.expect(200);
    let guest = json!({ "organisation_id": all["Örebro kommun"], "name": "Gun Gäst", "email": "gun@hemma.example" });
    member.post(&format!("/meetings/{meeting}/guests"), &guest).await.expect(201);

    let reason = json!({ "reason": "Det snöar för mycket." });
    assert_eq!(put(world.client(Role::Observer), &meeting, "/cancellation", &reason).await.problem(403), "forbidden");
    let none = put(coordinator, &meeting, "/cancellation", &json!({ "reason": " " })).await;
    assert_eq!(none.problem(422), "invalid");
    let request = coordinator.request(Method::PUT, &format!("/meetings/{meeting}/cancellation"));
    assert_eq!(coordinator.send(request.header("If-Match", "\"99\"").json(&reason)).await.problem(412), "stale");
    let before = sequence(member, &meeting).await;
    let seen = put(coordinator, &meeting, "/cancellation", &reason).await.expect(200);
    assert_eq!((&seen["state"], &seen["cancelled_reason"]), (&json!("invited"), &reason["reason"]));
    assert_eq!(put(coordinator, &meeting, "/cancellation", &reason).await.problem(409), "meeting_cancelled");
    // those invited who have not declined, the guest from home, and nobody else
    until_told(
        &server,
        "Inställd",
        &[Role::Member, Role::Resting, Role::Host, Role::WorkingGroup],
        &["gun@hemma.example"],
    )
    .await;
    let mail = server.received().into_iter().find(|mail| mail.to == Role::Member.email()).expect("a mail");
    assert!(mail.text().contains("Det snöar för mycket."), "{}", mail.text());

    for (client, role) in [(member, Role::Member), (elected, Role::Elected)] {
        let refused = client.put(&answer(role), &json!({ "answer": "coming" })).await;
        assert_eq!(refused.problem(409), "meeting_cancelled");
    }
    let question = json!({ "text": "Varför?", "named": true });
    let refused = member.post(&format!("/meetings/{meeting}/questions"), &question).await;
    assert_eq!(refused.problem(409), "meeting_cancelled");
    let refused = coordinator.post(&format!("/meetings/{meeting}/reminders"), &json!({})).await;
    assert_eq!(refused.problem(409), "meeting_cancelled");
    let refused = put(coordinator, &meeting, "/state", &json!({ "state": "ongoing" })).await;
    assert_eq!(refused.problem(409), "meeting_cancelled");
    let (number, status) = sequence(member, &meeting).await;
    assert_eq!(status, "CANCELLED");
    assert!(number > before.0, "a calendar takes in only what has a higher number");
    assert_ne!(member.get("/start").await.expect(200)["next_meeting"]["id"], json!(meeting));

    assert_eq!(held(host, &meeting).await.problem(403), "forbidden");
    let again = held(coordinator, &meeting).await.expect(200);
    assert_eq!((&again["cancelled_at"], &again["state"]), (&Value::Null, &json!("invited")));
    assert_eq!(held(coordinator, &meeting).await.problem(409), "meeting_not_cancelled");
    until_told(
        &server,
        "Blir av",
        &[Role::Member, Role::Resting, Role::Host, Role::WorkingGroup],
        &["gun@hemma.example"],
    )
    .await;
    assert_eq!(sequence(member, &meeting).await.1, "CONFIRMED");
    elected.put(&answer(Role::Elected), &json!({ "answer": "coming" })).await.expect(200);
    let sql = Sql::of(world.node.config()).await;
    let acts = "SELECT count(*) AS n FROM meeting_act WHERE act IN ('cancelled', 'held_after_all')";
    assert_eq!(sql.number(acts, []).await, 2);
}

/// The number and the status of the meeting in a calendar.
async fn sequence(client: &Client, meeting: &str) -> (u32, String) {
    let answer = client.get(&format!("/meetings/{meeting}/calendar")).await;
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    (value("SEQUENCE:").parse().unwrap(), value("STATUS:"))
}

/// Moves the clock to nine in the morning in Sweden on that day.
fn morning_of(world: &World, day: NaiveDate) {
    let at = domain::clock::start_of(day) + TimeDelta::hours(9);
    world.node.clock.advance((at - world.node.clock.now()).to_std().expect("a time ahead"));
}

#[tokio::test(flavor = "multi_thread")]
async fn reminders_go_by_themselves_once_and_to_those_they_concern() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let today = world.node.clock.today();
    let (answer_by, start) = (today + Days::new(10), today + Days::new(20));
    let when = json!({ "starts_on": start, "ends_on": start, "answer_by": answer_by });
    let meeting = invited(&world, &when).await;
    let other =
        invited(&world, &json!({ "title": "En till", "starts_on": start, "ends_on": start, "answer_by": answer_by }))
            .await;
    put(world.client(Role::Coordinator), &other, "/cancellation", &json!({ "reason": "Nej" })).await.expect(200);
    let answer = |role: Role| format!("/meetings/{meeting}/answers/{}", world.seats[&role]);
    world.client(Role::Member).put(&answer(Role::Member), &json!({ "answer": "coming" })).await.expect(200);
    world.client(Role::Host).put(&answer(Role::Host), &json!({ "answer": "not_coming" })).await.expect(200);
    morning_of(&world, answer_by - Days::new(4));
    morning_of(&world, answer_by - Days::new(3));
    let silent = [Role::Elected, Role::Resting, Role::WorkingGroup];
    until_told(&server, "Kommer du till träffen ”Örebro", &silent, &[]).await;
    assert!(told(&server, "Kommer du till träffen ”En till").is_empty(), "not to one that is cancelled");
    // not again the day after, nor after a start
    world.node.restart().await;
    morning_of(&world, answer_by - Days::new(2));
    world.sign_everybody_in().await;
    morning_of(&world, start - Days::new(1));
    until_told(&server, "I morgon", &[Role::Member], &[]).await;
    assert_eq!(told(&server, "Kommer du till träffen").len(), silent.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_stands_in_at_what_is_cancelled_and_guests_are_told_in_their_language() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let today = world.node.clock.today();
    let days = json!({ "starts_on": today, "ends_on": today + Days::new(1), "guests_each": 3 });
    let meeting = invited(&world, &days).await;
    let all = crate::asks::organisations(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let seat = &world.seats[&Role::Member];
    let body = json!({ "answer": "deputy", "stand_in": world.people[&Role::Deputy] });
    member.put(&format!("/meetings/{meeting}/answers/{seat}"), &body).await.expect(200);
    let stands_in = async || {
        let seen = member.get(&format!("/seats/{seat}")).await.expect(200);
        let all = seen["substitutions"].as_array().expect("a list").clone();
        all.iter().filter(|one| one["meeting_id"] == meeting.as_str()).count()
    };
    assert_eq!(stands_in().await, 1);
    // one guest has an account and reads English, the others are written to as those who bring them
    let (me, nobody) = (Role::Nobody.email(), world.client(Role::Nobody));
    nobody.send(nobody.request(Method::PATCH, "/me").json(&json!({ "language": "en" }))).await.expect(200);
    for (name, email) in [("Nob Ody", me.as_str()), ("Gun Gäst", "gun@hemma.example")] {
        let guest = json!({ "organisation_id": all["Örebro kommun"], "name": name, "email": email });
        member.post(&format!("/meetings/{meeting}/guests"), &guest).await.expect(201);
    }
    put(coordinator, &meeting, "/cancellation", &json!({ "reason": "Snö" })).await.expect(200);
    assert_eq!(stands_in().await, 0, "at once");
    let to = |address: &str, subject: &str| {
        let found = server.received().into_iter().any(|mail| mail.to == address && mail.subject().starts_with(subject));
        found.then_some(())
    };
    eventually("a letter in English", || async { to(&me, "Cancelled") }).await;
    eventually("one in Swedish", || async { to("gun@hemma.example", "Inställd") }).await;
    held(coordinator, &meeting).await.expect(200);
    assert_eq!(stands_in().await, 1, "as before");
    eventually("what is held after all, in English", || async { to(&me, "Held after all") }).await;
}
