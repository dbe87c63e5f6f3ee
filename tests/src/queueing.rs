//! Waiting for a place: how a queue comes to an end, observers in it, and that there is space on later days too.

use chrono::Days;
use domain::access::ParticipationState;
use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use reqwest::Method;
use serde_json::{Value, json};

use crate::conditions::on_desk;
use crate::harness::{Answer, Client, Role, Sql, World};
use crate::joining::{case_for, organisation};
use crate::membership::{of, set};

/// Decides a case, as it is now.
async fn decide(client: &Client, case: &str, decision: &str, seats: Value) -> Answer {
    let found = client.get(&format!("/cases/{case}")).await.expect(200);
    let request = client.request(Method::POST, &format!("/cases/{case}/decision"));
    let body = json!({ "decision": decision, "reason": "Så är det", "seats": seats });
    client.send(request.header("If-Match", found["revision"].to_string()).json(&body)).await
}

async fn membership(world: &World) -> Value {
    let path = format!("/networks/{}/membership", world.network);
    world.client(Role::Coordinator).get(&path).await.expect(200)
}

/// Changes how one organisation takes part, so many days from today.
async fn change(world: &World, organisation: &str, state: &str, days: u64) -> Answer {
    let id = of(&membership(world).await, organisation)["organisation_id"].clone();
    let body = json!({ "from": world.node.clock.today() + Days::new(days), "reason": "Enligt turordningen",
        "changes": [{ "organisation_id": id, "state": state }] });
    let path = format!("/networks/{}/membership/changes", world.network);
    world.client(Role::Coordinator).post(&path, &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_that_was_made_a_member_meanwhile_is_told_so_by_its_case() {
    let world = World::new().await;
    let mora = organisation(&world, "mora").await;
    let ask = format!("/networks/{}/conditions/{mora}/membership", world.network);
    world.client(Role::Observer).post(&ask, &json!({ "message": "" })).await.expect(201);
    change(&world, "Mora kommun", "member", 0).await.expect(200);
    let coordinator = world.client(Role::Coordinator);
    let case = on_desk(coordinator, "membership_asked").await[0]["subject_id"].as_str().expect("a case").to_owned();
    assert_eq!(decide(coordinator, &case, "observer", json!([])).await.problem(409), "takes_part_already");
    decide(coordinator, &case, "member", json!([])).await.expect(200);
    assert!(on_desk(coordinator, "membership_asked").await.is_empty());
    assert_eq!(of(&membership(&world).await, "Mora kommun")["state"], "member");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_ends_the_queueing() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    set(&world, &[("most_members", json!(4))]).await;
    let case = case_for(&world).await;
    decide(coordinator, &case, "queue", json!([])).await.expect(200);
    assert_eq!(on_desk(coordinator, "place_free").await.len(), 1);
    assert_eq!(decide(coordinator, &case, "queue", json!([])).await.problem(409), "case_decided");
    decide(coordinator, &case, "no", json!([])).await.expect(200);
    let now = membership(&world).await;
    assert!(now["lines"].as_array().expect("lines").iter().all(|one| one["organisation"] != "Malmö stad"), "{now}");
    assert!(on_desk(coordinator, "place_free").await.is_empty());
    // they are welcome to ask again
    let again = case_for(&world).await;
    decide(coordinator, &again, "member", json!([])).await.expect(200);
    assert_eq!(of(&membership(&world).await, "Malmö stad")["state"], "member");
}

/// A network that closes leaves those who wait where they are; whoever asked can still be told no.
#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_said_in_a_closed_network_too() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    set(&world, &[("most_members", json!(4))]).await;
    let case = case_for(&world).await;
    decide(coordinator, &case, "queue", json!([])).await.expect(200);
    let closed = format!("/installation/networks/{}/closed", world.network);
    world.client(Role::Administrator).put(&closed, &json!({ "closed": true })).await.expect(204);
    assert_eq!(decide(coordinator, &case, "member", json!([])).await.problem(409), "network_closed");
    let told = decide(coordinator, &case, "no", json!([])).await.expect(200);
    assert_eq!((&told["state"], &told["decision"]), (&json!("decided"), &json!("no")));
    assert_eq!(of(&membership(&world).await, "Malmö stad")["state"], "queued", "they stay as they were");
}

/// One that comes back has seats from before: whoever asked is invited to one of them where it gets no more.
#[tokio::test(flavor = "multi_thread")]
async fn a_seat_from_before_is_offered_where_there_are_no_more() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    set(&world, &[("most_officials", json!(1))]).await;
    let seats = json!([{ "kind": "official", "title": "kontaktperson" }]);
    let first = case_for(&world).await;
    decide(coordinator, &first, "member", seats.clone()).await.expect(200);
    let malmo: OrganisationId = organisation(&world, "malmö").await.parse().expect("an id");
    let (network, today) = (world.network, world.node.clock.today());
    let ended = async move |tx| participation::set(&tx, network, malmo, ParticipationState::Ended, today, "slut").await;
    world.node.store().write(&Actor::System, ended).await.expect("ended");
    let again = case_for(&world).await;
    // two of one there is neither a place nor a seat for
    let two = json!([seats[0], seats[0]]);
    assert_eq!(decide(coordinator, &again, "member", two).await.problem(409), "no_more_seats");
    // nor is one given that is offered to somebody else by then
    let sql = Sql::of(world.node.config()).await;
    let offer = async |from: &str, to: &str| {
        sql.run("UPDATE invitation SET address = $2 WHERE address = $1", [from.into(), to.into()]).await;
    };
    offer("anna.berg@malmo.example", "bo@malmo.example").await;
    assert_eq!(decide(coordinator, &again, "member", seats.clone()).await.problem(409), "no_more_seats");
    offer("bo@malmo.example", "anna.berg@malmo.example").await;
    decide(coordinator, &again, "member", seats).await.expect(200);
    let invitations = coordinator.get(&format!("/networks/{}/invitations", world.network)).await.expect(200);
    let open: Vec<&Value> = invitations["items"].as_array().expect("invitations").iter().collect();
    assert!(open.iter().any(|one| one["email"] == "anna.berg@malmo.example"), "{open:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_that_comes_back_brings_nobody_back() {
    let mut world = World::new().await;
    let haninge: OrganisationId = organisation(&world, "haninge").await.parse().expect("an id");
    let set = async |world: &World, state: ParticipationState| {
        let (network, today) = (world.network, world.node.clock.today());
        let set = async move |tx| participation::set(&tx, network, haninge, state, today, "enligt beslut").await;
        world.node.store().write(&Actor::System, set).await.expect("set");
    };
    let network = format!("/networks/{}", world.network);
    // taken back the same day nothing has happened
    set(&world, ParticipationState::Ended).await;
    world.client(Role::WorkingGroup).get(&network).await.problem(404);
    set(&world, ParticipationState::Member).await;
    world.client(Role::WorkingGroup).get(&network).await.expect(200);

    set(&world, ParticipationState::Ended).await;
    world.node.clock.advance(std::time::Duration::from_secs(40 * 24 * 3600));
    world.sign_everybody_in().await;
    set(&world, ParticipationState::Observer).await;
    world.client(Role::WorkingGroup).get(&network).await.problem(404);
    let seat = format!("/seats/{}", world.seats[&Role::WorkingGroup]);
    let seen = world.client(Role::Coordinator).get(&seat).await.expect(200);
    assert_eq!(seen["state"], "vacant");
    // who has been there stays in the seat's history
    assert_eq!(seen["before"][0]["person"]["name"], "WorkingGroup Testsson", "{seen}");
    // who is given the seat while it waits to be let in has it then
    set(&world, ParticipationState::Ended).await;
    set(&world, ParticipationState::Queued).await;
    let (id, person, today) =
        (world.seats[&Role::WorkingGroup], world.people[&Role::WorkingGroup], world.node.clock.today());
    let seated = async move |tx| seat::appoint(&tx, id, person, HoldingRole::Holder, today, None).await;
    world.node.store().write(&Actor::System, seated).await.expect("seated");
    world.node.clock.advance(std::time::Duration::from_secs(2 * 24 * 3600));
    world.sign_everybody_in().await;
    world.client(Role::WorkingGroup).get(&network).await.problem(404);
    set(&world, ParticipationState::Member).await;
    world.client(Role::WorkingGroup).get(&network).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_whose_organisation_was_let_in_elsewhere_is_decided_with_its_seat_and_letter() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let case = case_for(&world).await;
    decide(coordinator, &case, "queue", json!([])).await.expect(200);
    let malmo: OrganisationId = organisation(&world, "malmö").await.parse().expect("an id");
    let (network, today) = (world.network, world.node.clock.today());
    let let_in = world.node.store().write(&Actor::System, move |tx| async move {
        participation::set(&tx, network, malmo, ParticipationState::Member, today, "utan ärendet").await
    });
    let_in.await.expect("let in");
    // a member is not made an observer by a case
    assert_eq!(decide(coordinator, &case, "observer", json!([])).await.problem(409), "takes_part_already");
    let seats = json!([{ "kind": "official", "title": "kontaktperson" }]);
    let decided = decide(coordinator, &case, "member", seats).await.expect(200);
    assert_eq!(decided["decision"], "member");
    let all = coordinator.get(&format!("/networks/{network}/participations?limit=100")).await.expect(200);
    let lines = all["items"].as_array().expect("participations").iter();
    let malmo: Vec<&Value> = lines.filter(|one| one["organisation"]["name"] == "Malmö stad").collect();
    assert_eq!((malmo.len(), &malmo[0]["seats"][0]["state"]), (1, &json!("invited")));
    assert_eq!(decide(coordinator, &case, "no", json!([])).await.problem(409), "case_decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_in_the_queue_stays_observer_until_there_is_a_place() {
    let world = World::new().await;
    let (coordinator, observer) = (world.client(Role::Coordinator), world.client(Role::Observer));
    set(&world, &[("most_members", json!(3))]).await;
    let mora = organisation(&world, "mora").await;
    let ask = format!("/networks/{}/conditions/{mora}/membership", world.network);
    observer.post(&ask, &json!({ "message": "Nu är vi redo" })).await.expect(201);
    let asked = on_desk(coordinator, "membership_asked").await;
    let case = asked[0]["subject_id"].as_str().expect("a case").to_owned();
    assert_eq!(decide(coordinator, &case, "member", json!([])).await.problem(409), "cap_reached");
    decide(coordinator, &case, "queue", json!([])).await.expect(200);

    let now = membership(&world).await;
    let line = of(&now, "Mora kommun");
    assert_eq!((&line["state"], &line["case_id"]), (&json!("observer"), &json!(case)));
    assert_eq!(line["queued_since"], json!(world.node.clock.today()));
    observer.get(&format!("/rooms/{}", world.room("whole_network"))).await.expect(200);
    assert_eq!(observer.get(&format!("/rooms/{}", world.room("members"))).await.problem(404), "not_found");
    assert_eq!(observer.post(&ask, &json!({ "message": "Igen" })).await.problem(409), "membership_asked");
    assert_eq!(change(&world, "Mora kommun", "member", 0).await.problem(409), "queued_by_case");

    // one who came later waits behind
    let later = case_for(&world).await;
    decide(coordinator, &later, "queue", json!([])).await.expect(200);
    assert!(on_desk(coordinator, "place_free").await.is_empty());
    set(&world, &[("most_members", json!(4))]).await;
    let first = on_desk(coordinator, "place_free").await;
    assert_eq!(
        (first.len(), &first[0]["organisation"], &first[0]["part_id"]),
        (1, &json!("Mora kommun"), &json!(case))
    );
    decide(coordinator, &case, "member", json!([])).await.expect(200);
    observer.get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    set(&world, &[("most_members", json!(5))]).await;
    assert_eq!(on_desk(coordinator, "place_free").await[0]["organisation"], "Malmö stad");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_that_is_told_no_after_the_queue_is_an_observer_still() {
    let world = World::new().await;
    let (coordinator, observer) = (world.client(Role::Coordinator), world.client(Role::Observer));
    let mora = organisation(&world, "mora").await;
    let ask = format!("/networks/{}/conditions/{mora}/membership", world.network);
    observer.post(&ask, &json!({ "message": "" })).await.expect(201);
    let case = on_desk(coordinator, "membership_asked").await[0]["subject_id"].as_str().expect("a case").to_owned();
    decide(coordinator, &case, "queue", json!([])).await.expect(200);
    decide(coordinator, &case, "no", json!([])).await.expect(200);
    let now = membership(&world).await;
    let line = of(&now, "Mora kommun");
    assert_eq!((&line["state"], &line["queued_since"]), (&json!("observer"), &Value::Null));
    observer.post(&ask, &json!({ "message": "En gång till" })).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cap_holds_on_every_later_day_too() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    set(&world, &[("most_members", json!(3))]).await;
    // Örebro rests for a month: the place is theirs again when they come back
    change(&world, "Örebro kommun", "resting", 0).await.expect(200);
    change(&world, "Örebro kommun", "member", 30).await.expect(200);
    assert_eq!(membership(&world).await["active"], 2);
    assert_eq!(change(&world, "Västerås stad", "member", 0).await.problem(409), "cap_reached");
    let case = case_for(&world).await;
    assert_eq!(decide(coordinator, &case, "member", json!([])).await.problem(409), "cap_reached");
    decide(coordinator, &case, "queue", json!([])).await.expect(200);
    assert!(on_desk(coordinator, "place_free").await.is_empty(), "the place is not free for long");

    // where another rests from that day there is space; and that it rests is not taken back
    change(&world, "Gävle kommun", "resting", 30).await.expect(200);
    change(&world, "Västerås stad", "member", 0).await.expect(200);
    assert_eq!(change(&world, "Gävle kommun", "member", 0).await.problem(409), "cap_reached");
    let now = membership(&world).await;
    assert_eq!((&now["active"], &of(&now, "Gävle kommun")["next"]), (&json!(3), &json!("resting")));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_cases_of_one_organisation_one_leads_somewhere_and_the_other_is_told_of_it() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let (first, second) = (case_for(&world).await, case_for(&world).await);
    let (one, two) =
        tokio::join!(decide(coordinator, &first, "queue", json!([])), decide(coordinator, &second, "queue", json!([])));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (waits, other, refused) = if one.status == 200 { (first, second, two) } else { (second, first, one) };
    let told = refused.json()["detail"].as_str().expect("words").to_owned();
    assert!(told.starts_with("Ett annat ärende från samma organisation"), "{told}");
    assert_eq!(refused.problem(409), "other_case");
    for decision in ["member", "observer"] {
        assert_eq!(decide(coordinator, &other, decision, json!([])).await.problem(409), "other_case", "{decision}");
    }
    // a no to the other takes nothing from the one that waits
    decide(coordinator, &other, "no", json!([])).await.expect(200);
    assert_eq!(of(&membership(&world).await, "Malmö stad")["state"], "queued");
    decide(coordinator, &waits, "member", json!([])).await.expect(200);
    assert_eq!(of(&membership(&world).await, "Malmö stad")["state"], "member");
}
