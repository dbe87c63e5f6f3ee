//! Governing texts are looked over again: on the day that is set, from the desk.

use std::time::Duration;

use chrono::{Days, Months};
use serde_json::{Value, json};

use crate::conditions::on_desk;
use crate::harness::{Role, Sql, World};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_looked_over_after_two_years_from_the_desk() {
    let mut world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let made = coordinator
        .upload(&format!("/rooms/{}/documents", world.room("whole_network")), "Plan.txt", b"Vi lovar.".to_vec(), &[])
        .await
        .expect(201);
    let document = made["id"].as_str().expect("an id").to_owned();
    let path = format!("/documents/{document}/revisit");
    let today = world.node.clock.today();
    let first = today + Months::new(24);
    let nothing = world.client(Role::Observer).get(&path).await.expect(200);
    assert_eq!((&nothing["on"], &nothing["last_on"], &nothing["may_set"]), (&Value::Null, &Value::Null, &json!(false)));
    for role in [Role::Member, Role::Observer, Role::WorkingGroup] {
        assert_eq!(world.client(role).put(&path, &json!({ "on": first })).await.problem(403), "forbidden", "{role:?}");
    }
    assert_eq!(world.client(Role::OtherNetwork).put(&path, &json!({ "on": first })).await.problem(404), "not_found");
    for (on, code) in [(today - Days::new(1), "in_the_past"), (today + Months::new(241), "out_of_range")] {
        assert_eq!(coordinator.put(&path, &json!({ "on": on })).await.expect(422)["errors"][0]["code"], code);
    }
    let set = coordinator.put(&path, &json!({ "on": first })).await.expect(200);
    assert_eq!((&set["on"], &set["may_set"]), (&json!(first), &json!(true)));
    // two who set it at once: one of them does
    let (one, two) =
        (json!({ "was": first, "on": first + Days::new(1) }), json!({ "was": first, "on": first + Days::new(2) }));
    let both = tokio::join!(coordinator.put(&path, &one), coordinator.put(&path, &two));
    let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let due = coordinator.get(&path).await.expect(200)["on"].clone();
    assert!(on_desk(coordinator, "document_to_revisit").await.is_empty());

    // a month before its day it stands on the desk, and on no other
    world.node.clock.advance(DAY * 705);
    world.sign_everybody_in().await;
    let coordinator = world.client(Role::Coordinator);
    let waits = on_desk(coordinator, "document_to_revisit").await;
    assert_eq!(waits.len(), 1);
    assert_eq!(
        (&waits[0]["subject_id"], &waits[0]["title"], &waits[0]["due"]),
        (&json!(document), &json!("Plan.txt"), &due)
    );
    assert!(on_desk(world.client(Role::Member), "document_to_revisit").await.is_empty());
    let stale = json!({ "was": first - Days::new(9), "done": true });
    assert_eq!(coordinator.put(&path, &stale).await.problem(409), "revisit_changed");
    let today = world.node.clock.today();
    let again = today + Months::new(24);
    let done = coordinator.put(&path, &json!({ "was": due, "done": true, "on": again })).await.expect(200);
    assert_eq!((&done["on"], &done["last_on"]), (&json!(again), &json!(today)));
    assert!(on_desk(coordinator, "document_to_revisit").await.is_empty());
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM revisit", []).await, 3, "what was set before stays as history");
    // given up; and what is deleted waits no more
    coordinator.put(&path, &json!({ "was": again, "on": today })).await.expect(200);
    assert_eq!(on_desk(coordinator, "document_to_revisit").await.len(), 1);
    coordinator.put(&path, &json!({ "was": today })).await.expect(200);
    assert!(on_desk(coordinator, "document_to_revisit").await.is_empty());
    let log = coordinator.get(&format!("/networks/{}/audit", world.network)).await.expect(200);
    assert!(log["items"].as_array().expect("acts").iter().any(|one| one["act"] == "revisited"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_waits_until_another_follows_on_it() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let today = world.node.clock.today();
    let writing =
        json!({ "title": "Överenskommelsen", "text": "Vi lovar.", "from": today, "to": today + Months::new(36) });
    let made = coordinator.post(&format!("/networks/{}/agreements", world.network), &writing).await.expect(201);
    let agreement = format!("/agreements/{}", made["id"].as_str().expect("an id"));
    let path = format!("{agreement}/revisit");
    coordinator.put(&path, &json!({ "on": today + Days::new(20) })).await.expect(200);
    let seen = world.client(Role::Observer).get(&path).await.expect(200);
    assert_eq!((&seen["on"], &seen["may_set"]), (&json!(today + Days::new(20)), &json!(false)));
    assert_eq!(on_desk(coordinator, "agreement_to_revisit").await[0]["title"], "Överenskommelsen");
    coordinator.post(&format!("{agreement}/renewal"), &json!({})).await.expect(201);
    assert!(on_desk(coordinator, "agreement_to_revisit").await.is_empty());
}
