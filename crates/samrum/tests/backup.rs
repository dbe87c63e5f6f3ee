//! A backup that was not restored does not count.

#![expect(clippy::expect_used, reason = "a test that can't go on fails")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use bytes::Bytes;
use domain::access::{Coordination, Deputies, RoomKind};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::documents::blob::Blobs;
use domain::documents::upload::{self, Destination, IfExists, NewFile};
use domain::documents::{document, intake};
use domain::ids::{DocumentId, NetworkId};
use domain::installation;
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::store::{Store, StoreOptions};
use samrum::backup::backup;
use samrum::restore::restore;
use tempfile::TempDir;

fn url(data: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data.join("samrum.sqlite").display())
}

async fn open(url: &str) -> Store {
    Store::open(StoreOptions::new(url), Clock::default()).await.expect("a store")
}

async fn network(store: &Store) -> NetworkId {
    let new = NewNetwork {
        slug: "provet".into(),
        name: "Provet".into(),
        kind: NetworkKind::Municipal,
        purpose: "Att pröva".into(),
        observers_write: true,
        observers_upload: false,
        deputies: Deputies::Free,
        coordination: Coordination::Secretariat,
    };
    store.write(&Actor::System, |tx| async move { network::create(&tx, new).await }).await.expect("a network")
}

async fn add(store: &Store, blobs: &Blobs, network: NetworkId, number: usize) -> DocumentId {
    let blob = blobs.store_bytes(Bytes::from(format!("Dokument {number}"))).await.expect("a blob");
    let kind = RoomKind::WholeNetwork;
    let room = intake::room_of_kind(store.reader(), &Actor::System, network, kind).await.expect("a room");
    let file = NewFile {
        blob,
        media_type: "text/plain".into(),
        original_name: format!("Dokument {number}.txt"),
        comment: None,
    };
    let work = |tx| async move { upload::add(&tx, &room, file, Destination::default(), IfExists::Ask).await };
    store.write(&Actor::System, work).await.expect("a document")
}

/// An installation with documents, its data folder and one for backups.
struct Installation {
    folder: TempDir,
    data: PathBuf,
    store: Store,
    blobs: Blobs,
    network: NetworkId,
    documents: Vec<DocumentId>,
}

impl Installation {
    async fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let data = folder.path().join("data");
        std::fs::create_dir(&data).expect("a folder");
        std::fs::write(data.join("keys.json"), "{}").expect("keys");
        let store = open(&url(&data)).await;
        let blobs = Blobs::in_folder(data.join("blobs")).await.expect("blobs");
        let network = network(&store).await;
        let mut documents = Vec::new();
        for number in 0..20 {
            documents.push(add(&store, &blobs, network, number).await);
        }
        Self { folder, data, store, blobs, network, documents }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_backed_up_under_load_is_all_there_when_restored() {
    let there = Installation::new().await;
    let (stop, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let writing = tokio::spawn({
        let (store, blobs, network) = (there.store.clone(), there.blobs.clone(), there.network);
        let (stop, written) = (Arc::clone(&stop), Arc::clone(&written));
        async move {
            while !stop.load(Ordering::Acquire) {
                add(&store, &blobs, network, 1_000 + written.load(Ordering::Acquire)).await;
                written.fetch_add(1, Ordering::AcqRel);
            }
        }
    });
    while written.load(Ordering::Acquire) == 0 {
        assert!(!writing.is_finished(), "nobody writes");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let made = backup(&url(&there.data), &there.data, &there.at("backups")).await.expect("a backup");
    stop.store(true, Ordering::Release);
    writing.await.expect("the writer");
    // what was written before it began is in it
    assert!(made.blobs > 20 && made.damaged.is_empty(), "{made}");
    let left: Vec<_> = std::fs::read_dir(there.at("backups")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing unfinished is left");

    let new = there.at("new");
    let restored = restore(&url(&new), &new, &made.folder).await.expect("restored");
    assert_eq!((restored.blobs, restored.bytes, restored.rows), (made.blobs, made.bytes, made.rows));
    assert_eq!(restored.epoch, 2);
    let mut names: Vec<_> = std::fs::read_dir(&new)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["blobs", "keys.json", "samrum.sqlite"]);

    let store = open(&url(&new)).await;
    let blobs = Blobs::in_folder(new.join("blobs")).await.expect("blobs");
    assert_eq!(installation::facts(store.reader()).await.expect("facts").epoch, 2);
    for id in &there.documents {
        let found = document::readable(store.reader(), &Actor::System, *id).await.expect("the document");
        let size = u64::try_from(found.row().size).expect("a size");
        assert!(blobs.verify(&found.row().blob_hash, size).await.expect("an answer"));
    }
    // life goes on
    add(&store, &blobs, there.network, 5_000).await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(new.join("keys.json")).expect("keys").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn nothing_is_restored_over_something() {
    let there = Installation::new().await;
    let made = backup(&url(&there.data), &there.data, &there.at("backups")).await.expect("a backup");
    let said = restore(&url(&there.data), &there.data, &made.folder).await.expect_err("refused");
    assert!(said.to_string().contains("already"), "{said}");
    let new = there.at("new");
    std::fs::create_dir(&new).expect("a folder");
    std::fs::write(new.join("min.txt"), "min").expect("a file");
    let said = restore(&url(&new), &new, &made.folder).await.expect_err("refused");
    assert!(said.to_string().contains("not empty"), "{said}");
    assert_eq!(std::fs::read_dir(&new).expect("a folder").count(), 1);
    let said = restore(&url(&there.at("b")), &there.at("b"), &there.at("borta")).await.expect_err("refused");
    assert!(said.to_string().contains("no backup"), "{said}");
    let said = restore("postgres://localhost/x", &there.at("b"), &made.folder).await.expect_err("refused");
    assert!(said.to_string().contains("SQLite"), "{said}");
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_can_be_tried_again_when_mended() {
    let there = Installation::new().await;
    let made = backup(&url(&there.data), &there.data, &there.at("backups")).await.expect("a backup");
    let found = document::readable(there.store.reader(), &Actor::System, there.documents[3]).await.expect("it");
    let blob = made.folder.join("blobs").join(Blobs::place(&found.row().blob_hash).expect("a place"));
    let new = there.at("new");
    let whole = std::fs::read(&blob).expect("the blob");
    let database = made.folder.join("database.sqlite");
    let tried = || async { restore(&url(&new), &new, &made.folder).await };

    std::fs::write(&blob, "Dokument X").expect("a file");
    assert!(tried().await.expect_err("refused").to_string().contains("missing or damaged"));
    assert!(!new.join("samrum.sqlite").exists() && !new.join("blobs").exists());
    std::fs::remove_file(&blob).expect("gone");
    assert!(tried().await.expect_err("refused").to_string().contains("missing or damaged"));
    std::fs::write(&blob, whole).expect("a file");

    let rows = std::fs::read(&database).expect("the database");
    let mut changed = rows.clone();
    changed[5_000] ^= 1;
    std::fs::write(&database, changed).expect("a file");
    assert!(tried().await.expect_err("refused").to_string().contains("damaged"));
    std::fs::write(&database, rows).expect("a file");

    let manifest = made.folder.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    std::fs::write(&manifest, text.replace("\"format\": 1", "\"format\": 2")).expect("a file");
    assert!(tried().await.expect_err("refused").to_string().contains("form 2"));
    std::fs::write(&manifest, text.replace("\"schema\": \"m", "\"schema\": \"z")).expect("a file");
    assert!(tried().await.expect_err("refused").to_string().contains("newer"));
    std::fs::write(&manifest, text).expect("a file");

    assert_eq!(tried().await.expect("restored").blobs, 20);
}

#[tokio::test]
async fn a_rotten_file_is_named_and_the_rest_saved() {
    let there = Installation::new().await;
    let found = document::readable(there.store.reader(), &Actor::System, there.documents[3]).await.expect("it");
    let hash = found.row().blob_hash.clone();
    std::fs::write(there.blobs.path(&hash).expect("a path"), "Dokument X").expect("a file");
    let made = backup(&url(&there.data), &there.data, &there.at("backups")).await.expect("a backup");
    assert_eq!((made.blobs, made.damaged.as_slice()), (19, [hash].as_slice()));
    let new = there.at("new");
    let restored = restore(&url(&new), &new, &made.folder).await.expect("restored");
    assert_eq!(restored.damaged, made.damaged);
}

#[tokio::test]
async fn what_is_not_there_is_not_backed_up() {
    let folder = TempDir::new().expect("a folder");
    let data = folder.path().join("data");
    let said = backup(&url(&data), &data, &folder.path().join("backups")).await.expect_err("refused");
    assert!(format!("{said:#}").contains("no database"), "{said:#}");
    assert_eq!(std::fs::read_dir(folder.path().join("backups")).expect("a folder").count(), 0);
    assert!(!data.exists());
}

/// Makes a database of that name on the server at `url` and tells its address.
fn database_on(url: &str, name: &str) -> String {
    let made = std::process::Command::new("createdb").args(["--maintenance-db", url, name]).status();
    assert!(made.expect("createdb on the path").success());
    let (server, path) = url.split_at(url.rfind('/').expect("an address"));
    let options = path.find('?').map(|at| &path[at..]).unwrap_or_default();
    format!("{server}/{name}{options}")
}

#[tokio::test]
async fn postgresql_is_restored_into_an_empty_database() {
    let Ok(server) = std::env::var("SAMRUM_TEST_POSTGRES_URL") else {
        println!("LEFT OUT: SAMRUM_TEST_POSTGRES_URL names no PostgreSQL");
        return;
    };
    let folder = TempDir::new().expect("a folder");
    let names = ["from", "to"].map(|end| format!("samrum_backup_{}_{end}", uuid::Uuid::new_v4().simple()));
    let [from, to] = [database_on(&server, &names[0]), database_on(&server, &names[1])];
    let (data, new) = (folder.path().join("data"), folder.path().join("new"));
    let (store, blobs) = (open(&from).await, Blobs::in_folder(data.join("blobs")).await.expect("blobs"));
    let network = network(&store).await;
    let document = add(&store, &blobs, network, 1).await;
    let made = backup(&from, &data, &folder.path().join("backups")).await.expect("a backup");
    let restored = restore(&to, &new, &made.folder).await.expect("restored");
    assert_eq!((restored.rows, restored.blobs, restored.epoch), (made.rows, 1, 2));
    let again = restore(&to, &folder.path().join("other"), &made.folder).await.expect_err("refused");
    assert!(again.to_string().contains("not empty"), "{again}");
    let other = open(&to).await;
    document::readable(other.reader(), &Actor::System, document).await.expect("the document");
    add(&other, &blobs, network, 2).await;
    for (store, name) in [(store, &names[0]), (other, &names[1])] {
        store.close().await;
        let gone = std::process::Command::new("dropdb").args(["--force", "--maintenance-db", &server, name]).status();
        assert!(gone.expect("dropdb on the path").success());
    }
}
