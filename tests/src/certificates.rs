//! The certificate of how an organisation takes part, for its board.

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

use crate::conditions::all_said;
use crate::harness::{Role, Sql, World};
use crate::joining::organisation;

fn path(world: &World, organisation: &str) -> String {
    format!("/networks/{}/certificates/{organisation}", world.network)
}

async fn on(world: &World, role: Role, organisation: &str, day: NaiveDate) -> Value {
    world.client(role).get(&format!("{}?on={day}", path(world, organisation))).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_certified_by_its_decision_its_conditions_and_its_seats() {
    let world = World::new().await;
    let (coordinator, today) = (world.client(Role::Coordinator), world.node.clock.today());
    let orebro = organisation(&world, "örebro").await;
    let (from, yesterday) = (today - Days::new(60), today - Days::new(1));
    let to = from + Months::new(36) - Days::new(1);
    let writing = json!({ "title": "Överenskommelsen", "text": "Vi lovar.", "from": from, "to": to });
    let agreements = format!("/networks/{}/agreements", world.network);
    let made = coordinator.post(&agreements, &writing).await.expect(201);
    let adoption = format!("/agreements/{}/adoptions/{orebro}", made["id"].as_str().expect("an id"));
    let member = world.client(Role::Member);
    let before = member.get(&path(&world, &orebro)).await.expect(200);
    let part = &before["taking_part"];
    assert_eq!((&part["state"], &part["until"]), (&json!("member"), &Value::Null));
    assert_eq!(
        (&part["agreements"][0]["title"], &part["agreements"][0]["body"]),
        (&json!("Överenskommelsen"), &Value::Null)
    );
    let said = |part: &Value| {
        let all = part["conditions"].as_array().expect("six").clone();
        (all.len(), all.iter().filter(|one| one["state"] == "met").count())
    };
    assert_eq!(said(part), (6, 0));

    let decision = json!({ "body": "Kommunstyrelsen", "decided_on": yesterday, "reference": "KS 2026/12" });
    coordinator.put(&adoption, &decision).await.expect(200);
    all_said(&world, Role::Member, &orebro).await;
    for role in [Role::Member, Role::Elected, Role::StandingIn, Role::Coordinator] {
        let shown = world.client(role).get(&path(&world, &orebro)).await.expect(200);
        let part = &shown["taking_part"];
        assert_eq!(
            (&shown["organisation"]["name"], &shown["day"], &part["agreements"][0]["reference"]),
            (&json!("Örebro kommun"), &json!(today), &json!("KS 2026/12")),
            "{role:?}"
        );
        assert_eq!(said(part), (6, 6));
        let held: Vec<&Value> =
            part["seats"].as_array().expect("seats").iter().filter(|one| one["held"] == true).collect();
        assert!(held.iter().any(|one| one["person"] == "Member Testsson"), "{held:?}");
    }
    // as it was the day before yesterday: the decision and what is said had not come
    let then = on(&world, Role::Member, &orebro, yesterday - Days::new(1)).await;
    assert_eq!(then["taking_part"]["agreements"][0]["body"], Value::Null);
    let long_ago = on(&world, Role::Member, &orebro, today - Months::new(600)).await;
    assert_eq!((&long_ago["taking_part"], &long_ago["organisation"]["name"]), (&Value::Null, &json!("Örebro kommun")));
    let to_come = format!("{}?on={}", path(&world, &orebro), today + Days::new(1));
    let refused = member.get(&to_come).await.expect(422);
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/on"), &json!("in_the_future"))
    );

    // who has a protected identity is nowhere by name
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE person SET protected = true WHERE id = $1", [world.people[&Role::Member].0.into()]).await;
    let shown = coordinator.get(&path(&world, &orebro)).await;
    assert!(!shown.json().to_string().contains("Member Testsson"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observers_certificate_says_observer_and_nobody_reads_anothers() {
    let world = World::new().await;
    let (mora, orebro) = (organisation(&world, "mora").await, organisation(&world, "örebro").await);
    let today = world.node.clock.today();
    let writing = json!({ "title": "Överenskommelsen", "text": "Vi lovar.", "from": today - Days::new(1) });
    let agreements = format!("/networks/{}/agreements", world.network);
    world.client(Role::Coordinator).post(&agreements, &writing).await.expect(201);
    let shown = world.client(Role::Observer).get(&path(&world, &mora)).await.expect(200);
    assert_eq!((&shown["taking_part"]["state"], &shown["taking_part"]["agreements"]), (&json!("observer"), &json!([])));
    for (role, other) in
        [(Role::Member, &mora), (Role::Observer, &orebro), (Role::Deputy, &orebro), (Role::WorkingGroup, &orebro)]
    {
        let refused = world.client(role).get(&path(&world, other)).await;
        assert_eq!(refused.problem(403), "certificate_of_others", "{role:?}");
    }
    // what one may not read at all is not told of as something one may not change
    let refused = world.client(Role::Member).get(&format!("/networks/{}/conditions", world.network)).await;
    let told = refused.json()["detail"].as_str().expect("words").to_owned();
    assert!(!told.contains("ändra"), "{told}");
    assert_eq!(refused.problem(403), "forbidden");
    let malmo = organisation(&world, "malmö").await;
    assert_eq!(world.client(Role::Coordinator).get(&path(&world, &malmo)).await.problem(404), "not_found");
    for role in [Role::OtherNetwork, Role::Nobody, Role::ExMember, Role::Administrator] {
        assert_eq!(world.client(role).get(&path(&world, &orebro)).await.problem(404), "not_found", "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rest_keeps_the_day_membership_began_and_a_seat_that_ended_is_not_vacant() {
    let world = World::new().await;
    let (coordinator, today) = (world.client(Role::Coordinator), world.node.clock.today());
    let orebro = organisation(&world, "örebro").await;
    let before = coordinator.get(&path(&world, &orebro)).await.expect(200);
    let change = json!({ "from": today, "reason": "Enligt turordningen",
        "changes": [{ "organisation_id": orebro, "state": "resting" }] });
    coordinator.post(&format!("/networks/{}/membership/changes", world.network), &change).await.expect(200);
    let after = coordinator.get(&path(&world, &orebro)).await.expect(200);
    assert_eq!(
        (&after["taking_part"]["state"], &after["taking_part"]["since"]),
        (&json!("resting"), &before["taking_part"]["since"])
    );
    let seats = |shown: &Value| shown["taking_part"]["seats"].as_array().expect("seats").len();
    let sql = Sql::of(world.node.config()).await;
    let ended = today - Days::new(10);
    sql.run(
        "UPDATE seat_holding SET to_day = $2 WHERE seat_id = $1",
        [world.seats[&Role::Elected].0.into(), ended.into()],
    )
    .await;
    sql.run("UPDATE seat SET to_day = $2 WHERE id = $1", [world.seats[&Role::Elected].0.into(), ended.into()]).await;
    let now = coordinator.get(&path(&world, &orebro)).await.expect(200);
    assert_eq!(seats(&now), seats(&before) - 1);
    let roll = coordinator.get(&format!("/networks/{}/roll", world.network)).await.expect(200);
    let gone = world.seats[&Role::Elected].to_string();
    assert!(roll["items"].as_array().expect("lines").iter().all(|line| line["seat_id"] != gone.as_str()));
}
