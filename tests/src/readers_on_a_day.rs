//! Who could read a room on a day, and why: computed from dates, by the table that decides today.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::access::ParticipationState;
use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::participation;
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
    let now = readers(&coordinator, &room, then).await;
    assert!(reader(&now, &world, Role::Member).is_none(), "the seat has ended");
    assert!(reader(&now, &world, Role::Host).is_none(), "it only observes from today on");
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
    assert!(reader(&between, &world, Role::Resting).is_none());
    for on in [then, then + Days::new(2)] {
        assert!(reader(&readers(&coordinator, &room, on).await, &world, Role::Resting).is_some(), "{on}");
    }
}

/// The coordinator and the administrator, signed in now.
async fn runners(world: &World) -> (Client, Client) {
    let sign_in = async |role: Role| world.node.anonymous().sign_in(&role.email(), PASSWORD).await;
    (sign_in(Role::Coordinator).await, sign_in(Role::Administrator).await)
}
