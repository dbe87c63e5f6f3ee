//! What hosting gives, and when it ends: planning the meetings around one's own, and coordinating where a troika does.

use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::governing::{set, settings};
use crate::harness::{Answer, Client, MailServer, Role, World, eventually};
use crate::mail::world_with;
use crate::meetings::{facts, plan, put};

async fn hosts_coordinate(world: &World) {
    let (tag, mut facts) = settings(world).await;
    facts["coordination"] = json!("troika");
    set(world.client(Role::Coordinator), world, &tag, &facts).await.expect(200);
}

/// The world's meeting goes on, hosted by Gävle, and something has been decided at it.
async fn goes_on(world: &World, client: &Client, gavle: &str) -> String {
    let meeting = world.meeting.to_string();
    put(client, &meeting, "", &facts(&json!({ "hosts": [gavle] }))).await.expect(200);
    put(client, &meeting, "/state", &json!({ "state": "ongoing" })).await.expect(200);
    let decided = json!({ "kind": "decision", "wording": "Vi ses igen", "organisation_id": null, "due_on": null });
    client.post(&format!("/meetings/{meeting}/promises"), &decided).await.expect(201);
    meeting
}

async fn publish(client: &Client, meeting: &str) -> Answer {
    let seen = client.get(&format!("/meetings/{meeting}")).await.expect(200);
    let request = client.request(Method::POST, &format!("/meetings/{meeting}/publication"));
    client.send(request.header("If-Match", format!("\"{}\"", seen["revision"])).json(&json!({}))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn published_its_hosts_plan_it_no_more_at_once() {
    let world = World::new().await;
    let (coordinator, host) = (world.client(Role::Coordinator), world.client(Role::Host));
    let gavle = organisations(&world).await["Gävle kommun"].clone();
    let meeting = goes_on(&world, coordinator, &gavle).await;
    let planning = format!("/rooms/{}", world.room("planning"));
    host.get(&planning).await.expect(200);
    assert_eq!(publish(world.client(Role::Member), &meeting).await.problem(403), "forbidden");
    publish(coordinator, &meeting).await.expect(200);
    host.get(&planning).await.problem(404);
    coordinator.get(&planning).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hosted_last_coordinates_until_others_do() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let (administrator, host) = (world.client(Role::Administrator), world.client(Role::Host));
    hosts_coordinate(&world).await;
    let appointments = format!("/networks/{}/appointments", world.network);
    let appointed = administrator.get(&appointments).await.expect(200)["items"].as_array().expect("all").clone();
    let named = appointed.iter().find(|one| one["role"] == "coordinator").expect("the coordinator")["id"].clone();
    administrator.delete(&format!("{appointments}/{}", named.as_str().expect("an id")), None).await.expect(204);

    // the only meeting is not cancelled by those who coordinate by it
    let off = json!({ "reason": "Snö" });
    let refused = put(host, &world.meeting.to_string(), "/cancellation", &off).await;
    assert_eq!(refused.problem(409), "last_of_troika");
    // earlier ones whose hosts have no official stand before it, but not so many that nobody coordinates
    world.end_seat(Role::Observer).await;
    let earlier = |year: i32| json!({ "hosts": [all["Mora kommun"]], "starts_on": format!("{year}-03-01"), "ends_on": format!("{year}-03-02") });
    let first = plan(&world, Role::Host, &earlier(2090)).await.expect(201)["id"].clone();
    let first = first.as_str().expect("an id");
    assert_eq!(plan(&world, Role::Host, &earlier(2091)).await.problem(409), "last_of_troika");
    put(host, first, "/cancellation", &off).await.expect(200);
    plan(&world, Role::Host, &earlier(2091)).await.expect(201);
    let tag = host.get(&format!("/meetings/{first}")).await.etag();
    let after_all = host.request(Method::DELETE, &format!("/meetings/{first}/cancellation")).header("If-Match", tag);
    assert_eq!(host.send(after_all).await.problem(409), "last_of_troika");
    let second = host.get(&format!("/networks/{}/meetings?limit=100", world.network)).await.expect(200);
    let of_2091 = |one: &&Value| one["starts_on"] == "2091-03-01";
    let second = second["items"].as_array().expect("meetings").iter().find(of_2091).expect("it")["id"].clone();
    put(host, second.as_str().expect("an id"), "/cancellation", &off).await.expect(200);

    // the last meeting is over: there is a previous host still, until the next is known and beside it then
    let meeting = goes_on(&world, host, &all["Gävle kommun"]).await;
    publish(host, &meeting).await.expect(200);
    let coordination = format!("/rooms/{}", world.room("coordination"));
    let readers = host.get(&format!("{coordination}/audience")).await.expect(200);
    assert_eq!(readers["items"].as_array().expect("people").len(), 1, "{readers}");
    world.client(Role::Member).get(&coordination).await.problem(404);
    let next = json!({ "hosts": [all["Örebro kommun"]], "starts_on": "2101-03-01", "ends_on": "2101-03-02" });
    plan(&world, Role::Host, &next).await.expect(201);
    for role in [Role::Host, Role::Member] {
        world.client(role).get(&coordination).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_that_coordinate_are_told_of_another_coordinator() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    hosts_coordinate(&world).await;
    let another = json!({ "person_id": world.people[&Role::Nobody], "role": "coordinator" });
    let appointments = format!("/networks/{}/appointments", world.network);
    world.client(Role::Administrator).post(&appointments, &another).await.expect(201);
    let told = || -> Vec<String> {
        let all = server.received().into_iter().filter(|mail| mail.subject().starts_with("Nobody Testsson är ny"));
        all.map(|mail| mail.to).collect()
    };
    let told = eventually("all to be told", || async { Some(told()).filter(|all| all.len() == 3) }).await;
    for role in [Role::Coordinator, Role::Host, Role::Nobody] {
        assert!(told.contains(&role.email()), "{role:?} in {told:?}");
    }
}
