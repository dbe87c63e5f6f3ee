//! Files that come in pieces: refused early, gone on with after a broken connection, never anybody else's.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Node, Role, Sql, World};

async fn begin(client: &Client, room: &str, name: &str, size: usize) -> Answer {
    client.post(&format!("/rooms/{room}/uploads"), &json!({ "name": name, "size": size })).await
}

async fn piece(client: &Client, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
    let request = client.request(Method::PATCH, &format!("/uploads/{upload}"));
    let request =
        request.header("Upload-Offset", offset.to_string()).header("Content-Type", "application/octet-stream");
    client.send(request.body(bytes.to_vec())).await
}

async fn finish(client: &Client, room: &str, fields: &[(&str, &str)]) -> Answer {
    let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
        form.text((*name).to_owned(), (*value).to_owned())
    });
    client.send(client.request(Method::POST, &format!("/rooms/{room}/documents")).multipart(form)).await
}

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_in_pieces() {
    let node = Node::start_with(|config| samrum::config::Config { max_upload: 1_000_000, ..config }).await;
    let world = World::in_node(node).await;
    let (member, observer, room) =
        (world.client(Role::Member), world.client(Role::Observer), world.room("whole_network"));
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| (n % 241) as u8).collect();
    // refused before a byte of it is sent
    assert_eq!(begin(member, &room, "stor.bin", 1_000_001).await.problem(413), "too_large");
    assert_eq!(begin(observer, &room, "min.bin", 10).await.problem(403), "forbidden");
    assert_eq!(begin(world.client(Role::OtherNetwork), &room, "min.bin", 10).await.problem(404), "not_found");
    assert_eq!(begin(member, &room, "..", 10).await.expect(422)["errors"][0]["code"], "not_a_name");

    let upload = begin(member, &room, "../../Årsbok.bin", bytes.len()).await.expect(201);
    assert_eq!((&upload["name"], &upload["offset"]), (&json!("Årsbok.bin"), &json!(0)));
    let upload = id(&upload);
    let path = format!("/uploads/{upload}");
    assert_eq!(piece(member, &upload, 0, &bytes[..100_000]).await.expect(200)["offset"], 100_000);
    // a piece that comes twice, or too early, changes nothing
    assert_eq!(piece(member, &upload, 0, &bytes[..100_000]).await.problem(409), "wrong_offset");
    assert_eq!(piece(member, &upload, 200_000, &bytes[200_000..]).await.problem(409), "wrong_offset");
    assert_eq!(finish(member, &room, &[("upload_id", &upload)]).await.problem(409), "upload_unfinished");
    // nobody else goes on with it, sees it or makes it theirs
    for other in [observer, world.client(Role::Coordinator)] {
        assert_eq!(other.get(&path).await.problem(404), "not_found");
        assert_eq!(piece(other, &upload, 100_000, &bytes[100_000..]).await.problem(404), "not_found");
        assert_eq!(other.delete(&path, None).await.problem(404), "not_found");
    }
    let stolen = finish(world.client(Role::Coordinator), &room, &[("upload_id", &upload)]).await.expect(404);
    assert_eq!(stolen["errors"][0]["pointer"], "/upload_id");
    assert_eq!(member.get(&path).await.expect(200)["offset"], 100_000);
    // more than was said does not come in
    let long: Vec<u8> = bytes[100_000..].iter().copied().chain([1, 2, 3]).collect();
    assert_eq!(piece(member, &upload, 100_000, &long).await.problem(413), "too_large");
    let offset = member.get(&path).await.expect(200)["offset"].as_u64().unwrap() as usize;
    assert!((100_000..=bytes.len()).contains(&offset));
    if offset < bytes.len() {
        assert_eq!(piece(member, &upload, offset, &bytes[offset..]).await.expect(200)["offset"], bytes.len());
    }
    // a name that is taken is asked about, and what came is not lost by it
    member.upload(&format!("/rooms/{room}/documents"), "årsbok.bin", b"annat".to_vec(), &[]).await.expect(201);
    assert_eq!(finish(member, &room, &[("upload_id", &upload)]).await.problem(409), "name_taken");
    let kept = [("upload_id", upload.as_str()), ("if_exists", "keep_both"), ("comment", "I delar")];
    let made = finish(member, &room, &kept).await.expect(201);
    assert_eq!((&made["name"], &made["versions"][0]["comment"]), (&json!("Årsbok (2).bin"), &json!("I delar")));
    assert!(member.get(&format!("/documents/{}/file", id(&made))).await.body == bytes, "it comes back as it was");
    assert_eq!(member.get(&path).await.problem(404), "not_found");
    // and as a new version
    let more = id(&begin(member, &room, "ny.bin", 3).await.expect(201));
    piece(member, &more, 0, b"abc").await.expect(200);
    let version = async |comment: &'static str| {
        let form = reqwest::multipart::Form::new().text("upload_id", more.clone()).text("comment", comment);
        let request = member.request(Method::POST, &format!("/documents/{}/versions", id(&made))).multipart(form);
        member.send(request.header("Idempotency-Key", "den andra versionen")).await
    };
    assert_eq!(version("Ny").await.expect(201)["version"], 2);
    // by its name the request is known again, though its pieces are gone
    assert_eq!(member.get(&format!("/uploads/{more}")).await.problem(404), "not_found");
    assert_eq!(version("Ny").await.expect(201)["version"], 2);
    assert_eq!(version("En annan").await.expect(422)["errors"][0]["code"], "idempotency_key_reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_connection_costs_what_was_on_its_way() {
    use tokio::io::AsyncWriteExt;
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let upload = id(&begin(member, &room, "bruten.bin", 400_000).await.expect(201));
    let address = member.base().trim_start_matches("http://").to_owned();
    let head = format!(
        "PATCH /api/v1/uploads/{upload} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\nUpload-Offset: 0\r\n\
         Content-Type: application/octet-stream\r\nContent-Length: 400000\r\n\r\n",
        member.token().expect("a token")
    );
    let mut line = tokio::net::TcpStream::connect(&address).await.unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&vec![7; 250_000]).await.unwrap();
    line.flush().await.unwrap();
    let path = format!("/uploads/{upload}");
    crate::harness::eventually("some of it to have come", || async {
        let come = member.get(&path).await.expect(200)["offset"].as_u64().unwrap();
        (come > 0).then_some(())
    })
    .await;
    drop(line);
    // whoever goes on asks how far it came, and waits for the broken piece to be let go
    let whole = crate::harness::eventually("the rest to be taken", || async {
        let come = member.get(&path).await.expect(200)["offset"].as_u64().unwrap() as usize;
        let answer = piece(member, &upload, come, &vec![7; 400_000 - come]).await;
        (answer.status == 200).then(|| answer.json())
    })
    .await;
    assert_eq!(whole["offset"], 400_000);
    let made = finish(member, &room, &[("upload_id", &upload)]).await.expect(201);
    let file = member.get(&format!("/documents/{}/file", id(&made))).await;
    assert!(file.body == vec![7; 400_000], "nothing twice, nothing missing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_finishes_is_given_up() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let upload = id(&begin(member, &room, "x.bin", 10).await.expect(201));
    piece(member, &upload, 0, b"12345").await.expect(200);
    let pieces = || std::fs::read_dir(world.node.config().blobs().join("pieces")).unwrap().count();
    assert_eq!(pieces(), 1);
    member.delete(&format!("/uploads/{upload}"), None).await.expect(204);
    assert_eq!((pieces(), member.get(&format!("/uploads/{upload}")).await.status.as_u16()), (0, 404));
    let old = id(&begin(member, &room, "y.bin", 10).await.expect(201));
    world.node.clock.advance(std::time::Duration::from_secs(49 * 3600));
    let blobs = domain::documents::blob::Blobs::in_folder(world.node.config().blobs()).await.unwrap();
    assert_eq!(domain::documents::pieces::sweep(world.node.store(), &blobs).await.unwrap(), 1);
    assert_eq!(pieces(), 0);
    let sql = Sql::of(world.node.config()).await;
    assert_eq!(sql.number("SELECT count(*) AS n FROM upload", []).await, 0, "{old}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_says_it_is_too_large_is_not_taken_in() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let world = World::new().await;
    let member = world.client(Role::Member);
    let address = member.base().trim_start_matches("http://").to_owned();
    let mut line = tokio::net::TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /api/v1/rooms/{}/documents HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999999\r\n\r\n",
        world.room("members"),
        member.token().expect("a token")
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(std::time::Duration::from_secs(60), line.read(&mut answer)).await.unwrap().unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]);
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}
