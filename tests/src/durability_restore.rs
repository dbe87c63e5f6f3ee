//! A backup that was not restored does not count: back up under load, destroy, restore on an empty machine, look.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::harness::{Node, Process, Role, Socket, Sql, World, after};

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_installation_holds_everything_and_begins_a_new_epoch() {
    let mut world = World::in_node(Node::start().await).await;
    let (room, stream) = (world.room("members"), format!("room:{}", world.room("members")));
    let member = world.client(Role::Member).clone();
    let thread = member.start(&room, "Tråden", "Första").await;
    let id = thread["id"].as_str().unwrap().to_owned();
    let file = b"Barnens r\xc3\xb6st i kommunen".repeat(5000);
    let document =
        member.upload(&format!("/rooms/{room}/documents"), "R\u{f6}st.txt", file.clone(), &[]).await.expect(201);
    let mut socket = Socket::open(&member).await;
    let place = socket.subscribe(&stream, &Value::Null).await;
    drop(socket);

    // while others write
    let writing = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let writer = tokio::spawn({
        let (client, id, writing) = (world.client(Role::Elected).clone(), id.clone(), Arc::clone(&writing));
        async move {
            let mut n = 0;
            while writing.load(std::sync::atomic::Ordering::Acquire) {
                client.say(&id, &format!("under tiden {n}")).await;
                n += 1;
            }
        }
    });
    let known = member.get(&format!("/conversations/{id}/messages?after=0&limit=100")).await.expect(200);
    let (url, folder) = (world.node.config().database_url.clone(), world.node.folder());
    let out = tempfile::TempDir::new().unwrap();
    let backup = out.path().join("backup");
    let (data, place_of) = (folder.clone(), backup.clone());
    let database_url = url.clone();
    let taken = tokio::task::spawn_blocking(move || {
        Process::run(&data, &database_url, &["backup", place_of.to_str().unwrap()])
    });
    let (done, said) = taken.await.unwrap();
    assert!(done, "{said}");
    // each backup is a folder of its own, named by its time
    let backups: Vec<_> = std::fs::read_dir(&backup).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [backup] = backups.as_slice() else { panic!("{backups:?}") };
    writing.store(false, std::sync::atomic::Ordering::Release);
    writer.await.unwrap();
    let token = member.token().unwrap().to_owned();
    world.node.stop().await;

    // another machine: an empty folder, an empty database
    let mut config = world.node.config().clone();
    let fresh = tempfile::TempDir::new().unwrap();
    config.data = fresh.path().join("data");
    let elsewhere = format!("restored_{}", uuid::Uuid::new_v4().simple());
    let before = Sql::of(world.node.config()).await;
    if before.postgres() {
        before.run(&format!("CREATE DATABASE {elsewhere}"), []).await;
        let (server, _) = config.database_url.rsplit_once('/').unwrap();
        config.database_url = format!("{server}/{elsewhere}");
    } else {
        config.database_url = format!("sqlite://{}?mode=rwc", config.data.join("samrum.sqlite").display());
    }
    let (done, said) = Process::run(&config.data, &config.database_url, &["restore", backup.to_str().unwrap()]);
    assert!(done, "{said}");
    let process = Process::serve(&config);
    let client = process.client(&token);
    // sessions are part of what came back, if the keys are; else one signs in anew
    let client = if client.get("/me").await.status.is_success() {
        client
    } else {
        client.sign_in(&Role::Member.email(), crate::harness::PASSWORD).await
    };
    let there = client.get(&format!("/conversations/{id}/messages?after=0&limit=100")).await.expect(200);
    for message in known["items"].as_array().unwrap() {
        assert!(there["items"].as_array().unwrap().contains(message), "{message}");
    }
    let came = client.get(&format!("/documents/{}/file", document["id"].as_str().unwrap())).await;
    assert_eq!(came.body, file);
    let mut socket = Socket::open(&client).await;
    assert!(socket.hello["epoch"].as_i64() > place["epoch"].as_i64(), "{} {place}", socket.hello);
    socket.subscribe(&stream, &after(&place)).await;
    assert_eq!(socket.next().await.unwrap()["type"], "resync");
    client.say(&id, "efter återställningen").await;
    assert_eq!(socket.event("message_posted").await["data"]["message"]["text"], "efter återställningen");
    crate::harness::eventually("search to find both", || async {
        let hits = client.get("/search?q=återställningen").await.expect(200);
        let files = client.get("/search?q=Barnens%20röst").await.expect(200);
        (hits["items"] != json!([]) && files["items"] != json!([])).then_some(())
    })
    .await;
    let sql = Sql::of(&config).await;
    assert_eq!(sql.gaps().await, [""; 0]);
    // into what is not empty nothing is restored
    process.kill();
    let (done, said) = Process::run(&config.data, &config.database_url, &["restore", backup.to_str().unwrap()]);
    assert!(!done, "{said}");
    sql.close().await;
    if before.postgres() {
        before.run(&format!("DROP DATABASE {elsewhere} WITH (FORCE)"), []).await;
    }
}
