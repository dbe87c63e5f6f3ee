//! Ask the network: one answer an organisation, whoever of its seats writes it.

use std::collections::HashMap;

use chrono::Days;
use domain::access::{ParticipationState, SeatKind};
use domain::actor::Actor;
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answer, Client, Role, Sql, World, eventually};

/// The organisations of the network, by name.
pub async fn organisations(world: &World) -> HashMap<String, String> {
    let path = format!("/networks/{}/participations?limit=100", world.network);
    let found = world.client(Role::Coordinator).get(&path).await.expect(200);
    let organisation = |one: &Value| {
        let of = &one["organisation"];
        (of["name"].as_str().unwrap().to_owned(), of["id"].as_str().unwrap().to_owned())
    };
    found["items"].as_array().unwrap().iter().map(organisation).collect()
}

fn question(world: &World, title: &str, more: Value) -> Value {
    let due_on = world.node.clock.today() + Days::new(14);
    let first = json!({ "client_id": Uuid::new_v4(), "text": format!("**{title}**, hur gör ni?") });
    let mut body = json!({ "title": title, "themes": ["Skola"], "question": first, "due_on": due_on });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

/// Asks all in a room; gives the conversation.
pub async fn ask(world: &World, role: Role, room: &str, title: &str) -> String {
    let path = format!("/rooms/{}/asks", world.room(room));
    let made = world.client(role).post(&path, &question(world, title, json!({}))).await.expect(201);
    assert_eq!((&made["thread_kind"], &made["title"]), (&json!("ask"), &json!(title)));
    made["id"].as_str().unwrap().to_owned()
}

/// Writes an organisation's answer, from the number one has seen.
pub async fn answer(client: &Client, ask: &str, organisation: &str, number: i64, text: &str) -> Answer {
    let request = client.request(reqwest::Method::PUT, &format!("/conversations/{ask}/ask/answers/{organisation}"));
    client.send(request.header("If-Match", format!("\"{number}\"")).json(&json!({ "text": text }))).await
}

async fn seen(client: &Client, ask: &str) -> Value {
    client.get(&format!("/conversations/{ask}/ask")).await.expect(200)
}

async fn answers(client: &Client, ask: &str) -> Vec<Value> {
    let list = client.get(&format!("/conversations/{ask}/ask/answers?limit=100")).await.expect(200);
    list["items"].as_array().unwrap().clone()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

async fn close(client: &Client, ask: &str, revision: &Value, summary: Option<&str>) -> Answer {
    let summary = summary.map(|text| json!({ "client_id": Uuid::new_v4(), "text": text }));
    let request = client.request(reqwest::Method::POST, &format!("/conversations/{ask}/ask/close"));
    client.send(request.header("If-Match", format!("\"{revision}\"")).json(&json!({ "summary": summary }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn any_seat_of_an_organisation_writes_its_one_answer() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let (orebro, gavle) = (&all["Örebro kommun"], &all["Gävle kommun"]);
    let id = ask(&world, Role::WorkingGroup, "whole_network", "Barnchecklista").await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));

    // members are asked, resting ones too; observers are not
    let first = seen(member, &id).await;
    assert_eq!(names(&first["missing"]), ["Gävle kommun", "Haninge kommun", "Västerås stad", "Örebro kommun"]);
    assert_eq!((&first["asked"], &first["answered"]), (&json!(4), &json!(0)));
    assert_eq!(first["mine"][0]["organisation"]["name"], "Örebro kommun");
    assert_eq!(first["mine"][0]["answer"], Value::Null);
    let waiting = member.get("/start").await.expect(200)["waiting"].clone();
    assert_eq!(waiting[0]["title"], "Barnchecklista");
    assert_eq!(
        (&waiting[0]["act"], &waiting[0]["asked"], &waiting[0]["heard"]),
        (&json!("answer"), &json!(4), &json!(0))
    );

    // one writes, the other changes it; who did shows
    let written = answer(member, &id, orebro, 0, "Vi har en *mall*.").await;
    assert_eq!(written.etag(), "\"1\"");
    assert_eq!(answer(elected, &id, orebro, 0, "Hann inte se").await.problem(412), "stale");
    let changed = answer(elected, &id, orebro, 1, "Vi har en mall, och ett beslut.").await.expect(200);
    assert_eq!((&changed["number"], &changed["author"]["name"]), (&json!(2), &json!("Elected Testsson")));
    assert_eq!(changed["author"]["organisation"], "Örebro kommun");
    assert_eq!(answers(member, &id).await.len(), 1);
    assert_eq!(seen(elected, &id).await["mine"][0]["answer"]["text"], "Vi har en mall, och ett beslut.");
    assert_eq!(member.get("/start").await.expect(200)["waiting"], json!([]));
    let versions = member.get(&format!("/conversations/{id}/ask/answers/{orebro}/versions")).await.expect(200);
    let texts: Vec<_> = versions["items"].as_array().unwrap().iter().map(|v| v["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Vi har en *mall*.", "Vi har en mall, och ett beslut."]);
    // and what changed, word by word, with who wrote it; a page at a time
    let history = format!("/conversations/{id}/ask/answers/{orebro}/history");
    let newest = world.client(Role::Host).get(&format!("{history}?limit=1")).await.expect(200);
    let step = &newest["items"][0];
    assert_eq!(
        (&step["number"], &step["author"]["name"], &step["first"]),
        (&json!(2), &json!("Elected Testsson"), &json!(false))
    );
    let added: Vec<_> = step["changes"].as_array().unwrap().iter().filter(|run| run["kind"] == "added").collect();
    assert!(added.iter().any(|run| run["text"].as_str().unwrap().contains("och ett beslut")), "{step}");
    let cursor = newest["next_cursor"].as_str().expect("more");
    let oldest = member.get(&format!("{history}?limit=1&cursor={cursor}")).await.expect(200);
    assert_eq!((&oldest["items"][0]["first"], &oldest["next_cursor"]), (&json!(true), &Value::Null));
    let nothing = format!("/conversations/{id}/ask/answers/{gavle}/history");
    assert_eq!(member.get(&nothing).await.problem(404), "not_found");

    // a deputy answers only while standing in
    let (deputy, standing_in) = (world.client(Role::Deputy), world.client(Role::StandingIn));
    assert_eq!(seen(deputy, &id).await["mine"], json!([]));
    assert_eq!(answer(deputy, &id, orebro, 2, "Suppleanten").await.problem(403), "forbidden");
    answer(standing_in, &id, orebro, 2, "Ersättaren svarar").await.expect(200);

    // observers see and don't answer, nobody answers for another
    let observer = world.client(Role::Observer);
    assert_eq!((&seen(observer, &id).await["mine"], answers(observer, &id).await.len()), (&json!([]), 1));
    for role in [Role::Observer, Role::Resting, Role::Host, Role::WorkingGroup] {
        assert_eq!(answer(world.client(role), &id, orebro, 3, "Inte vårt").await.problem(403), "forbidden", "{role:?}");
    }
    assert_eq!(answer(observer, &id, &all["Mora kommun"], 0, "Vi med").await.problem(404), "not_found");
    answer(world.client(Role::Resting), &id, &all["Västerås stad"], 0, "Vi vilar men svarar").await.expect(200);

    // a coordinator enters an answer as such, never over another's words
    let coordinator = world.client(Role::Coordinator);
    assert!(seen(coordinator, &id).await["may"]["enter"].as_bool().unwrap());
    assert_eq!(answer(coordinator, &id, orebro, 3, "Jag vet bättre").await.problem(403), "forbidden");
    let entered = answer(coordinator, &id, gavle, 0, "De ringde in sitt svar").await.expect(200);
    assert_eq!((&entered["by_coordinator"], &entered["author"]["organisation"]), (&json!(true), &Value::Null));
    let taken_over = answer(world.client(Role::Host), &id, gavle, 1, "Vårt eget svar").await.expect(200);
    assert_eq!(taken_over["by_coordinator"], false);
    assert_eq!(answer(coordinator, &id, gavle, 2, "Igen").await.problem(403), "forbidden");
    let last = seen(member, &id).await;
    assert_eq!((names(&last["missing"]), &last["answered"]), (vec!["Haninge kommun"], &json!(3)));

    for (text, status) in [("", 422), ("a\u{0}b", 422), (&*"x".repeat(10_001), 422)] {
        answer(member, &id, orebro, 3, text).await.expect(status);
    }
    let path = format!("/conversations/{id}/ask/answers/{orebro}");
    assert_eq!(member.put(&path, &json!({ "text": "Utan" })).await.problem(428), "precondition_required");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_seats_that_answer_at_once_leave_one_answer() {
    let world = World::new().await;
    let orebro = organisations(&world).await["Örebro kommun"].clone();
    let id = ask(&world, Role::Coordinator, "members", "Samtidigt").await;
    for round in 0..5 {
        let writers = [Role::Member, Role::Elected, Role::StandingIn].map(|role| {
            let (client, id, orebro) = (world.client(role).clone(), id.clone(), orebro.clone());
            tokio::spawn(async move { answer(&client, &id, &orebro, round, &format!("{role:?} {round}")).await.status })
        });
        let mut statuses = Vec::new();
        for writer in writers {
            statuses.push(writer.await.unwrap().as_u16());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412]);
    }
    let found = answers(world.client(Role::Member), &id).await;
    assert_eq!((found.len(), &found[0]["number"]), (1, &json!(5)));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_for_two_organisations_answers_for_each() {
    let world = World::new().await;
    let (network, person) = (world.network, world.people[&Role::Host]);
    world
        .node
        .store()
        .write(&Actor::System, move |tx| async move {
            let new = NewOrganisation {
                kind: OrganisationKind::Municipality,
                name: "Degerfors kommun".into(),
                code: None,
                county: None,
                parent: None,
            };
            let id = organisation::create(&tx, new).await?;
            let from = tx.today() - Days::new(10);
            participation::set(&tx, network, id, ParticipationState::Member, from, "ny").await?;
            let seat = seat::create(&tx, network, id, SeatKind::Official, "kontaktperson").await?;
            seat::appoint(&tx, seat, person, HoldingRole::Holder, from, None).await.map(drop)
        })
        .await
        .unwrap();
    let all = organisations(&world).await;
    let id = ask(&world, Role::Member, "whole_network", "Två hattar").await;
    let host = world.client(Role::Host);
    let first = seen(host, &id).await;
    let mine: Vec<_> = first["mine"].as_array().unwrap().iter().map(|one| &one["organisation"]["name"]).collect();
    assert_eq!((mine.len(), &first["asked"]), (2, &json!(5)));
    let waiting = host.get("/start").await.expect(200)["waiting"].clone();
    assert_eq!(waiting.as_array().unwrap().len(), 2, "{waiting}");
    answer(host, &id, &all["Degerfors kommun"], 0, "Degerfors svarar").await.expect(200);
    let waiting = host.get("/start").await.expect(200)["waiting"].clone();
    assert_eq!(waiting.as_array().unwrap().len(), 1);
    assert_eq!(waiting[0]["organisation"]["name"], "Gävle kommun");
    answer(host, &id, &all["Gävle kommun"], 0, "Gävle svarar").await.expect(200);
    assert_eq!(seen(host, &id).await["answered"], 2);
    assert_eq!(host.get("/start").await.expect(200)["waiting"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_cant_be_is_refused_and_who_may_not_ask_does_not() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let path = format!("/rooms/{}/asks", world.room("whole_network"));
    let member = world.client(Role::Member);
    let yesterday = world.node.clock.today() - Days::new(1);
    for (more, pointer) in [
        (json!({ "title": " " }), "/title"),
        (json!({ "due_on": yesterday }), "/due_on"),
        (json!({ "organisations": [] }), "/organisations"),
        (json!({ "question": { "client_id": Uuid::new_v4(), "text": "" } }), "/question/text"),
    ] {
        let refused = member.post(&path, &question(&world, "Fråga", more.clone())).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    // an organisation that is no member, or of another network, is none to ask
    for nobody in [all["Mora kommun"].clone(), Uuid::new_v4().to_string()] {
        let body = question(&world, "Fråga", json!({ "organisations": [all["Gävle kommun"], nobody] }));
        assert_eq!(member.post(&path, &body).await.expect(404)["errors"][0]["pointer"], "/organisations");
    }
    for role in [Role::Observer, Role::Resting] {
        let refused = world.client(role).post(&path, &question(&world, "Fråga", json!({}))).await;
        assert_eq!(refused.problem(403), "forbidden", "{role:?}");
    }
    // nobody makes an ask by calling a thread one
    let first = json!({ "client_id": Uuid::new_v4(), "text": "Hej" });
    for kind in ["ask", "proposal"] {
        let body = json!({ "kind": kind, "title": "Smygväg", "message": first });
        let path = format!("/rooms/{}/conversations", world.room("whole_network"));
        assert_eq!(member.post(&path, &body).await.expect(422)["errors"][0]["pointer"], "/kind");
    }
    // chosen organisations are asked and no others; sent twice it is one
    let body = question(&world, "Till två", json!({ "organisations": [all["Gävle kommun"], all["Örebro kommun"]] }));
    let made = member.post(&path, &body).await.expect(201);
    assert_eq!(member.post(&path, &body).await.expect(201)["id"], made["id"]);
    let id = made["id"].as_str().unwrap();
    assert_eq!(names(&seen(member, id).await["missing"]), ["Gävle kommun", "Örebro kommun"]);
    assert_eq!(world.client(Role::WorkingGroup).get("/start").await.expect(200)["waiting"], json!([]));
    let resting = answer(world.client(Role::Resting), id, &all["Västerås stad"], 0, "Vi då?").await;
    assert_eq!(resting.problem(404), "not_found");
    // an ordinary thread is no ask
    let thread = member.start(&world.room("whole_network"), "Tråd", "Hej").await;
    let thread = thread["id"].as_str().unwrap();
    assert_eq!(member.get(&format!("/conversations/{thread}/ask")).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_have_not_answered_are_reminded() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let id = ask(&world, Role::Member, "whole_network", "Påminn").await;
    answer(world.client(Role::Resting), &id, &all["Västerås stad"], 0, "Svar").await.expect(200);
    let path = format!("/conversations/{id}/ask/reminders");
    let member = world.client(Role::Member);
    assert_eq!(world.client(Role::Elected).post(&path, &json!({})).await.problem(403), "forbidden");
    assert_eq!(member.post(&path, &json!({})).await.expect(200)["organisations"], 3);
    let sql = Sql::of(world.node.config()).await;
    let told = || async {
        let rows = sql.rows("SELECT person_id FROM mail WHERE reason = 'reminder'", []).await;
        let people: Vec<Uuid> = rows.iter().map(|row| row.try_get("", "person_id").unwrap()).collect();
        people
    };
    let people = eventually("the reminder to go out", || async { Some(told().await).filter(|p| !p.is_empty()) }).await;
    // those with a voice: no deputy who does not stand in, nobody of an organisation that has answered, no observer
    let mut wanted: Vec<Uuid> = [Role::Member, Role::Elected, Role::StandingIn, Role::Host, Role::WorkingGroup]
        .iter()
        .map(|role| world.people[role].0)
        .collect();
    let mut people = people;
    wanted.sort_unstable();
    people.sort_unstable();
    assert_eq!(people, wanted);
    assert_eq!(member.post(&path, &json!({})).await.problem(409), "reminded_recently");
    world.node.clock.advance(std::time::Duration::from_secs(25 * 3600));
    let member = world.node.anonymous().sign_in(&Role::Member.email(), crate::harness::PASSWORD).await;
    answer(&member, &id, &all["Örebro kommun"], 0, "Svar").await.expect(200);
    assert_eq!(member.post(&path, &json!({})).await.expect(200)["organisations"], 2);
    eventually("the second reminder", || async { (told().await.len() == 7).then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_it_is_summed_up_in_a_document_and_answered_no_more() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let (orebro, gavle) = (&all["Örebro kommun"], &all["Gävle kommun"]);
    let id = ask(&world, Role::Member, "members", "Barnbokslut").await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    answer(member, &id, orebro, 0, "Vi gör ett varje år.").await.expect(200);
    answer(coordinator, &id, gavle, 0, "Vart tredje år, sa de.").await.expect(200);
    let before = seen(member, &id).await;
    let elected = world.client(Role::Elected);
    assert_eq!(close(elected, &id, &before["revision"], Some("Mitt")).await.problem(403), "forbidden");
    answer(world.client(Role::WorkingGroup), &id, &all["Haninge kommun"], 0, "Sent svar").await.expect(200);
    // an answer that came meanwhile is not passed over
    assert_eq!(close(member, &id, &before["revision"], Some("För tidigt")).await.problem(412), "stale");
    let revision = &seen(member, &id).await["revision"];
    let closed = close(member, &id, revision, Some("De flesta gör **årliga** bokslut.")).await.expect(200);
    assert!(closed["closed_at"].is_string());
    let document = closed["document_id"].as_str().unwrap();
    let text = member.get(&format!("/documents/{document}/file")).await;
    let text = String::from_utf8(text.body).unwrap();
    for words in [
        "# Rundfråga: Barnbokslut",
        "årliga",
        "### Örebro kommun",
        "Gävle kommun (inlagt av samordnaren)",
        "## Har inte svarat\n\nVästerås stad",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("Testsson"), "it names organisations, not people");
    let found = member.get(&format!("/documents/{document}")).await.expect(200);
    assert_eq!(found["name"], "Sammanställning – Barnbokslut.md");
    assert_eq!(found["room"]["id"], world.room("members"));
    // it is told in the conversation too
    let said = member.get(&format!("/conversations/{id}/messages")).await.expect(200);
    assert_eq!(said["items"][1]["attachments"], json!([document]));
    assert_eq!(answer(member, &id, orebro, 1, "Försent").await.problem(409), "ask_closed");
    assert_eq!(close(member, &id, &closed["revision"], None).await.problem(409), "ask_closed");
    let remind = member.post(&format!("/conversations/{id}/ask/reminders"), &json!({})).await;
    assert_eq!(remind.problem(409), "ask_closed");
    assert_eq!(world.client(Role::Resting).get("/start").await.expect(200)["waiting"], json!([]));
    // who does not read the room reads no summary
    assert_eq!(world.client(Role::Observer).get(&format!("/documents/{document}")).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_along_holds_text_and_no_formulas() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let id = ask(&world, Role::Member, "whole_network", "=HYPERLINK \"x\"").await;
    answer(world.client(Role::Member), &id, &all["Örebro kommun"], 0, "=1+1").await.expect(200);
    answer(world.client(Role::Host), &id, &all["Gävle kommun"], 0, "@SUM(A1); \"citat\"\nny rad").await.expect(200);
    let observer = world.client(Role::Observer);
    let file = observer.get(&format!("/conversations/{id}/ask/export")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").starts_with("attachment"));
    let text = String::from_utf8(file.body).unwrap();
    let lines = [
        "\u{feff}Organisation;Svar;Svarat av;När;Hur",
        "Gävle kommun;\"'@SUM(A1); \"\"citat\"\"\nny rad\";",
        "Örebro kommun;'=1+1;",
        "Haninge kommun;Har inte svarat;",
    ];
    for line in lines {
        assert!(text.contains(line), "{line} in {text}");
    }
    let file = observer.get(&format!("/conversations/{id}/ask/export?form=xlsx")).await;
    // every part of it is XML
    let all: String = file.unzipped().into_values().map(|part| String::from_utf8(part).unwrap()).collect();
    assert!(all.contains("=1+1") && !all.contains("<f>"), "a formula in {all}");
    assert_eq!(observer.get(&format!("/conversations/{id}/ask/export?form=pdf")).await.problem(400), "bad_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_before_is_found_before_it_is_asked_again() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let open = ask(&world, Role::Member, "whole_network", "Hur använder ni barnchecklistor i nämnderna?").await;
    let inner = ask(&world, Role::Member, "members", "Barnchecklista i upphandling").await;
    ask(&world, Role::Member, "whole_network", "Vem kommer till träffen?").await;
    // a thread about the same is none
    member.start(&world.room("whole_network"), "Barnchecklista", "En tråd").await;
    let alike = async |client: &Client| {
        let path = format!("/networks/{}/asks?like=Barnchecklista%20för%20nämnden", world.network);
        let found = client.get(&path).await.expect(200);
        let ids =
            found["items"].as_array().unwrap().iter().map(|one| one["conversation_id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let found = eventually("both to be found", || async { Some(alike(member).await).filter(|f| f.len() == 2) }).await;
    assert_eq!(found, [open.clone(), inner], "what shares most comes first");
    // with the asker's rights
    assert_eq!(alike(observer).await, [open]);
    let all = observer.get(&format!("/networks/{}/asks?limit=1", world.network)).await.expect(200);
    assert_eq!(all["items"][0]["title"], "Vem kommer till träffen?");
    let next = all["next_cursor"].as_str().unwrap();
    let rest = observer.get(&format!("/networks/{}/asks?cursor={next}", world.network)).await.expect(200);
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["items"][0]["asked"]), (1, &json!(4)));
    let other = world.client(Role::OtherNetwork).get(&format!("/networks/{}/asks?like=barn", world.network)).await;
    assert_eq!(other.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_that_leaves_is_no_longer_waited_for() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let id = ask(&world, Role::Member, "whole_network", "Vilka är kvar?").await;
    let (network, haninge) = (world.network, all["Haninge kommun"].parse().unwrap());
    world
        .node
        .store()
        .write(&Actor::System, move |tx| async move {
            participation::set(&tx, network, haninge, ParticipationState::Ended, tx.today(), "lämnar").await.map(drop)
        })
        .await
        .unwrap();
    let after = seen(world.client(Role::Member), &id).await;
    assert_eq!(names(&after["missing"]), ["Gävle kommun", "Västerås stad", "Örebro kommun"]);
    let gone = answer(world.client(Role::WorkingGroup), &id, &all["Haninge kommun"], 0, "Vi har gått").await;
    assert!(gone.status == 404 || gone.status == 403, "{}", gone.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn those_about_as_large_are_known_and_asked() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let sizes = async || {
        let path = format!("/networks/{}/participations?limit=100", world.network);
        let found = member.get(&path).await.expect(200);
        let size = |one: &Value| {
            let name = one["organisation"]["name"].as_str().unwrap().to_owned();
            (name, one["inhabitants"].as_i64().zip(one["size"].as_i64()))
        };
        found["items"].as_array().unwrap().iter().map(size).collect::<HashMap<_, _>>()
    };
    let before = sizes().await;
    assert!(before.len() >= 5 && before.values().all(Option::is_none), "nobody has said how large: {before:?}");
    samrum::reference::lay(world.node.store()).await.expect("the register");
    let known = sizes().await;
    let (inhabitants, large) = known["Gävle kommun"].expect("the register says");
    assert_eq!(inhabitants, 102_418);
    let alike = |name: &str| known[name].map(|(_, size)| size == large);
    for name in ["Haninge kommun", "Västerås stad", "Örebro kommun"] {
        assert_eq!(alike(name), Some(true), "{name}");
    }
    assert_eq!(alike("Mora kommun"), Some(false));
    // whoever is chosen by that is asked, and nobody else
    let all = organisations(&world).await;
    let some = json!({ "organisations": [all["Haninge kommun"], all["Västerås stad"]] });
    let path = format!("/rooms/{}/asks", world.room("whole_network"));
    let made = member.post(&path, &question(&world, "Hur gör ni som är lika stora?", some)).await.expect(201);
    let asked = seen(member, made["id"].as_str().unwrap()).await;
    assert_eq!((names(&asked["missing"]), &asked["asked"]), (vec!["Haninge kommun", "Västerås stad"], &json!(2)));
}
