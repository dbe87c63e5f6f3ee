//! Seats: made, described, ended with all who hold them.

use chrono::Days;
use domain::actor::Actor;
use domain::networks::seat::{self as seats, HoldingRole};
use serde_json::{Value, json};

use crate::harness::{Role, World};
use crate::invitations::{invite, seat, somebody};

fn organisation(of: &Value, name: &str) -> Value {
    let all = of["items"].as_array().expect("organisations");
    all.iter().find(|one| one["organisation"]["name"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_made_described_and_ended() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let participations = format!("/networks/{}/participations", world.network);
    let orebro = organisation(&member.get(&participations).await.expect(200), "Örebro kommun");
    let mut made = json!({ "organisation_id": orebro["organisation"]["id"], "kind": "official", "title": " barnrätts  strateg ",
        "mandate": "Hela kommunen" });
    let path = format!("/networks/{}/seats", world.network);
    assert_eq!(member.post(&path, &made).await.problem(403), "forbidden");
    let new = coordinator.post(&path, &made).await.expect(201);
    assert_eq!((&new["title"], &new["state"]), (&json!("barnrätts strateg"), &json!("vacant")));
    made["organisation_id"] = json!(uuid::Uuid::now_v7());
    assert_eq!(coordinator.post(&path, &made).await.problem(404), "not_found_in");

    // everybody in the directory sees that it is vacant, and what it is for
    let orebro = organisation(&member.get(&participations).await.expect(200), "Örebro kommun");
    let seats = orebro["seats"].as_array().unwrap();
    let here = seats.iter().find(|one| one["id"] == new["id"]).expect("the new seat");
    assert_eq!((&here["state"], &here["mandate"]), (&json!("vacant"), &json!("Hela kommunen")));
    assert!(seats.iter().any(|one| one["state"] == "held"));

    let path = format!("/seats/{}", new["id"].as_str().unwrap());
    let revision = new["revision"].as_i64().unwrap();
    let words = json!({ "mandate": "Hela kommunen, och bolagen" });
    assert_eq!(member.patch(&path, revision, &words).await.problem(403), "forbidden");
    let changed = coordinator.patch(&path, revision, &words).await.expect(200);
    assert_eq!(changed["mandate"], "Hela kommunen, och bolagen");
    assert_eq!(coordinator.patch(&path, revision, &words).await.problem(412), "stale");
    assert_eq!(world.client(Role::Guest).get(&path).await.problem(404), "not_found");

    let ended = coordinator.post(&format!("{path}/end"), &json!({})).await.expect(200);
    assert_eq!(ended["state"], "ended");
    assert_eq!(coordinator.post(&format!("{path}/end"), &json!({})).await.problem(409), "ended_already");
    let id = new["id"].as_str().unwrap();
    assert_eq!(invite(&world, id, &somebody("ny@exempel.se")).await.problem(409), "seat_not_open");
    let orebro = organisation(&member.get(&participations).await.expect(200), "Örebro kommun");
    assert!(orebro["seats"].as_array().unwrap().iter().all(|one| one["id"] != new["id"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_a_seat_leaves_everywhere_at_once_and_who_shares_it_stays() {
    let mut world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let own = seat(&world, Role::Member);
    let room = format!("/rooms/{}", world.room("members"));
    let path = format!("/seats/{own}");
    let holdings = coordinator.get(&path).await.expect(200)["holdings"].clone();
    let line = |role: &str| {
        let all = holdings.as_array().unwrap();
        all.iter().find(|one| one["person"]["name"] == format!("{role} Testsson")).expect("a holding")["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let later = json!({ "last_day": world.node.clock.today() + Days::new(10) });
    let end = |role: &str| format!("{path}/holdings/{}/end", line(role));
    assert_eq!(member.post(&end("Deputy"), &later).await.problem(403), "forbidden");
    coordinator.post(&end("Deputy"), &later).await.expect(200);
    world.client(Role::Deputy).get(&room).await.expect(200);
    coordinator.post(&end("Deputy"), &json!({})).await.expect(200);
    assert_eq!(world.client(Role::Deputy).get(&room).await.problem(404), "not_found");
    member.get(&room).await.expect(200);
    coordinator.post(&format!("{path}/end"), &json!({ "last_day": world.node.clock.today() })).await.expect(200);
    member.get(&room).await.expect(200);
    world.node.clock.advance(std::time::Duration::from_secs(86_400));
    world.sign_everybody_in().await;
    for role in [Role::Member, Role::StandingIn] {
        assert_eq!(world.client(role).get(&room).await.problem(404), "not_found", "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_working_group_is_left_with_the_seat_and_another_seat_does_not_bring_it_back() {
    let world = World::new().await;
    let (coordinator, person) = (world.client(Role::Coordinator), world.people[&Role::Host]);
    let (room, host) = (format!("/rooms/{}", world.room("working_group")), world.client(Role::Host));
    let appointments = format!("/networks/{}/appointments", world.network);
    let body = json!({ "person_id": person, "role": "working_group" });
    coordinator.post(&appointments, &body).await.expect(201);
    assert_eq!(coordinator.post(&appointments, &body).await.problem(409), "already_appointed");
    host.get(&room).await.expect(200);

    world.end_seat(Role::Host).await;
    host.get(&room).await.problem(404);
    assert_eq!(coordinator.post(&appointments, &body).await.problem(409), "no_seat_in_network");
    let (place, today) = (world.seats[&Role::Host], world.node.clock.today());
    let again = move |tx| async move { seats::appoint(&tx, place, person, HoldingRole::Holder, today, None).await };
    world.node.store().write(&Actor::System, again).await.expect("a seat");
    host.get(&format!("/networks/{}", world.network)).await.expect(200);
    host.get(&room).await.problem(404);
    let listed = coordinator.get(&appointments).await.expect(200);
    assert!(!listed.to_string().contains(&person.to_string()), "{listed}");
    let readers = coordinator.get(&format!("{room}/audience?limit=100")).await.expect(200);
    assert!(!readers.to_string().contains(&person.to_string()), "{readers}");

    // who is chosen again is in it again
    coordinator.post(&appointments, &body).await.expect(201);
    host.get(&room).await.expect(200);
}
