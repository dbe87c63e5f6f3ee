//! Documents: uploaded, named, versioned, fetched in parts, taken away, brought back.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, Sql, World, fixture};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

async fn upload(client: &Client, room: &str, name: &str, bytes: &[u8], fields: &[(&str, &str)]) -> Answer {
    client.upload(&format!("/rooms/{room}/documents"), name, bytes.to_vec(), fields).await
}

fn stored(world: &World) -> usize {
    fn files(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        entries.map(|e| if e.file_type().unwrap().is_dir() { files(&e.path()) } else { 1 }).sum()
    }
    files(&world.node.config().blobs().join("sha256"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_is_stored_once() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let bytes = vec![b'x'; 3 * 1024 * 1024];
    let one = upload(member, &room, "ett.txt", &bytes, &[]).await.expect(201);
    let before = stored(&world);
    let two = upload(member, &world.room("whole_network"), "två.txt", &bytes, &[]).await.expect(201);
    assert_eq!(stored(&world), before);
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM blob WHERE size = 3145728", []).await, 1);
    for document in [one, two] {
        let file = member.get(&format!("/documents/{}/file", text(&document, "id"))).await;
        assert_eq!(file.status, 200);
        assert!(file.body == bytes, "a file comes back as it was");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_files_type_is_told_from_its_content() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    for (name, bytes, kind, media_type) in [
        ("påstådd.txt", fixture("single.pdf"), "pdf", "application/pdf"),
        ("bild.pdf", fixture("picture.png"), "image", "image/png"),
        ("avtal.bin", fixture("agreement.docx"), "document", ""),
        ("lapp.txt", "Hej på dig".into(), "text", "text/plain"),
    ] {
        let made = upload(member, &room, name, &bytes, &[]).await.expect(201);
        assert_eq!(made["kind"], kind, "{made}");
        assert!(text(&made, "media_type").starts_with(media_type), "{made}");
        let file = member.get(&format!("/documents/{}/file", text(&made, "id"))).await;
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(file.header("cache-control"), "private, no-cache");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_name_is_asked_about() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let first = upload(member, &room, "Protokoll.txt", b"Ett", &[]).await.expect(201);
    assert_eq!(upload(member, &room, "protokoll.TXT", "Två".as_bytes(), &[]).await.problem(409), "name_taken");
    let both =
        upload(member, &room, "Protokoll.txt", "Två".as_bytes(), &[("if_exists", "keep_both")]).await.expect(201);
    assert_eq!(both["name"], "Protokoll (2).txt");
    let again = [("if_exists", "version"), ("comment", "Rättad")];
    let version = upload(member, &room, "Protokoll.txt", b"Tre", &again).await.expect(201);
    assert_eq!((&version["id"], &version["version"]), (&first["id"], &json!(2)));
    assert_eq!(version["versions"][0]["comment"], "Rättad");
    let wrong = upload(member, &room, "Protokoll.txt", b"Fyra", &[("if_exists", "destroy")]).await.expect(422);
    assert_eq!(wrong["errors"][0]["pointer"], "/if_exists");
    // another folder is another place
    let folder = member.post(&format!("/rooms/{room}/folders"), &json!({ "name": "Mapp" })).await.expect(201);
    let inside = [("folder_id", folder["id"].as_str().unwrap())];
    upload(member, &room, "Protokoll.txt", b"Ett", &inside).await.expect(201);
    let listed = member.get(&format!("/rooms/{room}/documents?folder={}", text(&folder, "id"))).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let top = member.get(&format!("/rooms/{room}/documents?folder=top")).await.expect(200);
    assert_eq!(top["items"].as_array().unwrap().len(), 2);
    // renaming onto a taken name is the same question
    let path = format!("/documents/{}", text(&both, "id"));
    let taken = member.patch(&path, 1, &json!({ "name": "PROTOKOLL.txt" })).await;
    assert_eq!(taken.problem(409), "name_taken");
    // a folder of another room is none of this one's
    let other = member.post(&format!("/rooms/{}/folders", world.room("whole_network")), &json!({ "name": "M" })).await;
    let other = text(&other.expect(201), "id");
    let misplaced = upload(member, &room, "x.txt", b"x", &[("folder_id", &other)]).await.expect(404);
    assert_eq!(misplaced["errors"][0]["pointer"], "/folder_id");
    let moved = member.patch(&path, 1, &json!({ "folder_id": other })).await.expect(404);
    assert_eq!(moved["errors"][0]["pointer"], "/folder_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_stay() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let made = upload(member, &room, "plan.txt", b"Ett", &[]).await.expect(201);
    let path = format!("/documents/{}", text(&made, "id"));
    let second = member.upload(&format!("{path}/versions"), "plan ny.txt", "Två".into(), &[("comment", "Ny")]).await;
    let second = second.expect(201);
    assert_eq!((&second["version"], &second["name"]), (&json!(2), &json!("plan.txt")));
    let numbers: Vec<_> =
        second["versions"].as_array().unwrap().iter().map(|v| v["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [2, 1]);
    assert_eq!(second["versions"][0]["original_name"], "plan ny.txt");
    assert_eq!(member.get(&format!("{path}/file")).await.body, "Två".as_bytes());
    assert_eq!(member.get(&format!("{path}/file?version=1")).await.body, b"Ett");
    assert_eq!(member.get(&format!("{path}/file?version=3")).await.problem(404), "not_found");
    assert_eq!(member.get(&format!("{path}/file?version=-1")).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_in_parts_and_only_when_it_is_new() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
    let made = upload(member, &room, "data.bin", &bytes, &[]).await.expect(201);
    let path = format!("/documents/{}/file", text(&made, "id"));
    let whole = member.get(&path).await;
    let tag = whole.etag();
    assert_eq!(tag.len(), 66, "a strong tag, the hash: {tag}");
    assert_eq!((whole.header("accept-ranges"), whole.header("content-length")), ("bytes", "200000"));
    let with =
        async |name: &str, value: &str| member.send(member.request(Method::GET, &path).header(name, value)).await;
    for (range, expected, content) in [
        ("bytes=0-9", &bytes[..10], "bytes 0-9/200000"),
        ("bytes=199990-", &bytes[199_990..], "bytes 199990-199999/200000"),
        ("bytes=-5", &bytes[199_995..], "bytes 199995-199999/200000"),
        ("bytes=100000-150000", &bytes[100_000..=150_000], "bytes 100000-150000/200000"),
    ] {
        let part = with("Range", range).await;
        assert_eq!((part.status.as_u16(), part.header("content-range")), (206, content));
        assert!(part.body == expected, "{range}");
    }
    let beyond = with("Range", "bytes=200000-").await;
    assert_eq!(beyond.header("content-range"), format!("bytes */{}", bytes.len()));
    assert_eq!(beyond.problem(416), "range_not_satisfiable");
    for whole in ["bytes=0-1,5-6", "bytes=x-y", "pages=1-2", "bytes=9-1"] {
        assert_eq!(with("Range", whole).await.status, 200, "{whole}");
    }
    assert_eq!(with("If-None-Match", &tag).await.status, 304);
    assert_eq!(with("If-None-Match", "\"annan\"").await.status, 200);
    let stale = member.request(Method::GET, &path).header("Range", "bytes=0-9").header("If-Range", "\"annan\"");
    assert_eq!(member.send(stale).await.status, 200);
    // access comes before the tag
    for role in [Role::Observer, Role::Anonymous, Role::OtherNetwork] {
        let other = world.client(role);
        let answer = other.send(other.request(Method::GET, &path).header("If-None-Match", &tag)).await;
        assert_eq!(answer.status, 404, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_can_be_brought_back() {
    let world = World::new().await;
    let (member, observer, room) =
        (world.client(Role::Member), world.client(Role::Observer), world.room("whole_network"));
    let made = upload(member, &room, "bort.txt", b"Ett", &[]).await.expect(201);
    let path = format!("/documents/{}", text(&made, "id"));
    assert_eq!(member.delete(&path, None).await.problem(428), "precondition_required");
    assert_eq!(member.delete(&path, Some(9)).await.problem(412), "stale");
    member.delete(&path, Some(1)).await.expect(204);
    for way in ["", "/file", "/pages", "/thumbnail"] {
        for client in [member, observer] {
            assert_eq!(client.get(&format!("{path}{way}")).await.problem(404), "not_found", "{way}");
        }
    }
    assert_eq!(member.get(&format!("/rooms/{room}/documents")).await.expect(200)["items"], json!([]));
    let restore = |client: &Client| client.request(Method::POST, &format!("{path}/restore"));
    assert_eq!(observer.send(restore(observer)).await.problem(404), "not_found");
    world.node.clock.advance(Duration::from_secs(29 * 24 * 3600));
    let member = world.node.anonymous().sign_in(&Role::Member.email(), crate::harness::PASSWORD).await;
    let back = member.send(restore(&member)).await.expect(200);
    assert_eq!(back["deleted"], false);
    assert_eq!(member.send(restore(&member)).await.problem(409), "too_late_to_undo");
    member.delete(&path, back["revision"].as_i64()).await.expect(204);
    world.node.clock.advance(Duration::from_secs(31 * 24 * 3600));
    let member = world.node.anonymous().sign_in(&Role::Member.email(), crate::harness::PASSWORD).await;
    assert_eq!(member.send(restore(&member)).await.problem(409), "too_late_to_undo");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_taken_meanwhile_is_not_taken_back() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let made = upload(member, &room, "namn.txt", b"Ett", &[]).await.expect(201);
    let path = format!("/documents/{}", text(&made, "id"));
    member.delete(&path, Some(1)).await.expect(204);
    upload(member, &room, "namn.txt", "Två".as_bytes(), &[]).await.expect(201);
    let back = member.send(member.request(Method::POST, &format!("{path}/restore"))).await.expect(200);
    assert_eq!(back["name"], "namn (2).txt");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_are_names_only() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    for (index, (sent, kept)) in [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("<script>alert(1)</script>.txt", "script>.txt"),
        ("a\u{202e}fdp.exe", "a fdp.exe"),
        ("=cmd|calc.txt", "=cmd|calc.txt"),
        ("Åtgärd & plan 100%.txt", "Åtgärd & plan 100%.txt"),
        ("CON", "CON"),
        ("'; DROP TABLE document; --.txt", "'; DROP TABLE document; --.txt"),
    ]
    .into_iter()
    .enumerate()
    {
        // `name` goes before what the file calls itself, and is taken just as carefully
        let bytes = format!("{index}").into_bytes();
        let made = upload(member, &room, "fil.txt", &bytes, &[("name", sent)]).await.expect(201);
        assert_eq!(made["name"], kept);
        let file = member.get(&format!("/documents/{}/file", text(&made, "id"))).await;
        assert_eq!(file.body, bytes);
        let disposition = file.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
        assert!(!disposition.contains(['\r', '\n', '<']) || disposition.matches('"').count() == 2, "{disposition}");
    }
    for none in ["..", "/", "   ", ".", "\u{202e}"] {
        let refused = upload(member, &room, "fil.txt", b"x", &[("name", none)]).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "not_a_name", "{none}");
    }
    let long = format!("{}.pdf", "å".repeat(400));
    let made = upload(member, &room, "fil.txt", b"y", &[("name", &long)]).await.expect(201);
    assert_eq!(text(&made, "name").chars().count(), 200);
    assert!(text(&made, "name").ends_with(".pdf"));
    // nothing was written where the names say
    assert!(!world.node.folder().join("passwd").exists());
}
