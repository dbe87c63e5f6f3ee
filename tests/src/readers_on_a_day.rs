//! Who could read a room on a day, and why: computed from dates, by the table that decides today.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, TimeDelta};
use domain::access::ParticipationState;
use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::meetings::meeting::{self, Facts};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, PASSWORD, Role, World};

async fn readers(client: &Client, room: &str, on: NaiveDate) -> Value {
    client.get(&format!("/rooms/{room}/readers?on={on}&limit=100")).await.expect(200)
}

fn ids(list: &Value) -> BTreeSet<String> {
    let people = list["items"].as_array().expect("people").iter();
    people.map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

fn reader<'a>(list: &'a Value, world: &World, role: Role) -> Option<&'a Value> {
    list["items"].as_array().expect("people").iter().find(|one| one["id"] == json!(world.people[&role]))
}

#[tokio::test(flavor = "multi_thread")]
async fn today_it_is_who_reads_today() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let today = world.node.clock.today();
    for (kind, room) in &world.rooms {
        let readers = readers(coordinator, &room.to_string(), today).await;
        let audience = coordinator.get(&format!("/rooms/{room}/audience?limit=100")).await.expect(200);
        assert_eq!(ids(&audience).difference(&ids(&readers)).count(), 0, "{kind}");
        // who is a guest elsewhere in the network reads what is public, as everybody does
        if kind != "public" {
            assert_eq!(ids(&readers), ids(&audience), "{kind}");
        }
        assert_eq!(readers["people"].as_u64().expect("a number"), readers["items"].as_array().unwrap().len() as u64);
    }
    let members = readers(coordinator, &world.room("members"), today).await;
    let guest = reader(&members, &world, Role::Guest).expect("the guest");
    assert_eq!(guest["grounds"][0]["kind"], "guest");
    let deputy = reader(&members, &world, Role::Deputy).expect("the deputy");
    assert_eq!(
        (&deputy["grounds"][0]["part"], &deputy["grounds"][0]["organisation"]["name"]),
        (&json!("deputy"), &json!("Örebro kommun"),)
    );
    // page by page
    let path = format!("/rooms/{}/readers?limit=2", world.room("members"));
    let first = coordinator.get(&path).await.expect(200);
    let next = first["next_cursor"].as_str().expect("more");
    let second = coordinator.get(&format!("{path}&cursor={next}")).await.expect(200);
    assert_eq!(ids(&first).intersection(&ids(&second)).count(), 0);
    assert_eq!(world.client(Role::Member).get(&path).await.problem(403), "forbidden");
    assert_eq!(coordinator.get(&format!("{path}&on={}", today + Days::new(1))).await.problem(422), "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_ended_since_is_remembered_and_what_came_later_does_not_reach_back() {
    let world = World::new().await;
    let (coordinator, _) = runners(&world).await;
    let room = world.room("members");
    let first = world.node.clock.today();
    // before there was a room, nobody
    let none = readers(&coordinator, &room, first - Days::new(1)).await;
    assert_eq!((none["people"].as_u64(), none["audiences"].as_array().map(Vec::len)), (Some(0), Some(0)));
    let participations = format!("/networks/{}/participations?limit=100", world.network);
    let all = coordinator.get(&participations).await.expect(200);
    let gavle = all["items"].as_array().unwrap().iter().find(|one| one["organisation"]["name"] == "Gävle kommun");
    let gavle: OrganisationId = gavle.expect("Gävle")["organisation"]["id"].as_str().unwrap().parse().unwrap();

    let day = std::time::Duration::from_secs(24 * 3600);
    world.node.clock.advance(day * 10);
    let then = world.node.clock.today();
    world.end_seat(Role::Member).await;
    let suspended = format!("/accounts/{}/suspended", world.people[&Role::Resting]);
    let (coordinator, administrator) = runners(&world).await;
    administrator.put(&suspended, &json!({ "suspended": true })).await.expect(204);
    let network = world.network;
    let observes =
        async move |tx| participation::set(&tx, network, gavle, ParticipationState::Observer, then, "en tid").await;
    world.node.store().write(&Actor::System, observes).await.expect("observes");
    // who read it until that was ended at once did so at some time of that day, and does no more
    let now = readers(&coordinator, &room, then).await;
    assert!(reader(&now, &world, Role::Member).is_some(), "the seat ended in the course of the day");
    assert_eq!(reader(&now, &world, Role::Host).expect("the host")["grounds"][0]["kind"], "member");
    let gone = world.client(Role::Member).get(&format!("/rooms/{room}")).await;
    assert!([401, 404].contains(&gone.status.as_u16()));
    let before = readers(&coordinator, &room, then - Days::new(1)).await;
    for role in [Role::Member, Role::Host, Role::Resting] {
        assert!(reader(&before, &world, role).is_some(), "{role:?} could read it the day before");
    }
    assert_eq!(reader(&before, &world, Role::Host).expect("the host")["grounds"][0]["kind"], "member");

    // suspended all of a day, and let back: the log remembers
    world.node.clock.advance(day * 2);
    let (coordinator, administrator) = runners(&world).await;
    administrator.put(&suspended, &json!({ "suspended": false })).await.expect(204);
    let between = readers(&coordinator, &room, then + Days::new(1)).await;
    for role in [Role::Resting, Role::Member, Role::Host] {
        assert!(reader(&between, &world, role).is_none(), "{role:?}");
    }
    for on in [then, then + Days::new(2)] {
        assert!(reader(&readers(&coordinator, &room, on).await, &world, Role::Resting).is_some(), "{on}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_and_went_the_same_day_read_on_that_day_only() {
    let world = World::new().await;
    // nine in the morning, so that the day is not over before the test is
    let today = world.node.clock.today() + Days::new(1);
    let morning = domain::clock::start_of(today) + TimeDelta::hours(9);
    world.node.clock.advance((morning - world.node.clock.now()).to_std().expect("a time ahead"));
    let (coordinator, administrator) = runners(&world).await;
    let on = async |role: Role, kind: &str, day: NaiveDate, client: &Client| {
        reader(&readers(client, &world.room(kind), day).await, &world, role).is_some()
    };
    let minute = std::time::Duration::from_secs(60);
    // nobody yet: a seat, a coordinator and an organisation that come in the morning
    assert!(!on(Role::Nobody, "members", today, &coordinator).await);
    let (seat, person) = (world.seats[&Role::Member], world.people[&Role::Nobody]);
    let come = async move |tx| seat::appoint(&tx, seat, person, HoldingRole::Deputy, today, None).await;
    world.node.store().write(&Actor::System, come).await.expect("comes");
    let appointments = format!("/networks/{}/appointments", world.network);
    let appoint = json!({ "person_id": world.people[&Role::Elected], "role": "coordinator" });
    let made = administrator.post(&appointments, &appoint).await.expect(201);
    world.node.clock.advance(minute);
    assert!(on(Role::Nobody, "members", today, &coordinator).await);
    assert!(on(Role::Elected, "coordination", today, &coordinator).await);

    // and go in the afternoon
    let yesterday = today - Days::new(1);
    let go = async move |tx| seat::end(&tx, seat, person, yesterday).await;
    world.node.store().write(&Actor::System, go).await.expect("goes");
    let own = format!("{appointments}/{}", made["id"].as_str().unwrap());
    administrator.delete(&own, None).await.expect(204);
    let nobody = world.node.anonymous().sign_in(&Role::Nobody.email(), PASSWORD).await;
    let nobody = nobody.get(&format!("/rooms/{}", world.room("members"))).await;
    assert_eq!(nobody.problem(404), "not_found", "at once");
    world.node.clock.advance(std::time::Duration::from_secs(24 * 3600));
    let (coordinator, _) = runners(&world).await;
    for (role, kind) in [(Role::Nobody, "members"), (Role::Elected, "coordination")] {
        assert!(on(role, kind, today, &coordinator).await, "{role:?} read it on that day");
        for other in [yesterday, today + Days::new(1)] {
            assert!(!on(role, kind, other, &coordinator).await, "{role:?} on {other}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_coordinated_and_whose_meeting_was_planned_is_told_as_it_was_then() {
    let world = World::new().await;
    let (coordinator, _) = runners(&world).await;
    let first = world.node.clock.today();
    let settings = format!("/networks/{}/settings", world.network);
    let coordinated_by = async |client: &Client, how: &str| {
        let answer = client.get(&settings).await;
        let tag = answer.etag();
        let mut facts = answer.expect(200);
        for key in ["id", "slug", "closed", "revision"] {
            facts.as_object_mut().expect("facts").remove(key);
        }
        facts["coordination"] = json!(how);
        client.send(client.request(Method::PUT, &settings).header("If-Match", tag).json(&facts)).await.expect(200);
    };
    coordinated_by(&coordinator, "troika").await;
    let day = std::time::Duration::from_secs(24 * 3600);
    world.node.clock.advance(day * 5);
    let (coordinator, _) = runners(&world).await;
    coordinated_by(&coordinator, "secretariat").await;
    world.node.clock.advance(day * 5);
    let (coordinator, _) = runners(&world).await;
    let meeting = world.meeting.to_string();
    crate::meetings::put(&coordinator, &meeting, "/cancellation", &json!({ "reason": "Snö" })).await.expect(200);
    world.node.clock.advance(day * 5);
    let (coordinator, _) = runners(&world).await;

    let on = async |kind: &str, days: u64| {
        let found = readers(&coordinator, &world.room(kind), first + Days::new(days)).await;
        let kinds = reader(&found, &world, Role::Host).map(|one| one["grounds"].as_array().expect("grounds").clone());
        kinds.unwrap_or_default().iter().map(|one| one["kind"].as_str().expect("a kind").to_owned()).collect::<Vec<_>>()
    };
    // while the hosts coordinated, their official read what coordinators read; on the day it changed too
    assert_eq!(on("coordination", 0).await, ["coordinator"]);
    assert_eq!(on("coordination", 5).await, ["coordinator"]);
    assert!(on("coordination", 6).await.is_empty() && on("coordination", 15).await.is_empty());
    // while the meeting was on, its host read what is planned
    assert!(on("planning", 6).await.contains(&"host".to_owned()));
    assert!(on("planning", 10).await.contains(&"host".to_owned()));
    assert!(on("planning", 11).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hosted_until_some_time_of_the_day_read_what_is_planned_on_that_day() {
    let mut world = World::new().await;
    let today = world.node.clock.today() + Days::new(2);
    let morning = domain::clock::start_of(today) + TimeDelta::hours(9);
    world.node.clock.advance((morning - world.node.clock.now()).to_std().expect("a time ahead"));
    world.sign_everybody_in().await;
    let (coordinator, _) = runners(&world).await;
    let haninge = crate::asks::organisations(&world).await["Haninge kommun"].clone();
    let (haninge, meeting): (OrganisationId, _) = (haninge.parse().expect("an id"), world.meeting);
    let hand_on = async move |tx: domain::store::Tx| {
        let planned = meeting::planned(&tx, tx.actor(), meeting).await?;
        let facts = Facts::of(planned.row(), vec![haninge]);
        meeting::change(&tx, &planned, planned.row().revision, facts, None).await
    };
    world.node.store().write(&Actor::System, hand_on).await.expect("another host");
    let planning = world.room("planning");
    let gone = world.node.anonymous().sign_in(&Role::Host.email(), PASSWORD).await;
    assert_eq!(gone.get(&format!("/rooms/{planning}")).await.problem(404), "not_found", "at once");
    let on = async |client: &Client, day: NaiveDate| {
        reader(&readers(client, &planning, day).await, &world, Role::Host).is_some()
    };
    assert!(on(&coordinator, today).await, "in the morning they hosted still");
    world.node.clock.advance(std::time::Duration::from_secs(24 * 3600));
    let (coordinator, _) = runners(&world).await;
    assert!(on(&coordinator, today - Days::new(1)).await && on(&coordinator, today).await);
    assert!(!on(&coordinator, today + Days::new(1)).await);
}

/// The coordinator and the administrator, signed in now.
async fn runners(world: &World) -> (Client, Client) {
    let sign_in = async |role: Role| world.node.anonymous().sign_in(&role.email(), PASSWORD).await;
    (sign_in(Role::Coordinator).await, sign_in(Role::Administrator).await)
}
