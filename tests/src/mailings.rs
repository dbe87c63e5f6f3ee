//! Letters to chosen seats: seen as one of those who get it, sent once to each, and noted.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{MailServer, Role, Sql, eventually};
use crate::mail::world_with;

/// A little longer than a letter lies before it goes.
const A_WHILE: Duration = Duration::from_secs(61);

const TEXT: &str = "Hej {namn}!\n\nSom **{uppdrag}** för {organisation} behöver du veta detta.";

fn draft(to: &Value) -> Value {
    json!({ "to": to, "subject": "Till {organisation}", "text": TEXT })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_seen_as_one_of_those_who_get_it_and_sent_once_to_each() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let mailings = format!("/networks/{}/mailings", world.network);
    let preview = format!("{mailings}/preview");

    // who it would go to: by standing, by kind, by seat
    let all = coordinator.post(&preview, &draft(&json!({}))).await.expect(200);
    assert_eq!(all["count"], 6, "{all}");
    let observers = coordinator.post(&preview, &draft(&json!({ "states": ["observer"] }))).await.expect(200);
    assert_eq!((&observers["count"], &observers["subject"]), (&json!(1), &json!("Till Mora kommun")));
    let elected = coordinator.post(&preview, &draft(&json!({ "kind": "elected" }))).await.expect(200);
    assert_eq!(elected["recipients"][0]["person"]["name"], "Elected Testsson");
    let (member, observer) = (world.seats[&Role::Member], world.seats[&Role::Observer]);
    let two = json!({ "seat_ids": [member, observer] });
    let mut body = draft(&two);
    body["shown_as"] = json!(member);
    let shown = coordinator.post(&preview, &body).await.expect(200);
    assert_eq!((&shown["count"], &shown["subject"]), (&json!(2), &json!("Till Örebro kommun")));
    let html = shown["html"].as_str().expect("html");
    assert!(html.contains("Hej Member Testsson!") && html.contains("<strong>kontaktperson</strong>"), "{html}");

    // what can't be
    body["shown_as"] = json!(world.seats[&Role::Elected]);
    assert_eq!(coordinator.post(&preview, &body).await.problem(404), "not_found_in");
    let misspelt = json!({ "to": two, "subject": "Hej", "text": "Hej {nmn}" });
    assert_eq!(coordinator.post(&preview, &misspelt).await.expect(422)["errors"][0]["code"], "unknown_placeholder");
    let blank = json!({ "to": two, "subject": " ", "text": "Hej" });
    assert_eq!(coordinator.post(&preview, &blank).await.expect(422)["errors"][0]["pointer"], "/subject");
    for role in [Role::Member, Role::WorkingGroup, Role::Host] {
        assert_eq!(world.client(role).post(&preview, &draft(&two)).await.problem(403), "forbidden");
        world.client(role).get(&mailings).await.problem(403);
    }
    let mut send = draft(&two);
    send["recipients"] = json!(3);
    assert_eq!(coordinator.post(&mailings, &send).await.problem(409), "other_recipients");
    let mut nobody = draft(&json!({ "states": ["queued"] }));
    nobody["recipients"] = json!(0);
    assert_eq!(coordinator.post(&mailings, &nobody).await.problem(409), "nobody_to_write_to");

    // sent: each in words of their own, with a link that stops such mails; sent again with the same key it is one
    send["recipients"] = json!(2);
    let post =
        || coordinator.request(reqwest::Method::POST, &mailings).header("Idempotency-Key", "utskick-1").json(&send);
    let first = coordinator.send(post()).await.expect(201);
    let second = coordinator.send(post()).await.expect(201);
    assert_eq!(first["id"], second["id"]);
    // it lies for a short while first
    let lies = coordinator.get(&mailings).await.expect(200);
    assert_eq!((&lies["items"][0]["waiting"], &lies["items"][0]["taken_back_at"]), (&json!(2), &Value::Null));
    assert_ne!(lies["items"][0]["goes_at"], lies["items"][0]["sent_at"]);
    world.node.clock.advance(A_WHILE);
    let mut mails = server.mails(2).await;
    mails.sort_by_key(|mail| mail.to.clone());
    assert_eq!(mails[0].to, Role::Member.email());
    assert_eq!(mails[0].subject(), "Till Örebro kommun");
    assert!(mails[0].text().contains("Hej Member Testsson!"), "{}", mails[0].text());
    assert_eq!(mails[1].subject(), "Till Mora kommun");
    assert!(mails[1].text().contains("/brev/"), "{}", mails[1].text());
    let listed = eventually("both to have gone", || async {
        let listed = coordinator.get(&mailings).await.expect(200);
        (listed["items"][0]["gone"] == 2).then_some(listed)
    })
    .await;
    assert_eq!(listed["items"].as_array().expect("mailings").len(), 1);
    assert_eq!(
        (&listed["items"][0]["recipients"], &listed["items"][0]["by"]),
        (&json!(2), &json!("Coordinator Testsson"))
    );
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM audit WHERE act = 'mailing_sent'", []).await, 1);

    // who has stopped mails that come at once gets none; whoever left the seat meanwhile neither
    let stopped = world.client(Role::Elected).get("/me/mail").await.expect(200);
    let mut wanted = stopped.clone();
    wanted["at_once"] = json!(false);
    world.client(Role::Elected).put("/me/mail", &wanted).await.expect(200);
    let mut third = draft(&json!({ "kind": "elected" }));
    third["recipients"] = json!(1);
    coordinator.post(&mailings, &third).await.expect(201);
    world.node.clock.advance(A_WHILE);
    eventually("the mail to be dropped", || async {
        let listed = coordinator.get(&mailings).await.expect(200);
        (listed["items"][0]["not_sent"] == 1).then_some(())
    })
    .await;
    assert_eq!(server.mails(2).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_taken_back_while_it_lies_and_nobody_gets_it() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let mailings = format!("/networks/{}/mailings", world.network);
    let send = async |role: Role, subject: &str| {
        let to = json!({ "seat_ids": [world.seats[&role]] });
        let letter = json!({ "to": to, "subject": subject, "text": "Hej {namn}!", "recipients": 1 });
        let made = coordinator.post(&mailings, &letter).await.expect(201);
        format!("/mailings/{}", made["id"].as_str().expect("an id"))
    };
    let wrong = send(Role::Member, "Fel dag").await;
    assert_eq!(world.client(Role::Member).delete(&wrong, None).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).delete(&wrong, None).await.problem(404), "not_found");
    // twice, and at once: it is taken back
    let (one, two) = tokio::join!(coordinator.delete(&wrong, None), coordinator.delete(&wrong, None));
    one.expect(204);
    two.expect(204);
    coordinator.delete(&wrong, None).await.expect(204);
    let listed = coordinator.get(&mailings).await.expect(200);
    assert_eq!((&listed["items"][0]["waiting"], &listed["items"][0]["gone"]), (&json!(0), &json!(0)));
    assert!(listed["items"][0]["taken_back_at"].is_string(), "{listed}");

    // names are words, whatever marks they have, and wherever they stand
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE person SET name = 'Anna-Lena *Berg* {seat}' WHERE id = $1", [world.people[&Role::Host].0.into()])
        .await;
    let to = json!({ "seat_ids": [world.seats[&Role::Host]] });
    let right = json!({ "to": to, "subject": "Rätt dag", "text": "Hej {namn}: `{namn}`", "recipients": 1 });
    let preview = json!({ "to": to, "subject": "x", "text": right["text"] });
    let shown = coordinator.post(&format!("{mailings}/preview"), &preview).await.expect(200);
    let html = shown["html"].as_str().expect("html");
    assert!(html.contains("Anna-Lena *Berg* {seat}: <code>Anna-Lena *Berg* {seat}</code>"), "{html}");
    let made = coordinator.post(&mailings, &right).await.expect(201);
    world.node.clock.advance(A_WHILE);
    let mails = server.mails(1).await;
    assert_eq!((mails[0].to.as_str(), mails[0].subject().as_str()), (Role::Host.email().as_str(), "Rätt dag"));
    assert!(mails[0].text().contains("Hej Anna-Lena *Berg* {seat}:"), "{}", mails[0].text());
    // what has gone has gone
    let gone = format!("/mailings/{}", made["id"].as_str().expect("an id"));
    assert_eq!(coordinator.delete(&gone, None).await.problem(409), "letter_gone");
    assert_eq!(server.mails(1).await.len(), 1);
    assert_eq!(sql.number("SELECT count(*) AS n FROM audit WHERE act = 'mailing_taken_back'", []).await, 1);
}
