//! What an organisation takes home: a page of its own, whom it told, and what that counts for.

use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, Client, MailServer, Role, Sql, World, eventually};
use crate::mail::{id, world_with};
use crate::meetings_notes::ongoing;

async fn at(client: &Client, method: Method, path: &str, revision: &Value, body: &Value) -> Answer {
    client.send(client.request(method, path).header("If-Match", format!("\"{revision}\"")).json(body)).await
}

async fn begun(world: &World, role: Role, from: &str) -> Value {
    let seat = json!({ "seat_id": world.seats[&role] });
    world.client(role).post(&format!("{from}/take-home"), &seat).await.expect(201)
}

fn pages(taken: &Value) -> usize {
    taken["pages"].as_array().unwrap().len()
}

/// Puts somebody into the home group of the member's organisation.
async fn at_home(world: &World, name: &str) -> String {
    let seat = world.seats[&Role::Member];
    let new = json!({ "name": name, "address": format!("{name}@hemma.example"), "consent": "På mötet i mars" });
    id(&world.client(Role::Member).post(&format!("/seats/{seat}/home-group"), &new).await.expect(201))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_begins_with_what_the_meeting_gave_and_is_the_organisations_own() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let meeting = ongoing(&world).await;
    let (member, elected, host) = (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Host));
    for (kind, wording, organisation) in [
        ("decision", "Nästa träff är i *Gävle*", Value::Null),
        ("promise", "Skickar ut checklistan", json!(all["Örebro kommun"])),
        ("promise", "Tar fram en mall", json!(all["Gävle kommun"])),
    ] {
        let body = json!({ "kind": kind, "wording": wording, "organisation_id": organisation, "due_on": "2099-06-01" });
        host.post(&format!("/meetings/{meeting}/promises"), &body).await.expect(201);
    }
    let from = format!("/meetings/{meeting}");
    let offered = member.get(&format!("{from}/take-home")).await.expect(200);
    assert_eq!((pages(&offered), &offered["seats"][0]["organisation"]["name"]), (0, &json!("Örebro kommun")));
    let seat = |role: Role| json!({ "seat_id": world.seats[&role] });
    let path = format!("{from}/take-home");
    assert_eq!(world.client(Role::Nobody).get(&path).await.problem(404), "not_found");
    assert_eq!(world.client(Role::Nobody).post(&path, &seat(Role::Member)).await.problem(404), "not_found");
    assert_eq!(member.post(&path, &seat(Role::Host)).await.problem(403), "forbidden");
    let unknown = json!({ "seat_id": uuid::Uuid::now_v7() });
    assert_eq!(member.post(&path, &unknown).await.problem(404), "not_found_in");

    let page = begun(&world, Role::Member, &from).await;
    let text = page["text"].as_str().unwrap();
    for part in [
        "4–5 maj 2099",
        "Barnets bästa",
        "Nästa träff är i \\*Gävle\\*",
        "- Skickar ut checklistan (senast 1 juni 2099)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.contains("Gävle kommun: Tar fram en mall"), "{text}");
    assert_eq!(elected.post(&path, &seat(Role::Elected)).await.problem(409), "taken_home_already");

    // its other seats write it too; to everybody else it does not exist
    let own = format!("/take-home/{}", id(&page));
    assert_eq!(pages(&elected.get(&path).await.expect(200)), 1);
    for role in [Role::Host, Role::Coordinator, Role::Deputy, Role::Nobody] {
        assert_eq!(world.client(role).get(&own).await.problem(404), "not_found", "{role:?}");
        assert_eq!(world.client(role).get(&format!("{own}/docx")).await.problem(404), "not_found", "{role:?}");
    }
    assert_eq!(pages(&host.get(&path).await.expect(200)), 0);
    let written = json!({ "title": "Hem från Örebro", "text": "## Vi gör\n\n- **en** sak & <två>" });
    assert_eq!(at(elected, Method::PUT, &own, &json!(7), &written).await.problem(412), "stale");
    assert_eq!(elected.put(&own, &written).await.problem(428), "precondition_required");
    let long = json!({ "title": "x", "text": "x".repeat(6_001) });
    assert_eq!(at(elected, Method::PUT, &own, &json!(1), &long).await.problem(422), "invalid");
    let kept = at(elected, Method::PUT, &own, &json!(1), &written).await.expect(200);
    assert_eq!((&kept["revision"], &kept["writer"]["name"]), (&json!(2), &json!("Elected Testsson")));
    let file = member.get(&format!("{own}/docx")).await;
    assert_eq!(file.status, 200);
    assert!(file.header("content-type").ends_with("wordprocessingml.document"));
    assert!(file.header("content-disposition").starts_with("attachment"));
    // the file is read by what reads uploads
    let room = format!("/rooms/{}/documents", world.room("members"));
    let uploaded = member.upload(&room, "hem.docx", file.body.to_vec(), &[]).await.expect(201);
    let uploaded = id(&uploaded);
    let read = eventually("the file is read", || async {
        let pages = member.get(&format!("/documents/{uploaded}/pages")).await.expect(200).to_string();
        pages.contains("en sak").then_some(pages)
    })
    .await;
    assert!(read.contains("Hem från Örebro") && read.contains("& <två>"), "{read}");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_thread_it_takes_the_words_and_names_nobody() {
    let world = World::new().await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let room = world.room("members");
    let asked = format!("Hur gör ni, [@Host Testsson](samrum:person/{})?", world.people[&Role::Host]);
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": asked });
    let question = json!({ "kind": "question", "title": "Om barnbokslut", "message": message });
    let thread = id(&member.post(&format!("/rooms/{room}/conversations"), &question).await.expect(201));
    let answer = id(&host.say(&thread, "Vi mäter **tre** saker.").await);
    host.say(&thread, "Det här stannar i tråden.").await;
    member.put(&format!("/conversations/{thread}/answers/{answer}"), &json!({})).await.expect(200);
    let from = format!("/conversations/{thread}");
    let page = begun(&world, Role::Member, &from).await;
    let text = page["text"].as_str().unwrap();
    assert!(text.contains("Hur gör ni") && !text.contains("Testsson"), "{text}");
    assert!(!text.contains("stannar i tråden"), "only what was accepted: {text}");
    assert!(text.contains("Gävle kommun: Vi mäter tre saker."), "{text}");
    assert_eq!(page["source"], "Om barnbokslut");
    // who does not read the thread any more does not read the page
    let own = format!("/take-home/{}", id(&page));
    member.get(&own).await.expect(200);
    let direct = json!({ "people": [world.people[&Role::Host]] });
    let direct = id(&member.post("/direct", &direct).await.expect(201));
    let none = member.get(&format!("/conversations/{direct}/take-home")).await.expect(200);
    assert_eq!(none, json!({ "pages": [], "seats": [] }), "what is said in private is not taken home");
    let seat = json!({ "seat_id": world.seats[&Role::Member] });
    let refused = member.post(&format!("/conversations/{direct}/take-home"), &seat).await;
    assert_eq!(refused.problem(404), "not_found_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_group_is_told_by_mail_once_and_leaves_by_its_link() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let meeting = ongoing(&world).await;
    let member = world.client(Role::Member);
    let (asa, bo) = (at_home(&world, "asa").await, at_home(&world, "bo").await);
    let page = begun(&world, Role::Member, &format!("/meetings/{meeting}")).await;
    let own = format!("/take-home/{}", id(&page));
    let tellings = format!("{own}/tellings");
    let both = json!({ "recipients": [asa, bo, asa], "reported": true });
    assert_eq!(at(member, Method::POST, &tellings, &json!(1), &both).await.problem(409), "page_unfinished");
    let words = json!({ "title": "Hem från träffen", "text": "Vi börjar med **barnbokslut**, se [mallen](samrum:document/0190b4e2-0000-7000-8000-000000000000)." });
    at(member, Method::PUT, &own, &json!(1), &words).await.expect(200);
    assert_eq!(at(member, Method::POST, &tellings, &json!(1), &both).await.problem(412), "stale");
    let stranger = json!({ "recipients": [uuid::Uuid::now_v7()] });
    assert_eq!(at(member, Method::POST, &tellings, &json!(2), &stranger).await.problem(404), "not_found_in");
    assert_eq!(at(member, Method::POST, &tellings, &json!(2), &json!({})).await.problem(422), "invalid");
    let told = at(member, Method::POST, &tellings, &json!(2), &both).await.expect(201);
    assert_eq!((&told["log"][0]["way"], &told["log"][0]["recipients"]), (&json!("mail"), &json!(2)));

    let mails = server.mails(2).await;
    let to_asa = mails.iter().find(|mail| mail.to == "asa@hemma.example").expect("a mail");
    assert_eq!(to_asa.subject(), "Hem från träffen");
    let (text, html) = (to_asa.text(), to_asa.html());
    assert!(text.contains("Member Testsson (Örebro kommun)"), "{text}");
    assert!(html.contains("<strong>barnbokslut</strong>") && !html.contains("samrum:"), "{html}");
    assert!(!text.contains("/traffar/"), "nothing else of the network: {text}");
    let path = to_asa.header("List-Unsubscribe").trim_matches(['<', '>']).to_owned();
    let path = path.trim_start_matches("https://samrum.exempel.se").to_owned();
    assert!(path.starts_with("/hemgrupp/"), "{path}");

    // looking changes nothing; leaving forgets the name and the address
    let anybody = world.node.anonymous();
    let link = path.replace("/hemgrupp/", "/home-group-links/");
    let seen = anybody.get(&link).await.expect(200);
    assert_eq!((&seen["organisation"], &seen["stopped"]), (&json!("Örebro kommun"), &json!(false)));
    assert_eq!(seen.as_object().unwrap().len(), 3, "it tells nothing of what the mail was about");
    let group = format!("/seats/{}/home-group", world.seats[&Role::Member]);
    assert_eq!(member.get(&group).await.expect(200)["items"].as_array().unwrap().len(), 2);
    let one_click = anybody.request(Method::POST, &format!("/{path}"));
    let form = one_click.header("Content-Type", "application/x-www-form-urlencoded").body("List-Unsubscribe=One-Click");
    assert_eq!(anybody.send(form).await.status, 204);
    assert_eq!(anybody.post(&link, &json!({})).await.expect(200)["stopped"], true);
    assert_eq!(member.get(&group).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let sql = Sql::of(world.node.config()).await;
    let forgotten = "SELECT count(*) AS n FROM home_group_recipient WHERE address LIKE 'asa%'";
    assert_eq!(sql.number(forgotten, []).await, 0);
    assert_eq!(at(member, Method::POST, &tellings, &json!(2), &both).await.problem(404), "not_found_in");

    // where a network's mails hold nothing of what is written, this does not go by mail either
    let coordinator = world.client(Role::Coordinator);
    let setting = format!("/networks/{}/mail", world.network);
    let now = coordinator.get(&setting).await;
    let off = coordinator.request(Method::PUT, &setting).header("If-Match", now.etag());
    coordinator.send(off.json(&json!({ "content": false }))).await.expect(200);
    let only_bo = json!({ "recipients": [bo] });
    assert_eq!(at(member, Method::POST, &tellings, &json!(2), &only_bo).await.problem(409), "mail_without_content");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_counts_for_the_conditions_and_the_page_stays_at_home() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let orebro = all["Örebro kommun"].clone();
    let meeting = ongoing(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let page = begun(&world, Role::Member, &format!("/meetings/{meeting}")).await;
    let own = format!("/take-home/{}", id(&page));
    let words = json!({ "title": "Hemligt hemma", "text": "Våra egna ord." });
    at(member, Method::PUT, &own, &json!(1), &words).await.expect(200);
    let path = format!("{own}/tellings");
    let board = json!({ "told": "Kommunstyrelsen", "reported": true });
    let mut later = board.clone();
    later["told_on"] = json!("2999-01-01");
    assert_eq!(at(member, Method::POST, &path, &json!(2), &later).await.problem(422), "invalid");
    at(member, Method::POST, &path, &json!(2), &board).await.expect(201);
    let quiet = json!({ "told": "Fikabordet" });
    at(member, Method::POST, &path, &json!(2), &quiet).await.expect(201);
    let both = json!({ "told": "Länets nätverk", "reported": true, "spread": true });
    let seen = at(member, Method::POST, &path, &json!(2), &both).await.expect(201);
    assert_eq!((seen["log"].as_array().unwrap().len(), &seen["tellings"]), (3, &json!(3)));

    let conditions = format!("/networks/{}/conditions/{orebro}", world.network);
    for client in [member, coordinator] {
        let held = client.get(&conditions).await.expect(200);
        let told = |word: &str| {
            let one = held["conditions"].as_array().unwrap().iter().find(|one| one["word"] == word).unwrap();
            one["told"].as_array().unwrap().iter().map(|one| one["told"].as_str().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(told("reported"), ["Länets nätverk", "Kommunstyrelsen"]);
        assert_eq!(told("spread"), ["Länets nätverk"]);
        assert!(told("action_plan").is_empty());
        assert!(!held.to_string().contains("Hemligt hemma") && !held.to_string().contains("Fikabordet"));
    }
    let log = coordinator.get(&format!("/networks/{}/audit?limit=50", world.network)).await.expect(200).to_string();
    assert!(log.contains("home_told") && !log.contains("Hemligt"), "{log}");
}
