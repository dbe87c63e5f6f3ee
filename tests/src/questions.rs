//! Questions: accepted answers, the summary, what has been asked before, what has waited.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, Socket, World, eventually};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn accept(client: &Client, question: &str, answer: &str) -> Answer {
    client.send(client.request(Method::PUT, &format!("/conversations/{question}/answers/{answer}"))).await
}

async fn withdraw(client: &Client, question: &str, answer: &str) -> Answer {
    client.delete(&format!("/conversations/{question}/answers/{answer}"), None).await
}

async fn rows(client: &Client, world: &World, more: &str) -> Vec<Value> {
    let list = client.get(&format!("/networks/{}/conversations?limit=100{more}", world.network)).await.expect(200);
    list["items"].as_array().unwrap().clone()
}

fn titles(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["title"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_accepts_the_answers_that_helped() {
    let world = World::new().await;
    let (asker, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let question = id(&asker.ask(&world.room("whole_network"), "Hur gör ni barnchecklistor?", "Vi undrar").await);
    let one = id(&world.client(Role::Observer).say(&question, "Vi har **en mall** på två sidor").await);
    let two = id(&world.client(Role::Host).say(&question, "Vi frågar barnen först").await);
    assert_eq!(titles(&rows(asker, &world, "&unanswered=true").await), ["Hur gör ni barnchecklistor?"]);

    assert_eq!(accept(world.client(Role::Host), &question, &two).await.problem(403), "forbidden");
    let seen = accept(asker, &question, &one).await.expect(200);
    assert_eq!(seen["answered"], true);
    assert_eq!(seen["answers"][0]["excerpt"], "Vi har en mall på två sidor");
    assert_eq!(seen["answers"][0]["author"]["organisation"], "Mora kommun");
    // again is the same, a second one stands beside the first, in the order they were written
    accept(asker, &question, &one).await.expect(200);
    let seen = accept(coordinator, &question, &two).await.expect(200);
    let positions: Vec<i64> =
        seen["answers"].as_array().unwrap().iter().map(|a| a["position"].as_i64().unwrap()).collect();
    assert_eq!(positions, [2, 3]);
    let reader = rows(world.client(Role::Observer), &world, "").await;
    assert_eq!((&reader[0]["answered"], &reader[0]["thread_kind"]), (&json!(true), &json!("question")));
    assert!(rows(asker, &world, "&unanswered=true").await.is_empty());
    let may = |seen: Value| seen["may"]["accept"].clone();
    let of = |role: Role| {
        let path = format!("/conversations/{question}");
        let client = world.client(role);
        async move { client.get(&path).await.expect(200) }
    };
    // what was asked passes on with the seat
    assert_eq!(may(of(Role::StandingIn).await), true);
    assert_eq!(may(of(Role::Elected).await), false);

    // an answer that is taken away is none, and one that comes back is one again
    withdraw(asker, &question, &two).await.expect(200);
    let host = world.client(Role::Observer);
    host.delete(&format!("/messages/{one}"), Some(1)).await.expect(204);
    let seen = of(Role::Member).await;
    assert_eq!((&seen["answered"], &seen["answers"]), (&json!(false), &json!([])));
    assert_eq!(accept(asker, &question, &one).await.problem(409), "message_deleted");
    host.post(&format!("/messages/{one}/restore"), &json!({})).await.expect(200);
    assert_eq!(of(Role::Member).await["answered"], true);

    // the question is no answer, a discussion no question, another thread's message nothing here
    let first = asker.get(&format!("/conversations/{question}/messages")).await.expect(200);
    assert_eq!(accept(asker, &question, &id(&first["items"][0])).await.problem(409), "not_an_answer");
    let talk = id(&asker.start(&world.room("whole_network"), "Prat", "Hej").await);
    let said = id(&asker.say(&talk, "Hej igen").await);
    assert_eq!(accept(asker, &talk, &said).await.problem(409), "not_a_question");
    assert_eq!(accept(asker, &question, &said).await.problem(404), "not_found");
    let hidden = id(&coordinator.ask(&world.room("coordination"), "Internt", "Hm").await);
    let within = id(&coordinator.say(&hidden, "Svar").await);
    assert_eq!(accept(asker, &question, &within).await.problem(404), "not_found");
    assert_eq!(accept(asker, &hidden, &within).await.problem(404), "not_found");
}

async fn improve(client: &Client, question: &str, revision: i64, text: &str) -> Answer {
    let request = client.request(Method::PUT, &format!("/conversations/{question}/summary"));
    client.send(request.header("If-Match", format!("\"{revision}\"")).json(&json!({ "text": text }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_improve_a_summary_and_nothing_is_lost() {
    let world = World::new().await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let question = id(&member.ask(&world.room("members"), "Vem beslutar?", "Hos er?").await);
    let path = format!("/conversations/{question}/summary");
    let none = member.get(&path).await;
    assert_eq!(none.etag(), "\"0\"");
    assert_eq!(none.expect(200)["text"], "");
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    socket.listen(&world.room("members")).await;

    let without = member.request(Method::PUT, &path).json(&json!({ "text": "Utan version" }));
    assert_eq!(member.send(without).await.problem(428), "precondition_required");
    let written = improve(member, &question, 0, "Oftast **nämnden**.").await;
    assert_eq!(written.etag(), "\"1\"");
    assert!(written.expect(200)["html"].as_str().unwrap().contains("<strong>nämnden</strong>"));
    let told = socket.event("conversation_changed").await;
    assert_eq!(told["data"]["conversation"]["summary_revision"], 1);

    // both began from the first wording: the second is told, reads the other's, and writes on
    improve(member, &question, 1, "Oftast nämnden, ibland *kvistelrådet*.").await.expect(200);
    assert_eq!(improve(host, &question, 1, "Oftast styrelsen.").await.problem(412), "stale");
    let theirs = host.get(&path).await.expect(200);
    assert_eq!((&theirs["revision"], &theirs["author"]["organisation"]), (&json!(2), &json!("Örebro kommun")));
    improve(host, &question, 2, "Oftast nämnden eller styrelsen, ibland kvistelrådet.").await.expect(200);
    let versions = member.get(&format!("{path}/versions?limit=2")).await.expect(200);
    let revisions = |page: &Value| {
        page["items"].as_array().unwrap().iter().map(|v| v["revision"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(revisions(&versions), [3, 2]);
    let more = versions["next_cursor"].as_str().unwrap();
    let rest = member.get(&format!("{path}/versions?limit=2&cursor={more}")).await.expect(200);
    assert_eq!(revisions(&rest), [1]);
    assert_eq!(rest["items"][0]["text"], "Oftast **nämnden**.");

    // it is found by who may read it and by nobody else
    let search = |role: Role| {
        let client = world.client(role);
        async move { client.get("/search?q=kvistelr%C3%A5det").await.expect(200) }
    };
    eventually("the summary to be found", || async {
        let found = search(Role::Elected).await;
        (found["items"][0]["conversation"]["id"] == question.as_str()).then_some(())
    })
    .await;
    for role in [Role::Observer, Role::OtherNetwork, Role::ExMember, Role::Anonymous] {
        let found = search(role).await;
        assert_eq!(
            (&found["items"], &found["total"], &found["suggestion"]),
            (&json!([]), &json!(0), &Value::Null),
            "{role:?}"
        );
    }
    for (role, status) in [(Role::Observer, 404), (Role::Resting, 403), (Role::Anonymous, 401)] {
        assert_eq!(improve(world.client(role), &question, 3, "Nej").await.status.as_u16(), status, "{role:?}");
    }
    let long = "å".repeat(10_001);
    assert_eq!(improve(member, &question, 3, &long).await.expect(422)["errors"][0]["code"], "too_long");
    assert_eq!(improve(member, &question, 3, "a\u{0}b").await.expect(422)["errors"][0]["code"], "nul_character");
    let hostile = improve(member, &question, 3, "<script>alert(1)</script>\u{202e}x").await.expect(200);
    assert!(!hostile["html"].as_str().unwrap().contains("<script"));
    // an empty one takes it away; what it said stays as a version
    let gone = improve(member, &question, 4, "  ").await.expect(200);
    assert_eq!((&gone["text"], &gone["html"], &gone["revision"]), (&json!(""), &json!(""), &json!(5)));
    // a chat has none
    let rooms = member.get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    assert_eq!(improve(member, rooms["chat_id"].as_str().unwrap(), 0, "Nej").await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_narrowed_and_what_waits_is_the_coordinators() {
    let mut world = World::new().await;
    let member = world.client(Role::Member);
    let start = |room: String, kind: &'static str, title: &'static str, themes: &'static [&'static str]| {
        let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": title });
        let body = json!({ "kind": kind, "title": title, "themes": themes, "message": message });
        async move { id(&member.post(&format!("/rooms/{room}/conversations"), &body).await.expect(201)) }
    };
    let all = world.room("whole_network");
    let asked = start(all.clone(), "question", "Vem svarar?", &["Skola", "Barns inflytande"]).await;
    start(all.clone(), "hard_question", "Svårt", &["Budget"]).await;
    start(all.clone(), "good_example", "Bra", &["Skola"]).await;
    start(world.room("members"), "question", "Bara medlemmar", &["Skola"]).await;
    let seen = |more: &'static str| {
        let world = &world;
        async move {
            titles(&rows(world.client(Role::Observer), world, more).await)
                .iter()
                .map(|t| (*t).to_owned())
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(seen("&unanswered=true").await, ["Svårt", "Vem svarar?"]);
    assert_eq!(seen("&theme=Skola").await, ["Bra", "Vem svarar?"]);
    assert_eq!(seen("&theme=Skola&unanswered=true").await, ["Vem svarar?"]);
    assert_eq!(seen("&theme=Barns%20inflytande&thread_kind=question").await, ["Vem svarar?"]);
    assert_eq!(seen("&theme=skol%25").await, [""; 0]);
    assert_eq!(seen("&thread_kind=hard_question").await, ["Svårt"]);

    let path = format!("/networks/{}/questions/waiting", world.network);
    assert_eq!(world.client(Role::Coordinator).get(&path).await.expect(200)["items"], json!([]));
    world.node.clock.advance(std::time::Duration::from_secs(8 * 24 * 3600));
    world.sign_everybody_in().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    member.ask(&all, "Helt ny", "Nyss").await;
    let waiting = coordinator.get(&path).await.expect(200);
    assert_eq!(titles(waiting["items"].as_array().unwrap()), ["Bara medlemmar", "Svårt", "Vem svarar?"]);
    assert_eq!(member.get(&path).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).get(&path).await.problem(404), "not_found");
    let answer = id(&coordinator.say(&asked, "Här är svaret").await);
    accept(coordinator, &asked, &answer).await.expect(200);
    let waiting = coordinator.get(&path).await.expect(200);
    assert_eq!(titles(waiting["items"].as_array().unwrap()), ["Bara medlemmar", "Svårt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_been_asked_before_is_told_by_what_one_may_read() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let open =
        id(&member.ask(&world.room("whole_network"), "Hur prövar ni barnets bästa vid vräkning?", "Vi undrar").await);
    let closed = id(&member.ask(&world.room("members"), "Barnets bästa vid vräkning: vem skriver?", "Vi undrar").await);
    let similar = |role: Role, title: &'static str| {
        let path = format!("/networks/{}/questions/similar", world.network);
        let client = world.client(role);
        async move { client.send(client.request(Method::GET, &path).query(&[("title", title)])).await }
    };
    let ids = |found: Value| found["items"].as_array().unwrap().iter().map(id).collect::<Vec<_>>();
    // signs that mean something in a search are words here, or nothing
    let title = "Någon som prövat \"barnets bästa\" -vräkningar: från: er";
    eventually("the threads to be found", || async {
        let found = ids(similar(Role::Elected, title).await.expect(200));
        (found.contains(&open) && found.contains(&closed)).then_some(())
    })
    .await;
    let seen = ids(similar(Role::Observer, title).await.expect(200));
    assert_eq!(seen, [open]);
    assert_eq!(similar(Role::Observer, "x").await.expect(200)["items"], json!([]));
    assert_eq!(similar(Role::Observer, "").await.expect(200)["items"], json!([]));
    assert_eq!(similar(Role::OtherNetwork, title).await.problem(404), "not_found");
    assert_eq!(similar(Role::Guest, title).await.status, 200);
}
