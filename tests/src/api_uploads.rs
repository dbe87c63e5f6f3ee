//! Uploads that are wrong, too large, or break off: nothing is left of them.

use reqwest::Method;
use serde_json::json;

use crate::harness::{Node, Process, Role, Sql, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_none_is_refused() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let path = format!("/rooms/{room}/documents");
    assert_eq!(member.post(&path, &json!({})).await.problem(415), "unsupported_media_type");
    let bare = member.request(Method::POST, &path);
    assert_eq!(member.send(bare).await.problem(415), "unsupported_media_type");
    let no_boundary = member.request(Method::POST, &path).header("Content-Type", "multipart/form-data").body("x");
    assert_eq!(member.send(no_boundary).await.status, 400);
    let broken =
        member.request(Method::POST, &path).header("Content-Type", "multipart/form-data; boundary=b").body("--c\r\nx");
    assert!([400, 422].contains(&member.send(broken).await.status.as_u16()));
    let empty = member.request(Method::POST, &path).multipart(reqwest::multipart::Form::new().text("name", "x.txt"));
    assert_eq!(member.send(empty).await.expect(422)["errors"][0]["code"], "missing");
    for (field, value, code) in [
        ("folder_id", "inget id", "wrong_form"),
        ("meeting_id", "x", "wrong_form"),
        ("hemligt", "x", "unknown_field"),
        ("comment", &"x".repeat(17 * 1024), "too_long"),
    ] {
        let refused = member.upload(&path, "a.txt", b"x".to_vec(), &[(field, value)]).await.expect(422);
        assert_eq!(
            (&refused["errors"][0]["code"], &refused["errors"][0]["pointer"]),
            (&json!(code), &json!(format!("/{field}")))
        );
    }
    let many: Vec<_> = (0..30).map(|_| ("comment", "x")).collect();
    assert_eq!(member.upload(&path, "a.txt", b"x".to_vec(), &many).await.status, 422);
    assert_eq!(member.get(&path).await.expect(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_breaks_off_leaves_nothing() {
    let node = Node::start_with(|config| samrum::config::Config { max_upload: 100_000, ..config }).await;
    let world = World::in_node(node).await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let path = format!("/rooms/{room}/documents");
    member.upload(&path, "lagom.bin", vec![1; 100_000], &[]).await.expect(201);
    assert_eq!(member.upload(&path, "stor.bin", vec![2; 100_001], &[]).await.problem(413), "too_large");
    let halfway = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"halv.bin\"\r\n\r\n{}",
        "x".repeat(50_000)
    );
    let request = member.request(Method::POST, &path).header("Content-Type", "multipart/form-data; boundary=b");
    let broken = member.send(request.body(halfway)).await;
    assert!(broken.status.is_client_error(), "{}", broken.status);
    let list = member.get(&path).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM blob", []).await, 1);
    // nor is half a file left lying about
    let mut folders = vec![world.node.config().blobs()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
            if entry.file_type().unwrap().is_dir() { folders.push(entry.path()) } else { files += 1 }
        }
    }
    assert_eq!(files, 1);
    // who may not upload is told before the bytes are taken in
    let observer = world.client(Role::Observer);
    let whole = format!("/rooms/{}/documents", world.room("whole_network"));
    assert_eq!(observer.upload(&whole, "stor.bin", vec![2; 100_001], &[]).await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_large_takes_no_more_memory_than_what_is_small() {
    const PIECE: usize = 1 << 20;
    const PIECES: usize = 128;
    let mut world = World::in_node(Node::start().await).await;
    let (token, room) = (world.client(Role::Member).token().expect("a token").to_owned(), world.room("members"));
    world.node.stop().await;
    let process = Process::serve_set(world.node.config(), &["--parts", "api"]);
    let (member, path) = (process.client(&token), format!("/rooms/{room}/documents"));
    let small = member.upload(&path, "liten.bin", vec![1; 1000], &[]).await.expect(201);
    member.get(&format!("/documents/{}/file", small["id"].as_str().unwrap())).await;
    let before = process.peak_memory();
    let pieces = futures_util::stream::iter((0..PIECES).map(|_| Ok::<_, std::io::Error>(vec![7_u8; PIECE])));
    let body = reqwest::Body::wrap_stream(pieces);
    let part = reqwest::multipart::Part::stream_with_length(body, (PIECE * PIECES) as u64).file_name("stor.bin");
    let form = reqwest::multipart::Form::new().part("file", part);
    let answer = member.request(Method::POST, &path).multipart(form).send().await.expect("an answer");
    assert_eq!(answer.status(), 201);
    let large: serde_json::Value = answer.json().await.expect("JSON");
    // nor on its way back
    let file = format!("/documents/{}/file", large["id"].as_str().unwrap());
    let mut answer = member.request(Method::GET, &file).send().await.expect("an answer");
    let mut come = 0;
    while let Some(chunk) = answer.chunk().await.expect("a piece") {
        come += chunk.len();
    }
    assert_eq!(come, PIECE * PIECES);
    let grown = process.peak_memory() - before;
    assert!(grown < 48 * 1024, "{grown} KiB more for {PIECES} MiB");
}
