//! Mails at once, received by a real mail server: who is told, of what, in what form, and who is not.

use std::time::Duration;

use chrono::{DateTime, Utc};
use samrum::config::Config;
use samrum::mail::{PATIENCE, Smtp, SmtpTls};
use serde_json::{Value, json};

use crate::harness::{Conduct, MailServer, Node, PASSWORD, Role, Sql, World, eventually};

/// A world whose mails go to the server, however long it takes.
pub async fn world_with(server: &MailServer) -> World {
    world_that_waits(server, PATIENCE).await
}

/// A world that waits so long for each of the server's answers.
pub async fn world_that_waits(server: &MailServer, patience: Duration) -> World {
    let smtp = Smtp {
        host: "127.0.0.1".into(),
        port: server.port,
        tls: SmtpTls::None,
        user: None,
        password: None,
        certificate: None,
        patience,
    };
    World::in_node(Node::start_with(|config| with_mail(config, smtp)).await).await
}

pub fn with_mail(config: Config, smtp: Smtp) -> Config {
    Config {
        smtp: Some(smtp),
        mail_from: Some("samrum@exempel.se".into()),
        public_url: Some("https://samrum.exempel.se".into()),
        ..config
    }
}

pub fn id(thing: &Value) -> String {
    thing["id"].as_str().expect("an id").to_owned()
}

pub async fn direct(world: &World, from: Role, to: Role) -> String {
    let people = json!({ "people": [world.people[&to]] });
    id(&world.client(from).post("/direct", &people).await.expect(201))
}

pub fn mention(world: &World, role: Role) -> String {
    format!("Hej [Namn](samrum:person/{})!", world.people[&role])
}

/// Waits until so many mails have come to that state.
pub async fn until(world: &World, state: &str, many: i64) {
    let sql = Sql::of(world.node.config()).await;
    eventually(&format!("{many} mails {state}"), || async {
        let found = sql.number("SELECT count(*) AS n FROM mail WHERE state = $1", [state.into()]).await;
        (found >= many).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_a_direct_message_and_an_answer_are_told_at_once_and_nothing_else() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let room = world.room("members");
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Vi undrar." });
    let question = json!({ "kind": "question", "title": "Hur gör ni?", "message": message });
    let member = world.client(Role::Member);
    let question = id(&member.post(&format!("/rooms/{room}/conversations"), &question).await.expect(201));
    let coordinator = world.client(Role::Coordinator);
    let answer = coordinator.say(&question, "Vi gör **så här** med åäö.\n\n- ett\n- två").await;
    let discussion = id(&coordinator.start(&room, "Om planen", "Ett ord till alla").await);
    coordinator.say(&discussion, &mention(&world, Role::Elected)).await;
    let talk = direct(&world, Role::Member, Role::Observer).await;
    member.say(&talk, "Hej du").await;

    let mails = server.mails(3).await;
    let to = |role: Role| mails.iter().find(|mail| mail.to == role.email()).expect("a mail");
    let answered = to(Role::Member);
    assert_eq!(answered.from, "samrum@exempel.se");
    assert_eq!(answered.subject(), "Coordinator Testsson svarade på din fråga ”Hur gör ni?”");
    let text = answered.text();
    assert!(text.contains("> Vi gör så här med åäö."), "{text}");
    let place = format!("https://samrum.exempel.se/samtal/{question}?inlagg={}", answer["position"]);
    assert!(text.contains(&place) && answered.html().contains(&place));
    assert!(answered.html().contains("<strong>så här</strong>") && answered.html().contains("<li>ett</li>"));
    assert_eq!(answered.header("References"), answered.header("In-Reply-To"));
    assert!(answered.header("References").contains(&question.replace('-', "")));
    assert!(answered.header("Message-ID").ends_with("@samrum.exempel.se>"));
    assert_eq!(answered.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(answered.header("Auto-Submitted"), "auto-generated");

    assert_eq!(to(Role::Elected).subject(), "Coordinator Testsson nämnde dig i ”Om planen”");
    assert!(!to(Role::Elected).html().contains("samrum:person"), "our references mean nothing in a mail");
    assert_eq!(to(Role::Observer).subject(), "Member Testsson (Örebro kommun) skrev till dig");
    until(&world, "sent", 3).await;
    assert_eq!(server.received().len(), 3, "nobody else, and the writers never of their own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_of_an_ask_and_a_letter_in_english_come_over_smtp() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    host.send(host.request(reqwest::Method::PATCH, "/me").json(&json!({ "language": "en" }))).await.expect(200);
    let ask = crate::asks::ask(&world, Role::Member, "whole_network", "Barnchecklista").await;
    let all = crate::asks::organisations(&world).await;
    let resting = world.client(Role::Resting);
    crate::asks::answer(resting, &ask, &all["Västerås stad"], 0, "Vi har en").await.expect(200);
    member.post(&format!("/conversations/{ask}/ask/reminders"), &json!({})).await.expect(200);
    let mails = server.mails(5).await;
    let to = |role: Role| mails.iter().find(|mail| mail.to == role.email()).expect("a mail");

    let swedish = to(Role::WorkingGroup);
    let subject = "Member Testsson (Örebro kommun) hoppas på ert svar på rundfrågan ”Barnchecklista”";
    assert_eq!(swedish.subject(), subject);
    let (text, html) = (swedish.text(), swedish.html());
    assert!(text.contains("> Barnchecklista, hur gör ni?"), "{text}");
    assert!(text.contains(&format!("https://samrum.exempel.se/samtal/{ask}")) && html.contains(&ask));
    assert!(text.contains("En av er kan svara för alla."), "{text}");
    assert!(html.contains("<html lang=\"sv\"") && html.contains("<strong>Barnchecklista</strong>"), "{html}");
    assert_eq!(swedish.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");

    let english = to(Role::Host);
    assert_eq!(english.subject(), "Member Testsson (Örebro kommun) hopes for your answer to “Barnchecklista”");
    let (text, html) = (english.text(), english.html());
    assert!(text.contains("One of you can answer for all.") && text.contains("Stop mails like this"), "{text}");
    assert!(!text.contains("Du får brevet") && html.contains("<html lang=\"en\""), "{html}");

    // nobody of an organisation that has answered, no observer, no deputy who does not stand in
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    let mut wanted = [Role::Member, Role::Elected, Role::StandingIn, Role::Host, Role::WorkingGroup].map(Role::email);
    wanted.sort_unstable();
    assert_eq!(told, wanted);
    until(&world, "sent", 5).await;
    assert_eq!(server.received().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_tells_those_it_mentions_first_and_each_once() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let thread = id(&coordinator.start(&world.room("members"), "Om planen", "Ett ord till alla").await);
    let said = coordinator.say(&thread, &mention(&world, Role::Member)).await;
    assert_eq!(server.mails(1).await[0].to, Role::Member.email());
    let path = format!("/messages/{}", id(&said));
    let revision = std::cell::Cell::new(1);
    let edit = async |roles: &[Role], more: &str| {
        let named: Vec<String> = roles.iter().map(|role| mention(&world, *role)).collect();
        let body = json!({ "text": format!("{} {more}", named.join(" ")) });
        coordinator.patch(&path, revision.get(), &body).await.expect(200);
        revision.set(revision.get() + 1);
    };
    // who does not read the room is told of nothing, whatever is written
    edit(&[Role::Member, Role::Elected, Role::Observer], "och så här").await;
    let mail = server.mails(2).await.remove(1);
    assert_eq!(mail.to, Role::Elected.email());
    assert_eq!(mail.subject(), "Coordinator Testsson nämnde dig i ”Om planen”");
    assert!(mail.text().contains("och så här"), "{}", mail.text());
    let inbox = world.client(Role::Elected).get("/inbox").await.expect(200);
    assert_eq!((&inbox["items"][0]["id"], &inbox["items"][0]["why"]), (&json!(thread), &json!("mentioned")));

    // not by another edit, nor by one that takes them away and one that names them again
    edit(&[Role::Member, Role::Elected], "och så").await;
    edit(&[Role::Member], "utan").await;
    let inbox = world.client(Role::Elected).get("/inbox").await.expect(200);
    assert_ne!(inbox["items"][0]["why"], "mentioned");
    edit(&[Role::Member, Role::Elected], "med").await;
    // muted is muted; whoever had read the words before they were named in them is told all the same
    let host = world.client(Role::Host);
    host.put(&format!("/conversations/{thread}/following"), &json!({ "level": "nothing" })).await.expect(200);
    let read = json!({ "position": 2 });
    let working_group = world.client(Role::WorkingGroup);
    working_group.put(&format!("/conversations/{thread}/read"), &read).await.expect(204);
    edit(&[Role::Member, Role::Elected, Role::Host, Role::WorkingGroup], "alla").await;
    assert_eq!(server.mails(3).await[2].to, Role::WorkingGroup.email());
    until(&world, "dropped", 1).await;
    until(&world, "sent", 3).await;
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM mail", []).await, 4);
    assert_eq!(server.received().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_what_one_wrote_is_told() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let room = world.client(Role::Member).get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    let chat = room["chat_id"].as_str().expect("a chat");
    let said = world.client(Role::Member).say(chat, "Någon som vet?").await;
    let body = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Ja, vi.", "answers": said["id"] });
    world.client(Role::Elected).post(&format!("/conversations/{chat}/messages"), &body).await.expect(201);
    let mail = server.mails(1).await.remove(0);
    assert_eq!(
        (mail.to.as_str(), mail.subject().as_str()),
        (Role::Member.email().as_str(), "Elected Testsson (Örebro kommun) svarade dig",)
    );
    let inbox = world.client(Role::Member).get("/inbox").await.expect(200);
    assert_eq!((&inbox["items"][0]["id"], &inbox["items"][0]["why"]), (&json!(chat), &json!("answer_to_yours")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_meanwhile_goes_together_and_a_conversation_keeps_its_mails_together() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let talk = direct(&world, Role::Member, Role::Elected).await;
    world.client(Role::Member).say(&talk, "Ett").await;
    let first = server.mails(1).await.remove(0);
    until(&world, "sent", 1).await;
    for text in ["Två", "Tre", "Fyra"] {
        world.client(Role::Member).say(&talk, text).await;
    }
    // all three are known of before their time comes
    let sql = Sql::of(world.node.config()).await;
    eventually("three more mails", || async {
        (sql.number("SELECT count(*) AS n FROM mail", []).await == 4).then_some(())
    })
    .await;
    world.node.clock.advance(Duration::from_secs(11 * 60));
    let second = server.mails(2).await.remove(1);
    for text in ["> Två", "> Tre", "> Fyra"] {
        assert!(second.text().contains(text), "{}", second.text());
    }
    assert!(!second.text().contains("> Ett"));
    assert_eq!(first.header("References"), second.header("References"));
    assert_ne!(first.header("Message-ID"), second.header("Message-ID"));
    until(&world, "joined", 2).await;

    // read before its time is told to nobody
    world.node.clock.advance(Duration::from_secs(3600));
    world.sign_everybody_in().await;
    world.client(Role::Member).say(&talk, "Fem").await;
    server.mails(3).await;
    world.client(Role::Member).say(&talk, "Sex").await;
    world
        .client(Role::Elected)
        .put(&format!("/conversations/{talk}/read"), &json!({ "position": 6 }))
        .await
        .expect(204);
    world.node.clock.advance(Duration::from_secs(11 * 60));
    until(&world, "dropped", 1).await;
    assert_eq!(server.received().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_a_hard_question_is_told_of_answers() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let room = world.room("members");
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let talked = id(&member.start(&room, "Om planen", "Ett ord till alla").await);
    host.say(&talked, "Det tycker jag också").await;
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Vi vet inte hur." });
    let question = json!({ "kind": "hard_question", "title": "Hur gör ni?", "message": message });
    let question = id(&member.post(&format!("/rooms/{room}/conversations"), &question).await.expect(201));
    host.say(&question, "Vi frågade barnen").await;
    let mail = server.mails(1).await.remove(0);
    assert_eq!(
        (mail.to.as_str(), mail.subject().as_str()),
        (Role::Member.email().as_str(), "Host Testsson (Gävle kommun) svarade på din fråga ”Hur gör ni?”")
    );
    until(&world, "sent", 1).await;
    assert_eq!(server.received().len(), 1, "who began a discussion is not");
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_what_one_mail_tells_the_rest_has_its_turn() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let talk = direct(&world, Role::Member, Role::Elected).await;
    let member = world.client(Role::Member);
    member.say(&talk, "Nummer 1.").await;
    server.mails(1).await;
    until(&world, "sent", 1).await;
    for number in 2..=23 {
        member.say(&talk, &format!("Nummer {number}.")).await;
    }
    let sql = Sql::of(world.node.config()).await;
    eventually("all to be known of", || async {
        (sql.number("SELECT count(*) AS n FROM mail", []).await == 23).then_some(())
    })
    .await;
    // also those that were made at the same instant stand in the order of what they tell of
    let turned = "SELECT count(*) AS n FROM mail a JOIN message p ON p.id = a.message_id \
                  JOIN mail b ON b.id > a.id JOIN message q ON q.id = b.message_id WHERE q.position < p.position";
    assert_eq!(sql.number(turned, []).await, 0);
    // the first twenty that wait are read before their time comes: of those nothing is told, of the others all
    let read = json!({ "position": 21 });
    world.client(Role::Elected).put(&format!("/conversations/{talk}/read"), &read).await.expect(204);
    world.node.clock.advance(Duration::from_secs(11 * 60));
    server.mails(2).await;
    until(&world, "sent", 2).await;
    // what did not go then goes when one has been left in peace for a while
    world.node.clock.advance(Duration::from_secs(11 * 60));
    eventually("nothing to wait", || async {
        let open = "SELECT count(*) AS n FROM mail WHERE state IN ('waiting', 'handing_over')";
        (sql.number(open, []).await == 0).then_some(())
    })
    .await;
    let mut texts = String::new();
    for mail in server.received() {
        texts.push_str(&mail.text());
    }
    for (number, times) in [(1, 1), (2, 0), (21, 0), (22, 1), (23, 1)] {
        assert_eq!(texts.matches(&format!("> Nummer {number}.")).count(), times, "{number} in {texts}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_that_may_not_be_read_when_it_is_sent() {
    let server = MailServer::start().await;
    server.conduct([Conduct::NotNow]);
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let thread = id(&coordinator.start(&world.room("members"), "Hemlig plan", "Ord").await);
    for role in [Role::Member, Role::Host, Role::Elected] {
        coordinator.say(&thread, &format!("{} hemligt ord", mention(&world, role))).await;
    }
    // of somebody who never could read it nothing is told
    coordinator.say(&thread, &mention(&world, Role::OtherNetwork)).await;
    let said = coordinator.say(&thread, &mention(&world, Role::WorkingGroup)).await;
    // what is written after the clock has gone on would be due after that
    until(&world, "waiting", 4).await;
    let muting = world.client(Role::Elected);
    muting.put(&format!("/conversations/{thread}/following"), &json!({ "level": "nothing" })).await.expect(200);
    coordinator.delete(&format!("/messages/{}", id(&said)), Some(1)).await.expect(204);
    world.end_seat(Role::Member).await;
    world.client(Role::Host).put("/me/mail", &settings(json!({ "at_once": false }))).await.expect(200);
    server.conduct([Conduct::Take]);
    world.node.clock.advance(Duration::from_secs(5 * 60));
    until(&world, "dropped", 4).await;
    let sql = Sql::of(world.node.config()).await;
    eventually("no mail to wait", || async {
        let open = "SELECT count(*) AS n FROM mail WHERE state IN ('waiting', 'handing_over')";
        (sql.number(open, []).await == 0).then_some(())
    })
    .await;
    assert_eq!(server.received().len(), 0);
}

/// The usual settings with some changed.
pub fn settings(changed: Value) -> Value {
    let mut all =
        json!({ "at_once": true, "digest": "weekly", "before_meeting": true, "quiet": null, "quiet_weekends": false });
    all.as_object_mut().expect("settings").extend(changed.as_object().expect("changes").clone());
    all
}

/// Quiet hours that have gone on for an hour, and end so much later.
pub fn quiet_for(world: &World, more: chrono::TimeDelta) -> Value {
    let minute = |at: chrono::DateTime<chrono::Utc>| {
        let midnight = domain::clock::start_of(domain::clock::day_of(at));
        (at - midnight).num_minutes().rem_euclid(24 * 60)
    };
    let now = world.node.clock.now();
    json!({ "from": minute(now - chrono::TimeDelta::hours(1)), "to": minute(now + more) })
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_wait_and_settings_are_ones_own() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let elected = world.client(Role::Elected);
    assert_eq!(elected.get("/me/mail").await.expect(200), settings(json!({})));
    for wrong in [json!({ "from": 0, "to": 0 }), json!({ "from": -1, "to": 5 }), json!({ "from": 5, "to": 1440 })] {
        let refused = elected.put("/me/mail", &settings(json!({ "quiet": wrong }))).await;
        assert_eq!(refused.problem(422), "invalid");
    }
    let quiet = quiet_for(&world, chrono::TimeDelta::hours(2));
    let wanted = settings(json!({ "quiet": quiet }));
    assert_eq!(elected.put("/me/mail", &wanted).await.expect(200), wanted);
    assert_eq!(elected.get("/me/mail").await.expect(200), wanted);
    assert_eq!(world.client(Role::Member).get("/me/mail").await.expect(200), settings(json!({})));

    let talk = direct(&world, Role::Member, Role::Elected).await;
    world.client(Role::Member).say(&talk, "Hej").await;
    let sql = Sql::of(world.node.config()).await;
    eventually("the mail to wait for the morning", || async {
        let waits = "SELECT count(*) AS n FROM mail WHERE state = 'waiting' AND last_error = 'quiet hours'";
        (sql.number(waits, []).await == 1).then_some(())
    })
    .await;
    assert_eq!(server.received().len(), 0);
    world.node.clock.advance(Duration::from_secs(2 * 3600 + 60));
    assert_eq!(server.mails(1).await[0].to, Role::Elected.email());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_may_keep_its_words_out_of_mails() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let path = format!("/networks/{}/mail", world.network);
    let coordinator = world.client(Role::Coordinator);
    let found = coordinator.get(&path).await;
    let tag = found.etag();
    assert_eq!(found.expect(200)["content"], true);
    let off = json!({ "content": false });
    let put = |tag: &str| {
        let request = coordinator.request(reqwest::Method::PUT, &path).json(&off);
        coordinator.send(request.header("If-Match", tag.to_owned()))
    };
    assert_eq!(coordinator.put(&path, &off).await.problem(428), "precondition_required");
    assert_eq!(put(&tag).await.expect(200)["content"], false);
    assert_eq!(put(&tag).await.problem(412), "stale");
    assert_eq!(world.client(Role::Member).get(&path).await.problem(403), "forbidden");

    // another setting of the network's leaves it as it is
    let network = world.network;
    let changed = world.node.store().write(&domain::actor::Actor::System, move |tx| async move {
        domain::networks::network::set_observer_rights(&tx, network, true, true).await
    });
    changed.await.expect("changed");
    assert_eq!(coordinator.get(&path).await.expect(200)["content"], false);

    let thread = id(&coordinator.start(&world.room("members"), "Hemlig rubrik", "Ord").await);
    coordinator.say(&thread, &format!("{} hemliga ord", mention(&world, Role::Member))).await;
    let mail = server.mails(1).await.remove(0);
    assert_eq!(mail.subject(), "Du är nämnd i ett samtal");
    for part in [mail.text(), mail.html()] {
        assert!(!part.to_lowercase().contains("hemlig") && !part.contains("Coordinator"), "{part}");
        assert!(part.contains(&format!("https://samrum.exempel.se/samtal/{thread}?inlagg=2")), "{part}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_tells_an_administrator_who_and_why_and_never_what() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let thread = id(&coordinator.start(&world.room("members"), "Hemlig rubrik", "Ord").await);
    for role in [Role::Member, Role::Elected, Role::Host] {
        coordinator.say(&thread, &format!("{} hemliga ord", mention(&world, role))).await;
    }
    until(&world, "sent", 3).await;
    let administrator = world.client(Role::Administrator);
    let page = administrator.get("/mails?limit=2").await.expect(200);
    let shown = page.to_string();
    assert!(!shown.contains("emlig"), "{shown}");
    let newest = &page["items"][0];
    assert_eq!((&newest["reason"], &newest["state"]), (&json!("mention"), &json!("sent")));
    let who = [Role::Member, Role::Elected, Role::Host].into_iter().find(|role| newest["address"] == role.email());
    assert_eq!(newest["recipient"], format!("{:?} Testsson", who.expect("one of those mentioned")));
    let cursor = page["next_cursor"].as_str().expect("a cursor");
    let rest = administrator.get(&format!("/mails?limit=2&cursor={cursor}")).await.expect(200);
    assert_eq!(rest["items"].as_array().expect("mails").len(), 1);
    assert_eq!(administrator.get("/mails?state=failed").await.expect(200)["items"], json!([]));
    // what it says is shown in a demo only
    assert_eq!(administrator.get(&format!("/mails/{}", id(newest))).await.problem(404), "not_found");
    assert_eq!(coordinator.get(&format!("/mails/{}", id(newest))).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Member).get("/mails").await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_held_and_goes_when_there_is_room() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let mut threads = Vec::new();
    for number in 0..23 {
        let title = format!("Tråd {number}");
        let thread = coordinator.start(&world.room("members"), &title, &mention(&world, Role::Member)).await;
        threads.push((id(&thread), title));
    }
    until(&world, "held", 3).await;
    let told = server.mails(20).await;
    assert_eq!(told.len(), 20, "the most to one person in an hour");
    let held = || async {
        let again = world.node.anonymous().sign_in(&Role::Administrator.email(), PASSWORD).await;
        again.get("/mails?state=held").await.expect(200)["items"].as_array().expect("mails").clone()
    };
    assert_eq!(held().await[0]["why"], "too many to this person");

    // what is read meanwhile is not told; the others wait until the hour has gone
    threads.retain(|(_, title)| !told.iter().any(|mail| mail.subject().contains(&format!("”{title}”"))));
    let (read, _) = threads.pop().expect("one that is held");
    world.client(Role::Member).put(&format!("/conversations/{read}/read"), &json!({ "position": 1 })).await.expect(204);
    world.node.clock.advance(Duration::from_secs(11 * 60));
    until(&world, "dropped", 1).await;
    eventually("the others to be held on", || async {
        let now = world.node.clock.now();
        let later =
            |mail: &Value| mail["run_at"].as_str().expect("a time").parse::<DateTime<Utc>>().expect("a time") > now;
        let held = held().await;
        (held.len() == 2 && held.iter().all(later)).then_some(())
    })
    .await;
    assert_eq!(server.received().len(), 20);
    world.node.clock.advance(Duration::from_secs(50 * 60));
    let mails = server.mails(22).await;
    for (_, title) in threads {
        let times = mails.iter().filter(|mail| mail.subject().contains(&format!("”{title}”"))).count();
        assert_eq!(times, 1, "{title}");
    }
    until(&world, "sent", 22).await;
    assert_eq!(held().await, Vec::<Value>::new());
}
