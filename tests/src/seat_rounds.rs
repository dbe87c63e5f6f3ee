//! *Valskifte*: every seat is asked at once, who has not answered is reminded and nobody else; deputies who stand in.

use chrono::{Datelike as _, Days};
use domain::access::SeatKind;
use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::seat as seats;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::conditions::on_desk;
use crate::harness::{MailServer, Role, Sql, World, eventually};
use crate::invitations::seat;
use crate::mail::world_with;

fn row(board: &Value, seat: &str) -> Value {
    let all = board["seats"].as_array().expect("seats");
    all.iter().find(|one| one["seat_id"] == seat).unwrap_or_else(|| panic!("no {seat} in {board}")).clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_seats_are_asked_at_once_and_only_the_silent_are_reminded() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let rounds = format!("/networks/{}/seat-rounds", world.network);
    let today = world.node.clock.today();
    let body = json!({ "kind": "official", "due_on": today + Days::new(30), "note": "Efter valet" });
    let past = json!({ "kind": null, "due_on": today - Days::new(1) });
    assert_eq!(coordinator.post(&rounds, &past).await.expect(422)["errors"][0]["pointer"], "/due_on");
    // whoever asks knows beforehand how many
    let before = coordinator.get(&rounds).await.expect(200);
    assert_eq!(before["items"], json!([]));
    assert!(
        before["to_ask"].as_array().is_some_and(|kinds| kinds.contains(&json!({ "kind": "official", "seats": 5 })))
    );
    assert_eq!(member.get(&rounds).await.problem(403), "forbidden");
    let board = coordinator.post(&rounds, &body).await.expect(201);
    // officials of members, resting members and observers; not the elected
    assert_eq!((&board["round"]["asked"], &board["round"]["answered"]), (&json!(5), &json!(0)));
    assert_eq!(coordinator.post(&rounds, &body).await.problem(409), "round_open");
    let letters = server.mails(5).await;
    // a day as people write it
    let due = today + Days::new(30);
    assert!(letters[0].text().contains(&format!(" {}.", due.year())), "{}", letters[0].text());
    assert!(letters[0].text().contains("Nätverket frågar alla efter valet"), "{}", letters[0].text());
    assert!(!letters[0].text().contains(&due.to_string()), "{}", letters[0].text());
    let mut told: Vec<String> = letters.into_iter().map(|mail| mail.to).collect();
    told.sort();
    let mut expected: Vec<String> =
        [Role::Member, Role::Observer, Role::Resting, Role::Host, Role::WorkingGroup].map(Role::email).to_vec();
    expected.sort();
    assert_eq!(told, expected);

    let id = board["round"]["id"].as_str().unwrap();
    let own = seat(&world, Role::Member);
    let start = member.get("/start").await.expect(200);
    assert_eq!(
        (&start["seats"]["asked"][0]["seat_id"], &start["seats"]["asked"][0]["note"]),
        (&json!(own), &json!("Efter valet"))
    );
    let answer = |of: &str| format!("/seat-rounds/{id}/answers/{of}");
    assert_eq!(member.put(&answer(&own), &json!({ "answer": "kanske" })).await.expect(422)["code"], "invalid");
    assert_eq!(
        world.client(Role::Deputy).put(&answer(&own), &json!({ "answer": "continues" })).await.problem(403),
        "forbidden"
    );
    let said = member.put(&answer(&own), &json!({ "answer": "continues" })).await.expect(200);
    assert_eq!(said["asked"]["answer"], "continues");
    assert_eq!(member.get("/start").await.expect(200)["seats"]["asked"], json!([]));
    let elected = seat(&world, Role::Elected);
    let unasked = coordinator.put(&answer(&elected), &json!({ "answer": "leaves" })).await;
    assert_eq!(unasked.problem(404), "not_found", "an elected one was not asked");
    // a coordinator enters what they were told; who proposes a successor has answered with it
    let observer = seat(&world, Role::Observer);
    assert!(on_desk(coordinator, "seat_expiring").await.is_empty());
    coordinator.put(&answer(&observer), &json!({ "answer": "leaves" })).await.expect(200);
    // who leaves without a successor is somebody to do something about, until another comes or the word is changed
    let leaves = on_desk(coordinator, "seat_expiring").await;
    assert_eq!((leaves.len(), &leaves[0]["subject_id"], &leaves[0]["due"]), (1, &json!(observer), &Value::Null));
    coordinator.put(&answer(&observer), &json!({ "answer": "continues" })).await.expect(200);
    assert!(on_desk(coordinator, "seat_expiring").await.is_empty());
    coordinator.put(&answer(&observer), &json!({ "answer": "successor" })).await.expect(200);
    assert_eq!(on_desk(coordinator, "seat_expiring").await.len(), 1, "nobody has been proposed");
    let invited = json!({ "name": "Nils Ny", "email": "nils@exempel.se", "role": "holder" });
    coordinator.post(&format!("/seats/{observer}/invitations"), &invited).await.expect(201);
    assert!(on_desk(coordinator, "seat_expiring").await.is_empty());
    coordinator.put(&answer(&observer), &json!({ "answer": "leaves" })).await.expect(200);
    let successor = json!({ "name": "Siv Ny", "email": "siv@exempel.se" });
    let host = seat(&world, Role::Host);
    world.client(Role::Host).post(&format!("/seats/{host}/proposals"), &successor).await.expect(201);

    let board = coordinator.get(&format!("/seat-rounds/{id}")).await.expect(200);
    assert_eq!(board["round"]["answered"], 3);
    assert_eq!(row(&board, &own)["by_coordinator"], false);
    assert_eq!(
        (&row(&board, &observer)["answer"], &row(&board, &observer)["by_coordinator"]),
        (&json!("leaves"), &json!(true))
    );
    assert_eq!(row(&board, &host)["answer"], "successor");
    coordinator.post(&format!("/seat-rounds/{id}/reminders"), &json!({})).await.expect(200);
    let again: Vec<String> = server.mails(8).await.into_iter().map(|mail| mail.to).skip(5).collect();
    assert!(again.contains(&Role::Resting.email()) && again.contains(&Role::WorkingGroup.email()), "{again:?}");
    let twice = coordinator.post(&format!("/seat-rounds/{id}/reminders"), &json!({})).await;
    assert_eq!(twice.problem(409), "reminded_recently");
    coordinator.post(&format!("/seat-rounds/{id}/close"), &json!({})).await.expect(200);
    assert_eq!(member.put(&answer(&own), &json!({ "answer": "leaves" })).await.problem(409), "round_closed");
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM seat_round_answer", []).await, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_stands_on_the_desk_while_there_is_somebody_to_remind() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let body = json!({ "kind": null, "due_on": world.node.clock.today() + Days::new(3), "note": "" });
    let board = coordinator.post(&format!("/networks/{}/seat-rounds", world.network), &body).await.expect(201);
    let round = format!("/seat-rounds/{}", board["round"]["id"].as_str().expect("an id"));
    let all = board["seats"].as_array().expect("seats");
    let held: Vec<&Value> = all.iter().filter(|one| one["holders"] != json!([])).collect();
    assert!(held.len() < all.len(), "one is vacant");
    let waits = on_desk(coordinator, "seats_silent").await;
    assert_eq!((&waits[0]["number"], &waits[0]["of"]), (&json!(held.len()), &json!(all.len())));
    for one in held {
        let answer = format!("{round}/answers/{}", one["seat_id"].as_str().expect("an id"));
        coordinator.put(&answer, &json!({ "answer": "continues" })).await.expect(200);
    }
    assert!(on_desk(coordinator, "seats_silent").await.is_empty(), "nobody answers for a vacant one");
    let remind = coordinator.post(&format!("{round}/reminders"), &json!({})).await;
    assert_eq!(remind.problem(409), "everybody_answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_asks_all_seats_or_says_that_they_are_too_many() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let gavle = organisations(&world).await["Gävle kommun"].clone();
    let (network, organisation): (_, OrganisationId) = (world.network, gavle.parse().expect("an id"));
    for hundred in 0..10 {
        let made = world.node.store().write(&Actor::System, move |tx| async move {
            for number in 0..100 {
                let title = format!("plats {hundred} {number}");
                seats::create(&tx, network, organisation, SeatKind::Official, &title).await?;
            }
            Ok(())
        });
        made.await.expect("seats");
    }
    let rounds = format!("/networks/{network}/seat-rounds");
    let mut body = json!({ "kind": null, "due_on": world.node.clock.today() + Days::new(30), "note": "" });
    assert_eq!(coordinator.post(&rounds, &body).await.problem(409), "too_many_to_ask");
    assert_eq!(coordinator.get(&rounds).await.expect(200)["items"], json!([]), "nobody was asked");
    body["kind"] = json!("elected");
    let asked = coordinator.post(&rounds, &body).await.expect(201);
    assert_eq!(asked["round"]["asked"].as_u64(), asked["seats"].as_array().map(|seats| seats.len() as u64));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_stands_in_for_a_period_and_it_ends_by_itself() {
    let mut world = World::new().await;
    let own = seat(&world, Role::Member);
    let path = format!("/seats/{own}");
    let today = world.node.clock.today();
    let later = today + Days::new(40);
    let deputy = world.people[&Role::Deputy];
    let body = json!({ "person_id": deputy, "from": later, "to": later + Days::new(2) });
    let start = format!("{path}/substitutions");
    for role in [Role::Deputy, Role::Elected, Role::Host] {
        assert_eq!(world.client(role).post(&start, &body).await.problem(403), "forbidden", "{role:?}");
    }
    let stranger = json!({ "person_id": world.people[&Role::Host], "from": later, "to": later });
    let member = world.client(Role::Member);
    assert_eq!(member.post(&start, &stranger).await.problem(404), "not_found_in");
    let backwards = json!({ "person_id": deputy, "from": later, "to": later - Days::new(1) });
    assert_eq!(member.post(&start, &backwards).await.expect(422)["errors"][0]["code"], "before_from");
    let seen = member.post(&start, &body).await.expect(201);
    assert_eq!(seen["substitutions"][1]["unconfirmed"], false);
    assert_eq!(member.post(&start, &body).await.problem(409), "stands_in_already");
    let voices = async |world: &World| {
        let me = world.client(Role::Deputy).get("/me").await.expect(200);
        me["standings"][0]["part"].clone()
    };
    assert_eq!(voices(&world).await, "deputy");
    world.node.clock.advance(std::time::Duration::from_secs(41 * 86_400));
    world.sign_everybody_in().await;
    assert_eq!(voices(&world).await, "standing_in");
    let participations = format!("/networks/{}/participations", world.network);
    let directory = world.client(Role::Observer).get(&participations).await.expect(200);
    let orebro =
        directory["items"].as_array().unwrap().iter().find(|one| one["organisation"]["name"] == "Örebro kommun");
    let here =
        orebro.unwrap()["seats"].as_array().unwrap().iter().find(|one| one["id"] == own.as_str()).unwrap().clone();
    assert_eq!(here["standing_in"], json!([deputy]), "all see who stands in");
    world.node.clock.advance(std::time::Duration::from_secs(3 * 86_400));
    world.sign_everybody_in().await;
    assert_eq!(voices(&world).await, "deputy");

    // by exception a coordinator confirms
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE network_setting SET deputies = 'exceptional' WHERE until IS NULL", []).await;
    let today = world.node.clock.today();
    let body = json!({ "person_id": deputy, "from": today, "to": today });
    let waits = world.client(Role::Member).post(&start, &body).await.expect(201);
    let one = &waits["substitutions"][0];
    assert_eq!((&one["unconfirmed"], &voices(&world).await), (&json!(true), &json!("deputy")));
    let one = format!("/substitutions/{}", one["id"].as_str().unwrap());
    let confirm = format!("{one}/confirmation");
    assert_eq!(world.client(Role::Member).put(&confirm, &json!({})).await.problem(403), "forbidden");
    world.client(Role::Coordinator).put(&confirm, &json!({})).await.expect(204);
    assert_eq!(world.client(Role::Coordinator).put(&confirm, &json!({})).await.problem(409), "nothing_to_confirm");
    assert_eq!(voices(&world).await, "standing_in");
    world.client(Role::Deputy).delete(&one, None).await.expect(204);
    assert_eq!(voices(&world).await, "deputy");
    assert_eq!(world.client(Role::Deputy).delete(&one, None).await.problem(409), "ended_already");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_to_stand_in_is_told_and_who_asked_hears_what_the_coordinator_says() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let start = format!("/seats/{}/substitutions", seat(&world, Role::Member));
    // another stands in till then
    let first = world.node.clock.today() + Days::new(40);
    let (deputy, last) = (world.people[&Role::Deputy], first + Days::new(1));
    let to = async |role: Role, subject: &str| {
        eventually(&format!("{role:?} is told: {subject}"), || async {
            let all = server.received();
            let mail = all.iter().find(|mail| mail.to == role.email() && mail.subject() == subject)?;
            Some(mail.text())
        })
        .await
    };
    // at once where deputies are free, and no more when the holder is back
    let body = json!({ "person_id": deputy, "from": first, "to": first });
    let begun = member.post(&start, &body).await.expect(201);
    let text = to(Role::Deputy, "Du ersätter för Örebro kommun").await;
    assert!(text.contains("svarar och röstar du för organisationen"), "{text}");
    let id = |seen: &Value| {
        let all = seen["substitutions"].as_array().expect("a list");
        let one = all.iter().find(|one| one["person_id"] == json!(deputy)).expect("theirs");
        format!("/substitutions/{}", one["id"].as_str().expect("an id"))
    };
    member.delete(&id(&begun), None).await.expect(204);
    to(Role::Deputy, "Du ersätter inte längre för Örebro kommun").await;

    // by exception the deputy is asked first, and both hear what the coordinator says
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE network_setting SET deputies = 'exceptional' WHERE until IS NULL", []).await;
    let body = json!({ "person_id": deputy, "from": first, "to": last });
    let asked = member.post(&start, &body).await.expect(201);
    let text = to(Role::Deputy, "Kan du ersätta för Örebro kommun?").await;
    assert!(text.contains("när en samordnare har bekräftat det"), "{text}");
    let waits = on_desk(coordinator, "deputy_to_confirm").await;
    assert_eq!((&waits[0]["due"], &waits[0]["number"]), (&json!(first), &json!(2)), "from when, and for how many days");
    coordinator.put(&format!("{}/confirmation", id(&asked)), &json!({})).await.expect(204);
    to(Role::Member, "Bekräftat: suppleanten ersätter för Örebro kommun").await;
    member.delete(&id(&asked), None).await.expect(204);
    let again = member.post(&start, &body).await.expect(201);
    coordinator.delete(&id(&again), None).await.expect(204);
    to(Role::Member, "Inte bekräftat: ersättare för Örebro kommun").await;
    // whoever does something is not told that they did
    assert!(server.received().iter().all(|mail| mail.to != Role::Coordinator.email()));
}
