//! What a meeting leaves behind: decisions and promises, what the organisations thought of it, and the archive.

use chrono::Datelike;
use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Client, PASSWORD, Role, Sql, World, eventually};
use crate::meetings::{plan, put};
use crate::meetings_notes::{Pen, ongoing};

async fn at(client: &Client, method: Method, path: &str, revision: &Value, body: &Value) -> crate::harness::Answer {
    client.send(client.request(method, path).header("If-Match", format!("\"{revision}\"")).json(body)).await
}

fn promises(dossier: &Value) -> &Vec<Value> {
    dossier["promises"].as_array().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_stands_with_the_organisation_until_it_is_done() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = ongoing(&world).await;
    let path = format!("/meetings/{meeting}/promises");
    let (member, elected, host) = (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Host));
    let promise = json!({ "kind": "promise", "wording": "Skickar ut checklistan", "quote": "Örebro skickar ut",
        "organisation_id": all["Örebro kommun"], "due_on": "2099-06-01" });
    let said = |key: &str, value: Value| {
        let mut body = promise.clone();
        body[key] = value;
        body
    };
    assert_eq!(world.client(Role::Nobody).post(&path, &promise).await.problem(404), "not_found");
    assert_eq!(host.post(&path, &said("wording", json!(" "))).await.problem(422), "invalid");
    assert_eq!(host.post(&path, &said("wording", json!("x".repeat(1_001)))).await.problem(422), "invalid");
    assert_eq!(host.post(&path, &said("organisation_id", Value::Null)).await.problem(422), "invalid");
    assert_eq!(
        host.post(&path, &said("organisation_id", json!(uuid::Uuid::new_v4()))).await.problem(404),
        "not_found_in"
    );
    let made = host.post(&path, &promise).await.expect(201);
    let decision = json!({ "kind": "decision", "wording": "Nästa träff är i Gävle" });
    assert_eq!(promises(&host.post(&path, &decision).await.expect(201)).len(), 2);
    let one = &promises(&made)[0];
    assert_eq!((&one["quote"], &one["status"]), (&json!("Örebro skickar ut"), &json!("open")));
    assert_eq!(one["may_finish"], json!(false), "another organisation's");
    let own = format!("/promises/{}", one["id"].as_str().unwrap());

    // it stands on the start page of every seat of the organisation, and of no other
    for (role, many) in [(Role::Member, 1), (Role::Elected, 1), (Role::Host, 0), (Role::Observer, 0)] {
        let start = world.client(role).get("/start").await.expect(200);
        assert_eq!(start["promises"].as_array().unwrap().len(), many, "{role:?}");
    }
    // and where somebody who comes to the seat begins
    let begins = member.get(&format!("/seats/{}/handover", world.seats[&Role::Member])).await.expect(200);
    assert_eq!(begins["promises"][0]["wording"], "Skickar ut checklistan");
    let others = host.get(&format!("/seats/{}/handover", world.seats[&Role::Host])).await.expect(200);
    assert_eq!(others["promises"], json!([]));
    let changed = said("wording", json!("Skickar ut checklistan till alla"));
    assert_eq!(at(elected, Method::PUT, &own, &json!(7), &changed).await.problem(412), "stale");
    let after = at(elected, Method::PUT, &own, &json!(1), &changed).await.expect(200);
    assert_eq!(promises(&after)[0]["wording"], "Skickar ut checklistan till alla");
    assert_eq!(promises(&after)[0]["quote"], "Örebro skickar ut", "where it came from stays");

    // it is found by itself, by whoever reads the meeting
    let found = async |client: &Client| client.get("/search?q=checklistan&kind=decision").await.expect(200);
    let promise_id = one["id"].as_str().unwrap().to_owned();
    let hit = eventually("the promise is found", || async {
        let found = found(host).await;
        found["items"].as_array().unwrap().iter().find(|hit| hit["id"] == json!(promise_id)).cloned()
    })
    .await;
    assert_eq!(hit["url"], json!(format!("/traffar/{meeting}#beslut-{promise_id}")));
    assert!(!found(world.client(Role::Nobody)).await.to_string().contains(&promise_id));

    let done = json!({ "status": "done" });
    for role in [Role::Host, Role::Observer, Role::Deputy] {
        assert_eq!(world.client(role).put(&format!("{own}/status"), &done).await.problem(403), "forbidden");
    }
    assert_eq!(world.client(Role::Nobody).put(&format!("{own}/status"), &done).await.problem(404), "not_found");
    let after = elected.put(&format!("{own}/status"), &done).await.expect(200);
    assert_eq!(promises(&after)[0]["status"], "done");
    assert_eq!(member.get("/start").await.expect(200)["promises"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_keeps_its_place_whatever_is_written_around_it() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let mut pen = Pen::open(member, &meeting).await;
    let piece = pen.write("Vi delar mallen i höst");
    pen.send(&piece).await;
    let quote = "delar mallen";
    let path = format!("/meetings/{meeting}/promises");
    let said =
        |wording: &str, place: Value| json!({ "kind": "decision", "wording": wording, "quote": quote, "place": place });
    let place = pen.place(quote);
    for wrong in [json!("?"), json!("A".repeat(65)), json!("AA"), json!("AQVub3RlcwA=")] {
        let place = json!({ "from": place["from"], "to": wrong });
        assert_eq!(member.post(&path, &said("Fel", place)).await.problem(422), "invalid");
    }
    let made = member.post(&path, &said("Mallen delas", place.clone())).await.expect(201);
    member.post(&path, &said("Utan plats", Value::Null)).await.expect(201);
    assert_eq!((&promises(&made)[0]["place"], &promises(&made)[0]["quote"]), (&place, &json!(quote)));

    // others write before it and in it; published, the words it is made from are those that stand there
    let letters = [pen.letter("Ö"), pen.put_before("mallen", "den nya "), pen.letter("Å")];
    for piece in letters {
        assert_eq!(pen.send(&piece).await["type"], "notes_kept");
    }
    assert_eq!(pen.place("delar den nya mallen"), place, "the same letters are first and last");
    let revision = coordinator.get(&format!("/meetings/{meeting}")).await.expect(200)["revision"].clone();
    let publication = format!("/meetings/{meeting}/publication");
    at(coordinator, Method::POST, &publication, &revision, &json!({})).await.expect(200);
    let dossier = member.get(&format!("/meetings/{meeting}/dossier")).await.expect(200);
    let left: Vec<_> = promises(&dossier).iter().map(|one| (&one["quote"], &one["place"])).collect();
    assert_eq!(left, [(&json!("delar den nya mallen"), &Value::Null), (&json!(quote), &Value::Null)]);
    let document = dossier["document_id"].as_str().unwrap().to_owned();
    eventually("the words stand in the document", || async {
        let pages = member.get(&format!("/documents/{document}/pages")).await.expect(200).to_string();
        pages.contains("ÅÖVi delar den nya mallen i höst").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_observing_organisation_promised_is_its_own_to_finish() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = ongoing(&world).await;
    let (observer, host) = (world.client(Role::Observer), world.client(Role::Host));
    let promise = json!({ "kind": "promise", "wording": "Berättar hur Mora gör",
        "organisation_id": all["Mora kommun"], "due_on": "2099-06-01" });
    let made = host.post(&format!("/meetings/{meeting}/promises"), &promise).await.expect(201);
    let one = promises(&made)[0].clone();
    assert_eq!(one["may_finish"], false, "another organisation's");
    assert_eq!(observer.get("/start").await.expect(200)["promises"][0]["id"], one["id"]);
    assert_eq!(host.get("/start").await.expect(200)["promises"], json!([]));
    let begins = observer.get(&format!("/seats/{}/handover", world.seats[&Role::Observer])).await.expect(200);
    assert_eq!(begins["promises"][0]["id"], one["id"]);
    let seen = observer.get(&format!("/meetings/{meeting}/dossier")).await.expect(200);
    assert_eq!(promises(&seen)[0]["may_finish"], true);
    let (status, done) = (format!("/promises/{}/status", one["id"].as_str().unwrap()), json!({ "status": "done" }));
    for role in [Role::Host, Role::Member] {
        assert_eq!(world.client(role).put(&status, &done).await.problem(403), "forbidden");
    }
    let after = observer.put(&status, &done).await.expect(200);
    assert_eq!(promises(&after)[0]["status"], "done");
    assert_eq!(observer.get("/start").await.expect(200)["promises"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_organisation_says_once_what_it_thought() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = ongoing(&world).await;
    let path = |organisation: &str| format!("/meetings/{meeting}/evaluations/{}", all[organisation]);
    let answer = |score: i32| json!({ "score": score, "takes_home": "Mallen", "better": "Mer samtalstid" });
    let (member, elected, host) = (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Host));
    member.put(&path("Örebro kommun"), &answer(3)).await.expect(200);
    elected.put(&path("Örebro kommun"), &answer(5)).await.expect(200);
    let other = json!({ "score": 4, "takes_home": "", "better": "Bättre mat" });
    let seen = host.put(&path("Gävle kommun"), &other).await.expect(200);
    assert_eq!(seen["own"].as_array().unwrap().len(), 1);
    assert_eq!(member.put(&path("Örebro kommun"), &answer(6)).await.problem(422), "invalid");
    assert_eq!(member.put(&path("Gävle kommun"), &answer(4)).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Observer).put(&path("Mora kommun"), &answer(4)).await.problem(403), "forbidden");
    let dossier = format!("/meetings/{meeting}/dossier");
    let all_of_them = world.client(Role::Coordinator).get(&dossier).await.expect(200)["evaluations"].clone();
    let scores: Vec<_> = all_of_them.as_array().unwrap().iter().map(|one| one["score"].as_i64().unwrap()).collect();
    assert_eq!(scores, [4, 5], "the last answer counts");
    let own = member.get(&dossier).await.expect(200)["evaluations"].clone();
    assert_eq!((own.as_array().unwrap().len(), &own[0]["score"]), (1, &json!(5)), "others' are for those who plan");

    // beside the next programme stands what was said of the time to talk at this one, for those who write it
    let coordinator = world.client(Role::Coordinator);
    let talk =
        json!({ "day": 1, "starts_at": "09:00", "minutes": 30, "kind": "informal", "title": "Kaffe", "who": "" });
    put(coordinator, &meeting, "/programme", &json!({ "items": [talk] })).await.expect(200);
    let later = json!({ "starts_on": "2099-11-04", "ends_on": "2099-11-05" });
    let next = plan(&world, Role::Coordinator, &later).await.expect(201);
    let earlier = &next["earlier"][0];
    let said =
        json!([{ "organisation": { "id": all["Örebro kommun"], "name": "Örebro kommun" }, "words": "Mer samtalstid" }]);
    assert_eq!(
        (&earlier["id"], &earlier["thought"]),
        (&json!(meeting), &json!({ "answers": 2, "score": 4.5, "said": said }))
    );
    let next = member.get(&format!("/meetings/{}", next["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&next["earlier"][0]["id"], &next["earlier"][0]["thought"]), (&json!(meeting), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn published_it_is_found_and_changed_with_a_reason_only() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = ongoing(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let dossier = format!("/meetings/{meeting}/dossier");
    let lacking = coordinator.get(&dossier).await.expect(200)["lacking"].clone();
    assert_eq!(lacking, json!(["notes", "attendance", "documents", "promises", "evaluation"]));
    assert_eq!(member.get(&dossier).await.expect(200)["lacking"], json!([]), "that is for those who plan it");
    let publication = format!("/meetings/{meeting}/publication");
    let revision = coordinator.get(&format!("/meetings/{meeting}")).await.expect(200)["revision"].clone();
    let body = json!({ "summary": "Vi enades om en checklista." });
    let nothing = at(coordinator, Method::POST, &publication, &revision, &body).await;
    assert_eq!(nothing.problem(409), "nothing_to_publish");

    let mut pen = Pen::open(member, &meeting).await;
    let piece = pen.write("Socioekonomiskt index förklarades av Gävle");
    assert_eq!(pen.send(&piece).await["type"], "notes_kept");
    let promise = json!({ "kind": "promise", "wording": "Skickar ut checklistan",
        "organisation_id": all["Örebro kommun"], "due_on": "2099-06-01" });
    member.post(&format!("/meetings/{meeting}/promises"), &promise).await.expect(201);
    assert_eq!(at(member, Method::POST, &publication, &revision, &body).await.problem(403), "forbidden");
    assert_eq!(at(coordinator, Method::POST, &publication, &json!(99), &body).await.problem(412), "stale");
    let archived = at(coordinator, Method::POST, &publication, &revision, &body).await.expect(200);
    assert_eq!((&archived["state"], &archived["text"]), (&json!("archived"), &json!("Vi enades om en checklista.")));
    let again = at(coordinator, Method::POST, &publication, &archived["revision"], &body).await;
    assert!(["meeting_archived", "nothing_to_publish"].contains(&again.problem(409).as_str()));

    // the letters' own history is gone, what they said stands in a document that is found
    let late = pen.letter("!");
    assert_eq!(pen.send(&late).await["code"], "notes_closed");
    let document = coordinator.get(&dossier).await.expect(200)["document_id"].as_str().unwrap().to_owned();
    let hits = eventually("the notes are found", || async {
        let found = member.get("/search?q=socioekonomiskt").await.expect(200);
        found.to_string().contains(&document).then_some(found)
    })
    .await;
    assert!(
        !world.client(Role::Nobody).get("/search?q=socioekonomiskt").await.expect(200).to_string().contains(&document)
    );
    assert!(hits.to_string().contains("Minnesanteckningar"), "{hits}");
    let pages = member.get(&format!("/documents/{document}/pages")).await.expect(200).to_string();
    assert!(pages.contains("Skickar ut checklistan") && pages.contains("Örebro kommun"), "{pages}");

    let seen = coordinator.get(&format!("/documents/{document}")).await.expect(200);
    let text = format!("/documents/{document}/text");
    let rewritten = json!({ "text": "# Rättat" });
    assert_eq!(at(coordinator, Method::PUT, &text, &seen["revision"], &rewritten).await.problem(422), "invalid");
    let reason = json!({ "text": "# Rättat", "comment": "Fel datum" });
    assert_eq!(at(member, Method::PUT, &text, &seen["revision"], &reason).await.problem(403), "forbidden");
    let seen = at(coordinator, Method::PUT, &text, &seen["revision"], &reason).await.expect(200);
    assert_eq!(seen["version"], json!(2));
    let renamed = json!({ "name": "Något annat.md" });
    let path = format!("/documents/{document}");
    let revision = seen["revision"].as_i64().unwrap();
    assert_eq!(coordinator.patch(&path, revision, &renamed).await.problem(409), "published");
    let gone = coordinator.delete(&path, Some(revision)).await;
    assert_eq!(gone.problem(409), "published");
    // what it is about may still be said
    coordinator.patch(&path, revision, &json!({ "themes": ["Checklistor"] })).await.expect(200);
    assert_eq!(
        put(coordinator, &meeting, "/state", &json!({ "state": "ongoing" })).await.problem(409),
        "meeting_archived"
    );
}

/// What was put there before that was so is made the meeting's when the database is brought up to date; nothing else is.
#[tokio::test(flavor = "multi_thread")]
async fn what_lay_in_a_meetings_room_becomes_its_documentation() {
    let mut world = World::new().await;
    let meeting = ongoing(&world).await;
    let path = format!("/meetings/{meeting}");
    let coordinator = world.client(Role::Coordinator);
    let seen = coordinator.get(&path).await.expect(200);
    let lay = async |room: &str, name: &str| {
        let library = format!("/rooms/{room}/documents");
        coordinator.upload(&library, name, name.as_bytes().to_vec(), &[]).await.expect(201);
    };
    lay(seen["room"]["id"].as_str().unwrap(), "Bilder.txt").await;
    lay(seen["planning_room"]["id"].as_str().unwrap(), "Plan.txt").await;
    lay(&world.room("whole_network"), "Annat.txt").await;
    world.node.stop().await;
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE document SET meeting_id = NULL", []).await;
    sql.run("DELETE FROM seaql_migrations WHERE version = 'm0054_in_meeting_rooms'", []).await;
    drop(sql);
    world.node.restart().await;
    let coordinator = world.node.anonymous().sign_in(&Role::Coordinator.email(), PASSWORD).await;
    let documents = coordinator.get(&path).await.expect(200)["documents"].clone();
    let names: Vec<_> = documents.as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Bilder.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_a_meetings_room_is_its_documentation_and_late_slides_follow() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let path = format!("/meetings/{meeting}");
    let seen = member.get(&path).await.expect(200);
    let library = format!("/rooms/{}/documents", seen["room"]["id"].as_str().unwrap());
    let laid = async |name: &str, text: &str| -> String {
        let added = member.upload(&library, name, text.as_bytes().to_vec(), &[]).await.expect(201);
        format!("/documents/{}", added["id"].as_str().unwrap())
    };
    let revision = async |path: &str| member.get(path).await.expect(200)["revision"].as_i64().unwrap();
    let slides = laid("Presentation.txt", "Om skolgårdarna").await;
    let photo = laid("Foto.txt", "Från studiebesöket").await;
    let names = |meeting: &Value| -> Vec<String> {
        let documents = meeting["documents"].as_array().unwrap().iter();
        documents.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let seen = member.get(&path).await.expect(200);
    assert_eq!(names(&seen), ["Foto.txt", "Presentation.txt"]);
    let early = json!({ "publish": true });
    let refused = coordinator.patch(&slides, revision(&slides).await, &early).await;
    assert_eq!(refused.problem(409), "meeting_not_published");
    let decision = json!({ "kind": "decision", "wording": "Skolgårdarna mäts" });
    coordinator.post(&format!("{path}/promises"), &decision).await.expect(201);
    let publication = format!("{path}/publication");
    at(coordinator, Method::POST, &publication, &seen["revision"], &json!({})).await.expect(200);

    // it went into the archive with the meeting: changed by a new version with a reason only
    let kept = member.get(&slides).await.expect(200);
    assert_eq!((&kept["published"], &kept["archived"]), (&json!(true), &json!(true)));
    let hit = eventually("the slides are found in the archive", || async {
        let found = member.get("/search?q=skolgård&published=true&kind=document").await.expect(200);
        let slides = |hit: &&Value| hit["document"]["name"] == "Presentation.txt";
        found["items"].as_array().unwrap().iter().find(slides).cloned()
    })
    .await;
    assert_eq!(hit["meeting"]["id"], json!(meeting), "and say of which meeting they are");
    let now = revision(&slides).await;
    for client in [member, coordinator] {
        assert_eq!(client.patch(&slides, now, &json!({ "name": "Annat.txt" })).await.problem(409), "published");
    }
    assert_eq!(member.delete(&slides, Some(now)).await.problem(409), "published");
    let versions = format!("{slides}/versions");
    let newer = async |fields: &[(&str, &str)]| member.upload(&versions, "Ny.txt", b"Ny".to_vec(), fields).await;
    assert_eq!(newer(&[]).await.problem(422), "invalid");
    assert_eq!(newer(&[("comment", "Rätt siffror")]).await.expect(201)["published"], json!(true));
    let again = format!("{versions}/1/take-up");
    assert_eq!(member.post(&again, &json!({})).await.problem(422), "invalid");
    member.post(&again, &json!({ "comment": "De första stämde" })).await.expect(201);
    // those who keep the archive take away what should not be there
    coordinator.delete(&photo, Some(revision(&photo).await)).await.expect(204);

    // what comes late waits for those who plan the meeting
    let late = laid("Sent.txt", "Sena bilder").await;
    let waits = member.get(&late).await.expect(200);
    let told = |one: &Value| (one["published"] == true, one["archived"] == true, one["may"]["publish"] == true);
    assert_eq!(told(&waits), (false, false, false));
    let now = waits["revision"].as_i64().unwrap();
    assert_eq!(member.patch(&late, now, &early).await.problem(409), "meeting_not_published");
    assert_eq!(told(&coordinator.get(&late).await.expect(200)), (false, false, true));
    let followed = coordinator.patch(&late, now, &early).await.expect(200);
    assert_eq!(told(&followed), (true, true, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_meeting_decided_is_found_by_its_host() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let hosted = json!({ "hosts": [all["Örebro kommun"]] });
    let meeting = plan(&world, Role::Coordinator, &hosted).await.expect(201);
    let path = format!("/meetings/{}/promises", meeting["id"].as_str().unwrap());
    let decision = json!({ "kind": "decision", "wording": "Skolgårdarna mäts" });
    world.client(Role::Coordinator).post(&path, &decision).await.expect(201);
    let member = world.client(Role::Member);
    let found = async |host: &str| {
        let hits = member.get(&format!("/search?q=skolg%C3%A5rd&kind=decision&host={host}")).await.expect(200);
        hits["items"].as_array().unwrap().len()
    };
    eventually("the decision is found by the host", || async {
        (found("%C3%96rebro%20kommun").await == 1).then_some(())
    })
    .await;
    assert_eq!(found("Mora%20kommun").await, 0);
    // it is of the meeting's year, whenever it was written down
    assert_eq!(found("%C3%96rebro%20kommun&year=2099").await, 1);
    let written = world.node.clock.today().year();
    assert_eq!(found(&format!("%C3%96rebro%20kommun&year={written}")).await, 0);
}
