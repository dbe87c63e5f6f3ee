//! A decision of a case stands and is told, and what is written after it is seen.

use std::time::Duration;

use serde_json::json;

use crate::conditions::{on_desk, path};
use crate::harness::{MailServer, Role, Sql};
use crate::joining::{case_for, decide, letters_to, link, organisation};
use crate::mail::world_with;
use crate::membership::set;

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_stands_however_many_letters_were_sent_and_is_told_and_what_is_answered_is_seen() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let id = case_for(&world).await;
    let to = "anna.berg@malmo.example";
    let words = format!("/cases/{id}/words");
    for index in 0..6 {
        let text = json!({ "text": format!("Fråga {index}") });
        world.client(Role::Coordinator).post(&words, &text).await.expect(200);
    }
    // what is written is a letter each: no more within the hour, and it is not said either
    let more = json!({ "text": "En till" });
    assert_eq!(world.client(Role::Coordinator).post(&words, &more).await.problem(429), "too_many");
    let asked = link(letters_to(&server, to, 6).await.last().expect("a letter"));
    let anybody = world.node.anonymous();
    anybody.post(&format!("{asked}/words"), &json!({ "text": "Ja" })).await.expect(200);
    let case = world.client(Role::Coordinator).get(&format!("/cases/{id}")).await.expect(200);
    assert_eq!(case["words"].as_array().map(Vec::len), Some(7));
    // the decision, and the seat that comes of it, are not undone for the letters' sake
    let decided = decide(world.client(Role::Coordinator), &id, &case["revision"], "observer").await.expect(200);
    assert_eq!(decided["state"], "decided");
    let sql = Sql::of(world.node.config()).await;
    let waiting = "SELECT count(*) AS n FROM notice WHERE state = 'waiting'";
    assert_eq!(sql.number(waiting, []).await, 2);
    assert!(on_desk(world.client(Role::Coordinator), "case_answered").await.is_empty());

    world.node.clock.advance(Duration::from_secs(61 * 60));
    let letters = letters_to(&server, to, 8).await;
    let told = letters.iter().find(|one| one.text().contains("Ni har kommit långt")).expect("the decision");
    assert!(told.text().contains("Vägen in är inbjudan till ert uppdrag"), "{}", told.text());
    assert!(letters.iter().any(|one| one.text().contains("/inbjudan/")), "the seat is offered");

    // what they write after it stands on the desk until it is answered, or a month has gone
    world.sign_everybody_in().await;
    let coordinator = world.client(Role::Coordinator);
    let after = format!("{}/words", link(told));
    anybody.post(&after, &json!({ "text": "När börjar vi?" })).await.expect(200);
    let seen = on_desk(coordinator, "case_answered").await;
    assert_eq!((seen.len(), &seen[0]["subject_id"], &seen[0]["organisation"]), (1, &json!(id), &json!("Malmö stad")));
    assert!(on_desk(world.client(Role::Member), "case_answered").await.is_empty());
    coordinator.post(&words, &json!({ "text": "I maj" })).await.expect(200);
    assert!(on_desk(coordinator, "case_answered").await.is_empty());
    anybody.post(&after, &json!({ "text": "Tack!" })).await.expect(200);
    assert_eq!(on_desk(coordinator, "case_answered").await.len(), 1);
    world.node.clock.advance(Duration::from_secs(31 * 24 * 3600));
    world.sign_everybody_in().await;
    assert!(on_desk(world.client(Role::Coordinator), "case_answered").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_nobody_answers_is_the_coordinators_again_after_a_month() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let id = case_for(&world).await;
    let words = format!("/cases/{id}/words");
    world.client(Role::Coordinator).post(&words, &json!({ "text": "Finns planen?" })).await.expect(200);
    assert!(on_desk(world.client(Role::Coordinator), "case_waiting").await.is_empty(), "it is their turn");
    for (days, waits) in [(29, 0), (2, 1)] {
        world.node.clock.advance(Duration::from_secs(days * 24 * 3600));
        world.sign_everybody_in().await;
        assert_eq!(on_desk(world.client(Role::Coordinator), "case_waiting").await.len(), waits);
    }
    world.client(Role::Coordinator).post(&words, &json!({ "text": "Hör ni av er?" })).await.expect(200);
    assert!(on_desk(world.client(Role::Coordinator), "case_waiting").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_a_case_say_where_answers_go_and_what_comes_by_mail_is_put_in() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (id, to) = (case_for(&world).await, "anna.berg@malmo.example");
    let coordinator = world.client(Role::Coordinator);
    let (words, mails) = (format!("/cases/{id}/words"), format!("/cases/{id}/mails"));
    coordinator.post(&words, &json!({ "text": "Finns planen?" })).await.expect(200);
    let first = letters_to(&server, to, 1).await.remove(0);
    assert_eq!(first.header("Reply-To"), "");
    let told = first.text();
    assert!(told.contains("inte på själva brevet") && told.contains("Svar på det här brevet når ingen."), "{told}");
    // where the network says whom to ask, answers to the mail itself go there
    set(&world, &[("contact", json!("Samordnaren, samordnare@natverket.example."))]).await;
    coordinator.post(&words, &json!({ "text": "Eller är den på gång?" })).await.expect(200);
    let second = letters_to(&server, to, 2).await.remove(1);
    assert_eq!(second.header("Reply-To"), "samordnare@natverket.example");
    let told = second.text();
    assert!(told.contains("Svar på själva brevet går till samordnare@natverket.example"), "{told}");

    let put = coordinator.post(&mails, &json!({ "text": "Ja, den är antagen." })).await.expect(200);
    let word = &put["words"][2];
    assert_eq!(
        (&word["from_applicant"], &word["by_mail"], &word["by"]),
        (&json!(true), &json!(true), &json!("Coordinator Testsson"))
    );
    assert_eq!((&put["answered"], &put["words"][1]["by_mail"]), (&json!(true), &json!(false)));
    assert_eq!(on_desk(coordinator, "case_waiting").await.len(), 1, "they have answered");
    // whoever asked sees it too, and nobody is written to
    let anybody = world.node.anonymous();
    let linked = anybody.get(&link(&second)).await.expect(200);
    assert_eq!(linked["case"]["words"][2]["by"], "Coordinator Testsson");
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM notice WHERE kind = 'case_word'", []).await, 2);
    assert_eq!(coordinator.post(&mails, &json!({ "text": " " })).await.problem(422), "invalid");
    assert_eq!(world.client(Role::Member).post(&mails, &json!({ "text": "Ja" })).await.problem(404), "not_found");
    anybody.post(&format!("{}/withdrawal", link(&second)), &json!({})).await.expect(200);
    assert_eq!(coordinator.post(&mails, &json!({ "text": "Ja" })).await.problem(409), "case_withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_who_is_told_no_stays_one_and_reads_why() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let mora = organisation(&world, "mora").await;
    let own = path(&world, &mora);
    let (observer, coordinator) = (world.client(Role::Observer), world.client(Role::Coordinator));
    let ask = format!("{own}/membership");
    observer.post(&ask, &json!({ "message": "" })).await.expect(201);
    assert_eq!(observer.get(&own).await.expect(200)["refused"], json!(null), "it waits");
    let id = on_desk(coordinator, "membership_asked").await[0]["subject_id"].as_str().expect("a case").to_owned();
    let decision = json!({ "decision": "no", "reason": "Uppdraget gäller inte hela kommunen än" });
    let request = coordinator.request(reqwest::Method::POST, &format!("/cases/{id}/decision")).header("If-Match", "1");
    coordinator.send(request.json(&decision)).await.expect(200);
    let told = letters_to(&server, &Role::Observer.email(), 1).await.remove(0).text();
    assert!(told.contains("är observatörer som förut") && told.contains("har bett om medlemskap"), "{told}");
    assert!(!told.contains("Ni går inte med") && !told.contains("intresseanmälan"), "{told}");
    // the organisation's own page says so too, until it asks anew
    for client in [observer, coordinator] {
        let now = client.get(&own).await.expect(200);
        assert_eq!(now["refused"]["reason"], "Uppdraget gäller inte hela kommunen än");
        assert_eq!((&now["state"], &now["membership_asked"]), (&json!("observer"), &json!(false)));
    }
    observer.post(&ask, &json!({ "message": "" })).await.expect(201);
    assert_eq!(observer.get(&own).await.expect(200)["refused"], json!(null));
    assert_eq!(observer.delete(&ask, None).await.expect(200)["refused"]["reason"], decision["reason"]);
}
