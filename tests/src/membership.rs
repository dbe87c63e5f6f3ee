//! How organisations take part over time: space for so many active members, who rests and who takes their place from a day,
//! who waits first; and how many seats of a kind there are.

use chrono::Days;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Role, World};

pub fn of<'v>(membership: &'v Value, name: &str) -> &'v Value {
    let lines = membership["lines"].as_array().expect("lines");
    lines.iter().find(|one| one["organisation"] == name).unwrap_or_else(|| panic!("{name} in {membership}"))
}

/// Changes what the network says of itself.
pub async fn set(world: &World, facts: &[(&str, Value)]) {
    let client = world.client(Role::Coordinator);
    let path = format!("/networks/{}/settings", world.network);
    let seen = client.get(&path).await;
    let (tag, mut body) = (seen.etag(), seen.expect(200));
    for key in ["id", "slug", "closed", "revision"] {
        body.as_object_mut().expect("facts").remove(key);
    }
    for (key, value) in facts {
        body[*key] = value.clone();
    }
    client.send(client.request(Method::PUT, &path).header("If-Match", tag).json(&body)).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_rests_another_takes_its_place_and_the_cap_holds() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let path = format!("/networks/{}/membership", world.network);
    let changes = format!("{path}/changes");
    let today = world.node.clock.today();
    let seen = member.get(&path).await.expect(200);
    assert_eq!((&seen["active"], &seen["most"], &seen["may_write"]), (&json!(3), &Value::Null, &json!(false)));
    let (orebro, vasteras) =
        (of(&seen, "Örebro kommun")["organisation_id"].clone(), of(&seen, "Västerås stad")["organisation_id"].clone());
    let swap = |from: &str| {
        json!({ "from": from, "reason": "Enligt turordningen", "changes": [
            { "organisation_id": orebro, "state": "resting" }, { "organisation_id": vasteras, "state": "member" }] })
    };

    // who may, and what can't be
    assert_eq!(member.post(&changes, &swap(&today.to_string())).await.problem(403), "forbidden");
    assert_eq!(coordinator.post(&changes, &swap("2020-01-01")).await.expect(422)["errors"][0]["code"], "in_the_past");
    let mut silent = swap(&today.to_string());
    silent["reason"] = json!(" ");
    assert_eq!(coordinator.post(&changes, &silent).await.expect(422)["errors"][0]["pointer"], "/reason");
    let queue = json!({ "from": today, "reason": "x", "changes": [{ "organisation_id": orebro, "state": "queued" }] });
    assert_eq!(coordinator.post(&changes, &queue).await.expect(422)["errors"][0]["code"], "not_to_choose");
    let unknown = json!({ "from": today, "reason": "x",
        "changes": [{ "organisation_id": uuid::Uuid::now_v7(), "state": "member" }] });
    assert_eq!(coordinator.post(&changes, &unknown).await.problem(404), "not_found_in");

    // full: nobody more, but one in another's place
    set(&world, &[("most_members", json!(3))]).await;
    let more = json!({ "from": today, "reason": "x",
        "changes": [{ "organisation_id": vasteras, "state": "member" }] });
    assert_eq!(coordinator.post(&changes, &more).await.problem(409), "cap_reached");
    let later = (today + Days::new(30)).to_string();
    let planned = coordinator.post(&changes, &swap(&later)).await.expect(200);
    let orebro_line = of(&planned, "Örebro kommun");
    assert_eq!(
        (&orebro_line["state"], &orebro_line["next"], &orebro_line["next_from"]),
        (&json!("member"), &json!("resting"), &json!(later))
    );
    let room = world.room("members");
    member.ask(&room, "Än är vi aktiva", "Vi undrar").await;

    // today at once: who rests still reads, and writes there no more; who was resting writes
    coordinator.post(&changes, &swap(&today.to_string())).await.expect(200);
    let thread = json!({ "kind": "question", "title": "Nu vilar vi",
        "message": { "client_id": uuid::Uuid::new_v4(), "text": "Vi undrar" } });
    assert_eq!(member.post(&format!("/rooms/{room}/conversations"), &thread).await.problem(403), "forbidden");
    member.get(&format!("/rooms/{room}")).await.expect(200);
    world.client(Role::Resting).ask(&room, "Nu är vi med", "Vi svarar").await;

    // a closed network's participations stay as they are
    let close = format!("/installation/networks/{}/closed", world.network);
    world.client(Role::Administrator).put(&close, &json!({ "closed": true })).await.expect(204);
    assert_eq!(coordinator.post(&changes, &swap(&later)).await.problem(409), "network_closed");
    assert_eq!(coordinator.get(&path).await.expect(200)["may_write"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_in_the_queue_stands_on_the_desk_when_there_is_space() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let case = crate::joining::case_for(&world).await;
    let path = format!("/cases/{case}");
    let decide = async |decision: &str| {
        let found = coordinator.get(&path).await.expect(200);
        let request = coordinator
            .request(Method::POST, &format!("{path}/decision"))
            .header("If-Match", found["revision"].to_string());
        coordinator.send(request.json(&json!({ "decision": decision, "reason": "Så är det" }))).await
    };
    // full: the case can't make a member, but puts the organisation in the queue
    set(&world, &[("most_members", json!(3))]).await;
    assert_eq!(decide("member").await.problem(409), "cap_reached");
    decide("queue").await.expect(200);
    let waiting = async || {
        let desk = coordinator.get("/desk").await.expect(200);
        let matters = desk["matters"].as_array().expect("matters").clone();
        matters.into_iter().find(|one| one["kind"] == "place_free")
    };
    assert!(waiting().await.is_none());
    set(&world, &[("most_members", json!(4))]).await;
    let matter = waiting().await.expect("a place");
    assert_eq!((&matter["organisation"], &matter["number"]), (&json!("Malmö stad"), &json!(1)));

    assert_eq!(matter["part_id"], json!(case), "the place is given where the organisation asked for it");
    let membership = format!("/networks/{}/membership", world.network);
    let seen = coordinator.get(&membership).await.expect(200);
    let malmo = of(&seen, "Malmö stad");
    assert_eq!((&malmo["state"], &malmo["case_id"]), (&json!("queued"), &json!(case)));
    let others = world.client(Role::Member).get(&membership).await.expect(200);
    let theirs = of(&others, "Malmö stad");
    assert_eq!(
        (&theirs["case_id"], &theirs["queued_since"]),
        (&Value::Null, &malmo["since"]),
        "cases are coordinators'"
    );
    for state in ["member", "observer", "ended"] {
        let body = json!({ "from": world.node.clock.today(), "reason": "Först i kön",
            "changes": [{ "organisation_id": malmo["organisation_id"], "state": state }] });
        let refused = coordinator.post(&format!("{membership}/changes"), &body).await;
        assert_eq!(refused.problem(409), "queued_by_case", "{state}");
    }
    decide("member").await.expect(200);
    let now = coordinator.get(&membership).await.expect(200);
    let malmo = of(&now, "Malmö stad");
    assert_eq!((&now["active"], &malmo["state"], &malmo["case_id"]), (&json!(4), &json!("member"), &Value::Null));
    assert!(waiting().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_has_no_more_seats_of_a_kind_than_the_network_says() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let seats = format!("/networks/{}/seats", world.network);
    let membership = coordinator.get(&format!("/networks/{}/membership", world.network)).await.expect(200);
    let new = |name: &str, kind: &str| {
        json!({ "organisation_id": of(&membership, name)["organisation_id"], "kind": kind, "title": "en till",
            "mandate": "" })
    };
    coordinator.post(&seats, &new("Örebro kommun", "official")).await.expect(201);
    // two officials are there already: they stay, and no third comes
    set(&world, &[("most_officials", json!(1)), ("most_elected", json!(0))]).await;
    assert_eq!(coordinator.post(&seats, &new("Örebro kommun", "official")).await.problem(409), "no_more_seats");
    assert_eq!(coordinator.post(&seats, &new("Gävle kommun", "elected")).await.problem(409), "no_more_seats");
    let held = format!("/seats/{}", world.seats[&Role::Member]);
    assert_eq!(coordinator.get(&held).await.expect(200)["state"], "held");
    set(&world, &[("most_officials", Value::Null), ("most_elected", json!(1))]).await;
    coordinator.post(&seats, &new("Gävle kommun", "elected")).await.expect(201);
    assert_eq!(coordinator.post(&seats, &new("Gävle kommun", "elected")).await.problem(409), "no_more_seats");
    let settings = format!("/networks/{}/settings", world.network);
    let seen = coordinator.get(&settings).await;
    let (tag, mut body) = (seen.etag(), seen.expect(200));
    for key in ["id", "slug", "closed", "revision"] {
        body.as_object_mut().expect("facts").remove(key);
    }
    body["most_elected"] = json!(-1);
    let request = coordinator.request(Method::PUT, &settings).header("If-Match", tag).json(&body);
    assert_eq!(coordinator.send(request).await.expect(422)["errors"][0]["pointer"], "/most_elected");
}
