//! Agreements: their text and period, who has decided and who is missing, renewal, and the roll of a day.

use std::time::Duration;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, Client, MailServer, Received, Role, World, eventually};
use crate::mail::world_with;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn three_years(world: &World) -> (NaiveDate, NaiveDate) {
    let from = world.node.clock.today() - Days::new(60);
    (from, from + Months::new(36) - Days::new(1))
}

/// `9 december 2026`, as a letter says it.
fn in_swedish(day: NaiveDate) -> String {
    let months = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"];
    let month = months.into_iter().chain(["november", "december"]).nth(day.month0() as usize).expect("a month");
    format!("{} {month} {}", day.day(), day.year())
}

fn writing(world: &World, text: &str) -> Value {
    let (from, to) = three_years(world);
    json!({ "title": "Överenskommelse", "text": text, "from": from, "to": to })
}

async fn rewrite(client: &Client, path: &str, tag: &str, writing: &Value) -> Answer {
    client.send(client.request(Method::PUT, path).header("If-Match", tag).json(writing)).await
}

async fn matters(world: &World, kind: &str) -> Vec<Value> {
    let desk = world.client(Role::Coordinator).get("/desk").await.expect(200);
    let all = desk["matters"].as_array().expect("matters").clone();
    all.into_iter().filter(|matter| matter["kind"] == kind).collect()
}

async fn missing(world: &World) -> Vec<String> {
    let matters = matters(world, "decision_missing").await;
    matters.iter().map(|matter| matter["organisation"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_who_has_decided_and_on_which_text() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let base = format!("/networks/{}/agreements", world.network);
    let wrong = json!({ "title": "x", "text": "y", "from": "2026-02-01", "to": "2026-01-31" });
    assert_eq!(coordinator.post(&base, &wrong).await.expect(422)["errors"][0]["code"], "before_start");
    assert_eq!(world.client(Role::Member).post(&base, &wrong).await.problem(403), "forbidden");
    let made = coordinator.post(&base, &writing(&world, "Vi **lovar**.")).await.expect(201);
    let path = format!("/agreements/{}", made["id"].as_str().expect("an id"));
    let all = organisations(&world).await;
    let mut four = missing(&world).await;
    four.sort();
    assert_eq!(four, ["Gävle kommun", "Haninge kommun", "Västerås stad", "Örebro kommun"]);

    let yesterday = world.node.clock.today() - Days::new(1);
    let decision = json!({ "body": "Kommunstyrelsen", "decided_on": yesterday, "reference": "KS 2026/12" });
    let adopt = |name: &str| format!("{path}/adoptions/{}", all[name]);
    for role in [Role::Member, Role::Observer, Role::WorkingGroup] {
        assert_eq!(world.client(role).put(&adopt("Örebro kommun"), &decision).await.problem(403), "forbidden");
    }
    let tomorrow = json!({ "body": "KS", "decided_on": world.node.clock.today() + Days::new(1) });
    let early = coordinator.put(&adopt("Örebro kommun"), &tomorrow).await.expect(422);
    assert_eq!(early["errors"][0]["code"], "in_the_future");
    let stranger = format!("{path}/adoptions/{}", uuid::Uuid::now_v7());
    coordinator.put(&stranger, &decision).await.problem(404);
    coordinator.put(&adopt("Örebro kommun"), &decision).await.expect(200);
    let seen = world.client(Role::Observer).get(&path).await.expect(200);
    assert_eq!((&seen["adopted"], &seen["missing"], &seen["may_write"]), (&json!(1), &json!(3), &json!(false)));
    assert_eq!(seen["html"], "<p>Vi <strong>lovar</strong>.</p>\n");
    assert_eq!(world.client(Role::OtherNetwork).get(&path).await.problem(404), "not_found");

    // another text is another version: who had decided, has decided on the one before
    let tag = coordinator.get(&path).await.etag();
    rewrite(coordinator, &path, &tag, &writing(&world, "Vi lovar mer.")).await.expect(200);
    assert_eq!(rewrite(coordinator, &path, &tag, &writing(&world, "Annat")).await.problem(412), "stale");
    coordinator.put(&adopt("Gävle kommun"), &decision).await.expect(200);
    let board = coordinator.get(&path).await.expect(200)["board"].clone();
    let version = |name: &str| {
        let rows = board.as_array().expect("a board");
        rows.iter().find(|row| row["organisation"] == name).expect("a row")["adoption"]["version"].clone()
    };
    assert_eq!((version("Örebro kommun"), version("Gävle kommun")), (json!(1), json!(2)));
    assert_eq!(version("Haninge kommun"), Value::Null);
    // what was decided on is still to be read, and a decision that is corrected is of the text it was of
    let text = |number: i64| format!("{path}/versions/{number}");
    let first = world.client(Role::Observer).get(&text(1)).await.expect(200);
    assert_eq!((&first["number"], &first["html"]), (&json!(1), &json!("<p>Vi <strong>lovar</strong>.</p>\n")));
    for none in [0, 3] {
        assert_eq!(coordinator.get(&text(none)).await.problem(404), "not_found");
    }
    assert_eq!(world.client(Role::OtherNetwork).get(&text(1)).await.problem(404), "not_found");
    let mut corrected = decision.clone();
    corrected["reference"] = json!("KS 2026/21");
    let of = |board: &Value, name: &str| {
        let rows = board["board"].as_array().expect("a board").clone();
        rows.into_iter().find(|row| row["organisation"] == name).expect("a row")["adoption"].clone()
    };
    let board = coordinator.put(&adopt("Örebro kommun"), &corrected).await.expect(200);
    let orebro = of(&board, "Örebro kommun");
    assert_eq!((&orebro["version"], &orebro["reference"]), (&json!(1), &json!("KS 2026/21")));
    // but for who says that it is of another
    corrected["version"] = json!(2);
    let board = coordinator.put(&adopt("Örebro kommun"), &corrected).await.expect(200);
    assert_eq!(of(&board, "Örebro kommun")["version"], 2);
    for none in [0, 3] {
        corrected["version"] = json!(none);
        let refused = coordinator.put(&adopt("Örebro kommun"), &corrected).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], "/version");
    }
    coordinator.delete(&adopt("Gävle kommun"), None).await.expect(200);
    assert_eq!(coordinator.delete(&adopt("Gävle kommun"), None).await.problem(409), "not_adopted");
    // what was noted stays, for whoever reads the board
    let noted = world.client(Role::Member).get(&adopt("Gävle kommun")).await.expect(200);
    let steps: Vec<(&Value, &Value)> =
        noted["items"].as_array().expect("steps").iter().map(|one| (&one["number"], &one["withdrawn"])).collect();
    assert_eq!(steps, [(&json!(2), &json!(true)), (&json!(1), &json!(false))]);
    assert_eq!(noted["items"][0]["recorded_by"], "Coordinator Testsson");
    assert_eq!(world.client(Role::OtherNetwork).get(&adopt("Gävle kommun")).await.problem(404), "not_found");
    assert_eq!(missing(&world).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_has_its_signed_copy_for_whoever_may_read_that() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let scan = async |room: String, name: &str| {
        let path = format!("/rooms/{room}/documents");
        let made = coordinator.upload(&path, name, name.as_bytes().to_vec(), &[]).await.expect(201);
        made["id"].clone()
    };
    let (open, inner) = (world.room("whole_network"), world.room("coordination"));
    let (signed, kept) = (scan(open, "Undertecknad.txt").await, scan(inner, "Original.txt").await);
    let mut body = writing(&world, "Vi lovar.");
    body["document_id"] = signed.clone();
    let made = coordinator.post(&format!("/networks/{}/agreements", world.network), &body).await.expect(201);
    let path = format!("/agreements/{}", made["id"].as_str().expect("an id"));
    let seen = async |role: Role, path: &str| world.client(role).get(path).await.expect(200)["document_id"].clone();
    assert_eq!(seen(Role::Observer, &path).await, signed);

    // another copy is no other text, and who can't read it sees none
    body["document_id"] = kept.clone();
    let tag = coordinator.get(&path).await.etag();
    let copied = rewrite(coordinator, &path, &tag, &body).await.expect(200);
    assert_eq!((&copied["version"], &copied["document_id"]), (&json!(1), &kept));
    assert_eq!(seen(Role::Member, &path).await, Value::Null);
    // one that is nowhere, and one of another network, are refused
    let elsewhere = format!("/rooms/{}/documents", world.other_rooms["whole_network"]);
    let theirs = world.client(Role::OtherNetwork).upload(&elsewhere, "Deras.txt", b"x".to_vec(), &[]).await.expect(201);
    let tag = coordinator.get(&path).await.etag();
    for other in [theirs["id"].clone(), json!(uuid::Uuid::now_v7())] {
        body["document_id"] = other;
        let refused = rewrite(coordinator, &path, &tag, &body).await;
        assert_eq!(refused.problem(404), "not_found_in");
    }
    // the copy of a text stays with it: a new one has none until another is given
    body["text"] = json!("Vi lovar mer.");
    body["document_id"] = kept.clone();
    let next = rewrite(coordinator, &path, &tag, &body).await.expect(200);
    assert_eq!((&next["version"], &next["document_id"]), (&json!(2), &Value::Null));
    assert_eq!(seen(Role::Coordinator, &format!("{path}/versions/1")).await, kept);
    body["document_id"] = signed.clone();
    rewrite(coordinator, &path, &coordinator.get(&path).await.etag(), &body).await.expect(200);
    assert_eq!(seen(Role::Observer, &path).await, signed);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_ran_out_stands_on_the_desk_until_another_is_there() {
    let mut world = World::new().await;
    let base = format!("/networks/{}/agreements", world.network);
    let (_, to) = three_years(&world);
    let body = writing(&world, "Vi lovar.");
    world.client(Role::Coordinator).post(&base, &body).await.expect(201);
    world.node.clock.advance((to - world.node.clock.today()).to_std().expect("ahead") + DAY * 40);
    world.sign_everybody_in().await;
    let ended = matters(&world, "agreement_ending").await;
    assert_eq!((ended.len(), &ended[0]["due"]), (1, &json!(to)));
    // one that does not renew it says the same
    let today = world.node.clock.today();
    let other = json!({ "title": "En annan", "text": "Vi lovar mer.", "from": today, "to": today + Months::new(36) });
    world.client(Role::Coordinator).post(&base, &other).await.expect(201);
    assert_eq!(matters(&world, "agreement_ending").await.len(), 0);
    assert_eq!(missing(&world).await.len(), 4, "of the new one the decisions are missing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_follows_on_the_period_and_nothing_is_lost_when_it_ends() {
    let mut world = World::new().await;
    let base = format!("/networks/{}/agreements", world.network);
    let (from, to) = three_years(&world);
    let mut body = writing(&world, "Vi lovar.");
    body["title"] = json!(format!("Överenskommelse {}–{}", from.year(), to.year()));
    let made = world.client(Role::Coordinator).post(&base, &body).await.expect(201);
    let id = made["id"].as_str().expect("an id").to_owned();
    // half a year before the end it stands on the desk
    assert_eq!(matters(&world, "agreement_ending").await.len(), 0);
    let near = (to - Months::new(6) - world.node.clock.today()).to_std().expect("ahead");
    world.node.clock.advance(near + DAY);
    world.sign_everybody_in().await;
    assert_eq!(matters(&world, "agreement_ending").await.len(), 1);
    let coordinator = world.client(Role::Coordinator);
    let renewal = format!("/agreements/{id}/renewal");
    assert_eq!(world.client(Role::Member).post(&renewal, &json!({})).await.problem(403), "forbidden");
    // two at once: one of them begins it
    let nothing = json!({});
    let (one, two) = tokio::join!(coordinator.post(&renewal, &nothing), coordinator.post(&renewal, &nothing));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    assert_eq!(matters(&world, "agreement_ending").await.len(), 0);
    let list = coordinator.get(&base).await.expect(200);
    let next = &list["items"][0];
    assert_eq!((&next["from"], &next["adopted"]), (&json!(to + Days::new(1)), &json!(0)));
    let years = ((to + Days::new(1)).year(), (from + Months::new(72) - Days::new(1)).year());
    assert_eq!(next["title"], json!(format!("Överenskommelse {}–{}", years.0, years.1)), "the years of its own period");
    assert_eq!(next["to"], json!(from + Months::new(72) - Days::new(1)), "three years again");
    let text = coordinator.get(&format!("/agreements/{}", next["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&text["text"], &text["renews"]), (&json!("Vi lovar."), &json!(id)));

    // the period ends: nobody loses anything, the missing decisions are told
    world.node.clock.advance(DAY * 200);
    world.sign_everybody_in().await;
    world.client(Role::Member).get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    assert_eq!(missing(&world).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roll_tells_who_took_part_on_a_day_and_is_taken_along() {
    let world = World::new().await;
    let (member, today) = (world.client(Role::Member), world.node.clock.today());
    let roll = format!("/networks/{}/roll", world.network);
    let who = |list: &Value, organisation: &str| -> Vec<String> {
        let lines = list["items"].as_array().expect("lines").iter();
        lines
            .filter(|line| line["organisation"] == organisation)
            .map(|line| line["person"].as_str().unwrap_or("–").to_owned())
            .collect()
    };
    let now = member.get(&roll).await.expect(200);
    assert_eq!(who(&now, "Haninge kommun"), ["WorkingGroup Testsson", "–"], "the elected seat is vacant since");
    let then = member.get(&format!("{roll}?on={}", today - Days::new(20))).await.expect(200);
    assert_eq!(who(&then, "Haninge kommun"), ["WorkingGroup Testsson", "ExMember Testsson"]);
    let before = member.get(&format!("{roll}?on={}", today - Days::new(500))).await.expect(200);
    assert_eq!(before["items"], json!([]));
    // a seat that has ended is vacant no more, and one that is made today was not there then
    let coordinator = world.client(Role::Coordinator);
    coordinator.post(&format!("/seats/{}/end", world.seats[&Role::ExMember]), &json!({})).await.expect(200);
    let all = organisations(&world).await;
    let new = json!({ "organisation_id": all["Haninge kommun"], "kind": "elected", "title": "ny", "mandate": "" });
    coordinator.post(&format!("/networks/{}/seats", world.network), &new).await.expect(201);
    let line = |list: &Value| {
        let lines = list["items"].as_array().expect("lines").iter();
        let held = lines.filter(|line| line["organisation"] == "Haninge kommun");
        held.map(|line| (line["title"].clone(), line["held"].clone())).collect::<Vec<_>>()
    };
    let now = member.get(&roll).await.expect(200);
    assert_eq!(line(&now), [(json!("kontaktperson"), json!(true)), (json!("ny"), json!(false))]);
    let then = member.get(&format!("{roll}?on={}", today - Days::new(20))).await.expect(200);
    assert_eq!(who(&then, "Haninge kommun"), ["WorkingGroup Testsson", "ExMember Testsson"]);
    let file = member.get(&format!("{roll}/file?form=csv")).await;
    let text = String::from_utf8(file.body.to_vec()).expect("UTF-8");
    assert!(text.contains("Organisation;Deltar som;Sedan;Uppdrag;Titel;Namn"), "{text}");
    assert!(text.contains("Mora kommun;observatör;"), "{text}");
    let sheet = member.get(&format!("{roll}/file?form=xlsx")).await;
    assert_eq!(&sheet.body[..2], b"PK");
    let named = sheet.header("content-disposition");
    assert!(named.contains("Deltagarf%C3%B6rteckning%20"), "{named}");
    assert_eq!(world.client(Role::Guest).get(&roll).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).get(&roll).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_change_an_agreement_at_once_one_does() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let made =
        coordinator.post(&format!("/networks/{}/agreements", world.network), &writing(&world, "Vi lovar.")).await;
    let path = format!("/agreements/{}", made.expect(201)["id"].as_str().expect("an id"));
    for round in 0..8 {
        let tag = coordinator.get(&path).await.etag();
        let (one, two) = (writing(&world, &format!("Ett {round}")), writing(&world, &format!("Två {round}")));
        let (one, two) = tokio::join!(rewrite(coordinator, &path, &tag, &one), rewrite(coordinator, &path, &tag, &two));
        let kept = if one.status == 200 { "Ett" } else { "Två" };
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "round {round}");
        assert_eq!(coordinator.get(&path).await.expect(200)["text"], format!("{kept} {round}"));
    }
}

/// The letters whose subject begins so, once there are that many.
async fn letters(server: &MailServer, subject: &str, many: usize) -> Vec<Received> {
    eventually(&format!("{many} letters: {subject}"), || async {
        let all = server.received().into_iter();
        let found: Vec<Received> = all.filter(|mail| mail.subject().starts_with(subject)).collect();
        (found.len() >= many).then_some(found)
    })
    .await
}

fn of<'a>(agreement: &'a Value, organisation: &str) -> &'a Value {
    let rows = agreement["board"].as_array().expect("a board");
    rows.iter().find(|row| row["organisation"] == organisation).expect("a row")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_asks_the_official_seats_by_letter_and_only_who_has_not_decided_is_reminded() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let base = format!("/networks/{}/agreements", world.network);
    let coordinator = world.client(Role::Coordinator);
    let made = coordinator.post(&base, &writing(&world, "Vi lovar.")).await.expect(201);
    let path = format!("/agreements/{}", made["id"].as_str().expect("an id"));
    // whom a letter would go to is shown to whoever would send it, before it goes
    let before = coordinator.get(&path).await.expect(200);
    assert_eq!(of(&before, "Örebro kommun")["recipients"], json!([{ "name": "Member Testsson" }]));
    assert_eq!((&of(&before, "Örebro kommun")["told"], &before["may_ask"]), (&json!([]), &json!(true)));
    let seen = world.client(Role::Member).get(&path).await.expect(200);
    assert_eq!((&of(&seen, "Örebro kommun")["recipients"], &seen["may_ask"]), (&json!([]), &json!(false)));

    let ask = json!({ "ask": true });
    let renewed = coordinator.post(&format!("{path}/renewal"), &ask).await.expect(201);
    let next = format!("/agreements/{}", renewed["id"].as_str().expect("an id"));
    let first = letters(&server, "Beslut för nästa period", 4).await;
    let mut to: Vec<&str> = first.iter().map(|mail| mail.to.as_str()).collect();
    let mut should = [Role::Member, Role::Host, Role::Resting, Role::WorkingGroup].map(Role::email);
    to.sort_unstable();
    should.sort_unstable();
    assert_eq!(to, should, "members and resting ones, their officials alone");
    let orebro = first.iter().find(|mail| mail.to == Role::Member.email()).expect("a letter");
    assert_eq!(orebro.subject(), "Beslut för nästa period: Örebro kommun i Nätverket");
    let (_, last) = three_years(&world);
    assert!(orebro.text().contains(&format!("går ut {}.", in_swedish(last))), "{}", orebro.text());
    assert!(orebro.text().contains(&format!("/overenskommelser{}?visa=beslutstext", &next["/agreements".len()..])));
    let told = coordinator.get(&next).await.expect(200);
    let one = &of(&told, "Örebro kommun")["told"][0];
    assert_eq!((&one["name"], &one["reminder"]), (&json!("Member Testsson"), &json!(false)));
    assert_eq!(of(&world.client(Role::Member).get(&next).await.expect(200), "Örebro kommun")["told"], json!([]));

    // within a week nobody is written to again, and nobody but a coordinator writes
    let again = format!("{next}/letters");
    let nothing = json!({});
    assert_eq!(coordinator.post(&again, &nothing).await.problem(409), "asked_recently");
    assert_eq!(world.client(Role::Member).post(&again, &nothing).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).post(&again, &nothing).await.problem(404), "not_found");
    let all = organisations(&world).await;
    let yesterday = world.node.clock.today() - Days::new(1);
    let decision = json!({ "body": "Kommunstyrelsen", "decided_on": yesterday });
    coordinator.put(&format!("{next}/adoptions/{}", all["Örebro kommun"]), &decision).await.expect(200);
    world.node.clock.advance(DAY * 8);
    world.sign_everybody_in().await;
    let coordinator = world.client(Role::Coordinator);
    let (one, two) = tokio::join!(coordinator.post(&again, &nothing), coordinator.post(&again, &nothing));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let second = letters(&server, "Påminnelse om beslut", 3).await;
    assert!(second.iter().all(|mail| mail.to != Role::Member.email()), "they have decided");
    let told = coordinator.get(&next).await.expect(200);
    let reminders: Vec<&Value> =
        of(&told, "Gävle kommun")["told"].as_array().expect("letters").iter().map(|one| &one["reminder"]).collect();
    assert_eq!(reminders, [&json!(true), &json!(false)]);

    for name in ["Gävle kommun", "Haninge kommun", "Västerås stad"] {
        coordinator.put(&format!("{next}/adoptions/{}", all[name]), &decision).await.expect(200);
    }
    world.node.clock.advance(DAY * 8);
    world.sign_everybody_in().await;
    let coordinator = world.client(Role::Coordinator);
    assert_eq!(coordinator.post(&again, &nothing).await.problem(409), "everybody_decided");
    assert_eq!(coordinator.get(&next).await.expect(200)["may_ask"], false);
    assert_eq!(letters(&server, "Påminnelse om beslut", 3).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scan_of_a_decision_is_named_to_whoever_may_read_it_and_to_nobody_else() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let made =
        coordinator.post(&format!("/networks/{}/agreements", world.network), &writing(&world, "Vi lovar.")).await;
    let path = format!("/agreements/{}", made.expect(201)["id"].as_str().expect("an id"));
    let adoption = format!("{path}/adoptions/{}", organisations(&world).await["Örebro kommun"]);
    for (room, read) in [("coordination", false), ("members", true)] {
        let room = format!("/rooms/{}/documents", world.room(room));
        let scan = coordinator.upload(&room, "Beslut.txt", b"Vi deltar".to_vec(), &[]).await.expect(201);
        let yesterday = world.node.clock.today() - Days::new(1);
        let decision = json!({ "body": "KS", "decided_on": yesterday, "document_id": scan["id"] });
        coordinator.put(&adoption, &decision).await.expect(200);
        for (client, named) in [(coordinator, true), (member, read), (world.client(Role::Observer), false)] {
            let board = client.get(&path).await.expect(200);
            let history = client.get(&adoption).await.expect(200);
            let should = if named { scan["id"].clone() } else { Value::Null };
            assert_eq!(of(&board, "Örebro kommun")["adoption"]["document_id"], should);
            assert_eq!(history["items"][0]["document_id"], should);
        }
    }
}
