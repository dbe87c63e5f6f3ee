//! The program as whoever runs it sees it: its configuration, the parts of a node, the address that is for them alone.

use std::net::TcpListener;
use std::path::Path;

use crate::harness::{Client, Node, Process, Role, Socket, World, eventually, handshake};

/// `samrum config check` with that in the file and on the command line.
fn checked(folder: &Path, database_url: &str, file: &str, arguments: &[&str]) -> (bool, String) {
    let path = folder.join("samrum.toml");
    std::fs::write(&path, file).expect("written");
    let named = ["--config", path.to_str().expect("a path")];
    Process::run(&folder.join("data"), database_url, &[arguments, &named, &["config", "check"]].concat())
}

#[test]
fn a_configuration_is_checked_before_anything_is_begun() {
    let folder = tempfile::tempdir().expect("a folder");
    let (folder, sqlite) = (folder.path(), "sqlite::memory:");
    let good = "public_url = \"https://samrum.example.se\"\nconnections = 12\ntrusted_proxies = [\"10.0.0.0/8\"]\n\
                parts = [\"api\", \"realtime\"]\nsecurity_contact = \"mailto:it@example.se\"\nlog_format = \"json\"\n";
    let (done, said) = checked(folder, sqlite, good, &[]);
    assert!(done && said.contains("in order"), "{said}");
    // what can't be is told with what it is about
    for (file, about) in [
        ("conections = 12\n", "conections"),
        ("connections = 0\n", "connections must be 1–200"),
        ("address = \"samrum\"\n", "address"),
        ("parts = [\"everything\"]\n", "everything"),
        ("parts = []\n", "without parts"),
        ("public_url = \"samrum.example.se\"\n", ""),
        ("trusted_proxies = [\"10.0.0.0/99\"]\n", ""),
        ("security_contact = \"it@example.se\"\n", "mailto:"),
        ("mail_from = \"samrum\"\n", "mail_from"),
        ("smtp_password_file = \"/nowhere/at/all\"\nsmtp_host = \"mail.example.se\"\n", "/nowhere/at/all"),
        ("database_url_file = \"/nowhere/at/all\"\n", "/nowhere/at/all"),
        ("database_url = \"sqlite::memory:\"\ndatabase_url_file = \"/nowhere\"\n", "twice"),
        ("connections = \n", "samrum.toml"),
    ] {
        let (done, said) = checked(folder, sqlite, file, &[]);
        assert!(!done && said.contains("configuration") && said.contains(about), "{file}: {said}");
    }
    let (done, said) = checked(folder, "mysql://localhost/samrum", good, &[]);
    assert!(!done && said.contains("sqlite:"), "{said}");
    // a flag comes before the file, also where the file can't be
    let (done, said) = checked(folder, sqlite, "connections = 0\n", &["--connections", "3"]);
    assert!(done, "{said}");
    let missing = ["--config", "/nowhere/at/all.toml", "config", "check"];
    let (done, said) = Process::run(&folder.join("data"), sqlite, &missing);
    assert!(!done && said.contains("/nowhere/at/all.toml"), "{said}");
    // to check is to do nothing, and what is printed for people holds no password
    assert!(!folder.join("data").exists());
    // what is printed is a file that says the same
    let all = "mail_from = \"samrum@example.se\"\nsmtp_host = \"mail.example.se\"\nsearch_url = \"http://meili:7700\"\n\
               search_index = \"natverk\"\nparts = [\"api\"]\n";
    let (path, again) = (folder.join("samrum.toml"), folder.join("again.toml"));
    std::fs::write(&path, all).expect("written");
    let print = |path: &Path| {
        Process::run(&folder.join("data"), sqlite, &["--config", path.to_str().expect("a path"), "config", "print"])
    };
    let (done, printed) = print(&path);
    assert!(done && ["mail.example.se", "meili:7700", "natverk"].iter().all(|one| printed.contains(one)), "{printed}");
    std::fs::write(&again, &printed).expect("written");
    assert_eq!(print(&again), (true, printed));
    let secret = "postgres://samrum:hemligheten@db.example.se/samrum";
    let (done, said) = Process::run(&folder.join("data"), secret, &["config", "print"]);
    assert!(done && said.contains("db.example.se") && !said.contains("hemligheten"), "{said}");
}

/// As in a bare container. A search server beside it is spoken to in the clear, and need not be there.
#[tokio::test(flavor = "multi_thread")]
async fn a_search_server_in_the_clear_is_asked_where_the_system_has_no_certificates() {
    let mut node = Node::start().await;
    node.stop().await;
    let bare = [("SSL_CERT_FILE", "/nowhere/at/all"), ("SSL_CERT_DIR", "/nowhere/at/all")];
    let served = Process::serve_where(node.config(), &bare, &["--search-url", "http://127.0.0.1:1"]);
    assert_eq!(Client::new(served.url()).get("//healthz").await.status, 200);
    served.kill();
    // one that is only spoken to in secret can't be known there, and it is said why
    let arguments = ["--address", "127.0.0.1:0", "--search-url", "https://127.0.0.1:1", "serve"];
    let (done, said) = Process::run_where(node.config(), &bare, &arguments);
    assert!(!done && said.contains("certificates"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_runs_the_parts_it_is_told_to() {
    let mut world = World::in_node(Node::start().await).await;
    let token = world.client(Role::Member).token().expect("a token").to_owned();
    let room = world.room("members");
    world.node.stop().await;
    let config = world.node.config();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("sec-websocket-protocol", "samrum.v1")];

    let api = Process::serve_set(config, &["--parts", "api"]);
    let member = api.client(&token);
    member.get("/me").await.expect(200);
    assert_eq!(member.get("//healthz").await.status, 200);
    assert_eq!(handshake(api.url(), &headers, None).await.err(), Some(404), "no socket");
    // what is brought in waits for the part that reads it
    let path = format!("/rooms/{room}/documents");
    let brought = member.upload(&path, "blad.txt", "Ett ord: sillgrissla".into(), &[]).await.expect(201);
    let document = format!("/documents/{}", brought["id"].as_str().expect("an id"));
    assert_eq!(member.get(&document).await.expect(200)["reading"], "waiting");
    api.kill();

    let realtime = Process::serve_set(config, &["--parts", "realtime"]);
    let member = realtime.client(&token);
    drop(Socket::open(&member).await);
    assert_eq!(member.get("//healthz").await.status, 200);
    assert_eq!(member.get("//readyz").await.status, 200);
    for path in ["/me", "/openapi.json", "//", "//natverk"] {
        assert_eq!(member.get(path).await.status, 404, "{path}");
    }
    realtime.kill();

    let reading = Process::serve_set(config, &["--parts", "api,indexer"]);
    let member = reading.client(&token);
    eventually("it to be read", || async {
        (member.get(&document).await.expect(200)["reading"] == "read").then_some(())
    })
    .await;
    reading.kill();

    let (done, said) = Process::run(&config.data, &config.database_url, &["--parts", "allt", "serve"]);
    assert!(!done && said.contains("allt"), "{said}");
}

/// An address that was free a moment ago, and is below those that are given to whoever asks for any: what other tests connect
/// from does not take it meanwhile.
fn free_address() -> String {
    let first = std::process::id() % 10_000;
    let mut all = (first..10_000).chain(0..first).map(|number| format!("127.0.0.1:{}", 20_000 + number));
    all.find(|address| TcpListener::bind(address).is_ok()).expect("a port")
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_on_the_internal_address_and_nowhere_else() {
    let mut world = World::in_node(Node::start().await).await;
    let token = world.client(Role::Member).token().expect("a token").to_owned();
    world.node.stop().await;
    let internal = free_address();
    let process = Process::serve_set(world.node.config(), &["--internal-address", &internal]);
    let (member, within) = (process.client(&token), Client::new(&format!("http://{internal}")));
    member.get("/search?q=sillgrissla").await.expect(200);

    let metrics = within.get("//metrics").await;
    assert_eq!(metrics.status, 200);
    let metrics = String::from_utf8(metrics.body).expect("text");
    assert!(metrics.contains("http_requests_total") && metrics.contains("http_request_seconds"), "{metrics}");
    assert!(metrics.contains("/api/v1/search"), "by route: {metrics}");
    assert!(!metrics.contains("sillgrissla"), "what somebody searched for is nobody's to count: {metrics}");
    assert_eq!(within.get("//healthz").await.body, b"ok\n");
    assert_eq!(within.get("//readyz").await.body, b"ready\n");
    // nothing else is there
    for path in ["/me", "/installation", "//"] {
        assert_eq!(within.get(path).await.status, 404, "{path}");
    }
    // and on the public address there is health, and no metrics
    assert_eq!(member.get("//healthz").await.body, b"ok\n");
    assert_eq!(member.get("//readyz").await.body, b"ready\n");
    let public = member.get("//metrics").await;
    assert!(!String::from_utf8_lossy(&public.body).contains("http_request"), "{}", public.status);
    process.terminate();
    assert!(process.ended().await.success());
}
