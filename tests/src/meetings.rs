//! Meetings: planned, changed, their programme, and what went before.

use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, Client, Role, Sql, World};

/// What is said of a meeting on two days in spring.
pub fn facts(more: &Value) -> Value {
    let mut body = json!({ "kind": "meeting", "title": "Örebro maj 2099", "starts_on": "2099-05-04",
        "ends_on": "2099-05-05", "place": "Rådhuset", "themes": ["Barnets bästa"], "articles": [12, 3] });
    for (key, value) in more.as_object().expect("an object") {
        body[key] = value.clone();
    }
    body
}

/// Begins to plan a meeting and gives it.
pub async fn plan(world: &World, role: Role, more: &Value) -> Answer {
    world.client(role).post(&format!("/networks/{}/meetings", world.network), &facts(more)).await
}

/// Changes something of a meeting, from its revision as `client` sees it now.
pub async fn put(client: &Client, meeting: &str, part: &str, body: &Value) -> Answer {
    let seen = client.get(&format!("/meetings/{meeting}")).await.expect(200);
    let request = client.request(Method::PUT, &format!("/meetings/{meeting}{part}"));
    client.send(request.header("If-Match", format!("\"{}\"", seen["revision"])).json(body)).await
}

fn id(meeting: &Value) -> String {
    meeting["id"].as_str().expect("an id").to_owned()
}

fn item(day: i32, starts_at: &str, minutes: i32, kind: &str, title: &str) -> Value {
    json!({ "day": day, "starts_at": starts_at, "minutes": minutes, "kind": kind, "title": title, "who": "Anna Berg" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_planned_and_changed_by_those_with_the_right() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let coordinator = world.client(Role::Coordinator);
    let hosts = json!({ "hosts": [all["Örebro kommun"], all["Haninge kommun"]] });
    let made = plan(&world, Role::WorkingGroup, &hosts).await.expect(201);
    assert_eq!((&made["state"], &made["year"], &made["month"]), (&json!("planned"), &json!(2099), &json!(5)));
    assert_eq!(made["articles"], json!([3, 12]));
    assert_eq!(made["host"].as_array().unwrap().len(), 2);
    assert_eq!(
        made["may"],
        json!({ "plan": true, "sign_up": true, "keep_attendance": false,
        "take_notes": true, "hold_after_all": false })
    );
    let meeting = id(&made);

    // the next host plans with it, the reader reads, the stranger sees nothing
    let seen = world.client(Role::Member).get(&format!("/meetings/{meeting}")).await.expect(200);
    assert_eq!((&seen["may"]["plan"], &seen["planning_room"]["kind"]), (&json!(true), &json!("planning")));
    let seen = world.client(Role::Observer).get(&format!("/meetings/{meeting}")).await.expect(200);
    assert_eq!((&seen["may"]["plan"], &seen["planning_room"]), (&json!(false), &Value::Null));
    assert_eq!(world.client(Role::Nobody).get(&format!("/meetings/{meeting}")).await.problem(404), "not_found");
    assert_eq!(put(world.client(Role::Observer), &meeting, "", &facts(&json!({}))).await.problem(403), "forbidden");

    // another host: who hosts no more loses the planning at once
    let moved = facts(&json!({ "hosts": [all["Haninge kommun"]], "ends_on": null, "place": null, "articles": [] }));
    let changed = put(coordinator, &meeting, "", &moved).await.expect(200);
    assert_eq!((&changed["revision"], &changed["place"], &changed["articles"]), (&json!(2), &Value::Null, &json!([])));
    assert_eq!((&changed["starts_on"], &changed["ends_on"]), (&json!("2099-05-04"), &json!("2099-05-04")));
    let planning = changed["planning_room"]["id"].as_str().unwrap().to_owned();
    assert_eq!(world.client(Role::Member).get(&format!("/rooms/{planning}")).await.problem(404), "not_found");
    let stale = coordinator.request(Method::PUT, &format!("/meetings/{meeting}")).header("If-Match", "\"1\"");
    assert_eq!(coordinator.send(stale.json(&moved)).await.problem(412), "stale");
    let without = coordinator.put(&format!("/meetings/{meeting}"), &moved).await;
    assert_eq!(without.problem(428), "precondition_required");

    // only a month is enough to begin with, not to invite
    let month = json!({ "starts_on": null, "ends_on": null, "year": 2099, "month": 11, "title": "Hösten" });
    let later = id(&plan(&world, Role::Coordinator, &month).await.expect(201));
    let invited = put(coordinator, &later, "/state", &json!({ "state": "invited" })).await;
    assert_eq!(invited.json()["errors"][0]["code"], "days_missing");
    put(coordinator, &meeting, "/state", &json!({ "state": "invited" })).await.expect(200);
    let archived = put(coordinator, &meeting, "/state", &json!({ "state": "archived" })).await;
    assert_eq!(archived.problem(422), "invalid");

    for (wrong, pointer) in [
        (json!({ "title": "  " }), "/title"),
        (json!({ "starts_on": null, "ends_on": null }), "/starts_on"),
        (json!({ "ends_on": "2099-05-03" }), "/ends_on"),
        (json!({ "ends_on": "2099-06-03" }), "/ends_on"),
        (json!({ "starts_on": null, "ends_on": null, "year": 2099, "month": 13 }), "/month"),
        (json!({ "starts_on": null, "ends_on": null, "year": 99 }), "/year"),
        (json!({ "link": "javascript:alert(1)" }), "/link"),
        (json!({ "articles": [55] }), "/articles"),
        (json!({ "guests_each": 21 }), "/guests_each"),
        (json!({ "answer_by": "2099-05-05" }), "/answer_by"),
        (json!({ "audience": "coordination" }), "/audience"),
        (json!({ "invitation": "x".repeat(5_001) }), "/invitation"),
    ] {
        let refused = plan(&world, Role::Coordinator, &wrong).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert_eq!(refused.json()["errors"][0]["pointer"], pointer, "{wrong}");
    }
    let foreign =
        plan(&world, Role::Coordinator, &json!({ "hosts": [all["Örebro kommun"], uuid::Uuid::new_v4()] })).await;
    assert_eq!(foreign.problem(404), "not_found_in");
    assert_eq!(plan(&world, Role::Member, &json!({})).await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_for_officials_is_nothing_to_the_others() {
    let world = World::new().await;
    let officials = json!({ "kind": "officials_meeting", "audience": "officials", "title": "Tjänstepersonerna" });
    let made = plan(&world, Role::Coordinator, &officials).await.expect(201);
    let meeting = id(&made);
    world.client(Role::Member).get(&format!("/meetings/{meeting}")).await.expect(200);
    for role in [Role::Elected, Role::Observer, Role::OtherNetwork] {
        let client = world.client(role);
        assert_eq!(client.get(&format!("/meetings/{meeting}")).await.problem(404), "not_found", "{role:?}");
        let list = client.get(&format!("/networks/{}/meetings", world.network)).await;
        if list.status == 200 {
            assert!(!list.json().to_string().contains(&meeting), "{role:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_is_written_kept_compared_and_gone_on_from() {
    let world = World::new().await;
    let client = world.client(Role::Coordinator);
    let meeting = id(&plan(&world, Role::Coordinator, &json!({})).await.expect(201));
    let items = json!({ "items": [
        item(1, "13:00", 90, "lecture", "Barnets bästa"),
        item(1, "09:00", 30, "informal", "Kaffe"),
        item(2, "09:00", 60, "discussion", "Landet runt"),
    ] });
    let written = put(client, &meeting, "/programme", &items).await.expect(200);
    let titles: Vec<_> =
        written["programme"].as_array().unwrap().iter().map(|i| i["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Kaffe", "Barnets bästa", "Landet runt"]);
    assert_eq!(written["programme"][1]["ends_at"], "14:30");
    let balance = json!({ "lecture": 90, "workshop": 0, "discussion": 60, "informal": 30 });
    assert_eq!((&written["balance"], &written["earlier"]), (&balance, &json!([])));

    // what stays keeps its id, what is left out goes, and how it was is kept
    let kept = written["programme"][0]["id"].clone();
    let mut coffee = item(1, "10:00", 45, "informal", "Kaffe och samtal");
    coffee["id"] = kept.clone();
    let again = put(client, &meeting, "/programme", &json!({ "items": [coffee] })).await.expect(200);
    assert_eq!(again["programme"].as_array().unwrap().len(), 1);
    assert_eq!((&again["programme"][0]["id"], &again["programme"][0]["starts_at"]), (&kept, &json!("10:00")));
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM meeting_act WHERE act = 'programme'", []).await, 2);

    let seen = client.get(&format!("/meetings/{meeting}")).await.expect(200);
    for (wrong, code) in [
        (item(0, "09:00", 60, "lecture", "x"), "out_of_range"),
        (item(1, "24:00", 60, "lecture", "x"), "not_a_time"),
        (item(1, "9.30", 60, "lecture", "x"), "not_a_time"),
        (item(1, "09:00", 0, "lecture", "x"), "out_of_range"),
        (item(1, "09:00", 60, "lecture", " "), "empty"),
    ] {
        let refused = put(client, &meeting, "/programme", &json!({ "items": [wrong] })).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert_eq!(refused.json()["errors"][0]["code"], code, "{wrong}");
    }
    let mut foreign = item(1, "09:00", 60, "lecture", "x");
    foreign["id"] = json!(uuid::Uuid::new_v4());
    assert_eq!(put(client, &meeting, "/programme", &json!({ "items": [foreign] })).await.problem(404), "not_found_in");
    assert_eq!(client.get(&format!("/meetings/{meeting}")).await.expect(200)["revision"], seen["revision"]);

    // the next one goes on from it, with nobody in it yet, and is compared with it
    let next = json!({ "like": meeting, "title": "Nästa", "starts_on": "2099-11-04", "ends_on": null });
    let next = plan(&world, Role::Coordinator, &next).await.expect(201);
    assert_eq!(
        (&next["programme"][0]["title"], &next["programme"][0]["who"]),
        (&json!("Kaffe och samtal"), &json!(""))
    );
    assert_ne!(next["programme"][0]["id"], kept);
    assert_eq!((&next["earlier"][0]["id"], &next["earlier"][0]["balance"]["informal"]), (&json!(meeting), &json!(45)));
    let nothing = json!({ "like": uuid::Uuid::new_v4() });
    assert_eq!(plan(&world, Role::Coordinator, &nothing).await.problem(404), "not_found_in");
}
