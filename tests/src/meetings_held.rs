//! What was so on a meeting's days stays so when it has been held, and what belongs to its days goes with them when it is
//! moved.

use std::time::Duration;

use chrono::{Days, NaiveDate};
use domain::access::ParticipationState;
use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::participation;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Client, PASSWORD, Role, Sql, World};
use crate::meetings::{facts, put};
use crate::meetings_attending::{answer, invited, place, seat};

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn signed_in(world: &World, role: Role) -> Client {
    world.node.anonymous().sign_in(&role.email(), PASSWORD).await
}

async fn takes_part(world: &World, organisation: &str, state: ParticipationState) {
    let organisation: OrganisationId = organisation.parse().unwrap();
    let (network, from) = (world.network, world.node.clock.today());
    let set = async move |tx| participation::set(&tx, network, organisation, state, from, "sedan dess").await;
    world.node.store().write(&Actor::System, set).await.expect("set");
}

/// The seats that have a place at a meeting.
async fn seats(client: &Client, meeting: &str) -> Vec<Value> {
    let all = client.get(&format!("/meetings/{meeting}/answers")).await.expect(200);
    all["places"].as_array().unwrap().iter().map(|place| place["subject_id"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_there_stays_though_they_leave_and_who_comes_later_was_not() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = invited(&world, json!({})).await;
    let coordinator = world.client(Role::Coordinator);
    put(coordinator, &meeting, "/state", &json!({ "state": "ongoing" })).await.expect(200);
    let (gavle, elected, mora) = (seat(&world, Role::Host), seat(&world, Role::Elected), seat(&world, Role::Observer));
    let present = json!({ "present": [seat(&world, Role::Member), elected, gavle] });
    let noting = format!("/meetings/{meeting}/attendance");
    coordinator.put(&noting, &present).await.expect(200);
    put(coordinator, &meeting, "/state", &json!({ "state": "documenting" })).await.expect(200);

    // Gävle leaves, a seat of Örebro ends, and Mora becomes a member
    world.node.clock.advance(DAY * 10);
    let coordinator = signed_in(&world, Role::Coordinator).await;
    takes_part(&world, &all["Gävle kommun"], ParticipationState::Ended).await;
    takes_part(&world, &all["Mora kommun"], ParticipationState::Member).await;
    coordinator.post(&format!("/seats/{elected}/end"), &json!({})).await.expect(200);

    let held = seats(&coordinator, &meeting).await;
    for there in [&gavle, &elected] {
        assert!(held.contains(&json!(there)), "{held:?}");
        assert_eq!(place(&coordinator, &meeting, there).await["attended"], true);
    }
    assert_eq!(place(&coordinator, &meeting, &gavle).await["person"]["name"], "Host Testsson");
    assert!(!held.contains(&json!(mora)), "it only observed then");
    let later = json!({ "present": [mora] });
    assert_eq!(coordinator.put(&noting, &later).await.problem(404), "not_found_in");
    // noted again, nobody is lost
    coordinator.put(&noting, &present).await.expect(200);
    let told = coordinator.get(&format!("/networks/{}/attendance", world.network)).await.expect(200);
    let row = &told["items"][0];
    assert_eq!([&row["organisations"], &row["officials"], &row["elected"]], [2, 2, 1].map(|n| json!(n)).each_ref());

    // whom the next meeting is for
    let facts = facts(&json!({ "guests_each": 1 }));
    let made = coordinator.post(&format!("/networks/{}/meetings", world.network), &facts).await.expect(201);
    let next = seats(&coordinator, made["id"].as_str().unwrap()).await;
    assert!(next.contains(&json!(mora)) && next.contains(&json!(seat(&world, Role::Member))), "{next:?}");
    assert!(!next.contains(&json!(gavle)) && !next.contains(&json!(elected)), "{next:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_and_a_guest_go_along_when_it_is_moved() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE network_setting SET deputies = 'exceptional' WHERE until IS NULL", []).await;
    let meeting = invited(&world, json!({})).await;
    let coordinator = world.client(Role::Coordinator);
    let own = seat(&world, Role::Member);
    let deputy = json!({ "answer": "deputy", "stand_in": world.people[&Role::Deputy] });
    answer(world.client(Role::Member), &meeting, &own, deputy).await.expect(200);
    coordinator.put(&format!("/meetings/{meeting}/answers/{own}/confirmation"), &json!({})).await.expect(204);
    let guest = json!({ "organisation_id": all["Örebro kommun"], "name": "Gun", "email": Role::Nobody.email() });
    world.client(Role::Member).post(&format!("/meetings/{meeting}/guests"), &guest).await.expect(201);
    let path = format!("/meetings/{meeting}");
    let stands_in = async |client: &Client| {
        let seen = client.get(&path).await.expect(200);
        seen["mine"].as_array().unwrap().iter().any(|place| place["subject_id"] == json!(own))
    };
    assert!(stands_in(world.client(Role::Deputy)).await);

    // a week later: who stood in does so then, confirmed as it was, and not today
    let today = world.node.clock.today();
    let on = |first: NaiveDate| json!({ "starts_on": first, "ends_on": first + Days::new(1), "guests_each": 1 });
    let moved = facts(&on(today + Days::new(7)));
    assert_eq!(put(world.client(Role::Elected), &meeting, "", &moved).await.problem(403), "forbidden");
    put(coordinator, &meeting, "", &moved).await.expect(200);
    assert!(!stands_in(world.client(Role::Deputy)).await);
    assert_eq!(place(coordinator, &meeting, &own).await["told"]["unconfirmed"], false);
    world.node.clock.advance(DAY * 7);
    assert!(stands_in(&signed_in(&world, Role::Deputy).await).await);
    assert!(!stands_in(&signed_in(&world, Role::WorkingGroup).await).await);
    // the guest reads its room as long after it as they were to
    world.node.clock.advance(DAY * 28);
    signed_in(&world, Role::Nobody).await.get(&path).await.expect(200);
    world.node.clock.advance(DAY * 5);
    assert_eq!(signed_in(&world, Role::Nobody).await.get(&path).await.problem(404), "not_found");
    sql.close().await;
}
