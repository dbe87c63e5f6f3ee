//! Meetings in one's own calendar (RFC 5545), as a file and as a secret address.

use serde_json::{Value, json};

use crate::harness::{Client, Role, World, eventually};
use crate::meetings::{plan, put};

/// The content lines, unfolded; every line is checked to end and to be folded as § 3.1 says.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end in CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "no line is longer than 75 octets");
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    let found = lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix([':', ';']));
    found.unwrap_or_else(|| panic!("no {name} in {lines:#?}"))
}

async fn file(client: &Client, meeting: &str) -> Vec<String> {
    let answer = client.get(&format!("/meetings/{meeting}/calendar")).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/calendar; charset=utf-8"));
    lines(std::str::from_utf8(&answer.body).unwrap())
}

async fn event(client: &Client, meeting: &str) -> Vec<String> {
    let all = file(client, meeting).await;
    let from = all.iter().position(|line| line == "BEGIN:VEVENT").unwrap();
    all[from..].to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_a_file_that_any_calendar_reads() {
    let world = World::new().await;
    let client = world.client(Role::Coordinator);
    let title = format!("Träff; med, komma \\ och {}", "långt namn på svenska åäö ".repeat(4));
    let facts = json!({ "title": title, "invitation": "Rad ett\nRad två", "starts_on": "2027-03-27",
        "ends_on": "2027-03-29", "link": "https://moten.exempel.se/x" });
    let meeting = plan(&world, Role::Coordinator, &facts).await.expect(201)["id"].as_str().unwrap().to_owned();

    // without a programme it is whole days, the last one included
    let whole = event(client, &meeting).await;
    assert_eq!((value(&whole, "DTSTART"), value(&whole, "DTEND")), ("VALUE=DATE:20270327", "VALUE=DATE:20270330"));
    assert_eq!((value(&whole, "SEQUENCE"), value(&whole, "STATUS")), ("0", "TENTATIVE"));
    assert_eq!(value(&whole, "UID"), format!("{meeting}@samrum"));
    assert!(value(&whole, "SUMMARY").starts_with("Träff\\; med\\, komma \\\\ och långt namn"));
    let network = client.get("/networks").await.expect(200)["items"][0]["name"].as_str().unwrap().to_owned();
    assert!(value(&whole, "SUMMARY").ends_with(&format!(" – {network}")), "{}", value(&whole, "SUMMARY"));
    assert!(value(&whole, "DESCRIPTION").contains("Rad ett\\nRad två"));

    // with one it begins and ends by the clock in Sweden, across the night summer time begins
    let items = json!({ "items": [
        { "day": 1, "starts_at": "13:00", "minutes": 60, "kind": "lecture", "title": "Inledning", "who": "Anna" },
        { "day": 3, "starts_at": "11:00", "minutes": 45, "kind": "informal", "title": "Avslut" },
    ] });
    put(client, &meeting, "/programme", &items).await.expect(200);
    put(client, &meeting, "/state", &json!({ "state": "invited" })).await.expect(200);
    let timed = event(client, &meeting).await;
    assert_eq!(value(&timed, "DTSTART"), "TZID=Europe/Stockholm:20270327T130000");
    assert_eq!(value(&timed, "DTEND"), "TZID=Europe/Stockholm:20270329T114500");
    assert_eq!((value(&timed, "UID"), value(&timed, "SEQUENCE")), (value(&whole, "UID"), "2"));
    assert_eq!(value(&timed, "STATUS"), "CONFIRMED");
    assert!(value(&timed, "DESCRIPTION").contains("Dag 1\\n13:00–14:00 Inledning – Anna"));
    let all = file(client, &meeting).await;
    for line in ["BEGIN:VTIMEZONE", "TZID:Europe/Stockholm", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "VERSION:2.0"] {
        assert!(all.iter().any(|found| found == line), "{line}");
    }
    for name in ["BEGIN", "END"] {
        let of = |what: &str| all.iter().filter(|line| **line == format!("{name}:{what}")).count();
        assert_eq!([of("VCALENDAR"), of("VTIMEZONE"), of("VEVENT")], [1, 1, 1]);
    }

    let month = json!({ "starts_on": null, "ends_on": null, "year": 2099, "month": 11 });
    let later = plan(&world, Role::Coordinator, &month).await.expect(201);
    let none = client.get(&format!("/meetings/{}/calendar", later["id"].as_str().unwrap())).await;
    assert_eq!(none.problem(409), "no_days");
    assert_eq!(
        world.client(Role::Nobody).get(&format!("/meetings/{meeting}/calendar")).await.problem(404),
        "not_found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_address_follows_what_its_owner_reads() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let meeting = plan(&world, Role::Coordinator, &json!({})).await.expect(201)["id"].as_str().unwrap().to_owned();
    let elected = json!({ "audience": "elected", "title": "Bara för förtroendevalda" });
    plan(&world, Role::Coordinator, &elected).await.expect(201);
    assert_eq!(member.get("/me/calendar").await.expect(200)["since"], Value::Null);
    let address = |made: &Value| {
        let address = made["address"].as_str().unwrap().to_owned();
        let token = address.rsplit('/').next().unwrap().to_owned();
        assert!(address.ends_with(&format!("/api/v1/calendar/{token}")) && token.len() == 43);
        format!("/calendar/{token}")
    };
    let first = address(&member.post("/me/calendar", &json!({})).await.expect(201));
    assert!(member.get("/me/calendar").await.expect(200)["since"].is_string());
    let outside = world.client(Role::Anonymous);
    let feed = outside.get(&first).await;
    assert_eq!(feed.status, 200);
    let text = String::from_utf8(feed.body.clone()).unwrap();
    assert!(text.replace("\r\n ", "").contains(&format!("UID:{meeting}@samrum")));
    assert!(!text.contains("förtroendevalda"), "what its owner does not read is not in it");
    lines(&text);

    // made anew the old one is nothing; ended it is nothing; without standing it is empty
    let second = address(&member.post("/me/calendar", &json!({})).await.expect(201));
    assert_eq!(outside.get(&first).await.problem(404), "not_found");
    world.end_seat(Role::Member).await;
    let emptied = String::from_utf8(outside.get(&second).await.body).unwrap();
    assert!(emptied.contains("BEGIN:VCALENDAR") && !emptied.contains("VEVENT"));
    member.delete("/me/calendar", None).await.expect(204);
    assert_eq!(outside.get(&second).await.problem(404), "not_found");
    for nothing in ["x", &"x".repeat(43), "%00"] {
        assert_eq!(outside.get(&format!("/calendar/{nothing}")).await.status, 404, "{nothing}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_that_never_ends_is_kept_as_the_file_it_is() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let endless = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//exempel//SV\r\nBEGIN:VEVENT\r\nUID:1@exempel.se\r\n\
                   DTSTART:19700101T000000Z\r\nRRULE:FREQ=SECONDLY;INTERVAL=0\r\nRDATE:99991231T235959Z\r\n\
                   SUMMARY:Evighetskalendern\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let room = world.room("members");
    let made = member.upload(&format!("/rooms/{room}/documents"), "evig.ics", endless.into(), &[]).await.expect(201);
    let path = format!("/documents/{}", made["id"].as_str().unwrap());
    // it is read as the text it is, once, and its rules are nobody's to follow
    eventually("it is read", || async {
        let seen = member.get(&path).await.expect(200);
        assert!(["waiting", "reading", "read"].contains(&seen["reading"].as_str().unwrap()), "{seen}");
        (seen["reading"] == "read").then_some(())
    })
    .await;
    let pages = member.get(&format!("{path}/pages")).await.expect(200);
    assert_eq!(pages["items"].as_array().unwrap().len(), 1);
    assert!(pages.to_string().contains("Evighetskalendern"));
    assert_eq!(world.client(Role::Observer).get(&path).await.problem(404), "not_found");
}
