//! The program's commands as whoever types them sees them.

use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::future::join_all;

use crate::harness::{Client, Node, Process, Role, Sql, World, eventually, fixture};

const PASSWORD: &str = "barnets-basta-i-praktiken";

/// The database that a folder has by itself.
fn own_database(data: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data.join("samrum.sqlite").display())
}

async fn who_is_guest(process: &Process) -> serde_json::Value {
    let guest = Client::new(process.url()).sign_in("gast@demo.samrum.example", PASSWORD).await;
    guest.get("/me").await.expect(200)["person"]["id"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_was_broken_off_is_made_anew_and_one_that_is_whole_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("demo");
    let database = own_database(&data);
    // as it stands where the making ends too soon: something in the database, and nothing that says it is a demo
    let (done, said) = Process::run(&data, &database, &["migrate"]);
    assert!(done, "{said}");
    std::fs::write(data.join("this-is-a-demo"), "").expect("written");
    std::fs::write(data.join("left-behind"), "").expect("written");
    let demo = Process::demo(&data, &database);
    let guest = who_is_guest(&demo).await;
    assert!(!data.join("left-behind").exists());
    demo.kill();
    // what is whole is not made again
    std::fs::write(data.join("kept"), "").expect("written");
    let demo = Process::demo(&data, &database);
    assert_eq!(who_is_guest(&demo).await, guest);
    assert!(data.join("kept").exists());

    // and what was backed up of it is a demo where it is restored
    let backups = folder.path().join("backups");
    let (done, said) = Process::run(&data, &database, &["backup", backups.to_str().expect("a path")]);
    assert!(done, "{said}");
    demo.kill();
    let backup = std::fs::read_dir(&backups).expect("a folder").next().expect("a backup").expect("read").path();
    let restored = folder.path().join("restored");
    let database = own_database(&restored);
    let (done, said) = Process::run(&restored, &database, &["restore", backup.to_str().expect("a path")]);
    assert!(done, "{said}");
    let demo = Process::demo(&restored, &database);
    assert_eq!(who_is_guest(&demo).await, guest);
}

/// A demo that was broken off leaves its mark behind; what somebody does in that folder afterwards is their own.
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_in_which_somebody_has_served_is_no_demo_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken_off = |name: &str| {
        let data = folder.path().join(name);
        let database = own_database(&data);
        let (done, said) = Process::run(&data, &database, &["migrate"]);
        assert!(done, "{said}");
        std::fs::write(data.join("this-is-a-demo"), "").expect("written");
        std::fs::write(data.join("own"), "").expect("written");
        (data, database)
    };
    let no_demo = |data: &Path, database: &str| {
        for arguments in [&["demo"][..], &["demo", "--fresh"]] {
            let arguments = [&["--address", "127.0.0.1:0"], arguments].concat();
            let (done, said) = Process::run(data, database, &arguments);
            assert!(!done && said.contains("no demo"), "{arguments:?}: {said}");
            assert!(data.join("own").exists() && data.join("samrum.sqlite").exists());
        }
    };
    let (data, database) = broken_off("served");
    Process::serve_folder(&data, &database).kill();
    no_demo(&data, &database);

    let (data, database) = broken_off("begun");
    let create = ["user", "create", "--email", "anna@exempel.se", "--name", "Anna Berg", "--administrator"];
    let (done, said) = Process::run_told(&data, &database, &create, "en lång mening att logga in med\n");
    assert!(done, "{said}");
    no_demo(&data, &database);
    let again = Process::run_told(&data, &database, &create, "en annan mening att logga in med\n");
    assert!(!again.0 && again.1.contains("There is an account with that e-mail address."), "{}", again.1);

    let (brought, its) = broken_off("brought");
    let import = ["import", brought.to_str().expect("a path"), "--network", "inget"];
    assert!(!Process::run(&brought, &its, &import).0);
    no_demo(&brought, &its);
    // and it is served, with who is there
    let served = Process::serve_folder(&data, &database);
    Client::new(served.url()).sign_in("anna@exempel.se", "en lång mening att logga in med").await;
}

#[test]
fn a_demo_overwrites_nothing_and_listens_to_nobody_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |data: &Path, database: &str, arguments: &[&str], about: &str| {
        let (done, said) = Process::run(data, database, &[arguments, &["demo"]].concat());
        assert!(!done && said.contains(about), "{arguments:?}: {said}");
    };
    // nothing is made where it may not listen
    let data = folder.path().join("demo");
    let database = own_database(&data);
    let held = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = held.local_addr().expect("an address").to_string();
    refused(&data, &database, &["--address", "0.0.0.0:0"], "loopback");
    refused(&data, &database, &["--address", "127.0.0.1:0", "--public-url", "https://samrum.example.se"], "public");
    refused(&data, &database, &["--address", &taken], &taken);
    assert!(!data.exists());
    // an installation is no demo, whether its folder or its database is named
    let real = folder.path().join("real");
    let (done, said) = Process::run(&real, &own_database(&real), &["migrate"]);
    assert!(done, "{said}");
    refused(&real, &own_database(&real), &["--address", "127.0.0.1:0"], "no demo");
    refused(&data, &own_database(&real), &["--address", "127.0.0.1:0"], "needs an empty one");
    // it is served as before, which a demo would not be
    drop(Process::serve_folder(&real, &own_database(&real)));
}

async fn finds(client: &Client) -> bool {
    !client.get("/search?q=sillgrissla").await.expect(200)["items"].as_array().unwrap().is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_built_anew_and_files_are_read_again() {
    let mut world = World::in_node(Node::start().await).await;
    let member = world.client(Role::Member);
    let (token, room) = (member.token().expect("a token").to_owned(), world.room("members"));
    member.start(&room, "Om fåglar", "Här sitter en sillgrissla.").await;
    member.upload(&format!("/rooms/{room}/documents"), "blad.txt", "Bladet".into(), &[]).await.expect(201);
    world.node.stop().await;
    let (config, url) = (world.node.config(), &world.node.config().database_url);
    let run = |arguments: &[&str]| Process::run(&config.data, url, arguments);
    // nobody serves: it is done here, also where there is nothing left of it
    std::fs::remove_dir_all(config.index()).expect("the index is a folder that may go");
    let (done, said) = run(&["reindex"]);
    assert!(done && said.contains("built anew"), "{said}");
    // somebody serves, and finds all the time
    let process = Process::serve(config);
    let member = process.client(&token);
    eventually("it to be found", || async { finds(&member).await.then_some(()) }).await;
    let thread = member.start(&room, "Fler fåglar", "Vi räknar.").await["id"].as_str().expect("an id").to_owned();
    let sql = Sql::of(config).await;
    let (done, said) = run(&["reindex"]);
    assert!(done && said.contains("running server"), "{said}");
    // people write all the while: before it begins, while rows are read, and while the new index is put in its place
    let written = AtomicU64::new(0);
    eventually("the index to be built anew", || async {
        let lines = (0..4).map(|_| member.say(&thread, "En lomvi till."));
        written.fetch_add(join_all(lines).await.len() as u64, Ordering::Relaxed);
        assert!(finds(&member).await, "the old index serves until the new one is whole");
        (sql.number("SELECT count(*) AS n FROM job WHERE kind = 'reindex'", []).await == 0).then_some(())
    })
    .await;
    let written = written.into_inner();
    assert!(written > 0);
    eventually("each of them to be found in the new index", || async {
        let found = member.get("/search?q=lomvi&kind=message&facets=true").await.expect(200);
        (found["total"] == written).then_some(())
    })
    .await;
    assert!(finds(&member).await, "what was there before is in it, too");
    drop(sql);
    process.kill();
    // a file is what its hash says, or is named
    let (done, said) = run(&["verify"]);
    assert!(done, "{said}");
    let mut files = vec![config.blobs().join("sha256")];
    let kept = loop {
        let path = files.pop().expect("a file");
        if !path.is_dir() {
            break path;
        }
        files.extend(std::fs::read_dir(&path).expect("read").map(|entry| entry.expect("one").path()));
    };
    std::fs::write(&kept, "Bladat").expect("written");
    let (done, said) = run(&["verify"]);
    let hash = kept.file_name().and_then(|name| name.to_str()).expect("its name");
    assert!(!done && said.contains(hash), "{said}");
}

/// The hit of a document by that name, once it is found.
async fn found(client: &Client, q: &str, name: &str) -> serde_json::Value {
    eventually(name, || async {
        let found = client.get(&format!("/search?q={q}")).await.expect(200);
        found["items"].as_array().unwrap().iter().find(|hit| hit["document"]["name"] == name).cloned()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_becomes_archive_and_what_it_says_is_found_by_another_inflection() {
    let world = World::new().await;
    let (config, url) = (world.node.config(), &world.node.config().database_url);
    let source = tempfile::tempdir().expect("a folder");
    let write = |path: &str, bytes: Vec<u8>| {
        let file = source.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        std::fs::write(file, bytes).expect("a file");
    };
    write("2016-04 Borlänge – Barn på flykt/Program.pdf", fixture("single.pdf"));
    write("Styrning/Överenskommelse.docx", fixture("agreement.docx"));
    write("Låst.pdf", fixture("encrypted.pdf"));
    write("Tom.txt", Vec::new());
    let source = source.path().to_str().expect("a name");
    let run = |arguments: &[&str]| Process::run(&config.data, url, &[&["import"], arguments].concat());

    // what can't be is said, and nothing is taken
    for (arguments, why) in [
        (vec![source, "--network", "finns-inte"], "no network with the slug finns-inte"),
        (vec![source, "--network", "natverket", "--room", "köket"], "köket"),
        (vec!["/finns/inte", "--network", "natverket"], "/finns/inte"),
        (vec![source], "--network"),
    ] {
        let (done, said) = run(&arguments);
        assert!(!done && said.contains(why) && !said.contains("panicked"), "{arguments:?}: {said}");
    }
    let (member, documents) = (world.client(Role::Member), format!("/networks/{}/documents", world.network));
    let names = || async {
        let all = member.get(&documents).await.expect(200);
        let names = all["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        names.filter(|name| ["Program.pdf", "Överenskommelse.docx", "Låst.pdf"].contains(&name.as_str())).count()
    };
    let (done, said) = run(&[source, "--network", "natverket", "--dry-run"]);
    assert!(done && said.contains("nothing was changed") && said.contains("3 taken"), "{said}");
    assert_eq!(names().await, 0);

    // beside the server that runs, which reads them
    let (done, said) = run(&[source, "--network", "natverket"]);
    assert!(done && said.contains("3 taken") && said.contains("1 skipped") && said.contains("(empty)"), "{said}");
    let hit = found(member, "myndigheten", "Program.pdf").await;
    let pages = member.get(&format!("/documents/{}/pages", hit["document"]["id"].as_str().unwrap())).await.expect(200);
    let pages = pages["items"].as_array().unwrap();
    let page = pages.iter().find(|page| page["text"].as_str().unwrap().contains("Dialog med myndigheter"));
    assert_eq!(hit["page"], page.expect("the page")["number"], "{hit}");
    let hit = found(member, "gruppdiskussion", "Överenskommelse.docx").await;
    assert_eq!(hit["page"], 2, "{hit}");
    let marked = hit["passage"].as_array().unwrap().iter().find(|part| part["marked"] == true);
    assert!(marked.expect("the word")["text"].as_str().unwrap().starts_with("Gruppdiskussion"), "{hit}");
    // nobody of another network, and what can't be read says why and is kept
    let elsewhere = world.client(Role::OtherNetwork).get("/search?q=gruppdiskussion").await.expect(200);
    assert!(elsewhere["items"].as_array().unwrap().is_empty(), "{elsewhere}");
    let locked = eventually("the locked file to be tried", || async {
        let all = member.get(&documents).await.expect(200);
        let locked = all["items"].as_array().unwrap().iter().find(|one| one["name"] == "Låst.pdf").cloned();
        locked.filter(|one| one["reading"] != "waiting")
    });
    assert_eq!(locked.await["reading"], "password_protected");

    // again: nothing twice
    let (done, said) = run(&[source, "--network", "natverket"]);
    assert!(done && said.contains("0 taken") && said.contains("3 already there"), "{said}");
    assert_eq!(names().await, 3);
}
