//! Who comes to a meeting: seats answer, deputies stand in, guests come along, attendance is noted.

use chrono::Days;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, Client, Role, Sql, World};
use crate::meetings::{plan, put};

/// A meeting that all are invited to, beginning today so that standing in counts at once.
pub async fn invited(world: &World, more: Value) -> String {
    let today = world.node.clock.today();
    let mut body = json!({ "starts_on": today, "ends_on": today + Days::new(1), "guests_each": 1 });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    let made = plan(world, Role::Coordinator, &body).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    put(world.client(Role::Coordinator), &id, "/state", &json!({ "state": "invited" })).await.expect(200);
    id
}

pub async fn answer(client: &Client, meeting: &str, subject: &str, body: Value) -> Answer {
    client.put(&format!("/meetings/{meeting}/answers/{subject}"), &body).await
}

pub fn seat(world: &World, role: Role) -> String {
    world.seats[&role].to_string()
}

pub async fn place(client: &Client, meeting: &str, subject: &str) -> Value {
    let all = client.get(&format!("/meetings/{meeting}/answers")).await.expect(200);
    let found = all["places"].as_array().unwrap().iter().find(|place| place["subject_id"] == subject);
    found.unwrap_or_else(|| panic!("no {subject} in {all}")).clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_answers_and_a_deputy_stands_in() {
    let world = World::new().await;
    let meeting = invited(&world, json!({ "answer_by": world.node.clock.today() })).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (own, elected) = (seat(&world, Role::Member), seat(&world, Role::Elected));

    let start = member.get("/start").await.expect(200);
    assert_eq!(start["meeting"]["id"], json!(meeting));
    assert_eq!(
        (&start["meeting_places"][0]["subject_id"], &start["meeting_places"][0]["told"]),
        (&json!(own), &Value::Null)
    );
    assert_eq!(start["meeting_places"][0]["deputies"].as_array().unwrap().len(), 2);

    let said =
        answer(member, &meeting, &own, json!({ "answer": "coming", "note": "Äter inte fisk" })).await.expect(200);
    assert_eq!((&said["told"]["answer"], &said["told"]["by_coordinator"]), (&json!("coming"), &json!(false)));
    // what is said to those who plan is theirs and the seat's own
    assert_eq!(place(coordinator, &meeting, &own).await["told"]["note"], "Äter inte fisk");
    assert_eq!(place(world.client(Role::Observer), &meeting, &own).await["told"]["note"], Value::Null);

    // nobody answers for another, a deputy only while standing in; observers when invited
    for role in [Role::Elected, Role::Observer, Role::Deputy, Role::Host, Role::WorkingGroup] {
        let refused = answer(world.client(role), &meeting, &own, json!({ "answer": "not_coming" })).await;
        assert_eq!(refused.problem(403), "forbidden", "{role:?}");
    }
    let none = answer(coordinator, &meeting, &own, json!({ "answer": "not_coming" })).await;
    assert_eq!(none.problem(403), "forbidden", "nobody changes what a seat has said");
    let theirs = seat(&world, Role::Observer);
    let unasked = answer(world.client(Role::Observer), &meeting, &theirs, json!({ "answer": "coming" }));
    assert_eq!(unasked.await.problem(404), "not_found", "an observer is not invited here");
    let entered = answer(coordinator, &meeting, &elected, json!({ "answer": "not_coming" })).await.expect(200);
    assert_eq!(entered["told"]["by_coordinator"], true);
    answer(world.client(Role::Elected), &meeting, &elected, json!({ "answer": "coming" })).await.expect(200);
    let themself = world.people[&Role::Coordinator].to_string();
    answer(coordinator, &meeting, &themself, json!({ "answer": "coming" })).await.expect(200);
    assert_eq!(place(member, &meeting, &themself).await["person"]["name"], "Coordinator Testsson");

    // the deputy goes: it stands in at once where deputies are free, and no more when the holder comes after all
    let deputy = world.people[&Role::Deputy].to_string();
    let stand_in = |who: &str| json!({ "answer": "deputy", "stand_in": who });
    let whom = answer(member, &meeting, &own, json!({ "answer": "deputy" })).await;
    assert_eq!(whom.json()["errors"][0]["pointer"], "/stand_in");
    let stranger = answer(member, &meeting, &own, stand_in(&world.people[&Role::Host].to_string())).await;
    assert_eq!(stranger.problem(404), "not_found_in");
    let goes = answer(member, &meeting, &own, stand_in(&deputy)).await.expect(200);
    assert_eq!(
        (&goes["told"]["stand_in"]["name"], &goes["told"]["unconfirmed"]),
        (&json!("Deputy Testsson"), &json!(false))
    );
    answer(world.client(Role::Deputy), &meeting, &own, stand_in(&deputy)).await.expect(200);
    answer(member, &meeting, &own, json!({ "answer": "coming" })).await.expect(200);
    let late = answer(world.client(Role::Deputy), &meeting, &own, stand_in(&deputy)).await;
    assert_eq!(late.problem(403), "forbidden");
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT max(number) AS n FROM meeting_answer", []).await, 4, "every answer is kept");

    // over is over
    put(coordinator, &meeting, "/state", &json!({ "state": "documenting" })).await.expect(200);
    let over = answer(member, &meeting, &own, json!({ "answer": "not_coming" })).await;
    assert_eq!(over.problem(409), "not_open_for_answers");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_deputies_are_an_exception_a_coordinator_confirms() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE network_setting SET deputies = 'exceptional' WHERE until IS NULL", []).await;
    let meeting = invited(&world, json!({})).await;
    let (own, deputy) = (seat(&world, Role::Member), world.people[&Role::Deputy].to_string());
    let body = json!({ "answer": "deputy", "stand_in": deputy });
    let goes = answer(world.client(Role::Member), &meeting, &own, body.clone()).await.expect(200);
    assert_eq!(goes["told"]["unconfirmed"], true);
    assert_eq!(answer(world.client(Role::Deputy), &meeting, &own, body.clone()).await.problem(403), "forbidden");
    let path = format!("/meetings/{meeting}/answers/{own}/confirmation");
    assert_eq!(world.client(Role::WorkingGroup).put(&path, &json!({})).await.problem(403), "forbidden");
    world.client(Role::Coordinator).put(&path, &json!({})).await.expect(204);
    assert_eq!(world.client(Role::Coordinator).put(&path, &json!({})).await.problem(409), "nothing_to_confirm");
    // what is confirmed stays so when they answer once more themselves
    let once_more = answer(world.client(Role::Deputy), &meeting, &own, body).await.expect(200);
    assert_eq!(once_more["told"]["unconfirmed"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn observers_come_when_they_are_invited() {
    let world = World::new().await;
    let meeting = invited(&world, json!({ "observers_invited": true })).await;
    let own = seat(&world, Role::Observer);
    let said = answer(world.client(Role::Observer), &meeting, &own, json!({ "answer": "coming" })).await.expect(200);
    assert_eq!(said["organisation"]["name"], "Mora kommun");
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_from_home_come_along_and_read_the_room_until_they_do_not() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = invited(&world, json!({})).await;
    let (member, nobody) = (world.client(Role::Member), world.client(Role::Nobody));
    let path = format!("/meetings/{meeting}/guests");
    let guest = |organisation: &str, email: &str| json!({ "organisation_id": all[organisation], "name": " Nadja  Nämnd ", "email": email });
    assert_eq!(member.post(&path, &guest("Haninge kommun", "a@exempel.se")).await.problem(403), "forbidden");
    let strange = json!({ "organisation_id": uuid::Uuid::new_v4(), "name": "Nadja", "email": "a@exempel.se" });
    assert_eq!(member.post(&path, &strange).await.problem(404), "not_found_in");
    assert_eq!(member.post(&path, &guest("Örebro kommun", "ingen adress")).await.problem(422), "invalid");
    assert_eq!(nobody.get(&format!("/meetings/{meeting}")).await.problem(404), "not_found");
    let brought = member.post(&path, &guest("Örebro kommun", &Role::Nobody.email())).await.expect(201);
    let found = &brought["guests"][0];
    assert_eq!((&found["name"], &found["email"]), (&json!("Nadja Nämnd"), &json!(Role::Nobody.email())));
    let seen = world.client(Role::Observer).get(&format!("/meetings/{meeting}/answers")).await.expect(200);
    assert_eq!(seen["guests"][0]["email"], Value::Null, "an address is for those who need it");

    // whoever has an account reads the meeting and its room, and neither who comes nor anything else
    let own = nobody.get(&format!("/meetings/{meeting}")).await.expect(200);
    assert_eq!((&own["mine"], &own["planning_room"]), (&json!([]), &Value::Null));
    let room = own["room"]["id"].as_str().unwrap();
    nobody.start(room, "Hej", "Vad roligt att få vara med").await;
    assert_eq!(nobody.get(&format!("/meetings/{meeting}/answers")).await.problem(403), "forbidden");
    assert_eq!(nobody.get(&format!("/rooms/{}", world.room("whole_network"))).await.problem(404), "not_found");

    let second = member.post(&path, &guest("Örebro kommun", "b@exempel.se")).await;
    assert_eq!(second.problem(409), "too_many_guests");
    let line = format!("{path}/{}", found["id"].as_str().unwrap());
    assert_eq!(world.client(Role::Observer).delete(&line, None).await.problem(403), "forbidden");
    member.delete(&line, None).await.expect(204);
    assert_eq!(member.delete(&line, None).await.problem(404), "not_found");
    assert_eq!(nobody.get(&format!("/meetings/{meeting}")).await.problem(404), "not_found", "at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn attendance_is_told_by_organisation_and_role() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = invited(&world, json!({})).await;
    let coordinator = world.client(Role::Coordinator);
    let guest = json!({ "organisation_id": all["Gävle kommun"], "name": "Gäst", "email": "g@exempel.se" });
    let brought = world.client(Role::Host).post(&format!("/meetings/{meeting}/guests"), &guest).await.expect(201);
    let themself = world.people[&Role::Coordinator].to_string();
    answer(coordinator, &meeting, &themself, json!({ "answer": "coming" })).await.expect(200);
    let present = [
        json!(seat(&world, Role::Member)),
        json!(seat(&world, Role::Elected)),
        json!(seat(&world, Role::Host)),
        json!(themself),
        brought["guests"][0]["id"].clone(),
    ];
    let path = format!("/meetings/{meeting}/attendance");
    assert_eq!(coordinator.put(&path, &json!({ "present": present })).await.problem(409), "not_begun");
    put(coordinator, &meeting, "/state", &json!({ "state": "ongoing" })).await.expect(200);
    assert_eq!(
        world.client(Role::WorkingGroup).put(&path, &json!({ "present": present })).await.problem(403),
        "forbidden"
    );
    let strange = json!({ "present": [uuid::Uuid::new_v4()] });
    assert_eq!(coordinator.put(&path, &strange).await.problem(404), "not_found_in");
    let noted = coordinator.put(&path, &json!({ "present": present })).await.expect(200);
    let there = noted["places"].as_array().unwrap().iter().filter(|place| place["attended"] == true).count();
    assert_eq!((there, &noted["guests"][0]["attended"]), (4, &json!(true)));
    let told = world.client(Role::Observer).get(&format!("/networks/{}/attendance", world.network)).await.expect(200);
    let row = &told["items"][0];
    assert_eq!(
        [&row["organisations"], &row["officials"], &row["elected"], &row["guests"], &row["others"]],
        [2, 2, 1, 1, 1].map(|n| json!(n)).each_ref()
    );
}

/// The report on some years: who was there and what was decided, each told only to those who read it elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_period_tells_attendance_and_decisions() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = invited(&world, json!({})).await;
    let coordinator = world.client(Role::Coordinator);
    let guest =
        json!({ "organisation_id": all["Örebro kommun"], "name": "Nadja Nämnd", "email": Role::Nobody.email() });
    world.client(Role::Member).post(&format!("/meetings/{meeting}/guests"), &guest).await.expect(201);
    put(coordinator, &meeting, "/state", &json!({ "state": "ongoing" })).await.expect(200);
    let present =
        json!({ "present": [seat(&world, Role::Member), seat(&world, Role::Elected), seat(&world, Role::Host)] });
    coordinator.put(&format!("/meetings/{meeting}/attendance"), &present).await.expect(200);
    for said in [
        json!({ "kind": "decision", "wording": "Nästa träff är i Gävle" }),
        json!({ "kind": "decision", "wording": "Vi tar fram en checklista" }),
        json!({ "kind": "promise", "wording": "Skriver till alla", "organisation_id": all["Örebro kommun"] }),
    ] {
        coordinator.post(&format!("/meetings/{meeting}/promises"), &said).await.expect(201);
    }
    let year = coordinator.get(&format!("/meetings/{meeting}")).await.expect(200)["year"].as_i64().unwrap();
    let told = async |client: &Client, rest: &str| {
        let path = format!("/archive/period?from={}&to={year}{rest}", year - 2);
        let period = client.get(&path).await.expect(200);
        period["meetings"].as_array().unwrap().iter().find(|one| one["meeting"]["id"] == json!(meeting)).cloned()
    };
    let of_network = format!("&network={}", world.network);
    let found = told(world.client(Role::Observer), &of_network).await.expect("the meeting");
    let attended = &found["attended"];
    assert_eq!(
        [&attended["organisations"], &attended["officials"], &attended["elected"], &attended["guests"]],
        [2, 2, 1, 0].map(|n| json!(n)).each_ref()
    );
    let wordings: Vec<_> = found["decisions"].as_array().unwrap().iter().map(|one| &one["wording"]).collect();
    assert_eq!(wordings, ["Nästa träff är i Gävle", "Vi tar fram en checklista"], "decisions, and no promise");
    // a guest of the meeting reads what it decided; who came is for the network's own
    let guests = told(world.client(Role::Nobody), "").await.expect("the meeting");
    assert_eq!((&guests["attended"], guests["decisions"].as_array().unwrap().len()), (&Value::Null, 2));
    assert_eq!(told(world.client(Role::OtherNetwork), "").await, None, "whoever does not read it is told of nothing");
    assert_eq!(told(coordinator, &format!("&network={}", world.other_network)).await, None);
    for bad in ["from=2018", "from=2018&to=2016", "from=2018&to=2019&slag=alla", "from=0&to=2019", "from=x&to=2019"] {
        assert_eq!(coordinator.get(&format!("/archive/period?{bad}")).await.problem(400), "bad_query", "{bad}");
    }
    let anybody = world.node.anonymous().get("/archive/period?from=2018&to=2019").await.expect(200);
    assert_eq!(anybody["meetings"], json!([]));
}
