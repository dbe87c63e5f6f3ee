//! Versions: shown as they are built, compared, taken up again, checked out, written anew in place.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, World, eventually, fixture, illustrated_docx};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

/// Uploads a file and waits for it to be read; gives its path.
async fn read(client: &Client, room: &str, name: &str, bytes: Vec<u8>) -> String {
    let made = client.upload(&format!("/rooms/{room}/documents"), name, bytes, &[]).await.expect(201);
    let path = format!("/documents/{}", text(&made, "id"));
    wait(client, &path).await;
    path
}

async fn wait(client: &Client, path: &str) {
    eventually("the file to be read", || async {
        (client.get(path).await.expect(200)["reading"] == "read").then_some(())
    })
    .await;
}

async fn version(client: &Client, path: &str, bytes: &str, comment: &str) -> Answer {
    client.upload(&format!("{path}/versions"), "ny.txt", bytes.into(), &[("comment", comment)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn office_files_are_shown_as_they_are_built() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let path = read(member, &room, "plan.docx", illustrated_docx()).await;
    let pages = member.get(&format!("{path}/pages")).await.expect(200);
    let says = "En bild av <b>torget</b>";
    let expected = json!([
        { "kind": "heading", "level": 1, "text": "Barnens plan" },
        { "kind": "paragraph", "text": "Så börjar vi." },
        { "kind": "item", "text": "Lyssna" },
        { "kind": "table", "rows": [["Vem", "När"]] },
        { "kind": "picture", "number": 1, "says": says },
        { "kind": "paragraph", "text": "<script>alert(1)</script> är bara ord." },
    ]);
    assert_eq!(pages["items"][0]["blocks"], expected, "words are words, whatever they say");
    let picture = member.get(&format!("{path}/pictures/1")).await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"));
    assert!(picture.body.starts_with(b"\x89PNG"));
    assert_eq!(member.get(&format!("{path}/pictures/2")).await.problem(404), "not_found");
    assert_eq!(member.get(&format!("{path}/pictures/1?version=2")).await.problem(404), "not_found");
    for stranger in [Role::Observer, Role::OtherNetwork, Role::Anonymous] {
        assert_eq!(world.client(stranger).get(&format!("{path}/pictures/1")).await.problem(404), "not_found");
    }
    // one card a slide: its title first, its notes last
    let slides = read(member, &room, "landet runt.pptx", fixture("round.pptx")).await;
    let slides = member.get(&format!("{slides}/pages?limit=100")).await.expect(200);
    let first = slides["items"][0]["blocks"].as_array().unwrap();
    assert_eq!(first[0]["kind"], "heading", "{first:?}");
    assert_eq!(first[0]["text"], slides["items"][0]["heading"]);
    assert!(
        slides["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|slide| { slide["blocks"].as_array().unwrap().last().is_some_and(|block| block["kind"] == "notes") })
    );
    // a PDF is drawn, and plain text is text
    let drawn = read(member, &room, "blad.pdf", fixture("single.pdf")).await;
    let drawn = member.get(&format!("{drawn}/pages")).await.expect(200);
    assert_eq!(drawn["items"][0]["blocks"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_of_many_versions_is_found_by_its_number() {
    const MANY: i64 = 203;
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let path = read(member, &room, "logg.txt", "första".into()).await;
    for number in 2..=MANY {
        let bytes = format!("version {number}");
        version(member, &path, &bytes, "").await.expect(201);
    }
    let shown = member.get(&path).await.expect(200);
    assert_eq!(shown["version"], json!(MANY));
    assert_eq!((shown["versions"].as_array().unwrap().len(), &shown["versions"][0]["number"]), (100, &json!(MANY)));
    let mut older = shown["older_versions"].as_str().map(str::to_owned);
    let mut numbers: Vec<i64> =
        shown["versions"].as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()).collect();
    while let Some(cursor) = older {
        let page = member.get(&format!("{path}/versions?limit=100&cursor={cursor}")).await.expect(200);
        numbers.extend(page["items"].as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()));
        older = page["next_cursor"].as_str().map(str::to_owned);
    }
    assert_eq!(numbers, (1..=MANY).rev().collect::<Vec<_>>(), "each once, the newest first");
    // one that is not among them is asked for by its number
    let first = member.get(&format!("{path}/versions/1")).await.expect(200);
    assert_eq!((&first["number"], &first["drawn"]), (&json!(1), &json!(false)));
    assert_eq!(member.get(&format!("{path}/versions/{}", MANY + 1)).await.problem(404), "not_found");
    let file = member.get(&format!("{path}/file?version=1")).await;
    assert_eq!((file.status.as_u16(), &*file.body), (200, "första".as_bytes()));
    assert_eq!(member.get(&format!("{path}/file?version={}", MANY + 1)).await.problem(404), "not_found");
    wait(member, &path).await;
    let compared = member.get(&format!("{path}/difference?from=1&to={MANY}")).await.expect(200);
    assert!(!compared["rows"].as_array().unwrap().is_empty());
    let again = member.post(&format!("{path}/versions/1/take-up"), &json!({ "comment": "" })).await.expect(201);
    assert_eq!(again["versions"][0]["restored_from"], json!(1));
    for stranger in [Role::Observer, Role::Anonymous] {
        for way in ["versions", "versions/1", "file?version=1"] {
            assert_eq!(world.client(stranger).get(&format!("{path}/{way}")).await.problem(404), "not_found");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_may_not_do_any_more_is_shown_whoever_knows_the_revision() {
    let world = World::new().await;
    let room = world.room("whole_network");
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let path = read(member, &room, "plan.txt", "Planen".into()).await;
    let mut shown = Vec::new();
    for client in [member, observer] {
        let tag = client.get(&path).await.etag();
        let again = client.send(client.request(Method::GET, &path).header("If-None-Match", &tag)).await;
        assert_eq!(again.etag(), tag, "the revision a change starts from");
        shown.push((tag, again.expect(200)["may"]["write"].clone()));
    }
    assert_eq!(shown[0].0, shown[1].0);
    assert_eq!((&shown[0].1, &shown[1].1), (&json!(true), &json!(false)));
    // what is said of it raises no revision, and is shown all the same
    let tag = shown[0].0.clone();
    let said = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Bra plan" });
    member.post(&format!("{path}/messages"), &said).await.expect(201);
    let after = member.send(member.request(Method::GET, &path).header("If-None-Match", &tag)).await.expect(200);
    assert!(after["conversation_id"].is_string(), "{after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_compared_and_taken_up_again() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let path = read(member, &room, "plan.txt", b"Ett\n\nVi ses i mars\n\nSlut".to_vec()).await;
    version(member, &path, "Ett\n\nVi ses i april\n\nMer\n\nSlut", "Flyttat mötet").await.expect(201);
    wait(member, &path).await;
    let compared = member.get(&format!("{path}/difference?from=1&to=2")).await.expect(200);
    let rows = compared["rows"].as_array().unwrap();
    assert_eq!(rows[0], json!({ "kind": "same", "text": "Ett" }));
    let changed = rows.iter().find(|row| row["kind"] == "changed").expect("a changed row");
    assert!(changed["runs"].as_array().unwrap().contains(&json!({ "kind": "added", "text": "april" })), "{changed}");
    assert!(rows.contains(&json!({ "kind": "added", "text": "Mer" })), "{rows:?}");
    assert_eq!(compared["cut"], false);
    assert_eq!(member.get(&format!("{path}/difference?from=1&to=3")).await.problem(404), "not_found");
    assert_eq!(member.get(&format!("{path}/difference?from=1")).await.status, 400);
    // taken up again as a new version: nothing in between is lost
    let again = json!({ "comment": "Det blev mars ändå" });
    assert_eq!(member.post(&format!("{path}/versions/2/take-up"), &again).await.problem(409), "newest_version");
    assert_eq!(member.post(&format!("{path}/versions/9/take-up"), &again).await.problem(404), "not_found");
    let back = member.post(&format!("{path}/versions/1/take-up"), &again).await.expect(201);
    assert_eq!((&back["version"], &back["versions"][0]["restored_from"]), (&json!(3), &json!(1)));
    assert_eq!(back["versions"][0]["comment"], "Det blev mars ändå");
    assert_eq!(
        member.get(&format!("{path}/file")).await.body,
        member.get(&format!("{path}/file?version=1")).await.body
    );
    wait(member, &path).await;
    let same = member.get(&format!("{path}/difference?from=1&to=3")).await.expect(200);
    assert!(same["rows"].as_array().unwrap().iter().all(|row| row["kind"] != "changed" && row["kind"] != "added"));
    assert_eq!(
        world.client(Role::Observer).get(&format!("{path}/difference?from=1&to=2")).await.problem(404),
        "not_found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_at_a_time_has_it_checked_out() {
    let world = World::new().await;
    let (member, other, coordinator) =
        (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Coordinator));
    let path = read(member, &world.room("members"), "plan.txt", b"Ett".to_vec()).await;
    let out = format!("{path}/check-out");
    assert_eq!(member.put(&out, &json!({ "reason": " " })).await.expect(422)["errors"][0]["code"], "empty");
    let held = member.put(&out, &json!({ "reason": "Skriver om inledningen" })).await.expect(200);
    assert_eq!(held["checked_out"]["reason"], "Skriver om inledningen");
    assert_eq!(held["checked_out"]["by"]["organisation"], "Örebro kommun");
    assert_eq!(held["may"]["release"], true);
    // everybody sees who; nobody puts anything in their way, and is told the way out
    let seen = other.get(&path).await.expect(200);
    assert_eq!(
        (&seen["checked_out"]["by"]["name"], &seen["may"]["release"]),
        (&held["checked_out"]["by"]["name"], &json!(false))
    );
    let listed = other.get(&format!("/rooms/{}/documents", world.room("members"))).await.expect(200);
    assert_eq!(listed["items"][0]["checked_out"]["reason"], "Skriver om inledningen");
    assert_eq!(version(other, &path, "Två", "").await.problem(409), "checked_out");
    let as_version = [("if_exists", "version")];
    let files = format!("/rooms/{}/documents", world.room("members"));
    assert_eq!(other.upload(&files, "plan.txt", b"x".to_vec(), &as_version).await.problem(409), "checked_out");
    assert_eq!(other.put(&out, &json!({ "reason": "Jag med" })).await.problem(409), "checked_out");
    assert_eq!(other.delete(&out, None).await.problem(403), "forbidden");
    let revision = seen["revision"].as_i64();
    assert_eq!(other.delete(&path, revision).await.problem(409), "checked_out");
    // the way out: a document of its own
    other.upload(&files, "plan.txt", b"x".to_vec(), &[("if_exists", "keep_both")]).await.expect(201);
    // whoever has it goes on, and gives it back; or the coordinator does
    version(member, &path, "Två", "Min").await.expect(201);
    let back = member.delete(&out, None).await.expect(200);
    assert_eq!(back["checked_out"], Value::Null);
    assert_eq!(member.delete(&out, None).await.problem(409), "not_checked_out");
    version(other, &path, "Tre", "").await.expect(201);
    other.put(&out, &json!({ "reason": "Nu jag" })).await.expect(200);
    assert_eq!(coordinator.get(&path).await.expect(200)["may"]["release"], true);
    coordinator.delete(&out, None).await.expect(200);
    version(member, &path, "Fyra", "").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_check_it_out_at_once_are_one() {
    let world = World::new().await;
    let path = read(world.client(Role::Member), &world.room("members"), "plan.txt", b"Ett".to_vec()).await;
    let out = format!("{path}/check-out");
    let take = async |role: Role| world.client(role).put(&out, &json!({ "reason": format!("{role:?}") })).await.status;
    let (one, two, three) = tokio::join!(take(Role::Member), take(Role::Elected), take(Role::Coordinator));
    let taken = [one, two, three].iter().filter(|status| status.as_u16() == 200).count();
    assert_eq!(taken, 1, "{one} {two} {three}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_written_anew_in_place() {
    let world = World::new().await;
    let (member, other) = (world.client(Role::Member), world.client(Role::Elected));
    let path = read(member, &world.room("members"), "Råd.md", b"# Rad\n\nEtt".to_vec()).await;
    let write = async |client: &Client, path: &str, revision: i64, text: &str| {
        let request = client.request(Method::PUT, &format!("{path}/text")).header("If-Match", revision.to_string());
        client.send(request.json(&json!({ "text": text, "comment": "Rättat" }))).await
    };
    let revision = member.get(&path).await.expect(200)["revision"].as_i64().unwrap();
    let written = write(member, &path, revision, "# Råd\n\nEtt och två").await.expect(200);
    assert_eq!((&written["version"], &written["versions"][0]["comment"]), (&json!(2), &json!("Rättat")));
    assert_eq!(member.get(&format!("{path}/file")).await.body, "# Råd\n\nEtt och två".as_bytes());
    // who read the one before loses nothing, and overwrites nothing
    assert_eq!(write(other, &path, revision, "Mitt").await.problem(412), "stale");
    let unsaid = member.request(Method::PUT, &format!("{path}/text")).json(&json!({ "text": "x" }));
    assert_eq!(member.send(unsaid).await.problem(428), "precondition_required");
    let pdf = read(member, &world.room("members"), "blad.pdf", fixture("single.pdf")).await;
    let revision = member.get(&pdf).await.expect(200)["revision"].as_i64().unwrap();
    assert_eq!(write(member, &pdf, revision, "Text").await.problem(409), "not_a_text");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_and_its_versions_are_shown_as_of_one_moment() {
    const LAST: i64 = 25;
    let world = World::new().await;
    let (member, host) = (world.client(Role::Member), world.client(Role::Host));
    let documents = format!("/rooms/{}/documents", world.room("members"));
    let made = member.upload(&documents, "plan.txt", b"Nummer 1".to_vec(), &[]).await.expect(201);
    let path = format!("/documents/{}", text(&made, "id"));
    let writing = async {
        for number in 2..=LAST {
            version(member, &path, &format!("Nummer {number}"), "Ny").await.expect(201);
        }
    };
    // read all the while, also while the server reads what came
    let reading = async {
        loop {
            let shown = host.get(&path).await.expect(200);
            let newest = &shown["versions"][0];
            for (of, same) in [("version", "number"), ("reading", "reading"), ("pages", "pages"), ("size", "size")] {
                assert_eq!(shown[of], newest[same], "{of}: {shown}");
            }
            if shown["version"] == LAST && shown["reading"] == "read" {
                break;
            }
        }
    };
    tokio::join!(writing, reading);
}
