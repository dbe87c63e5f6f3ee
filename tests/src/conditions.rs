//! Conditions in a participation, the observer's way to membership, and which counties a network covers.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, MailServer, Role, Sql, World, eventually};
use crate::joining::organisation;
use crate::mail::world_with;

pub fn path(world: &World, organisation: &str) -> String {
    format!("/networks/{}/conditions/{organisation}", world.network)
}

/// Says of every condition of the organisation that it is met; gives one of them.
pub async fn all_said(world: &World, role: Role, organisation: &str) -> String {
    let (client, path) = (world.client(role), path(world, organisation));
    let found = client.get(&path).await.expect(200);
    let ids: Vec<String> =
        found["conditions"].as_array().expect("six").iter().map(|one| one["id"].as_str().expect("id").into()).collect();
    for id in &ids {
        client.put(&format!("{path}/{id}"), &json!({ "state": "met" })).await.expect(200);
    }
    ids[0].clone()
}

/// The matters of that kind on somebody's desk.
pub async fn on_desk(client: &Client, kind: &str) -> Vec<Value> {
    let desk = client.get("/desk").await.expect(200);
    desk["matters"].as_array().expect("matters").iter().filter(|one| one["kind"] == kind).cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_says_confirms_and_is_asked_again_after_a_year() {
    let mut world = World::new().await;
    let orebro = organisation(&world, "örebro").await;
    let own = path(&world, &orebro);
    let member = world.client(Role::Member);
    let before = member.get(&own).await.expect(200);
    assert_eq!(
        (&before["met"], &before["confirmed_at"], &before["may_confirm"]),
        (&json!(0), &Value::Null, &json!(true))
    );
    assert_eq!(member.post(&format!("{own}/confirmation"), &json!({})).await.problem(409), "conditions_unsaid");
    // it sees when it was last heard from; saying what is held of oneself does not count, writing does
    assert_eq!(before["heard_on"], Value::Null);
    member.start(&world.room("members"), "Hej", "Nu hörs vi av").await;
    assert_eq!(member.get(&own).await.expect(200)["heard_on"], json!(world.node.clock.today()));
    let condition = all_said(&world, Role::Member, &orebro).await;
    let evidence =
        json!({ "state": "met", "text": "Ks 88/2021", "url": "https://orebro.example/plan", "dated_on": "2021-05-04" });
    let said = member.put(&format!("{own}/{condition}"), &evidence).await.expect(200);
    assert_eq!((&said["met"], &said["conditions"][0]["url"]), (&json!(6), &evidence["url"]));
    for (field, value) in [("url", json!("javascript:alert(1)")), ("text", json!("x".repeat(4_001)))] {
        let mut wrong = evidence.clone();
        wrong[field] = value;
        assert_eq!(member.put(&format!("{own}/{condition}"), &wrong).await.problem(422), "invalid", "{field}");
    }
    let unknown = format!("{own}/{}", uuid::Uuid::now_v7());
    assert_eq!(member.put(&unknown, &evidence).await.problem(404), "not_found");
    assert!(on_desk(world.client(Role::Coordinator), "conditions_unconfirmed").await.is_empty());

    // what is held of another organisation is its own matter
    let mora = organisation(&world, "mora").await;
    for (role, other) in [(Role::Member, &mora), (Role::Observer, &orebro), (Role::Deputy, &orebro)] {
        let refused = world.client(role).get(&path(&world, other)).await;
        let told = refused.json()["detail"].as_str().expect("words").to_owned();
        assert!(told.contains("förutsättningar ses av"), "{told}");
        assert_eq!(refused.problem(403), "conditions_of_others", "{role:?}");
    }
    let malmo = organisation(&world, "malmö").await;
    assert_eq!(world.client(Role::Coordinator).get(&path(&world, &malmo)).await.problem(404), "not_found");
    // a coordinator says what is held, and does not confirm it for them
    let coordinator = world.client(Role::Coordinator);
    let corrected = json!({ "state": "unclear", "text": "Planen har gått ut" });
    let corrected = coordinator.put(&format!("{own}/{condition}"), &corrected).await.expect(200);
    assert_eq!((&corrected["met"], &corrected["may_confirm"]), (&json!(5), &json!(false)));
    assert_eq!(coordinator.post(&format!("{own}/confirmation"), &json!({})).await.problem(403), "forbidden");
    let all = coordinator.get(&format!("/networks/{}/conditions", world.network)).await.expect(200);
    let row = all["items"].as_array().expect("rows").iter().find(|row| row["organisation"]["name"] == "Örebro kommun");
    assert_eq!(row.expect("a row")["met"], 5);
    let sql = Sql::of(world.node.config()).await;
    let marks = sql.number("SELECT count(*) AS n FROM condition_mark", []).await;
    assert_eq!(marks, 8, "what was said before stays as history");

    world.node.clock.advance(Duration::from_secs(370 * 24 * 3600));
    world.sign_everybody_in().await;
    let late = on_desk(world.client(Role::Coordinator), "conditions_unconfirmed").await;
    assert!(late.iter().any(|one| one["organisation"] == "Örebro kommun"));
    // reminded on a coordinator's word it stays away for a while, and is not reminded twice
    let reminders = format!("{own}/reminders");
    assert_eq!(world.client(Role::Member).post(&reminders, &json!({})).await.problem(403), "forbidden");
    let asked = format!("SELECT count(*) AS n FROM notice WHERE cause LIKE 'conditions:%:{orebro}:again:%'");
    assert_eq!(sql.number(&asked, []).await, 0);
    // whoever gets many letters this hour gets it in the next
    for number in 0..6 {
        let (id, now) = (uuid::Uuid::now_v7(), world.node.clock.now());
        let cause = format!("something else {number}");
        let values = [id.into(), Role::Member.email().into(), cause.into(), now.into()];
        let sent = "INSERT INTO notice (id, address, language, kind, subject_id, cause, state, attempts, run_at, created_at) \
                    VALUES ($1, $2, 'sv', 'password_reset', $1, $3, 'sent', 1, $4, $4)";
        sql.run(sent, values).await;
    }
    let coordinator = world.client(Role::Coordinator);
    coordinator.post(&reminders, &json!({})).await.expect(200);
    assert_eq!(sql.number(&asked, []).await, 1, "a letter to who holds the official seat");
    assert_eq!(sql.number(&format!("{asked} AND run_at > created_at"), []).await, 1, "not yet");
    assert_eq!(coordinator.post(&reminders, &json!({})).await.problem(409), "reminded_recently");
    let late = async |world: &World| {
        let found = on_desk(world.client(Role::Coordinator), "conditions_unconfirmed").await;
        found.iter().any(|one| one["organisation"] == "Örebro kommun")
    };
    assert!(!late(&world).await);
    world.node.clock.advance(Duration::from_secs(15 * 24 * 3600));
    world.sign_everybody_in().await;
    assert!(late(&world).await, "nobody has done anything about it");
    world.client(Role::Elected).post(&format!("{own}/confirmation"), &json!({})).await.expect(200);
    assert_eq!(world.client(Role::Coordinator).post(&reminders, &json!({})).await.problem(409), "conditions_confirmed");
    let host = world.seats[&Role::Host].0.into();
    sql.run("UPDATE seat_holding SET to_day = from_day WHERE seat_id = $1", [host]).await;
    let gavle = organisation(&world, "gävle").await;
    let reminders = format!("{}/reminders", path(&world, &gavle));
    assert_eq!(world.client(Role::Coordinator).post(&reminders, &json!({})).await.problem(409), "nobody_to_remind");
    let close = format!("/installation/networks/{}/closed", world.network);
    world.client(Role::Administrator).put(&close, &json!({ "closed": true })).await.expect(204);
    assert_eq!(world.client(Role::Coordinator).post(&reminders, &json!({})).await.problem(409), "network_closed");
    world.client(Role::Administrator).put(&close, &json!({ "closed": false })).await.expect(204);
    let late = on_desk(world.client(Role::Coordinator), "conditions_unconfirmed").await;
    assert!(!late.iter().any(|one| one["organisation"] == "Örebro kommun"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_shows_it_and_a_letter_comes_before_the_year_is_over() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let orebro = organisation(&world, "örebro").await;
    let own = path(&world, &orebro);
    let condition = all_said(&world, Role::Member, &orebro).await;
    let member = world.client(Role::Member);
    let up = async |client: &Client, room: String| {
        let made = client.upload(&format!("/rooms/{room}/documents"), "Plan.txt", b"Plan".to_vec(), &[]).await;
        made.expect(201)["id"].as_str().expect("an id").to_owned()
    };
    let plan = up(member, world.room("members")).await;
    let elsewhere = up(world.client(Role::OtherNetwork), world.other_rooms["members"].to_string()).await;
    let mut evidence = json!({ "state": "met", "text": "Antagen", "document_id": elsewhere });
    let say = format!("{own}/{condition}");
    assert_eq!(member.put(&say, &evidence).await.problem(404), "not_found_in");
    evidence["document_id"] = json!(plan);
    let said = member.put(&say, &evidence).await.expect(200);
    assert_eq!(said["conditions"][0]["document_id"], json!(plan));
    // confirmed it is as it was
    member.post(&format!("{own}/confirmation"), &json!({})).await.expect(200);
    let seen = world.client(Role::Coordinator).get(&own).await.expect(200);
    assert_eq!(seen["conditions"][0]["document_id"], json!(plan));

    // two weeks before the year is over each official seat's holder gets one letter, in every network, those too whose
    // organisation never said anything
    let noon =
        domain::clock::start_of(world.node.clock.today() + chrono::Days::new(352)) + chrono::TimeDelta::hours(12);
    world.node.clock.advance((noon - world.node.clock.now()).to_std().expect("ahead"));
    let sql = Sql::of(world.node.config()).await;
    let letters = "SELECT count(*) AS n FROM notice WHERE kind = 'conditions_due' AND state = 'sent'";
    eventually("the letters to have gone", || async { (sql.number(letters, []).await == 6).then_some(()) }).await;
    let mails = server.mails(6).await;
    let mail = mails.iter().find(|mail| mail.subject().contains("Örebro kommun")).expect("the letter");
    assert_eq!(mail.to, Role::Member.email());
    assert!(mail.text().contains(&format!("/natverk/natverket/forutsattningar/{orebro}")), "{}", mail.text());
    // on a Monday the week's letter comes beside it
    let mut to_mora = mails.iter().filter(|mail| mail.to == Role::Observer.email());
    let unsaid = to_mora.find(|mail| mail.subject().contains("Mora kommun")).expect("a letter").text();
    assert!(unsaid.contains("Mora kommun har inte svarat på alla förutsättningar i Nätverket än."), "{unsaid}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_condition_silences_nothing_and_who_never_answered_is_asked_too() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let orebro = organisation(&world, "örebro").await;
    let own = path(&world, &orebro);
    all_said(&world, Role::Member, &orebro).await;
    world.node.clock.advance(Duration::from_secs(200 * 24 * 3600));
    world.sign_everybody_in().await;
    let asked = format!("/networks/{}/asked-conditions", world.network);
    let seen = world.client(Role::Coordinator).get(&asked).await;
    let (tag, before) = (seen.etag(), seen.expect(200));
    let mut wanted: Vec<Value> =
        before["conditions"].as_array().expect("six").iter().map(|one| json!({ "id": one["id"] })).collect();
    wanted.push(json!({ "title": "En plats för unga" }));
    ask(world.client(Role::Coordinator), &asked, &tag, &wanted).await.expect(200);
    let late = async |world: &World| -> Vec<String> {
        let found = on_desk(world.client(Role::Coordinator), "conditions_unconfirmed").await;
        found.iter().map(|one| one["organisation"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(late(&world).await.is_empty());

    // a year after what was said first, and after what was never answered was asked
    let noon =
        domain::clock::start_of(world.node.clock.today() + chrono::Days::new(170)) + chrono::TimeDelta::hours(12);
    world.node.clock.advance((noon - world.node.clock.now()).to_std().expect("ahead"));
    world.sign_everybody_in().await;
    let all = late(&world).await;
    assert!(all.contains(&"Örebro kommun".into()) && all.contains(&"Mora kommun".into()), "{all:?}");
    let sql = Sql::of(world.node.config()).await;
    let letters = format!(
        "SELECT count(*) AS n FROM notice WHERE kind = 'conditions_due' AND address IN ('{}', '{}')",
        Role::Member.email(),
        Role::Observer.email()
    );
    eventually("a letter to each", || async { (sql.number(&letters, []).await == 2).then_some(()) }).await;

    // what was never answered can't be confirmed; once it is, all is
    let member = world.client(Role::Member);
    let confirmation = format!("{own}/confirmation");
    assert_eq!(member.post(&confirmation, &json!({})).await.problem(409), "conditions_unsaid");
    let held = member.get(&own).await.expect(200);
    let new = held["conditions"][6]["id"].as_str().expect("an id");
    member.put(&format!("{own}/{new}"), &json!({ "state": "met" })).await.expect(200);
    assert!(late(&world).await.contains(&"Örebro kommun".into()), "the others are old still");
    member.post(&confirmation, &json!({})).await.expect(200);
    let all = late(&world).await;
    assert!(!all.contains(&"Örebro kommun".into()) && all.contains(&"Mora kommun".into()), "{all:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_sees_what_remains_asks_for_membership_once_and_becomes_a_member() {
    let world = World::new().await;
    let mora = organisation(&world, "mora").await;
    let own = path(&world, &mora);
    let observer = world.client(Role::Observer);
    all_said(&world, Role::Observer, &mora).await;
    let last = observer.get(&own).await.expect(200)["conditions"][5]["id"].as_str().expect("an id").to_owned();
    let way = observer.put(&format!("{own}/{last}"), &json!({ "state": "not_met" })).await.expect(200);
    assert_eq!((&way["met"], &way["may_ask"], &way["membership_asked"]), (&json!(5), &json!(true), &json!(false)));
    assert_eq!(way["mentor"]["organisation"]["name"], "Gävle kommun", "a member to ask");
    let ask = format!("{own}/membership");
    let message = json!({ "message": "Nu är vi redo" });
    let (one, two) = tokio::join!(observer.post(&ask, &message), observer.post(&ask, &message));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "asked twice at once it is one case");
    let waits = observer.get(&own).await.expect(200);
    assert_eq!((&waits["membership_asked"], &waits["may_take_back"]), (&json!(true), &json!(true)));
    // taken back it is gone from the desk, and is asked anew
    let coordinator = world.client(Role::Coordinator);
    assert_eq!(coordinator.get(&own).await.expect(200)["may_take_back"], false);
    assert_eq!(coordinator.delete(&ask, None).await.problem(403), "forbidden");
    let back = observer.delete(&ask, None).await.expect(200);
    assert_eq!((&back["membership_asked"], &back["may_ask"]), (&json!(false), &json!(true)));
    assert!(on_desk(coordinator, "membership_asked").await.is_empty());
    assert_eq!(observer.delete(&ask, None).await.problem(409), "membership_not_asked");
    observer.post(&ask, &message).await.expect(201);
    let asked = on_desk(coordinator, "membership_asked").await;
    assert_eq!((asked.len(), &asked[0]["number"], &asked[0]["of"]), (1, &json!(5), &json!(6)));
    let id = asked[0]["subject_id"].as_str().expect("a case");
    let request = coordinator.request(reqwest::Method::POST, &format!("/cases/{id}/decision")).header("If-Match", "1");
    let decision = json!({ "decision": "member", "reason": "Det sista är på väg" });
    coordinator.send(request.json(&decision)).await.expect(200);
    let now = observer.get(&own).await.expect(200);
    assert_eq!((&now["state"], &now["may_ask"], &now["met"]), (&json!("member"), &json!(false), &json!(5)));
    assert_eq!(observer.post(&ask, &message).await.problem(409), "not_an_observer");
    // the members' room is theirs from now on
    observer.get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_county_is_represented_by_a_member_whose_seat_is_held() {
    let world = World::new().await;
    samrum::reference::lay(world.node.store()).await.expect("laid");
    let address = format!("/networks/{}/coverage", world.network);
    let found = world.client(Role::Observer).get(&address).await.expect(200);
    let counties = found["counties"].as_array().expect("counties");
    assert_eq!(counties.len(), 21);
    let state = |letters: &str| {
        counties.iter().find(|one| one["letters"] == letters).expect("a county")["state"].as_str().expect("a state")
    };
    // members of Gävle, Örebro and Haninge; Mora observes, Västerås rests
    for (letters, expected) in [
        ("X", "represented"),
        ("T", "represented"),
        ("AB", "represented"),
        ("W", "on_the_way"),
        ("U", "on_the_way"),
        ("M", "missing"),
        ("BD", "missing"),
    ] {
        assert_eq!(state(letters), expected, "{letters}");
    }
    let long_ago = world.client(Role::Coordinator).get(&format!("{address}?day=1999-01-01")).await.expect(200);
    assert!(long_ago["counties"].as_array().expect("counties").iter().all(|one| one["state"] == "missing"));
    assert_eq!(world.client(Role::OtherNetwork).get(&address).await.problem(404), "not_found");
}

async fn ask(client: &Client, path: &str, tag: &str, conditions: &[Value]) -> crate::harness::Answer {
    let request = client.request(reqwest::Method::PUT, path).header("If-Match", tag);
    client.send(request.json(&json!({ "conditions": conditions }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_asks_in_its_own_words_and_order_and_what_was_said_stays() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let orebro = organisation(&world, "örebro").await;
    let said = all_said(&world, Role::Member, &orebro).await;
    let path = format!("/networks/{}/asked-conditions", world.network);
    let seen = coordinator.get(&path).await;
    let (tag, before) = (seen.etag(), seen.expect(200));
    let ids: Vec<&Value> = before["conditions"].as_array().expect("six").iter().map(|one| &one["id"]).collect();
    assert_eq!(ids.len(), 6);

    // its own first, then two of the six in another order and one of them reworded; four are asked no more
    let own = json!({ "title": "En plats för unga", "explanation": "Ett forum där unga är med",
        "template_url": "https://exempel.se/mall", "mentor_id": orebro });
    let wanted = [own.clone(), json!({ "id": ids[1] }), json!({ "id": ids[0], "title": "Handlingsplan" })];
    let asked = ask(coordinator, &path, &tag, &wanted).await;
    let newer = asked.etag();
    let asked = asked.expect(200);
    let titles: Vec<_> = asked["conditions"].as_array().unwrap().iter().map(|one| one["title"].clone()).collect();
    assert_eq!(titles, [json!("En plats för unga"), Value::Null, json!("Handlingsplan")]);
    assert_eq!(asked["conditions"][0]["mentor"]["name"], "Örebro kommun");
    let held = member.get(&format!("/networks/{}/conditions/{orebro}", world.network)).await.expect(200);
    let states: Vec<_> = held["conditions"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, [Value::Null, json!("met"), json!("met")], "what was said of those that stay");
    let open = world.node.anonymous().get("/open-networks/natverket").await.expect(200);
    assert_eq!(open["conditions"][0]["title"], "En plats för unga", "the public form asks it");
    let ended = format!("/networks/{}/conditions/{orebro}/{}", world.network, ids[5].as_str().unwrap());
    assert_eq!(member.put(&ended, &json!({ "state": "met" })).await.problem(404), "not_found");
    assert_eq!(said, ids[0].as_str().unwrap());

    // refused, with nothing changed
    assert_eq!(ask(coordinator, &path, &tag, &wanted).await.problem(412), "stale");
    assert_eq!(coordinator.put(&path, &json!({ "conditions": [] })).await.problem(428), "precondition_required");
    let nobody = uuid::Uuid::now_v7();
    let url = |url: &str| json!({ "title": "x", "template_url": url });
    for (wrong, status) in [
        (json!({ "title": " " }), 422),
        (json!({ "explanation": "utan rubrik" }), 422),
        (json!({ "title": "x".repeat(201) }), 422),
        (url("javascript:alert(1)"), 422),
        (json!({ "id": ids[5] }), 404),
        (json!({ "id": ids[1] }), 404),
        (json!({ "title": "x", "mentor_id": nobody }), 404),
    ] {
        let answer = ask(coordinator, &path, &newer, &[json!({ "id": ids[1] }), wrong.clone()]).await;
        assert_eq!(answer.status.as_u16(), status, "{wrong}");
    }
    assert_eq!(ask(coordinator, &path, &newer, &vec![own; 31]).await.problem(422), "invalid");
    assert_eq!(ask(member, &path, &newer, &wanted).await.problem(403), "forbidden");
    world.client(Role::OtherNetwork).get(&path).await.problem(404);
    let now = coordinator.get(&path).await;
    assert_eq!(now.etag(), newer);
    assert_eq!(now.expect(200), asked);
}
