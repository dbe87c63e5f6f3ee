//! Bringing in: a zip of files is listed, looked through, put right and confirmed; only then is it archive.

use std::io::{Cursor, Write as _};
use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Client, Role, Sql, World, eventually};

/// A zip of files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Sends bytes in pieces and gives the upload's id.
async fn sent_bytes(client: &Client, world: &World, name: &str, bytes: Vec<u8>) -> String {
    let begin = json!({ "name": name, "size": bytes.len(), "import": true });
    let path = format!("/rooms/{}/uploads", world.room("whole_network"));
    let upload = client.post(&path, &begin).await.expect(201)["id"].as_str().unwrap().to_owned();
    let request = client.request(Method::PATCH, &format!("/uploads/{upload}"));
    let request = request.header("Content-Type", "application/octet-stream").header("Upload-Offset", "0");
    client.send(request.body(bytes)).await.expect(200);
    upload
}

/// Sends a zip of files and gives the upload's id.
pub(crate) async fn sent(client: &Client, world: &World, name: &str, files: &[(&str, &[u8])]) -> String {
    sent_bytes(client, world, name, zipped(files)).await
}

async fn begun(client: &Client, world: &World, upload: &str) -> String {
    let body = json!({ "upload_id": upload, "room_id": world.room("whole_network") });
    let made = client.post(&format!("/networks/{}/imports", world.network), &body).await.expect(201);
    assert_eq!(made["state"], "listing");
    made["id"].as_str().unwrap().to_owned()
}

/// Brings a zip of files in and gives the import's id.
pub(crate) async fn brought(client: &Client, world: &World, files: &[(&str, &[u8])]) -> String {
    let upload = sent(client, world, "Projectplace.zip", files).await;
    begun(client, world, &upload).await
}

/// Waits until an import stands so, and gives it.
pub(crate) async fn until(client: &Client, import: &str, state: &str) -> Value {
    eventually(&format!("the import is in {state}"), || async {
        let found = client.get(&format!("/imports/{import}")).await.expect(200);
        (found["state"] == state).then_some(found)
    })
    .await
}

async fn files(client: &Client, import: &str, query: &str) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/imports/{import}/files?limit=100&{query}{cursor}")).await.expect(200);
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

async fn put_right(client: &Client, import: &str, body: &Value) -> Value {
    client.send(client.request(Method::PATCH, &format!("/imports/{import}/files")).json(body)).await.expect(200)
}

async fn confirm(client: &Client, import: &str) {
    let etag = client.get(&format!("/imports/{import}")).await.etag();
    let request = client.request(Method::POST, &format!("/imports/{import}/confirm")).header("If-Match", etag);
    client.send(request.json(&json!({}))).await.expect(200);
}

const FILES: [(&str, &[u8]); 5] = [
    ("2016-04 Örebro – Barn på flykt/Minnesanteckningar.txt", "Vi talade om barn på flykt.".as_bytes()),
    ("2016-04 Örebro – Barn på flykt/Bilder/dag 1.txt", b"Bilder"),
    ("Strategi.txt", b"Strategin"),
    ("Thumbs.db", b"x"),
    ("Tom.txt", b""),
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_archive_before_it_is_looked_through_and_confirmed() {
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let import = brought(coordinator, &world, &FILES).await;
    let listed = until(coordinator, &import, "review").await;
    assert_eq!((&listed["files"]["waiting"], &listed["files"]["skipped"]), (&json!(3), &json!(2)), "{listed}");
    let found = files(coordinator, &import, "state=waiting").await;
    let notes = found.iter().find(|file| file["path"].as_str().unwrap().contains("Minnes")).unwrap();
    assert_eq!((&notes["year"], &notes["month"], &notes["of_meeting"]), (&json!(2016), &json!(4), &json!(true)));
    assert_eq!((&notes["host"]["name"], &notes["document_kind"]), (&json!("Örebro kommun"), &json!("notes")));
    assert_eq!(notes["themes"], json!(["Barn på flykt"]));
    let skipped = files(coordinator, &import, "state=skipped").await;
    let why: Vec<&str> = skipped.iter().map(|file| file["why"].as_str().unwrap()).collect();
    assert!(why.contains(&"left_behind") && why.contains(&"empty"), "{why:?}");
    // it waits on the coordinator's desk until it is confirmed
    let desk = async || {
        let matters = coordinator.get("/desk").await.expect(200)["matters"].as_array().unwrap().clone();
        matters.into_iter().filter(|one| one["kind"] == "import_waiting").collect::<Vec<_>>()
    };
    let matters = desk().await;
    assert_eq!((matters.len(), &matters[0]["subject_id"], &matters[0]["number"]), (1, &json!(import), &json!(3)));
    // nobody finds anything of it yet
    let documents = async |client: &Client| {
        let listed = client.get(&format!("/networks/{}/documents?limit=100", world.network)).await.expect(200);
        listed["items"].as_array().unwrap().len()
    };
    assert_eq!((documents(member).await, documents(coordinator).await), (0, 0));
    assert_eq!(member.get(&format!("/imports/{import}")).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).get(&format!("/imports/{import}")).await.problem(404), "not_found");

    // put right: one by number, the rest by what the filter shows
    let strategy = found.iter().find(|file| file["path"] == "Strategi.txt").unwrap();
    assert_eq!((&strategy["document_kind"], &strategy["host"]), (&json!("strategy"), &Value::Null));
    let unsure = files(coordinator, &import, "unsure=true&state=waiting").await;
    assert_eq!((unsure.len(), &listed["unsure"]), (1, &json!(1)));
    // what they are said to come from, and the files of that
    let occasions = format!("/imports/{import}/occasions");
    let told = coordinator.get(&occasions).await.expect(200);
    let expected = json!({ "host": notes["host"], "year": 2016, "month": 4, "files": 2 });
    assert_eq!((&told["items"], &told["next_cursor"]), (&json!([expected]), &Value::Null));
    let host = notes["host"]["id"].as_str().unwrap();
    assert_eq!(files(coordinator, &import, &format!("host={host}&year=2016&month=4")).await.len(), 2);
    assert_eq!(files(coordinator, &import, &format!("host={host}&year=2016&month=0")).await.len(), 0);
    assert_eq!(member.get(&occasions).await.problem(403), "forbidden");
    let set = json!({ "numbers": [strategy["number"]], "year": 2019, "themes": ["Styrning"] });
    assert_eq!(put_right(coordinator, &import, &set).await["files"], 1);
    let set = json!({ "shown": { "q": "bilder/" }, "leave_out": true });
    assert_eq!(put_right(coordinator, &import, &set).await["files"], 1);
    for (wrong, status) in [
        (json!({ "year": 2019 }), 422),
        (json!({ "numbers": [1], "year": 20 }), 422),
        (json!({ "numbers": [1], "month": 13 }), 422),
        (json!({ "numbers": [1], "host_id": uuid::Uuid::now_v7() }), 404),
    ] {
        let request = coordinator.request(Method::PATCH, &format!("/imports/{import}/files")).json(&wrong);
        assert_eq!(coordinator.send(request).await.status, status, "{wrong}");
    }
    let stale = coordinator.request(Method::POST, &format!("/imports/{import}/confirm")).header("If-Match", "\"1\"");
    assert_eq!(coordinator.send(stale.json(&json!({}))).await.problem(412), "stale");
    confirm(coordinator, &import).await;
    assert_eq!(desk().await, Vec::<Value>::new());
    let done = until(coordinator, &import, "done").await;
    assert_eq!((&done["files"]["taken"], &done["files"]["left_out"]), (&json!(2), &json!(1)), "{done}");
    assert_eq!(documents(member).await, 2);

    // it has become archive: a meeting of its host and month, and each as it was put right
    let meetings = member.get(&format!("/networks/{}/meetings", world.network)).await.expect(200);
    let made = meetings["items"].as_array().unwrap().iter().find(|one| one["year"] == 2016).expect("a meeting");
    assert_eq!((&made["month"], &made["themes"]), (&json!(4), &json!(["Barn på flykt"])));
    let taken = files(coordinator, &import, "state=taken&q=strategi").await;
    let document = member.get(&format!("/documents/{}", taken[0]["document_id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&document["themes"], &document["document_kind"]), (&json!(["Styrning"]), &json!("strategy")));
    assert_eq!(document["dated_on"], "2019-01-01");

    // brought in once more nothing doubles; what has changed becomes a version
    let mut again = FILES;
    again[2].1 = b"Strategin, ny";
    let second = brought(coordinator, &world, &again).await;
    until(coordinator, &second, "review").await;
    put_right(coordinator, &second, &json!({ "shown": { "q": "bilder/" }, "leave_out": true })).await;
    confirm(coordinator, &second).await;
    let done = until(coordinator, &second, "done").await;
    assert_eq!((&done["files"]["known"], &done["files"]["new_version"]), (&json!(1), &json!(1)), "{done}");
    assert_eq!(documents(member).await, 2);
    let listed = coordinator.get(&format!("/networks/{}/imports", world.network)).await.expect(200);
    assert_eq!(listed["items"][0]["id"], json!(second));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_meetings_are_told_page_by_page() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let listed: [(&str, &[u8]); 6] = [
        ("2016 Gävle/Program.txt", b"a"),
        ("2016-04 Örebro/Program.txt", b"b"),
        ("2016-04 Gävle/Program.txt", b"c"),
        ("2016-04 Gävle/Deltagare.txt", b"d"),
        ("2012-11 Haninge/Program.txt", b"e"),
        ("Utan värd.txt", b"f"),
    ];
    let import = brought(coordinator, &world, &listed).await;
    until(coordinator, &import, "review").await;
    let (mut told, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = coordinator.get(&format!("/imports/{import}/occasions?limit=2{cursor}")).await.expect(200);
        told.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| (one["year"].as_i64().unwrap(), one["month"].as_i64(), one["files"].as_i64().unwrap())),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(told[..2], [(2012, Some(11), 1), (2016, None, 1)]);
    let mut april = told[2..].to_vec();
    april.sort_unstable();
    assert_eq!(april, [(2016, Some(4), 1), (2016, Some(4), 2)]);
    // what is put right comes from there
    let set = json!({ "shown": { "q": "utan värd" }, "host_id": files(coordinator, &import, "q=haninge").await[0]["host"]["id"],
        "year": 2012, "month": 11 });
    assert_eq!(put_right(coordinator, &import, &set).await["files"], 1);
    let found = coordinator.get(&format!("/imports/{import}/occasions?limit=1")).await.expect(200);
    assert_eq!(found["items"][0]["files"], 2, "{found}");
    assert_eq!(until(coordinator, &import, "review").await["unsure"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_zip_and_what_is_given_up_leaves_nothing() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let upload = sent_bytes(coordinator, &world, "inte.zip", b"Ingen zip".to_vec()).await;
    let import = begun(coordinator, &world, &upload).await;
    let failed = until(coordinator, &import, "failed").await;
    assert_eq!(failed["fault"], "not_a_zip");
    let import = brought(coordinator, &world, &FILES).await;
    until(coordinator, &import, "review").await;
    coordinator.delete(&format!("/imports/{import}"), None).await.expect(204);
    assert_eq!(files(coordinator, &import, "").await.len(), 0);
    assert_eq!(coordinator.delete(&format!("/imports/{import}"), None).await.problem(409), "import_not_in_review");
    // only whoever governs the network sends a zip that is larger than other files may be
    let large = json!({ "name": "stor.zip", "size": 600_u64 * 1024 * 1024, "import": true });
    let path = format!("/rooms/{}/uploads", world.room("whole_network"));
    assert_eq!(world.client(Role::Member).post(&path, &large).await.problem(403), "forbidden");
    coordinator.post(&path, &large).await.expect(201);
    let plain = json!({ "name": "stor.zip", "size": 600_u64 * 1024 * 1024 });
    assert_eq!(coordinator.post(&path, &plain).await.status, 413);
    let meeting = json!({ "upload_id": upload, "room_id": world.room("meeting") });
    let answer = coordinator.post(&format!("/networks/{}/imports", world.network), &meeting).await;
    assert_eq!(answer.status, 404, "the upload has been used");
}

/// The networks' own reports, as a secretariat brings them in: they are archive, and what stands in one is found.
#[tokio::test(flavor = "multi_thread")]
async fn the_networks_own_reports_are_brought_in_and_found() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let Ok(there) = std::fs::read_dir(&corpus) else {
        let what = "bringing in the networks' own reports (../shared/corpus beside this checkout)";
        return crate::left_out::left_out(what);
    };
    let read = |entry: std::fs::DirEntry| {
        (entry.file_name().into_string().expect("a name"), std::fs::read(entry.path()).expect("its bytes"))
    };
    let reports: Vec<(String, Vec<u8>)> = there.map(|entry| read(entry.expect("an entry"))).collect();
    let zipped: Vec<(&str, &[u8])> = reports.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let world = World::new().await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let import = brought(coordinator, &world, &zipped).await;
    let listed = until(coordinator, &import, "review").await;
    assert_eq!(listed["files"]["waiting"], reports.len(), "{listed}");
    confirm(coordinator, &import).await;
    let done = until(coordinator, &import, "done").await;
    assert_eq!(done["files"]["taken"], reports.len(), "{done}");
    let hit = eventually("the report is found by another inflection", || async {
        let found = member.get("/search?q=barnbokslutet&published=true").await.expect(200);
        found["items"].as_array().unwrap().iter().find(|hit| hit["kind"] == "document").cloned()
    })
    .await;
    assert!(hit["document"]["name"].as_str().unwrap().starts_with("S3-rapport"), "{hit}");
}

/// So many files; `SAMRUM_TEST_IMPORT=5000` takes minutes where many tests run at once: it is a step of `make test` by
/// itself.
fn many() -> i64 {
    std::env::var("SAMRUM_TEST_IMPORT").ok().and_then(|many| many.parse().ok()).unwrap_or(600)
}

#[tokio::test(flavor = "multi_thread")]
async fn many_files_go_on_after_a_restart_without_doubling() {
    let mut world = World::new().await;
    let count = many();
    let path = |n: i64| format!("{}-0{} Örebro/Blad {n}.txt", 2005 + n % 15, 1 + n % 9);
    let many: Vec<(String, Vec<u8>)> = (0..count).map(|n| (path(n), format!("Blad nummer {n}").into_bytes())).collect();
    let listed: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let import = brought(world.client(Role::Coordinator), &world, &listed).await;
    until(world.client(Role::Coordinator), &import, "review").await;
    confirm(world.client(Role::Coordinator), &import).await;
    let sql = Sql::of(world.node.config()).await;
    let taken = "SELECT count(*) AS n FROM import_file WHERE state = 'taken'";
    eventually("some are taken", || async { (sql.number(taken, []).await > 20).then_some(()) }).await;
    world.node.restart().await;
    world.sign_everybody_in().await;
    // some at a time: that it goes on is waited for, not how long all of it takes
    for part in (500..count).step_by(500) {
        eventually("more are taken", || async { (sql.number(taken, []).await >= part).then_some(()) }).await;
    }
    let done = until(world.client(Role::Coordinator), &import, "done").await;
    assert_eq!(done["files"]["taken"], count, "{done}");
    assert_eq!(sql.number("SELECT count(*) AS n FROM document", []).await, count);
    sql.close().await;
}
