//! The program's commands as whoever types them sees them.

use std::net::TcpListener;
use std::path::Path;

use crate::harness::{Client, Process};

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
