//! From a public expression of interest to a decision: nobody sees what is not confirmed, nobody is told who exists, and of
//! two that decide at once one does.

use std::time::Duration;

use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::case::{self, LaidCase};
use domain::networks::condition::{ConditionState, KnownCondition};
use domain::networks::expression::{self, Answer, NewExpression};
use domain::people::person::Language;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, MailServer, Received, Role, Sql, World};
use crate::mail::world_with;

/// The form of a network as anybody gets it.
pub async fn form(client: &Client, slug: &str) -> Value {
    client.get(&format!("/open-networks/{slug}")).await.expect(200)
}

/// What somebody sends who fills it in.
pub fn expression(form: &Value, email: &str) -> Value {
    let answers: Vec<Value> = form["conditions"]
        .as_array()
        .expect("conditions")
        .iter()
        .enumerate()
        .map(|(index, condition)| {
            let state = if index < 4 { "met" } else { "unclear" };
            json!({ "condition_id": condition["id"], "state": state, "text": "Så här är det hos oss" })
        })
        .collect();
    json!({ "form": form["form"], "organisation_name": "Hittepå kommun", "name": "Anna Berg", "role": "strateg",
        "email": email, "language": "sv", "answers": answers, "message": "Vi vill gärna vara med", "consent": true })
}

/// A case of an organisation that takes no part yet.
pub async fn case_for(world: &World) -> String {
    let malmo = organisation(world, "malmö").await;
    let laid = LaidCase {
        network: world.network,
        organisation: malmo.parse::<OrganisationId>().expect("an id"),
        organisation_name: "Malmö stad".into(),
        name: "Anna Berg".into(),
        role: "strateg".into(),
        email: "anna.berg@malmo.example".into(),
        message: String::new(),
        answers: vec![(KnownCondition::ActionPlan, ConditionState::Met, "Antagen".into())],
        words: Vec::new(),
        at: world.node.clock.now(),
    };
    let made = world.node.store().write(&Actor::System, move |tx| async move { case::lay(&tx, laid).await }).await;
    made.expect("a case").to_string()
}

pub async fn organisation(world: &World, beginning: &str) -> String {
    let found = world.client(Role::Anonymous).get(&format!("/organisations?q={beginning}")).await.expect(200);
    found["items"][0]["id"].as_str().expect("an organisation").to_owned()
}

/// The link in a letter.
pub fn link(mail: &Received) -> String {
    let text = mail.text();
    let start = text.find("/arende/").unwrap_or_else(|| panic!("no link in {text}"));
    format!("/case-links/{}", text[start + "/arende/".len()..].split_whitespace().next().expect("a token"))
}

pub async fn letters_to(server: &MailServer, to: &str, many: usize) -> Vec<Received> {
    crate::harness::eventually(&format!("{many} letters to {to}"), || async {
        let found: Vec<Received> = server.received().into_iter().filter(|mail| mail.to.contains(to)).collect();
        (found.len() >= many).then_some(found)
    })
    .await
}

async fn cases(client: &Client) -> Vec<Value> {
    client.get("/cases").await.expect(200)["items"].as_array().expect("cases").clone()
}

pub async fn decide(client: &Client, id: &str, revision: &Value, decision: &str) -> crate::harness::Answer {
    let seats = if decision == "no" { json!([]) } else { json!([{ "kind": "official", "title": "kontaktperson" }]) };
    let body = json!({ "decision": decision, "reason": "Ni har kommit långt", "seats": seats });
    let request = client.request(Method::POST, &format!("/cases/{id}/decision")).json(&body);
    client.send(request.header("If-Match", revision.to_string())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expression_becomes_a_case_a_dialogue_and_a_decision_of_one_coordinator() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (anybody, coordinator) = (world.node.anonymous(), world.client(Role::Coordinator));
    let open = form(&anybody, "natverket").await;
    assert_eq!(open["conditions"].as_array().expect("six").len(), 6);
    let (path, to) = ("/open-networks/natverket/expressions", "anna.berg@malmo.example");
    let mut body = expression(&open, to);
    body["organisation_id"] = json!(organisation(&world, "malmö").await);

    // what can't be is refused before anything is kept
    for (field, value, code) in [
        ("answers", json!([]), "one_each"),
        ("email", json!("anna"), "not_an_address"),
        ("name", json!(" "), "empty"),
        ("message", json!("x".repeat(4_001)), "too_long"),
        ("consent", json!(false), "missing"),
        ("form", json!("1.x"), "form_unknown"),
    ] {
        let mut wrong = body.clone();
        wrong[field] = value;
        let refused = anybody.post(path, &wrong).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], code, "{field}");
    }
    let mut wrong = body.clone();
    wrong["organisation_id"] = json!(uuid::Uuid::now_v7());
    assert_eq!(anybody.post(path, &wrong).await.problem(404), "not_found_in");
    assert_eq!(anybody.post("/open-networks/finns-inte/expressions", &body).await.problem(404), "not_found");
    let mut program = body.clone();
    program["website"] = json!("https://exempel.se");
    let told = anybody.post(path, &program).await;
    let sent = anybody.post(path, &body).await;
    assert_eq!((told.status, told.body), (sent.status, sent.body), "a program is told what people are told");
    assert_eq!(sent.status, 202);

    // nobody sees it before the address is confirmed, and looking confirms nothing
    let letter = letters_to(&server, to, 1).await.remove(0);
    assert_eq!(letter.subject(), "Bekräfta intresseanmälan till Nätverket");
    let link = link(&letter);
    for method in [Method::GET, Method::HEAD, Method::GET] {
        anybody.send(anybody.request(method, &link)).await;
    }
    assert_eq!(anybody.get(&link).await.expect(200)["confirmed"], false);
    assert_eq!(anybody.post(&format!("{link}/words"), &json!({ "text": "Hej" })).await.problem(404), "not_found");
    assert!(cases(coordinator).await.is_empty());
    let confirmation = format!("{link}/confirmation");
    let nothing = json!({});
    let (one, two) = tokio::join!(anybody.post(&confirmation, &nothing), anybody.post(&confirmation, &nothing));
    assert_eq!(
        (one.expect(200)["confirmed"].clone(), two.expect(200)["confirmed"].clone()),
        (json!(true), json!(true))
    );
    let found = cases(coordinator).await;
    assert_eq!(found.len(), 1, "confirmed twice it is one case");
    let facts = (&found[0]["organisation"], &found[0]["state"], &found[0]["met"], &found[0]["conditions"]);
    assert_eq!(facts, (&json!("Malmö stad"), &json!("received"), &json!(4), &json!(6)));
    let id = found[0]["id"].as_str().expect("an id").to_owned();
    let waiting = crate::conditions::on_desk(coordinator, "case_waiting").await;
    assert_eq!((waiting.len(), &waiting[0]["subject_id"]), (1, &json!(id)));
    for role in [Role::Member, Role::Observer, Role::Administrator, Role::OtherNetwork, Role::Nobody] {
        assert!(cases(world.client(role)).await.is_empty(), "{role:?}");
        assert_eq!(world.client(role).get(&format!("/cases/{id}")).await.problem(404), "not_found", "{role:?}");
    }

    // the dialogue goes by letter and link, also the one of the letter before
    let shown = coordinator.post(&format!("/cases/{id}/words"), &json!({ "text": "Finns planen?" })).await.expect(200);
    assert_eq!((&shown["state"], &shown["words"][0]["from_applicant"]), (&json!("in_dialogue"), &json!(false)));
    let second = letters_to(&server, to, 2).await.remove(1);
    assert!(second.text().contains("Finns planen?"), "{}", second.text());
    assert!(crate::conditions::on_desk(coordinator, "case_waiting").await.is_empty(), "their turn");
    let answer = json!({ "text": "Ja, här är den" });
    anybody.post(&format!("{}/words", self::link(&second)), &answer).await.expect(200);
    let request = anybody.request(Method::POST, &format!("{link}/files?name=Plan.pdf"));
    let request = request.header("Content-Type", "application/octet-stream").body("planen");
    assert_eq!(anybody.send(request).await.expect(200)["case"]["files"][0]["name"], "Plan.pdf");
    let case = coordinator.get(&format!("/cases/{id}")).await.expect(200);
    assert_eq!((&case["words"][1]["text"], &case["answered"]), (&answer["text"], &json!(true)));
    let file = case["files"][0]["id"].as_str().expect("a file");
    let file = coordinator.get(&format!("/cases/{id}/files/{file}")).await;
    assert_eq!((file.header("content-disposition").starts_with("attachment"), &file.body[..]), (true, &b"planen"[..]));
    let condition = case["asked"][4]["id"].as_str().expect("a condition");
    let check = json!({ "state": "met", "note": "Sagt på telefon" });
    let checked = coordinator.put(&format!("/cases/{id}/checks/{condition}"), &check).await.expect(200);
    assert_eq!((&checked["met"], &checked["checks"][0]["note"]), (&json!(5), &json!("Sagt på telefon")));
    let linked = anybody.get(&link).await.expect(200);
    assert!(!linked.to_string().contains("Sagt på telefon"), "what coordinators note is theirs");

    // two decide at once
    let revision = checked["revision"].clone();
    assert_eq!(decide(world.client(Role::Member), &id, &revision, "member").await.problem(404), "not_found");
    let (one, two) =
        tokio::join!(decide(coordinator, &id, &revision, "member"), decide(coordinator, &id, &revision, "observer"));
    let (won, lost) = if one.status == 200 { (one, two) } else { (two, one) };
    assert!(matches!(lost.status.as_u16(), 409 | 412), "{}", lost.status);
    let won = won.expect(200);
    assert_eq!((&won["state"], won["revision"].as_i64()), (&json!("decided"), revision.as_i64().map(|n| n + 1)));
    assert_eq!(decide(coordinator, &id, &won["revision"], "no").await.problem(409), "case_decided");
    let participants =
        coordinator.get(&format!("/networks/{}/participations?limit=100", world.network)).await.expect(200);
    let malmo: Vec<&Value> = participants["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["organisation"]["name"] == "Malmö stad")
        .collect();
    assert_eq!((malmo.len(), &malmo[0]["state"]), (1, &won["decision"]), "one decision, one participation");
    assert_eq!(malmo[0]["seats"].as_array().expect("seats").len(), 1);
    // the letter that tells of it, and the invitation to the first of the seats
    let letters = letters_to(&server, to, 4).await;
    let told = letters.iter().find(|one| one.text().contains("Ni har kommit långt")).expect("the reason");
    assert!(!told.text().contains("/inbjudan/"));
    let offer = letters.iter().find_map(|one| one.text().split("/inbjudan/").nth(1).map(str::to_owned));
    let offer = offer.expect("an invitation").split_whitespace().next().expect("a token").to_owned();
    let seen = anybody.get(&format!("/invitation-links/{offer}")).await.expect(200);
    assert_eq!(seen["organisation"], "Malmö stad");
    let ended = anybody.get(&link).await.expect(200);
    assert_eq!(ended["case"]["decision"], won["decision"]);
    assert_eq!(anybody.post(&format!("{link}/withdrawal"), &nothing).await.problem(409), "case_decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_can_be_taken_back_and_a_queue_comes_to_an_end() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let id = case_for(&world).await;
    let unheard = coordinator.request(Method::POST, &format!("/cases/{id}/decision"));
    let body = json!({ "decision": "no", "reason": "Nej" });
    assert_eq!(coordinator.send(unheard.json(&body)).await.problem(428), "precondition_required");
    let queued = json!({ "decision": "queue", "reason": "Fullt till våren" });
    let request = coordinator.request(Method::POST, &format!("/cases/{id}/decision")).header("If-Match", "1");
    let queued = coordinator.send(request.json(&queued)).await.expect(200);
    assert_eq!(queued["decision"], "queue");
    assert_eq!(decide(coordinator, &id, &json!(1), "member").await.problem(412), "stale");
    assert_eq!(decide(coordinator, &id, &queued["revision"], "member").await.expect(200)["decision"], "member");
    let over = coordinator.get("/cases?over=true").await.expect(200);
    assert_eq!((over["items"][0]["id"].clone(), cases(coordinator).await.len()), (json!(id), 0));
    // a member is not made one again
    let again = case_for(&world).await;
    assert_eq!(decide(coordinator, &again, &json!(1), "observer").await.problem(409), "takes_part_already");
    let unchanged = coordinator.get(&format!("/cases/{again}")).await.expect(200);
    assert_eq!(
        (&unchanged["state"], &unchanged["revision"]),
        (&json!("received"), &json!(1)),
        "a refusal changes nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_expressions_nobody_confirms_reach_nobody_and_are_gone_after_a_week() {
    let mut world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let store = world.node.store().clone();
    let network = expression::open_network(store.reader(), "natverket").await.expect("a network");
    let anybody = store.anonymous().await.expect("anybody");
    let send = |index: usize| {
        let (store, anybody, network) = (store.clone(), anybody.clone(), network.clone());
        let answers = network.conditions.iter().map(|one| (one.id, ConditionState::Met, String::new()));
        let new = NewExpression {
            organisation: None,
            organisation_name: Some("Skräp".into()),
            name: "Skräp".into(),
            role: "x".into(),
            email: format!("skrap{index}@exempel.se"),
            language: Language::Swedish,
            answers: answers.map(|(condition_id, state, text)| Answer { condition_id, state, text }).collect(),
            message: String::new(),
            consent: "x".into(),
        };
        async move {
            store.write(&anybody, move |tx| async move { expression::begin(&tx, &network, new).await }).await.is_ok()
        }
    };
    let mut taken = 0;
    for batch in 0..100 {
        let sent = futures_util::future::join_all((0..100).map(|index| send(batch * 100 + index))).await;
        taken += sent.into_iter().filter(|ok| *ok).count();
    }
    // those that came at the very same moment may not have seen one another
    assert!((60..=80).contains(&taken), "{taken}");
    let kept = sql.number("SELECT count(*) AS n FROM expression", []).await;
    let letters = sql.number("SELECT count(*) AS n FROM notice", []).await;
    assert_eq!((kept, letters), (taken as i64, taken as i64));
    let coordinator = world.client(Role::Coordinator);
    assert!(cases(coordinator).await.is_empty());
    assert!(crate::conditions::on_desk(coordinator, "case_waiting").await.is_empty());

    world.node.clock.advance(Duration::from_secs(8 * 24 * 3600));
    let before = world.node.clock.now() - expression::KEPT;
    let swept = store.write(&Actor::System, move |tx| async move { expression::sweep(&tx, before).await }).await;
    assert_eq!(swept.expect("swept"), taken as u64);
    world.sign_everybody_in().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_learns_nothing_and_an_address_gets_few_letters() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let anybody = world.node.anonymous();
    let path = "/open-networks/natverket/expressions";
    let open = form(&anybody, "natverket").await;
    let send = async |email: &str, organisation: Option<String>| {
        let mut body = expression(&open, email);
        body["organisation_id"] = json!(organisation);
        let answer = anybody.post(path, &body).await;
        (answer.status, answer.body)
    };
    // a member's organisation and address, one of neither, and one that has had its letters
    let known = send(&Role::Member.email(), Some(organisation(&world, "örebro").await)).await;
    let unknown = send("ingen@exempel.se", None).await;
    assert_eq!(known, unknown);
    for _ in 0..4 {
        assert_eq!(send("ofta@exempel.se", None).await, known);
    }
    letters_to(&server, "ofta@exempel.se", 3).await;
    let sql = Sql::of(world.node.config()).await;
    let kept = "SELECT count(*) AS n FROM expression WHERE email_folded = 'ofta@exempel.se'";
    assert_eq!(sql.number(kept, []).await, 3);
    let closed =
        format!("UPDATE network SET closed_at = '{}' WHERE slug = 'natverket'", world.node.clock.now().to_rfc3339());
    sql.run(&closed, []).await;
    assert_eq!(anybody.get("/open-networks/natverket").await.problem(404), "not_found");
}
